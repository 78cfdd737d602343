"""What `avgrisk check` does: read, tell what was understood, write a mapping file where asked."""

from collections.abc import Iterator
from pathlib import Path

from avgrisk.cli import paths
from avgrisk.cli.score_command import check_sector, write_mapping
from avgrisk.cli.score_output import tell
from avgrisk.core.labels import label
from avgrisk.register.checking import RegisterCheck, check_register
from avgrisk.register.readers.mapping_file import read_mapping
from avgrisk.register.readers.reading import read_register
from avgrisk.register.summary import Note
from avgrisk.reports.rows import checked_rows, field_name

#: Cells that were not understood and that are told one by one.
SHOWN = 20


#: A table on the terminal.
Table = list[dict[str, str]]


def run(
    path: Path, mapping: Path | None, target: Path | None, sector: str, lang: str
) -> tuple[list[str | Table], bool]:
    """Check a register: the lines and tables to show, and whether it can be scored; InputError
    where it cannot be read or the mapping cannot be written."""
    paths.checked({"REGISTER": path, "--mapping": mapping}, {"--write-mapping": target})
    check_sector(sector, lang)
    register = read_register(path, read_mapping(mapping) if mapping else {})
    found = check_register(register, sector=sector)
    shown: list[str | Table] = []
    tell(_before(found), lang, shown.append)
    shown += [checked_rows(found, lang), *_not_understood(found, lang)]
    tell(_after(found, path), lang, shown.append)
    if target is not None:
        write_mapping(register, target, lang, shown.append)
    elif not all(register.fields.get(name) for name in register.rows.columns):
        shown.append(label("check.mapping", lang))
    return shown, found.enough


def _before(found: RegisterCheck) -> Iterator[Note]:
    yield from found.doubts()
    for name, rows in found.sheets:
        yield "check.sheet", {"sheet": name, "rows": rows}
    if found.skipped:
        yield "register.skipped", {"count": found.skipped}
    yield from found.notes


def _not_understood(found: RegisterCheck, lang: str) -> Iterator[Table]:
    names = [label(f"register.{part}", lang) for part in ("sheet", "row")]
    names += [label(key, lang) for key in ("column.title", "check.column", "check.words")]
    rows = [
        (item.sheet, str(item.row), item.title, field_name(item.field, lang), item.words)
        for item in found.not_understood[:SHOWN]
    ]
    if rows:
        yield [dict(zip(names, row, strict=True)) for row in rows]


def _after(found: RegisterCheck, path: Path) -> Iterator[Note]:
    more = len(found.not_understood) - SHOWN
    if more > 0:
        yield "check.more", {"count": more}
    yield from found.understood()
    yield "check.enough" if found.enough else "check.too_little", {"file": path}
