"""What would help: real smallest changes, and the article's questions."""

from __future__ import annotations

import pytest

import avgrisk
from avgrisk.cases.case_base import load_case, load_cases
from avgrisk.core.labels import label, say, table
from avgrisk.core.records import ProposedUse
from avgrisk.scoring.levers import levers, settings


@pytest.fixture(scope="module")
def ing():
    return avgrisk.advise(load_case("ing-2014").use)


def test_every_change_scores_as_it_says(ing):
    for change in (*ing.steps, ing.to_green_free):
        again = avgrisk.score(change.use)
        assert (again.value, again.interval, again.band) == (
            change.value,
            change.interval,
            change.band,
        )
        assert change.drop == ing.score.value - change.value


def test_steps_only_help_and_the_best_drop_per_effort_comes_first(ing):
    rates = [change.drop / change.effort for change in ing.steps]
    assert rates == sorted(rates, reverse=True)
    assert min(rates) > 0


def test_ing_2014_does_not_become_green_while_the_use_stays_but_does_as_own_insight(ing):
    assert ing.to_sure_green is None
    assert ing.to_green_free.band == "green"
    assert "own_insight" in ing.to_green_free.levers


def test_sure_green_is_green_in_eight_of_ten():
    for case in load_cases():
        found = avgrisk.advise(case.use)
        for change in (found.to_sure_green, found.to_sure_green_free):
            assert change is None or change.p_green >= 0.8, case.id


def test_no_cheaper_way_to_green_exists_among_single_steps(ing):
    cheapest = [change.effort for change in ing.steps if change.band == "green"]
    assert not cheapest or ing.to_green_free.effort <= min(cheapest)


def test_the_four_questions_of_the_article_for_ing_2014(ing):
    assert [(part.key, part.answer) for part in ing.questions] == [
        ("core_task", "yes"),
        ("image", "no"),
        ("told", "partly"),
        ("listen", "unknown"),
    ]


def test_an_empty_use_gets_questions_without_answers_and_no_invented_steps():
    found = avgrisk.advise(ProposedUse())
    assert {part.answer for part in found.questions} == {"unknown"}
    assert all(change.drop > 0 for change in found.steps)


def test_a_green_use_is_left_in_peace():
    found = avgrisk.advise(load_case("coronamelder-2020").use)
    assert found.score.band == "green"


def test_every_lever_and_question_has_words():
    for lever in levers():
        assert f"lever.{lever.key}" in table()
    for case in load_cases()[:3]:
        for part in avgrisk.advise(case.use).questions:
            assert f"question.{part.key}" in table()
            assert f"question.answer.{part.answer}" in table()
            assert say(part.reason, "nl") and say(part.reason, "en")


def test_a_lever_never_undoes_what_is_better_already():
    tomtom = avgrisk.load_case("tomtom-2011").use
    known = {lever.key: lever for lever in levers()}
    assert settings(tomtom, known["pseudonymise"]) == {}
    asked = ProposedUse(control="opt_in_easy", value_returned="asked", identifiability="account")
    for key in ("tell", "ask", "fair_deal", "clear_benefit"):
        assert settings(asked, known[key]) == {}
    assert settings(asked, known["pseudonymise"]) == {"identifiability": "pseudonym"}
    assert settings(ProposedUse(), known["tell"]) == {"control": "opt_out"}


def test_who_is_checked_for_misuse_is_offered_no_benefit_and_no_choice():
    """An empty gesture is no way to green: who is under investigation has nothing from it."""
    checked = load_case("syri-2014").use
    pulled = {lever for step in avgrisk.advise(checked).steps for lever in step.levers}
    groups = {lever.key: lever.group for lever in levers()}
    assert pulled and not {"benefit", "choice"} & {groups[key] for key in pulled}


def test_a_lever_that_may_make_it_another_plan_says_so():
    for key in ("aggregate", "keep_inside"):
        assert "ander plan" in label(f"lever.{key}", "nl")
        assert "another plan" in label(f"lever.{key}", "en")
    assert "Verander het plan" in label("lever.own_insight", "nl")
