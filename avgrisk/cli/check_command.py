"""What `avgrisk check` does: read, tell what was understood, write a mapping file where asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from avgrisk.cli import paths
from avgrisk.cli.score_command import check_sector, write_mapping
from avgrisk.core.labels import label
from avgrisk.register.checking import RegisterCheck, check_register
from avgrisk.register.readers.mapping_file import read_mapping
from avgrisk.register.readers.reading import Register, read_register
from avgrisk.reports.rows import checked_rows, field_name

#: Cells that were not understood and that are told one by one.
SHOWN = 20


@dataclass(frozen=True)
class CheckTold:
    """What is said of a register: lines, tables, lines; and whether it can be scored."""

    before: list[str]
    tables: list[list[dict[str, str]]]
    after: list[str]
    enough: bool


def run(path: Path, mapping: Path | None, target: Path | None, sector: str, lang: str) -> CheckTold:
    """Check a register; InputError where it cannot be read or the mapping cannot be written."""
    paths.checked({"REGISTER": path, "--mapping": mapping}, {"--write-mapping": target})
    check_sector(sector, lang)
    register = read_register(path, read_mapping(mapping) if mapping else {})
    found = check_register(register, sector=sector)
    lines = [label(key, lang, **values) for key, values in found.doubts()]
    lines += [label("check.sheet", lang, sheet=name, rows=rows) for name, rows in found.sheets]
    if found.skipped:
        lines.append(label("register.skipped", lang, count=found.skipped))
    return CheckTold(
        lines + [label(key, lang, **values) for key, values in found.notes],
        [checked_rows(found, lang), *_not_understood(found, lang)],
        [*_after(found, path, lang), *_mapping(register, target, lang)],
        found.enough,
    )


def _not_understood(found: RegisterCheck, lang: str) -> Iterator[list[dict[str, str]]]:
    names = [label(f"register.{part}", lang) for part in ("sheet", "row")]
    names += [label(key, lang) for key in ("column.title", "check.column", "check.words")]
    rows = [
        (item.sheet, str(item.row), item.title, field_name(item.field, lang), item.words)
        for item in found.not_understood[:SHOWN]
    ]
    if rows:
        yield [dict(zip(names, row, strict=True)) for row in rows]


def _after(found: RegisterCheck, path: Path, lang: str) -> list[str]:
    more = len(found.not_understood) - SHOWN
    lines = [label("check.more", lang, count=more)] if more > 0 else []
    lines += [label(key, lang, **values) for key, values in found.understood()]
    verdict = "check.enough" if found.enough else "check.too_little"
    return [*lines, label(verdict, lang, file=path)]


def _mapping(register: Register, target: Path | None, lang: str) -> list[str]:
    """Write the mapping where it was asked for; else tell how to ask, where columns are left."""
    said: list[str] = []
    if target is not None:
        write_mapping(register, target, lang, said.append)
    elif not all(register.fields.get(name) for name in register.rows.columns):
        said.append(label("check.mapping", lang))
    return said
