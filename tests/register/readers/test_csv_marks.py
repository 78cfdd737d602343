"""Ends of records from bytes are those of csv's own parser, or the file is left to it."""

from __future__ import annotations

import numpy as np
import pytest

from avgrisk.core.records import InputError
from avgrisk.register.readers import csv_marks, large_csv, plans
from avgrisk.register.readers.plans import Plan

CELLS = ("", "a", "12", '""', '"x, ""y""\nz"', '"é"')
ODD = ('"', 'a"b"', "\u200b", "\r", '"a" ')


def _cut(path, text, monkeypatch, quick):
    """The pieces and the width, by bytes or by csv's own parser."""
    if not quick:
        monkeypatch.setattr(large_csv, "marked", _irregular)
    strict = text.count('"') % 2 == 0
    plan = Plan(path, (), (), {}, encoding="utf-8-sig", separator=",", strict=strict)
    try:
        return large_csv._pieces(plan, 1, lambda row: bool(row) and row[0] != "12")
    except InputError as error:
        return error.args


def _irregular(*_):
    raise csv_marks.Irregular


@pytest.mark.parametrize("seed", range(150))
def test_pieces_are_the_same_by_bytes_and_by_the_parser(seed, tmp_path, monkeypatch):
    chance = np.random.default_rng(seed)
    cells = chance.choice(CELLS + ODD * (seed % 4 == 0), chance.integers(1, 60))
    ends = chance.choice((",", ",", "\n", "\r\n"), len(cells))
    text = "".join(map("".join, zip(cells, ends, strict=True)))[: -1 if seed % 2 else None]
    text = ("\ufeff" if seed % 3 else "") + text
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode())
    monkeypatch.setattr(plans, "CHUNK_ROWS", 3)
    monkeypatch.setattr(csv_marks, "BLOCK", 16)
    assert _cut(path, text, monkeypatch, True) == _cut(path, text, monkeypatch, False)


@pytest.mark.parametrize(
    "text", ['a,b"c"\n', 'a,"b"c\n', 'a,"b\n', "a\rb\n", "a," + "b" * 1_000_001 + "\n"]
)
def test_a_file_that_bytes_do_not_tell(text, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(text, newline="")
    with pytest.raises(csv_marks.Irregular):
        list(csv_marks.marked(path, 0, ",", lambda raw: []))


def test_cells_are_counted_outside_quotes(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('a,"b,\n""c"",",d\n\nx,"y"', newline="")
    (first, last) = csv_marks.marked(path, 0, ",", lambda raw: [raw.decode()])
    assert [*first.ends, *last.ends] == [16, 17, 22]
    assert [*first.cells, *last.cells] == [3, 1, 2]
    assert (first.row(0), last.row(0)) == (['a,"b,\n""c"",",d\n'], ['x,"y"'])
