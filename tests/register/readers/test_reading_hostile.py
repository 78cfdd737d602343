"""Hostile files: one line that says what to mend, soon, without the memory, nothing executed."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avgrisk.core.records import InputError
from avgrisk.register.readers.reading import read_register

#: What a hostile file may cost: address space in bytes, seconds.
MEMORY, SECONDS = 1_500_000_000, 60
LIMITED = (
    "import resource, sys; "
    f"resource.setrlimit(resource.RLIMIT_DATA, ({MEMORY}, {MEMORY})); "
    "from avgrisk.cli.main import main; main(sys.argv[1:])"
)


def workbook(rows=(("Naam", "Doel"), ("a", "b"))):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(content, name, change):
    """The archive with one part changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, change if part == name else old.read(part))
    return out.getvalue()


def zip_bomb():
    return repacked(workbook(), "xl/worksheets/sheet1.xml", b" " * 300_000_000)


def entity_bomb():
    layers = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "lol">{layers}]><x>&a11;</x>'
    return repacked(workbook(), "xl/worksheets/sheet1.xml", text.encode())


def long_cell():
    """A workbook with one cell of 50 MB."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>' + "x" * 50_000_000 + "</t></is></c></row>"
    text = f'<worksheet xmlns="{space}"><sheetData>{cell}</sheetData></worksheet>'
    return repacked(workbook(), "xl/worksheets/sheet1.xml", text.encode())


def hidden_entity_bomb():
    text = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol">]><x>&a;</x>'
    return repacked(workbook(), "xl/workbook.xml", text.encode("utf-16"))


HOSTILE = {
    "zip-bomb.xlsx": zip_bomb,
    "entity-bomb.xlsx": entity_bomb,
    "hidden-entity-bomb.xlsx": hidden_entity_bomb,
    "no-zip.xlsx": lambda: b"PK\x03\x04" + b"\0" * 1000,
    "cut-off.xlsx": lambda: workbook()[:2000],
    "no-workbook.ods": workbook,
    "deep.json": lambda: b'{"avgrisk_register":1,"rows":' + b"[" * 200_000,
    "number.json": lambda: b"1" * 10_000,
    "wrong.json": lambda: json.dumps({"avgrisk_register": 1, "rows": [{"title": {}}]}).encode(),
    "columns.csv": lambda: b"Doel;" * 10_000 + b"\n" + b"x;" * 10_000,
    "columns.xlsx": lambda: workbook([["Doel"] * 10_000, ["x"] * 10_000]),
    "cell.xlsx": long_cell,
    "deep-object.json": lambda: b'{"a":' * 100_000,
    "nul-line.csv": lambda: b"Naam;Doel\n" + b"\0" * 50_000_000,
    "cell.csv": lambda: b"Naam;Doel\na;" + b"x" * 50_000_000,
    "quoted-cell.csv": lambda: b'Naam;Doel\na;"' + b"x" * 50_000_000 + b'"',
    "open-quote.csv": lambda: b'Naam;Doel\na;"' + b"x\n" * 1_000_000,
    "nul.csv": lambda: b"\0" * 1_000_000,
    "binary.csv": lambda: bytes(range(128, 256)) * 1000,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_costs_one_line_and_exit_4(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(HOSTILE[name]())
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, "score", str(path), "--out", str(tmp_path / "uit.csv")],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    if name == "nul.csv":  # nothing but NUL characters is an empty register
        assert done.returncode == 0, done.stderr
        return
    assert done.returncode == 4, done.stderr
    assert done.stderr.count("\n") == 1 and done.stderr.startswith("avgrisk: ")
    assert list(tmp_path.iterdir()) == [path], "nothing was written"


class Unreadable(Exception):
    """The file was refused in the way it should be."""


def read_or_refuse(path):
    try:
        return read_register(path)
    except InputError as error:
        if error.key != "error.unreadable":
            raise
        raise Unreadable from error


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".ods", ".json"])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400), place=st.integers(0, 6000), cut=st.booleans())
def test_any_bytes_are_read_or_refused(suffix, content, place, cut, tmp_path):
    """Noise by itself, and noise in the midst of a good file."""
    path = tmp_path / f"r{suffix}"
    good = workbook() if suffix in (".xlsx", ".ods") else b'{"avgrisk_register":1,"rows":[{}]}'
    path.write_bytes(content if cut else good[:place] + content + good[place + len(content) :])
    with contextlib.suppress(Unreadable):
        read = read_or_refuse(path)
        assert len(read.rows) == len(read.places)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=9), max_size=5),
        max_size=6,
    )
)
def test_any_cells_below_a_heading_come_back(rows, tmp_path):
    """Every filled cell of a csv is in the result, but for rows that say nothing."""
    path = tmp_path / "r.csv"
    quoted = ['"' + '","'.join(cell.replace('"', '""') for cell in row) + '"' for row in rows]
    path.write_text("\n".join(['"Naam","Doel"', *quoted]), encoding="utf-8", newline="")
    read = read_register(path)
    kept = {cell for row in read.rows.to_numpy().tolist() for cell in row}
    numbers = {number for _, number in read.places}
    for number, row in enumerate(rows, start=2):
        if number in numbers:
            assert {cell.replace("\0", "") for cell in row} <= kept | {""}


def test_a_formula_is_never_run(tmp_path):
    """Neither on reading nor, in the output, by a spreadsheet."""
    mark = tmp_path / "ran"
    path, out = tmp_path / "r.csv", tmp_path / "uit.csv"
    path.write_text(
        f'Naam,Doel\n"=cmd|\'/c touch {mark}\'!A1","@SUM(1)"\n-5,- streep\n', encoding="utf-8"
    )
    subprocess.run(
        [sys.executable, "-m", "avgrisk", "score", str(path), "--out", str(out)], check=False
    )
    text = out.read_text(encoding="utf-8-sig")
    assert "'=cmd" in text and "'@SUM" in text and "'-" not in text.replace("'-/", "")
    assert not Path(mark).exists()
