"""Parquet: the same results as csv to the bit, types kept; a hostile file costs one line."""

from __future__ import annotations

import contextlib
import datetime
import decimal
import io

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avgrisk.core import extras
from avgrisk.core.labels import explain
from avgrisk.core.records import InputError
from avgrisk.register.assess import RANKED
from avgrisk.register.readers import parquet_reader, plans
from avgrisk.register.readers.reading import read_register
from tests.register.large.test_bulk import mess, ordinary, score, small_numbers
from tests.register.readers.test_reading_hostile import Unreadable, read_or_refuse

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

NUMBERS = [name for name in RANKED if name.startswith(("score", "p_")) or name == "rank"]


@pytest.fixture
def both(tmp_path, monkeypatch):
    """The same register as csv and as parquet, in pieces of 7 rows and groups of 16."""
    small_numbers(monkeypatch)
    path = tmp_path / "r.csv"
    path.write_text(mess(), encoding="utf-8", newline="")
    read = read_register(path)
    rows = read.rows.replace("\0", "")
    rows.to_csv(path, index=False)
    twin = tmp_path / "r.parquet"
    pq.write_table(pa.Table.from_pandas(rows, preserve_index=False), twin, row_group_size=16)
    return path, twin


def test_parquet_gives_the_bytes_that_csv_gives_large_and_small(both, tmp_path):
    one, two, three = (tmp_path / f"{name}.csv" for name in "abc")
    results = [score(both[0], one), score(both[1], two), ordinary(both[1], three)]
    assert [result[2] for result in results] == [True, True, False]
    assert results[0][:2] == results[1][:2] == results[2][:2]
    assert one.read_bytes() == two.read_bytes() == three.read_bytes()


@pytest.mark.parametrize("source", [0, 1])
def test_written_parquet_holds_the_same_numbers_to_the_bit(both, tmp_path, source):
    one, two, text = (tmp_path / name for name in ("a.parquet", "b.parquet", "c.csv"))
    score(both[source], one)
    ordinary(both[source], two)
    score(both[source], text)
    large, small = pq.read_table(one), pq.read_table(two)
    assert large.schema.remove_metadata() == small.schema.remove_metadata()
    assert large.to_pydict() == small.to_pydict()
    shown = pd.read_csv(text, encoding="utf-8-sig", dtype=str, keep_default_na=False)
    for name in NUMBERS:
        form = "{:.0f}" if name == "rank" else "{:.4f}"
        cells = ["" if cell is None else form.format(cell) for cell in large[name].to_pylist()]
        assert cells == list(shown[name]), name
    assert "=cmd" in large["Naam"].to_pylist(), "no apostrophe: no spreadsheet runs parquet"


def typed():
    """A register with all plain kinds of columns."""
    return pa.table({
        "Nr.": pa.array([1, 2, None], pa.int32()),
        "Naam": pa.array(["a", "b", "a"]).dictionary_encode(),
        "Doel": pa.array(["boeken tippen", None, "x"], pa.large_string()),
        "vagueness": pa.array([0.4, float("nan"), None]),
        "Datum": pa.array([datetime.date(2024, 5, 31), None, None]),
        "Sinds": pa.array([datetime.datetime(2024, 5, 31, 12), None, None]),
        "Bedrag": pa.array([decimal.Decimal("1.50"), None, None]),
        "Actief": pa.array([True, False, None]),
        "score": pa.array([7, 8, 9], pa.int8()),
    })  # fmt: skip


def test_values_are_read_as_a_spreadsheet_holds_them(tmp_path):
    path = tmp_path / "r.parquet"
    pq.write_table(typed(), path)
    rows = read_register(path).rows
    assert rows.iloc[0].tolist() == [
        "1", "a", "boeken tippen", "0.4", "2024-05-31", "2024-05-31 12:00:00", "1.50", "1", "7",
    ]  # fmt: skip
    assert rows.iloc[1].tolist() == ["2", "b", "", "", "", "", "", "0", "8"]


@pytest.mark.parametrize("way", [score, ordinary])
def test_columns_keep_their_types_and_a_taken_name_gets_input_in_front(tmp_path, way, monkeypatch):
    small_numbers(monkeypatch)
    path, out = tmp_path / "r.parquet", tmp_path / "uit.parquet"
    table = pa.concat_tables([typed()] * 4)
    pq.write_table(table, path)
    way(path, out, anyway=True)
    found = pq.read_table(out)
    named = {"vagueness": "input_vagueness", "score": "input_score"}
    own = [named.get(name, name) for name in table.column_names]
    assert found.column_names[: len(own)] == own
    # How a file keeps a text (codes, large offsets) is its own affair; it comes back as text.
    for name, kind in (("Nr.", pa.int32()), ("Naam", pa.string()), ("Doel", pa.string()),
                       ("Bedrag", pa.decimal128(3, 2)), ("Actief", pa.bool_())):  # fmt: skip
        assert found.schema.field(name).type == kind, name
    assert found["Nr."].to_pylist() == table["Nr."].to_pylist()


def test_without_pyarrow_one_line_names_the_extra(tmp_path, monkeypatch):
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    path = tmp_path / "r.csv"
    path.write_text("Naam,Doel\na,b\n", encoding="utf-8")
    for source, out in ((path, tmp_path / "uit.parquet"), (tmp_path / "r.parquet", None)):
        source.touch()
        with pytest.raises(InputError) as caught:
            score(source, out or tmp_path / "uit.csv")
        assert "avgrisk[parquet]" in explain(caught.value, "nl")


def written(table, **options):
    out = io.BytesIO()
    pq.write_table(table, out, **options)
    return out.getvalue()


def one_text(rows, letters):
    """A small file that says much: one long text for every row."""
    return written(pa.table({"Naam": pa.array(["x" * letters] * rows).dictionary_encode()}))


HOSTILE = {
    "cut off": lambda: written(typed())[:-20],
    "only the end": lambda: b"PAR1" + written(typed())[-60:],
    "nothing": lambda: b"",
    "noise": lambda: b"PAR1" + bytes(range(256)) * 20 + b"PAR1",
    "nested": lambda: written(pa.table({"Naam": [{"a": 1}], "Doel": [[1, 2]]})),
    "bytes": lambda: written(pa.table({"Naam": [b"\xff"], "Doel": ["a"]})),
    "not utf-8": lambda: written(pa.table({
        "Naam": pa.Array.from_buffers(
            pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\1\0\0\0"), pa.py_buffer(b"\xff")]),
        "Doel": ["a"]})),
    "long cell": lambda: written(pa.table({"Naam": ["x" * 2_000_000], "Doel": ["a"]})),
    "many letters": lambda: one_text(400, 900_000),
    "many columns": lambda: written(pa.table({f"k{n}": ["a"] for n in range(2_000)})),
    "many cells": lambda: written(pa.table({"Naam": pa.nulls(30_000_000, pa.string())})),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_parquet_is_refused(tmp_path, name):
    path = tmp_path / "r.parquet"
    path.write_bytes(HOSTILE[name]())
    with pytest.raises(InputError) as caught:
        read_register(path)
    assert caught.value.key == "error.unreadable"


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(noise=st.binary(min_size=1, max_size=40), place=st.floats(0, 1))
def test_noise_in_a_parquet_is_read_or_refused(tmp_path, noise, place):
    path = tmp_path / "r.parquet"
    good = written(typed())
    at = int(place * len(good))
    path.write_bytes(good[:at] + noise + good[at + len(noise) :])
    with contextlib.suppress(Unreadable):
        assert len(read_or_refuse(path).rows) <= 3


def test_a_large_row_group_is_read_in_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr(plans, "CHUNK_ROWS", 10)
    path = tmp_path / "r.parquet"
    names = [str(n) for n in range(35)]
    pq.write_table(pa.table({"Naam": names, "Doel": names}), path, row_group_size=25)
    plan, pieces = parquet_reader.plan(path, {})
    assert [(p.group, p.start, p.size, p.first) for p in pieces] == [
        (0, 0, 10, 2), (0, 10, 10, 12), (0, 20, 5, 22), (1, 0, 10, 27),
    ]  # fmt: skip
    read = [parquet_reader.table(plan, piece)[0]["Naam"] for piece in pieces]
    assert pd.concat(read).tolist() == names
