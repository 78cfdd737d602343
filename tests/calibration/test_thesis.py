"""The test of the thesis: known truths first, then what it says of the shipped cases."""

from __future__ import annotations

import numpy as np
import pytest

from avgrisk.calibration.estimation.ordinal import Prior
from avgrisk.calibration.thesis import (
    _interval,
    _Test,
    coverage_gap,
    difference,
    found_share,
)
from avgrisk.cases.case_base import load_cases
from avgrisk.core.records import ProposedUse
from avgrisk.reports.accountability import thesis_lines

THETAS = np.array([-1.0, 0.0, 1.0, 2.0])


def prior(sd):
    spread = np.array([sd, sd, 5, 5, 5, 5])
    return Prior(np.array([1.5, 1.5, 0, 0, 0, 0]), np.diag(spread**-2.0))


def simulated(rows, weights, chance, sd=0.8):
    x = chance.random((rows, 2)) - 0.5
    reached = 1 / (1 + np.exp(THETAS - (x @ np.array(weights))[:, None]))
    return _Test(x, (chance.random(rows)[:, None] < reached).sum(axis=1), prior(sd))


def of_shipped_cases(test):
    """On the worker that has worked out the test of the thesis (tests/conftest.py)."""
    return pytest.mark.slow(pytest.mark.xdist_group("thesis")(test))


def test_a_large_difference_is_found_and_equal_weights_give_none():
    chance = np.random.default_rng(1)
    mean, sd = difference(simulated(4000, (4.0, 0.0), chance))
    assert _interval(mean, sd)[0] > 2
    mean, sd = difference(simulated(4000, (2.0, 2.0), chance))
    assert abs(mean) < 3 * sd < 1


def test_the_interval_holds_the_truth_as_often_as_it_says_when_truth_comes_from_the_prior():
    chance = np.random.default_rng(2)
    held = 0
    for _ in range(300):
        weights = chance.normal(1.5, 0.8, 2)
        low, high = _interval(*difference(simulated(60, weights, chance)))
        held += low <= weights[0] - weights[1] <= high
    assert held / 300 == pytest.approx(0.90, abs=0.045)


def test_the_two_sides_are_treated_alike():
    test = simulated(80, (2.0, 1.0), np.random.default_rng(3))
    turned = _Test(test.x[:, ::-1].copy(), test.y, test.prior)
    assert difference(test)[0] == pytest.approx(-difference(turned)[0], abs=1e-6)
    assert difference(test)[1] == pytest.approx(difference(turned)[1], abs=1e-6)


def test_more_cases_and_a_larger_difference_give_more_power_and_none_gives_little():
    test = simulated(60, (2.0, 1.0), np.random.default_rng(4), sd=2.0)
    few, many = (found_share(test, (3.0, 0.5), count, "t") for count in (40, 400))
    assert few < many and many > 0.9
    assert found_share(test, (1.5, 1.5), 200, "t") < 0.12


COVERED = "het doen van aanbiedingen voor onze eigen producten"


@pytest.mark.parametrize(
    "statement, proposed, gap",
    [
        (COVERED, "marketing.first_party", 0.0),
        ("", "essential.service", 0.0),
        (COVERED, "", 0.5),
    ],
)
def test_a_covered_use_has_no_gap_and_an_unknown_one_stands_in_the_middle(statement, proposed, gap):
    use = ProposedUse(
        purpose_statement=statement,
        proposed_use_key=proposed,
        collected_for_key="essential.service",
    )
    assert coverage_gap(use) == gap


def test_a_vaguer_statement_never_covers_less():
    use = ProposedUse(
        purpose_statement=COVERED,
        proposed_use_key="sharing.data",
        collected_for_key="essential.service",
    )
    gaps = [coverage_gap(use.replace(vagueness=step / 10)) for step in range(11)]
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[0] > 0 and all(0 <= gap <= 1 for gap in gaps)


@of_shipped_cases
def test_on_the_shipped_cases_the_answer_hangs_on_the_prior_and_the_test_says_how_weak_it_is(
    thesis,
):
    assert thesis["rival"].tolist() == ["vagueness", "coverage", "purpose_distance"]
    assert (thesis["low"] < 0).all() and (thesis["high"] > 0).all()
    assert (thesis["wide_low"] > 0).tolist() == [True, True, False]
    assert (thesis["wide_low"] < thesis["wide"]).all() and (
        thesis["wide"] < thesis["wide_high"]
    ).all()
    assert (thesis["power"] < 0.5).all() and (thesis["false_alarm"] <= 0.1).all()
    assert thesis["n"].unique().tolist() == [41]
    assert thesis["chance"].between(0, 1).all()


@of_shipped_cases
@pytest.mark.parametrize("lang", ("nl", "en"))
def test_result_interval_and_power_are_said_for_every_rival(thesis, lang):
    lines = thesis_lines(lang=lang, found=thesis)
    assert len(lines) == 2 + 3 * len(thesis)
    undecided = {"nl": "beslissen het niet", "en": "do not decide it"}[lang]
    assert sum(undecided in line for line in lines) == 4
    supported = {"nl": "steunen de stelling", "en": "support the thesis"}[lang]
    assert sum(supported in line for line in lines) == 2


@of_shipped_cases
def test_cases_a_regulator_drove_are_out_unless_asked_for(thesis):
    wide = [case for case in load_cases() if case.use_in_validation]
    assert thesis["n"].iloc[0] < len(wide)
