"""One engine: a register in blocks of any size has the bits of one use."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

import avgrisk
from avgrisk.core.labels import explain
from avgrisk.core.records import InputError
from avgrisk.register import assess as assessing
from avgrisk.scoring.frame import score_frame
from avgrisk.scoring.index_file import load_index

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


@pytest.mark.parametrize("version", ["1", "2-guardian", "2-licence"])
def test_a_row_has_the_bits_of_that_use_alone(uses, version):
    table = score_frame(uses, version, errors="reject")
    refused = {item.row: item.error for item in table.attrs["rejected"]}
    for row, cells in enumerate(uses.head(60).to_dict("records")):
        use = avgrisk.ProposedUse(**{k: v for k, v in cells.items() if v == v and v != 1.7})
        if row in refused:
            continue
        alone, found = avgrisk.score(use, version), table.iloc[row]
        assert (found["score"], found["vector"]) == (alone.value, alone.vector)
        assert (found["score_low"], found["score_high"]) == alone.interval
        assert [found[f"p_{name}"] for name in alone.band_probabilities] == [
            *alone.band_probabilities.values()
        ]
        answers = [alone.legal.answer(view) for view in ("letter", "strict")]
        assert [found["legal_letter"], found["legal_strict"]] == answers
        assert found["suggested"] == ";".join(alone.suggested)
        assert found["unmatched"] == ";".join(alone.unmatched)


def test_a_rejected_row_is_told_as_the_use_alone_is(uses):
    for item in score_frame(uses, errors="reject").attrs["rejected"][:40]:
        with pytest.raises(InputError) as caught:
            avgrisk.score(avgrisk.ProposedUse(**uses.iloc[item.row].to_dict()))
        assert explain(caught.value) in {explain(error) for error in (item.error, *item.also)}


def test_what_cannot_be_used_is_refused_in_one_use_and_in_a_row_alike():
    cells = {"control": "deels", "control_gap": 0.5}
    with pytest.raises(InputError, match="control"):
        avgrisk.score(avgrisk.ProposedUse(**cells))
    table = score_frame(pd.DataFrame([cells]), errors="reject")
    assert [item.error.field for item in table.attrs["rejected"]] == ["control"]


@pytest.mark.parametrize("size", [1, 7, 100])
def test_blocks_of_any_size_give_the_same(uses, size, monkeypatch):
    uses = uses.head(12 * size)  # twelve blocks at most
    index = load_index()
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


def test_a_command_that_reads_a_register_does_not_load_what_it_never_needs():
    code = "import sys, avgrisk.cli.score_command as c; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert "pandas" in loaded.stdout.split()
    assert not {"scipy.stats", "pandera", "openpyxl"} & set(loaded.stdout.split())
