"""A piece of a large csv is read by one parser or the other, and gives the same cells."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from avgrisk.register.readers import large_csv
from avgrisk.register.readers.plans import Piece, Plan

TEXT = st.text(alphabet="a0.-b\",;\r\n |\t'é\0", min_size=1, max_size=25)


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("large") / "r.csv"


@given(text=TEXT, mark=st.sampled_from(",;|\t"))
@example(text='a,"b,c\n', mark=",")
@example(text="007,1e5,NA\n\n,true", mark=",")
def test_every_cell_is_what_csv_reads(path, text, mark):
    path.write_bytes(text.encode())
    lines = io.StringIO(text.replace("\0", ""), newline="")
    rows = list(csv.reader(lines, delimiter=mark))
    width = max((len(row) for row in rows), default=0)
    if not width:
        return
    names = tuple(f"k{place}" for place in range(width))
    plan = Plan(path, names, names, {}, encoding="utf-8", separator=mark)
    piece = Piece(0, 1, 0, len(text.encode()), len(rows))
    expected = [row + [""] * (width - len(row)) for row in rows]
    found = large_csv.table(plan, piece)
    assert found.astype(object).to_numpy().tolist() == expected
    assert len(large_csv.table(plan, piece, 1)) == 1
