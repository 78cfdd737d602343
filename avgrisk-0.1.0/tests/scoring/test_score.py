"""What the source article and the case base say must come out (METHOD.md; issue "Known answers")."""

from __future__ import annotations

import pytest

import avgrisk
from avgrisk.cases.case_base import load_case, teaching_pairs
from avgrisk.core import labels
from avgrisk.core.records import READINGS, ProposedUse

#: Twins, and real cases, that come out in the wrong order or band: printed by `misfits()`, never
#: tuned away. A change here is a change of the model and belongs in CHANGELOG under Scores.
TWINS_OUT_OF_ORDER = {("barclays-2013", "equens-2013")}


def value(case, index="1"):
    return avgrisk.score(load_case(case).use, index).value


def test_book_tip_below_film_tip_below_car_offer():
    book, film, car = map(value, ("ill-boek-boekentip", "ill-boek-filmtip", "ill-boek-auto"))
    assert book < film < car


def test_book_tip_is_green_and_film_tip_is_not_red():
    assert avgrisk.score(load_case("ill-boek-boekentip").use).band == "green"
    assert avgrisk.score(load_case("ill-boek-filmtip").use).band != "red"


def test_search_retargeting_below_paid_newspaper_and_below_bank_overview_and_not_red():
    search = avgrisk.score(load_case("ill-zoek-retargeting").use)
    assert search.value < value("ill-betaalde-krant")
    assert search.value < value("ill-naast-bankoverzicht")
    assert search.band != "red"


def test_a_banks_fraud_call_and_own_spending_insight_are_green():
    assert avgrisk.score(load_case("ill-fraudebelletje").use).band == "green"
    assert avgrisk.score(load_case("abn-grip-2016").use).band == "green"


def test_ing_2014_is_red_as_announced_and_as_coded():
    path = avgrisk.replay("ing-2014")
    assert path["band"].iloc[0] == "red"
    assert avgrisk.score(load_case("ing-2014").use).band == "red"


def test_ing_2014_is_red_under_the_licence_hypothesis_too():
    assert avgrisk.score(load_case("ing-2014").use, "2-licence").band == "red"


def test_ing_2014_no_line_says_no_by_the_letter_and_strictly_not_every_line_says_yes():
    lines = avgrisk.score(load_case("ing-2014").use).legal.lines
    assert not [line.key for line in lines if line.letter == "no"]
    assert [line.key for line in lines if line.strict != "yes"]


@pytest.mark.parametrize("pair", teaching_pairs(), ids=lambda pair: f"{pair.first}-{pair.second}")
def test_twins_come_out_in_the_order_of_their_outcomes_or_are_listed(pair):
    first, second = load_case(pair.first), load_case(pair.second)
    gap = first.outcome.ordinal - second.outcome.ordinal
    scores = value(pair.first) - value(pair.second)
    in_order = gap == 0 or gap * scores > 0
    listed = (pair.first, pair.second) in TWINS_OUT_OF_ORDER
    assert in_order != listed, f"{pair.first} {scores:+.1f} against outcome {gap:+d}"


@pytest.mark.parametrize("case", ["ing-2014", "ill-boek-auto", "coronamelder-2020"])
def test_contributions_add_up_to_eta_minus_reference(case):
    score = avgrisk.score(load_case(case).use)
    reference = avgrisk.load_index().reference_eta
    assert abs(sum(score.contributions.values()) - (score.eta - reference)) < 1e-12
    assert abs(sum(score.group_contributions.values()) - (score.eta - reference)) < 1e-12


@pytest.mark.parametrize("case", (*avgrisk.case_ids(), *avgrisk.case_ids(illustrations=True)))
def test_the_vector_of_a_case_scores_the_same_to_the_bit(case):
    score = avgrisk.score(load_case(case).use)
    again = avgrisk.score(avgrisk.from_vector(score.vector))
    assert again.value == score.value
    assert again.interval == score.interval
    assert again.vector == score.vector


def test_the_same_plan_by_a_search_engine_moves_everything_that_hangs_on_the_organisation():
    bank = avgrisk.score(load_case("ing-2014").use)
    engine = avgrisk.score(avgrisk.at_other(load_case("ing-2014").use, "search_engine"))
    for name in ("image_misfit", "trust_gap", "control_gap"):
        assert engine.readings[name].value != bank.readings[name].value, name
    for name in ("vagueness", "data_sensitivity", "value_gap"):
        assert engine.readings[name].value == bank.readings[name].value, name


def test_an_empty_use_is_all_unknown_and_scores_as_the_reference_with_a_wide_margin():
    score = avgrisk.score(ProposedUse())
    assert score.missing == READINGS
    assert round(score.value) == 33
    assert score.interval[1] - score.interval[0] > 40


def test_every_reason_can_be_told_in_both_languages():
    for case in avgrisk.load_cases():
        for reading in avgrisk.score(case.use).readings.values():
            for reason in reading.reasons:
                assert labels.say(reason, "nl") and labels.say(reason, "en")
