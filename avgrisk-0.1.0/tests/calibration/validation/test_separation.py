"""Figures on the case base, and the misfits by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.calibration.validation.baselines import auc
from avgrisk.calibration.validation.separation import misfits, separation


def test_auc_of_known_answers():
    assert auc([1, 2, 3, 4], [False, False, True, True]) == 1
    assert auc([4, 3, 2, 1], [False, False, True, True]) == 0
    assert auc([1, 1, 1, 1], [False, True, False, True]) == 0.5


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=20))
def test_auc_counts_pairs(pairs):
    good = [value for value, side in pairs if not side]
    bad = [value for value, side in pairs if side]
    if good and bad:
        wins = sum((b > g) + (b == g) / 2 for b in bad for g in good)
        found = auc([value for value, _ in pairs], [side for _, side in pairs])
        assert found == pytest.approx(wins / (len(good) * len(bad)))


def test_the_prior_beats_the_consent_only_baseline_on_the_shipped_cases():
    table = separation().set_index("model")
    assert table.loc["coded", "auc"] > table.loc["consent", "auc"]
    assert table.attrs["cases"] == (41, 44)


def test_misfits_are_named():
    found = {(item.key, item.case) for item in misfits()}
    assert ("accepted_red", "barclays-2013") in found
    assert ("accepted_red", "retargeting-nl-2011") in found
    older = {(item.key, item.case) for item in misfits("1")}
    assert older - found == {("backlash_green", "ah-mijnbonus-2012")}
