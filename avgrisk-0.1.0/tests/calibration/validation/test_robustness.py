"""Rank robustness: known answers on small tables, and what it says of the shipped cases."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.calibration.validation.robustness import rank_robustness, rank_variants, variant_values
from avgrisk.cases.case_base import case_ids
from avgrisk.core.records import READINGS, InputError
from avgrisk.scoring.index_file import load_index


def table(seed=5, rows=40):
    chance = np.random.default_rng(seed)
    return pd.DataFrame({name: chance.random(rows) for name in READINGS})


def certain(mean=None):
    """The index without doubt in its weights, or with the same weight for every reading."""
    index = load_index()
    terms = tuple(
        dataclasses.replace(term, sd=0.0, mean=term.mean if mean is None else mean)
        for term in index.terms
    )
    return dataclasses.replace(index, version="test", terms=terms)


def test_sure_weights_give_the_same_order():
    row = rank_robustness(table(), certain(), draws=20).set_index("variant").loc["weights"]
    assert row["spearman_low"] == row["spearman_high"] == pytest.approx(1)
    assert row["top"] == 10 and row["changed_high"] == 0


def test_with_equal_weights_the_variant_equal_is_the_index_itself():
    row = rank_robustness(table(), certain(1.3), draws=5).set_index("variant").loc["equal"]
    assert row["spearman"] == pytest.approx(1) and row["changed"] == 0 and row["top"] == 10


def test_the_geometric_mean_and_the_maximum_are_what_they_say():
    frame = pd.DataFrame({name: [0.5] * 10 for name in READINGS})
    frame.loc[0, "trust_gap"] = 0.0
    frame.loc[1, "trust_gap"] = 1.0
    values = variant_values(frame)
    weight = 1.2 / 10.6  # trust_gap's share of the weights of index 2
    assert values["geometric"].tolist()[:3] == pytest.approx([0, 0.5 * 2**weight, 0.5])
    assert values["maximum"].tolist()[:3] == [0.5, 1.0, 0.5]
    assert values["equal"].tolist()[:3] == pytest.approx([3 / 7, 4 / 7, 0.5])


def test_an_order_turned_round_is_seen():
    """Where one reading falls as the other rises, weights decide the order alone."""
    steps = np.linspace(0, 1, 20)
    frame = pd.DataFrame({name: np.full(20, 0.5) for name in READINGS})
    frame["image_misfit"], frame["purpose_distance"] = steps, 1 - steps
    found = rank_robustness(frame).set_index("variant")
    assert found.loc["weights", "spearman_low"] == pytest.approx(-1)
    assert found.loc["weights", "spearman_high"] == pytest.approx(1)
    assert found.loc["weights", "top_low"] == 0


@given(st.integers(0, 1000))
def test_measures_stay_within_their_bounds(seed):
    found = rank_robustness(table(seed, 15), draws=10, seed=seed)
    for name, low, high in (("spearman", -1, 1), ("top", 0, 10), ("changed", 0, 1)):
        values = found[[name, f"{name}_low", f"{name}_high"]].to_numpy()
        assert ((values >= low - 1e-9) & (values <= high + 1e-9)).all()


def test_on_the_shipped_cases_the_order_holds_under_other_weights_and_not_under_the_maximum():
    found = rank_robustness().set_index("variant")
    assert found.loc["weights", "spearman_low"] > 0.95
    assert found.loc["equal", "spearman"] > 0.95
    assert found.loc["maximum", "spearman"] < 0.8


def test_every_row_has_its_rank_and_a_range_that_holds_for_sure_weights():
    ranks = rank_variants()
    assert sorted(ranks.index) == sorted(case_ids())
    assert (ranks["low"] <= ranks["high"]).all()
    sure = rank_variants(table(), certain(), draws=10)
    assert (sure["low"] == sure["rank"]).all() and (sure["high"] == sure["rank"]).all()


def test_the_own_labels_of_rows_come_back_and_the_seed_counts():
    frame = table().set_index(pd.Index([f"plan {n}" for n in range(40)]))
    assert set(rank_variants(frame, draws=10).index) == set(frame.index)
    one, other = (rank_variants(frame, draws=50, seed=seed) for seed in (1, 2))
    assert not one["low"].equals(other["low"])


def test_too_few_rows_is_an_input_error():
    with pytest.raises(InputError) as caught:
        rank_robustness(table(rows=9))
    assert caught.value.key == "error.too_few_rows"


def test_a_level_that_cannot_be_read_is_an_input_error():
    with pytest.raises(InputError):
        rank_robustness(table().assign(control="fout", control_gap=None))
