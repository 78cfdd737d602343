"""The baselines: what the pre-scan cannot see, and intervals of an AUC that hold."""

from __future__ import annotations

import numpy as np
import pytest

from avgrisk.calibration.validation.baselines import (
    DPIA_ABOVE,
    auc_interval,
    auc_newcombe,
    prescan_points,
    prescan_sum,
)
from avgrisk.calibration.validation.separation import auc, separation
from avgrisk.cases.case_base import load_cases
from avgrisk.core import shipped
from avgrisk.core.records import ProposedUse
from avgrisk.scoring.score import score

BILLS = ProposedUse(
    sector="bank", data_categories="betaaltransacties", proposed_use="Betalingen uitvoeren"
)
OFFERS = BILLS.replace(proposed_use="Adverteerders doen klanten een aanbod", recipient="via_us")
BOOKS = ProposedUse(
    sector="webwinkel", data_categories="aankoopgeschiedenis", proposed_use="Boekentips"
)


def test_a_bank_paying_bills_its_offers_of_advertisers_and_book_tips_all_get_four():
    assert [prescan_sum(use) for use in (BILLS, OFFERS, BOOKS)] == [4, 4, 4]
    assert prescan_sum(BILLS) <= DPIA_ABOVE
    assert score(OFFERS).value > score(BILLS).value + 20


def test_there_are_ten_counts_and_brand_purpose_and_choice_move_none_of_them():
    assert len(prescan_points(BILLS)) == 10
    for change in (
        {"image_fit": 0.0},
        {"trust": 0.0},
        {"purpose_statement": "commerciële aanbiedingen"},
        {"control": "opt_in_easy"},
        {"value_returned": "none"},
    ):
        assert prescan_points(BILLS.replace(**change)) == prescan_points(BILLS)


@pytest.mark.parametrize(
    "change, key, points",
    [
        ({"data_categories": "gezondheid"}, "special", 1),
        ({"data_categories": "gezondheid"}, "sensitive", 0),
        ({"data_categories": "BSN; locatie; betaaltransacties"}, "sensitive", 1),
        ({"sector": "school"}, "minors", 2),
        ({"sector": "school"}, "subjects", 2),
        ({"sector": "gemeente"}, "registry", 1),
        ({"data_categories": "blorf"}, "sensitive", 0),
        ({"sector": ""}, "registry", 0),
    ],
)
def test_points_follow_the_form(change, key, points):
    assert prescan_points(BILLS.replace(**change))[key] == points


def test_six_kinds_of_ordinary_data_give_a_point():
    words = [
        "naam",
        "cookie",
        "leeftijd",
        "beroep",
        "nationaliteit",
        "foto",
        "voorkeuren",
        "huishouden",
    ]
    points = [
        prescan_points(ProposedUse(data_categories=";".join(words[:n])))["ordinary"] for n in (1, 8)
    ]
    assert points == [0, 1]


def test_seven_kinds_count_double():
    special = "gezondheid; vingerafdruk; geloof; ras; seksuele gerichtheid; politieke voorkeur; vakbond; DNA"
    points = prescan_points(ProposedUse(data_categories=special))["special"]
    assert points == 1, "our table has five groups of special categories: never above six"


def test_every_group_of_the_table_exists():
    known = {row["group"] for row in shipped.rows("taxonomy/data_categories.csv")}
    assert {row["group"] for row in shipped.rows("evidence/prescan_groups.csv")} <= known


def test_the_interval_of_an_auc_holds_the_true_value_about_as_often_as_it_says():
    """Two normals one sd apart: AUC .760. Coverage over 100 samples of 30 and 30."""
    chance = np.random.default_rng(4)
    backlash = [True] * 30 + [False] * 30
    held = 0
    for seed in range(100):
        risks = np.concatenate([chance.normal(1, 1, 30), chance.normal(0, 1, 30)])
        low, high, _ = auc_interval(list(risks), backlash, seed)
        held += low <= 0.760 <= high
    assert 0.88 <= held / 100 <= 1


def test_a_perfect_order_has_no_doubt_and_a_better_model_is_ahead():
    backlash = [True, True, True, False, False, False]
    perfect, worse = [5.0, 5, 5, 1, 1, 1], [1.0, 1, 5, 5, 1, 1]
    assert auc_interval(perfect, backlash)[:2] == (1.0, 1.0)
    assert auc_interval(worse, backlash, beside=perfect)[2] > 0.95
    assert auc_interval(perfect, backlash, beside=perfect)[2] == 0.5


def test_both_baselines_stand_in_the_table_with_intervals():
    table = separation().set_index("model")
    cases = [case for case in load_cases() if case.use_in_validation]
    undriven = [case for case in cases if case.outcome.driver != "regulator"]
    expected = auc(
        [prescan_sum(case.use) for case in undriven],
        [case.outcome.ordinal >= 2 for case in undriven],
    )
    assert table.loc["prescan", "auc"] == expected
    assert (table["low"] <= table["auc"]).all() and (table["auc"] <= table["high"]).all()
    assert table.loc["prescan", "auc"] < table.loc["consent", "auc"] < table.loc["coded", "auc"]
    assert table.loc["prescan", "ahead"] > 0.95


@pytest.mark.parametrize("value", [0.0, 0.3, 0.5, 0.82, 0.99, 1.0])
@pytest.mark.parametrize(("backlash", "accepted"), [(20, 21), (5, 40)])
def test_newcombes_interval_holds_the_auc_and_turns_round_with_it(value, backlash, accepted):
    low, high = auc_newcombe(value, backlash, accepted)
    assert 0 <= low <= value <= high <= 1 and high - low > 0.02
    mirrored = auc_newcombe(1 - value, backlash, accepted)
    assert mirrored == pytest.approx((1 - high, 1 - low), abs=1e-6)
    wider = auc_newcombe(value, backlash // 2, accepted // 2)
    assert wider[1] - wider[0] > high - low
