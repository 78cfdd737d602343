"""One reader under fire: any bytes are read or refused in one line, within bounds.

python fuzz/harness.py READER [libFuzzer's options and folders of inputs]
"""

from __future__ import annotations

import io
import logging
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["avgrisk"]):
    import openpyxl

    from avgrisk.core.labels import explain
    from avgrisk.core.records import InputError
    from avgrisk.explorer.scenario import scenario_file
    from avgrisk.register.readers import large_csv, mapping_file, parquet_reader, spreadsheets
    from avgrisk.register.readers.reading import read_register

#: Where inputs are put for readers that want a file; in memory where the machine has such a place.
ROOM = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
FOLDER = Path(tempfile.mkdtemp(prefix="avgrisk-fuzz-", dir=ROOM))
#: What a refusal may be about.
REFUSED = (
    "error.unreadable",
    "error.mapping",
    "error.scenario",
    "error.level",
    "error.choice",
    "error.range",
    "error.text",
)


def register(suffix: str) -> Callable[[bytes], None]:
    """A register of this kind; every row that is kept has its place."""
    path = FOLDER / f"r{suffix}"

    def one(data: bytes) -> None:
        path.write_bytes(data)
        found = read_register(path)
        assert len(found.rows) == len(found.places)

    return one


def both_csv(data: bytes) -> None:
    """A csv as a whole and in pieces: as many records either way."""
    path = FOLDER / "r.csv"
    path.write_bytes(data)
    found = read_register(path)
    plan, pieces = large_csv.plan(path, {})
    tables = [large_csv.table(plan, piece) for piece in pieces]
    assert sum(map(len, tables)) >= len(found.rows)


def both_parquet(data: bytes) -> None:
    """A parquet file as a whole and in pieces."""
    path = FOLDER / "r.parquet"
    path.write_bytes(data)
    found = read_register(path)
    plan, pieces = parquet_reader.plan(path, {})
    assert sum(len(parquet_reader.table(plan, piece)[0]) for piece in pieces) >= len(found.rows)


def packed(suffix: str, good: bytes) -> Callable[[bytes], None]:
    """A zipped document of which the input is one part, named on its first line; else the whole."""
    read = register(suffix)

    def one(data: bytes) -> None:
        name, _, content = data.partition(b"\n")
        with zipfile.ZipFile(io.BytesIO(good)) as whole:
            if name.decode("latin-1") not in whole.namelist():
                read(data)
                return
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as changed:
                for part in whole.namelist():
                    own = part == name.decode("latin-1")
                    changed.writestr(part, content if own else whole.read(part))
        read(out.getvalue())

    return one


def workbook() -> bytes:
    """A small Excel workbook."""
    book = openpyxl.Workbook()
    for row in (("Naam", "Doel"), ("a", "=1+1")):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def document() -> bytes:
    """A small OpenDocument spreadsheet."""
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)
    cells = "".join(f"<table:table-cell><text:p>{word}</text:p></table:table-cell>"
                    for word in ("Naam", "Doel"))  # fmt: skip
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table>"
        f"<table:table-row>{cells}</table:table-row></table:table></office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", spreadsheets.MIMETYPE)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return out.getvalue()


def map_file(data: bytes) -> None:
    """A mapping file."""
    path = FOLDER / "m.csv"
    path.write_bytes(data)
    mapping_file.read_mapping(path)


def scenarios(data: bytes) -> None:
    """A file of scenarios: what is read is written and read again as the same."""
    path = FOLDER / "s.json"
    path.write_bytes(data)
    found = scenario_file.load(path)
    assert scenario_file.from_json(scenario_file.to_json(found)) == found


READERS: dict[str, Callable[[], Callable[[bytes], None]]] = {
    "csv": lambda: both_csv,
    "xlsx": lambda: packed(".xlsx", workbook()),
    "ods": lambda: packed(".ods", document()),
    "json": lambda: register(".json"),
    "yaml": lambda: register(".yaml"),
    "parquet": lambda: both_parquet,
    "mapping": lambda: map_file,
    "scenario": lambda: scenarios,
}


def target(read: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """The reader with what it may say: a refusal in one line, in both languages."""

    def one(data: bytes) -> None:
        try:
            read(data)
        except InputError as error:
            check(error)

    return one


def check(error: InputError) -> None:
    """A refusal is about the file and takes one line."""
    assert error.key.startswith(REFUSED), error.key
    for lang in ("nl", "en"):
        assert "\n" not in explain(error, lang)


def main() -> None:
    """Run libFuzzer on the reader that is named first."""
    name = sys.argv.pop(1)
    warnings.simplefilter("ignore")
    logging.disable()
    atheris.Setup(sys.argv, target(READERS[name]()))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
