"""What the prose of the notebooks says of the numbers still holds: a change asks for new prose."""

from __future__ import annotations

import pytest

import avgrisk
from avgrisk.replaying import steps


@pytest.fixture(scope="module")
def path():
    return [step.score for step in steps("ing-2014")]


@pytest.fixture(scope="module")
def what_if():
    return {branch.key: branch.score for branch in avgrisk.branches("ing-2014")}


def test_only_the_second_newspaper_article_moves_the_score_and_it_stays_red(path):
    values = [score.value for score in path]
    assert [place for place in range(1, 16) if values[place] != values[place - 1]] == [8]
    assert values[8] < values[0]
    assert {score.band for score in path} == {"red"}


def test_the_hypotheses_do_not_change_the_colour():
    for version in avgrisk.load_index("1").version, "1-guardian", "1-licence":
        assert steps("ing-2014", version)[-1].score.band == "red"


def test_2019_is_lower_than_2014_and_still_red(path):
    later = avgrisk.score(avgrisk.load_case("ing-2019").use)
    assert later.value < path[-1].value
    assert later.band == "red"


def test_by_the_letter_yes_strictly_disputed(path):
    assert path[-1].legal.answer("letter") == "yes"
    assert path[-1].legal.answer("strict") == "disputed"


def test_purpose_and_choice_help_but_not_enough(what_if):
    names = ("specific", "opt_in_easy", "specific_and_choice", "plus_benefit")
    for name in names:
        assert what_if[name].value < what_if["as_coded"].value
        assert what_if[name].band == "red"
    assert what_if["plus_benefit"].value == min(what_if[name].value for name in names)


def test_a_search_engine_is_avoidable_less_trusted_and_clashes_as_much(what_if):
    bank, engine = what_if["as_coded"].readings, what_if["search_engine"].readings
    assert engine["control_gap"].value < bank["control_gap"].value
    assert engine["trust_gap"].value > bank["trust_gap"].value
    assert abs(engine["image_misfit"].value - bank["image_misfit"].value) < 0.1


def test_search_ads_at_a_search_engine_are_not_red():
    assert avgrisk.score(avgrisk.load_case("ill-zoek-retargeting").use).band != "red"


def test_another_use_of_the_same_data_makes_the_largest_difference(what_if):
    assert what_if["own_insight"].band == "green"
    assert what_if["own_insight"].value == min(score.value for score in what_if.values())


def test_the_accepted_twin_hangs_on_one_judged_number(what_if):
    assert what_if["twin"].band != "red"
    assert what_if["twin_ing_fit"].value > what_if["twin"].value + 10
