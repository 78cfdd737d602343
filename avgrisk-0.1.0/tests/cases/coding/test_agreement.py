"""Weighted kappa against a published example and by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.cases.case_base import load_case, load_cases
from avgrisk.cases.coding.agreement import agreement, shipped_agreement, weighted_kappa
from avgrisk.cases.coding.sheet import FIELDS, coding

STEPS = st.integers(0, 4).map(lambda step: step / 4)


def by_hand(pairs):
    """1 - observed squared disagreement / what the margins alone would give."""
    one, other = np.array(pairs).T
    observed = ((one - other) ** 2).mean()
    expected = ((one[:, None] - other[None, :]) ** 2).mean()
    return 1 - observed / expected


@given(st.lists(st.tuples(STEPS, STEPS), min_size=2, max_size=30))
def test_kappa_is_what_the_formula_says(pairs):
    kappa = weighted_kappa(pairs)[0]
    if any(len({pair[side] for pair in pairs}) < 2 for side in (0, 1)):
        assert math.isnan(kappa)
    else:
        assert kappa == pytest.approx(by_hand(pairs))


def test_the_same_codings_agree_wholly_and_opposite_ones_not_at_all():
    steps = [0, 0.25, 0.5, 0.75, 1]
    assert weighted_kappa([(step, step) for step in steps])[0] == pytest.approx(1)
    assert weighted_kappa([(step, 1 - step) for step in steps])[0] == pytest.approx(-1)


def test_fields_that_nobody_varies_and_no_pairs_have_no_kappa():
    assert math.isnan(weighted_kappa([(0.5, 0.5)] * 9)[0])
    assert math.isnan(weighted_kappa([])[0])


def test_a_person_who_copies_coder_a_agrees_with_the_shipped_mean_nearly_wholly():
    kept = {}
    for case in load_cases():
        levels = dict(case.codings[0].levels)
        kept[case.id, "P1"] = coding(levels)
    found = agreement(kept).set_index("field")
    assert found.loc["all", "kappa"] > 0.95
    assert found.loc["all", "low"] <= found.loc["all", "kappa"] <= found.loc["all", "high"]
    assert set(found.index) == {*FIELDS, "all"}
    assert found.loc["image_fit", "n"] == len(load_cases())


def test_a_field_left_blank_is_not_counted():
    kept = {("ing-2014", "P1"): coding({"control": 0.5}, 1)}
    found = agreement(kept).set_index("field")
    assert found.loc["all", "n"] == found.loc["control", "n"] == 1
    assert "tree" not in found.index


def test_two_coders_stand_apart():
    kept = {("ing-2014", f"P{n}"): coding({"control": 0.5}, n) for n in (1, 2)}
    assert agreement(kept)["coder"].unique().tolist() == ["P1", "P2"]


def test_the_shipped_codings_agree_as_their_levels_do():
    found = shipped_agreement().set_index("field")
    pairs = [tuple(dict(item.levels)["control"] for item in case.codings) for case in load_cases()]
    rounded = [tuple(math.floor(4 * value + 0.5) / 4 for value in pair) for pair in pairs]
    assert found.loc["control", "kappa"] == pytest.approx(by_hand(rounded))
    assert len(load_case("ing-2014").codings) == 2
