"""Hostile files: one line that says what to mend, soon, without the memory, nothing executed."""

from __future__ import annotations

import contextlib
import io
import json
import os
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avgrisk.core.records import InputError
from avgrisk.register.readers.grids import plain_text
from avgrisk.register.readers.reading import read_register
from avgrisk.register.readers.sheet_rows import is_ditto
from tests.lists import each

#: What a hostile file may cost: memory of its own in bytes, seconds of work.
MEMORY, SECONDS = 500_000_000, 10
#: What a workbook's own elements are called by.
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#: Every file in a process of its own, forked after the imports; exit codes on stdout.
LIMITED = f"""
import gc, os, resource, sys
from pathlib import Path
import avgrisk.cli.score_command, avgrisk.register.assess, openpyxl
from avgrisk.cli.main import main
try:
    main(["score", "nowhere.csv"])  # what is loaded on the way is loaded for all
except SystemExit:
    pass
gc.freeze()  # else a child copies each page that it looks through
for path in map(Path, sys.argv[1:]):
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_DATA, ({MEMORY}, {MEMORY}))
        resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
        os.dup2(os.open(path.parent / "told", os.O_WRONLY | os.O_CREAT), 2)
        try:
            main(["score", str(path), "--out", str(path.parent / "uit.csv")])
        except SystemExit as ended:
            os._exit(ended.code)  # what it shares with us is not taken apart
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


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


def sheet(data):
    """A workbook of which the rows are this XML."""
    text = f'<worksheet xmlns="{SPACE}"><sheetData>{data}</sheetData></worksheet>'
    return repacked(workbook(), "xl/worksheets/sheet1.xml", text.encode())


def long_cell():
    """A workbook with one cell of 50 MB."""
    text = "x" * 50_000_000
    return sheet(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>')


def shared_text():
    """A long text that every cell refers to."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 50_000))
    text = f'<sst xmlns="{SPACE}"><si><t>Doel</t></si><si><t>{"x" * 30_000}</t></si></sst>'
    good = sheet(cells.replace("<v>0", "<v>1").replace("<v>1", "<v>0", 1))
    return repacked(good, "xl/sharedStrings.xml", text.encode())


def tables(rows):
    """An OpenDocument spreadsheet of which the rows are this XML."""
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)
    head = "".join(
        f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in ("Naam", "Doel")
    )
    body = (
        f'<table:table table:name="a"><table:table-row>{head}</table:table-row>{rows}</table:table>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>{body}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def cells(row="", column="", text="x"):
    rows = f' table:number-rows-repeated="{row}"' if row else ""
    columns = f' table:number-columns-repeated="{column}"' if column else ""
    return f"<table:table-row{rows}><table:table-cell{columns}><text:p>{text}</text:p></table:table-cell></table:table-row>"


def small_record(kind, body):
    return bytes([kind, len(body)]) + body


def old_far_cell():
    """An xls whose one cell stands in the last place there is."""
    good = (Path(__file__).parent / "klein.xls").read_bytes()
    place = good.index(b"\xfd\x00\x0a\x00") + 4
    return good[:place] + b"\xff\xff\xfe\x00" + good[place + 4 :]


def binary_workbook():
    """An xlsb whose one cell stands in the last place there is."""
    wide = lambda text: struct.pack("<I", len(text)) + text.encode("utf-16-le")  # noqa: E731
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{relation}/worksheet" '
            'Target="worksheets/sheet1.bin"/></Relationships>',
        )
        bundle = struct.pack("<II", 0, 1) + wide("r1") + wide("a")
        archive.writestr("xl/workbook.bin", b"\x9c\x01" + bytes([len(bundle)]) + bundle)
        archive.writestr(
            "xl/worksheets/sheet1.bin",
            small_record(0, struct.pack("<I", 1_048_575))
            + small_record(5, struct.pack("<IId", 900, 0, 1.0)),
        )
    return out.getvalue()


def hidden_entity_bomb():
    text = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol">]><x>&a;</x>'
    return repacked(workbook(), "xl/workbook.xml", text.encode("utf-16"))


HOSTILE = {
    "zip-bomb.xlsx": zip_bomb,
    "entity-bomb.xlsx": entity_bomb,
    "hidden-entity-bomb.xlsx": hidden_entity_bomb,
    "far-cell.xlsx": lambda: sheet('<row r="1048576"><c r="SX1048576"><v>1</v></c></row>'),
    "odd-place.xlsx": lambda: sheet("<row r='1'><c\n x='>' r = 'SX1048576'><v>1</v></c></row>"),
    "rows.xlsx": lambda: sheet("<row><c><v>1</v></c></row>" * 2_000_000),
    "shared-text.xlsx": shared_text,
    "far-cell.xlsb": binary_workbook,
    "far-cell.xls": old_far_cell,
    "spaces.ods": lambda: tables(cells(text='<text:s text:c="1000000000"/>')),
    "many-spaces.ods": lambda: tables(cells(text='<text:s text:c="900000"/>') * 2_000),
    "wide.ods": lambda: tables(cells(column=1_000_000)),
    "tall.ods": lambda: tables(cells(row=1_048_000, column=900)),
    "cells.ods": lambda: tables("<table:table-row/>" + cells() * 800_000),
    "keys.json": lambda: json.dumps(
        {"avgrisk_register": 1, "rows": [{f"k{n}": 1} for n in range(30_000)]}
    ).encode(),
    "surrogate.json": lambda: b'{"avgrisk_register":1,"rows":[{"title":"\\ud800"}]}',
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


@pytest.fixture(scope="module")
def met(tmp_path_factory):
    """Name -> exit code, what was told and what stands in the folder."""
    paths = {name: tmp_path_factory.mktemp("hostile") / name for name in HOSTILE}
    for name, path in paths.items():
        path.write_bytes(HOSTILE[name]())
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, *map(str, paths.values())],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=True,
    )
    return {
        name: (code, (path.parent / "told").read_text("utf-8"), set(path.parent.iterdir()) - {path})
        for (name, path), code in zip(paths.items(), map(int, done.stdout.split()), strict=True)
    }


@pytest.mark.slow
@each("name", sorted(HOSTILE))
def test_a_hostile_file_costs_one_line_and_exit_4(name, met):
    """Within 500 MB and 10 s, nothing written."""
    code, told, left = met[name]
    assert code == 4, told
    assert told.count("\n") == 1 and told.startswith("avgrisk: ")
    assert {path.name for path in left} == {"told"}


GOOD = {
    ".xlsx": workbook(),
    ".ods": tables(cells()),
    ".xls": (Path(__file__).parent / "klein.xls").read_bytes(),
}


class Unreadable(Exception):
    """The file was refused in the way it should be."""


def read_or_refuse(path):
    try:
        return read_register(path)
    except InputError as error:
        if error.key != "error.unreadable":
            raise
        raise Unreadable from error


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".ods", ".xls", ".json"])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400), place=st.integers(0, 6000), cut=st.booleans())
def test_any_bytes_are_read_or_refused(suffix, content, place, cut, tmp_path):
    """Noise by itself, and noise in the midst of a good file."""
    path = tmp_path / f"r{suffix}"
    good = GOOD.get(suffix, b'{"avgrisk_register":1,"rows":[{}]}')
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
    """Every filled cell of a csv is in the result, but for rows that say nothing and marks for "as
    above"; a row without a name or purpose stands with the one above it."""
    path = tmp_path / "r.csv"
    quoted = ['"' + '","'.join(cell.replace('"', '""') for cell in row) + '"' for row in rows]
    path.write_text("\n".join(['"Naam","Doel"', *quoted]), encoding="utf-8", newline="")
    read = read_register(path)
    kept = {cell for row in read.rows.to_numpy().tolist() for cell in row}
    numbers = {number for _, number in read.places}
    for number, row in enumerate(rows, start=2):
        if number in numbers:
            said = [cell for cell in row if cell and not is_ditto(cell)]
            assert all(any(plain_text(cell) in one for one in kept) for cell in said)


def test_a_formula_is_never_run(tmp_path):
    """Neither on reading nor, in the output, by a spreadsheet."""
    mark = tmp_path / "ran"
    path, out = tmp_path / "r.csv", tmp_path / "uit.csv"
    path.write_text(
        f'Naam,Doel\n"=cmd|\'/c touch {mark}\'!A1","@SUM(1)"\n-5,- streep\n', encoding="utf-8"
    )
    subprocess.run(
        [sys.executable, "-m", "avgrisk", "score", str(path), "--anyway", "--out", str(out)],
        check=False,
    )
    text = out.read_text(encoding="utf-8-sig")
    assert "'=cmd" in text and "'@SUM" in text and "'-" not in text.replace("'-/", "")
    assert not Path(mark).exists()
