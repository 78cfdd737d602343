"""Writing a scored register: the input as it was, then the scores; all of it or nothing."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from avgrisk.frame import OUTPUT, Rejected
from avgrisk.labels import explain, label
from avgrisk.records import InputError

#: Headings that hold names or contact details of persons: dropped unless asked for.
PERSONAL = re.compile(
    r"^(naam |name of )?(contact ?(persoon|person|gegevens|details)?|proces ?eigenaar|process owner"
    r"|verantwoordelijke medewerker|owner|eigenaar|functionaris|fg|dpo|e-?mail(adres| address)?"
    r"|telefoon(nummer)?|phone( number)?|ingevuld door|filled in by|auteur|author)$",
    re.IGNORECASE,
)
#: Cells a spreadsheet would run as a formula (DESIGN.md: + = @ tab CR, or - with no number after).
FORMULA = re.compile(r"^(?:[=+@\t\r]|-(?! |[\d.,]+$))")
DECIMALS = 4
#: A rejected value is shown up to this many characters.
SHOWN = 80


def personal_columns(columns: Sequence[str]) -> list[str]:
    """The columns that hold names or contact details, by their heading."""
    return [
        name for name in columns if PERSONAL.match(" ".join(str(name).replace("_", " ").split()))
    ]


def joined(rows: pd.DataFrame, scores: pd.DataFrame) -> pd.DataFrame:
    """Input columns in their order, then the scores; an input column of such a name is renamed."""
    taken = set(OUTPUT)
    renamed = rows.rename(columns={name: f"input_{name}" for name in rows.columns if name in taken})
    return pd.concat([renamed, scores], axis=1)


def safe_cells(table: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Text cells that a spreadsheet would run get an apostrophe in front; and how many did."""
    count, safe = 0, table.copy()
    for name in table.columns:
        if pd.api.types.is_numeric_dtype(table[name].dtype):
            continue
        cells = table[name].astype(object)
        risky = cells.map(lambda cell: isinstance(cell, str) and bool(FORMULA.match(cell)))
        if risky.any():
            count += int(risky.sum())
            safe[name] = cells.where(~risky, "'" + cells.astype(str))
    return safe, count


def write_csv(table: pd.DataFrame, path: Path, lang: str = "nl") -> None:
    """Write next to the target, then move: a reader sees the old file or the new one."""
    text = table.to_csv(index=False, float_format=f"%.{DECIMALS}f", lineterminator="\n")
    write_text(text, path, lang, encoding="utf-8-sig")


def write_text(text: str, path: Path, lang: str = "nl", encoding: str = "utf-8") -> None:
    """The whole text or nothing; InputError where it cannot be written."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent or Path(), prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding=encoding, newline="") as file:
            file.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise InputError("out", path, error.strerror or "", "error.unwritable") from None


def rejected_table(
    rejected: Sequence[Rejected], lines: pd.Index, sheet: str, lang: str = "nl"
) -> pd.DataFrame:
    """Sheet, row (as in the file: `lines`), column, value (cut), reason."""
    names = [
        label(f"register.{part}", lang) for part in ("sheet", "row", "column", "value", "reason")
    ]
    rows = [
        (
            sheet,
            lines[item.row],
            item.error.field,
            str(item.error.value)[:SHOWN],
            explain(item.error, lang),
        )
        for item in rejected
    ]
    return pd.DataFrame(rows, columns=names)
