"""A register is scored to the bit as one use is, in blocks of any size, with its ranks in doubt."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from scipy.stats import rankdata

from avgrisk.register import assess as assessing
from avgrisk.register import ranking
from avgrisk.scoring.frame import score_frame
from avgrisk.scoring.index import INPUTS
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.uses_frame import Memory, score_uses

TEXTS = ["Tips over boeken", "Klantgegevens verkopen aan adverteerders", "", "Betalen"]


@pytest.fixture(scope="module")
def uses():
    """Rows with texts, levels, ranges, blanks and mistakes."""
    chance = np.random.default_rng(7)
    pick = {
        "proposed_use": TEXTS,
        "collected_for": TEXTS,
        "purpose_statement": ["commerciële aanbiedingen", "", "tips over boeken"],
        "sector": ["bank", "gemeente", "", "xyz"],
        "data_categories": ["naam; BSN", "betaaltransacties", "blorf", ""],
        "control": ["opt_in", "0,3|0,4|0,9", "", "fout"],
        "legal_basis": ["consent", "", "contract", "fout"],
        "recipient": ["own", "", "others"],
    }
    rows = {name: chance.choice(values, 300) for name, values in pick.items()}
    frame = pd.DataFrame({name: pd.Series(cells, dtype=object) for name, cells in rows.items()})
    frame["value_gap"] = chance.choice([0.2, np.nan, 0.5, 1.7], 300)
    frame["trust_gap"] = chance.random(300)
    return frame


def shown(cells):
    return ["" if pd.isna(cell) else str(cell) for cell in cells]


@pytest.mark.parametrize("version", ["1", "1-guardian", "1-licence"])
def test_the_same_bits_as_score_frame(uses, version):
    one = score_frame(uses, version, errors="reject")
    block = score_uses(uses, load_index(version), Memory())
    told = [(item.row, str(item.error)) for item in one.attrs["rejected"]]
    assert [(item.row, str(item.error)) for item in block.rejected] == told
    for name in block.table.columns:
        ours, theirs = block.table[name], one[name]
        if pd.api.types.is_numeric_dtype(theirs.dtype):
            np.testing.assert_array_equal(ours.to_numpy(float), theirs.to_numpy(float), name)
        else:
            assert shown(ours) == shown(theirs), name


@pytest.mark.parametrize("size", [1, 7, 100])
def test_blocks_of_any_size_give_the_same(uses, size, monkeypatch):
    index = load_index("1")
    whole = assessing.blocks(uses, index)
    monkeypatch.setattr(assessing, "BLOCK", size)
    parts = assessing.blocks(uses, index)
    monkeypatch.undo()
    counts: list[int] = []
    stepped = assessing.blocks(uses, index, counts.append, size)
    assert sum(counts) == len(uses) and max(counts) == size
    pd.testing.assert_frame_equal(stepped.table.astype(str), whole.table.astype(str))
    pd.testing.assert_frame_equal(parts.table.astype(str), whole.table.astype(str))
    assert [i.row for i in parts.rejected] == [i.row for i in whole.rejected]


@pytest.fixture(scope="module")
def ranges():
    chance = np.random.default_rng(3)
    ends = {name: np.sort(chance.random((3, 30)), axis=0) for name in INPUTS}
    for name in INPUTS[::2]:
        ends[name][:] = ends[name][1]
    return {name: (low, mode, high) for name, (low, mode, high) in ends.items()}


def ranked(ranges, rows, content, seed=1):
    picked = {name: tuple(end[rows] for end in ends) for name, ends in ranges.items()}
    index = load_index("1")
    value = sum(
        term.mean * (p[0] + 4 * p[1] + p[2]) / 6
        for term in index.terms
        for p in (picked[term.name],)
    )
    return ranking.rank(index, value, picked, [content[row] for row in rows], seed)


def test_a_rank_lies_in_its_interval_and_does_not_depend_on_the_order_of_rows(ranges):
    content = [f"rij {place}" for place in range(30)]
    order = np.arange(30)
    mixed = np.random.default_rng(1).permutation(30)
    one, other = ranked(ranges, order, content), ranked(ranges, mixed, content)
    assert (one.low <= one.high).all()
    np.testing.assert_array_equal(one.low[mixed], other.low)
    np.testing.assert_array_equal(one.above[mixed], other.above)
    np.testing.assert_array_equal(one.below[mixed], other.below)
    assert one.below.sum() == one.above.sum()
    assert 0 <= one.apart <= 1


def test_another_seed_draws_other_values_and_the_same_seed_the_same(ranges):
    content = [str(place) for place in range(30)]
    rows = np.arange(30)
    first, again, other = (ranked(ranges, rows, content, seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.low, again.low)
    assert (first.high != other.high).any()


def test_certain_rows_far_apart_are_told_apart():
    ranges = {name: (np.array([0.1, 0.9]),) * 3 for name in INPUTS}
    found = ranked(ranges, np.arange(2), ["a", "b"])
    assert found.above.tolist() == [0, 1] and found.apart == 1
    assert found.below.tolist() == [1, 0]
    assert found.low.tolist() == found.high.tolist() == [2, 1]


def test_the_places_told_apart_are_those_of_the_rows_counted(ranges):
    found = ranked(ranges, np.arange(30), [str(place) for place in range(30)])
    assert not (found.surely & found.surely.T).any(), "no pair is sure both ways"
    for row in range(30):
        over, under = ranking.places_told_apart(found, row)
        assert (len(over), len(under)) == (found.above[row], found.below[row])
        assert all(place > found.rank[row] for place in over)
        assert all(place < found.rank[row] for place in under)
        runs = ranking.spans(over)
        assert [p for low, high in runs for p in range(low, high + 1)] == over


def test_equals_share_the_best_of_their_places():
    values = np.random.default_rng(3).integers(0, 9, 60).astype(float)
    np.testing.assert_array_equal(ranking._places(values), rankdata(-values, method="min"))


def test_a_command_that_reads_a_register_does_not_load_what_it_never_needs():
    code = "import sys, avgrisk.cli.score_command as c; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert "pandas" in loaded.stdout.split()
    assert not {"scipy.stats", "pandera", "openpyxl"} & set(loaded.stdout.split())


def test_too_many_rows_have_a_rank_and_no_interval(ranges, monkeypatch):
    monkeypatch.setattr(ranking, "MOST_ROWS", 10)
    found = ranked(ranges, np.arange(30), ["x"] * 30)
    assert np.isnan(found.low).all() and not np.isnan(found.rank).any() and found.draws == 0
