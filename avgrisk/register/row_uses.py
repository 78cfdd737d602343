"""From a register's columns to proposed uses: which texts stand for what, and what stays unknown.

An ordinary art. 30 register has one purpose column. It is the purpose statement, and what is done
with the data is what it says: proposed_use = the purpose (where that is blank: the activity's
name), collected_for = the same purpose, unless the register has a column of its own for either. A
purpose that says nothing, or only repeats the name, proves nothing: then collected_for is unknown.
Special categories in a column of their own count with the other data.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np
import pandas as pd

from avgrisk.core.records import FIELDS, LEVEL_FIELDS, READINGS
from avgrisk.register.cell_readings import (
    CHOICES,
    READ,
    filled_in,
    named_data,
    reader_of,
    recipient_words,
)
from avgrisk.register.distinct import are_decimals, each
from avgrisk.register.readers import values
from avgrisk.register.readers.legal_basis_words import not_asked
from avgrisk.register.readers.mapping import WORDS
from avgrisk.vocabulary import data_words, sectors
from avgrisk.vocabulary.text import folded_words

#: The column of special categories.
SPECIAL = "special_data"
#: Fields of words of which it is said how many cells were not understood, also when none.
COUNTED = ("recipient", "legal_basis", "informed", "art9_ground")


@dataclass(frozen=True)
class Uses:
    """The canonical columns, one row a row of the register, and what was made of them.

    `lazy` tells which purposes repeat the activity's name or say nothing; `unread` counts filled
    cells of words, per field, that gave no key or level; `derived` names the fields that were
    taken from another column.
    """

    frame: pd.DataFrame
    lazy: np.ndarray
    unread: Mapping[str, int]
    derived: tuple[str, ...] = ()


def proposed_uses(rows: pd.DataFrame, fields: Mapping[str, str], sector: str = "") -> Uses:
    """The uses that a register's rows stand for; `sector` is that of the whole register."""
    given = _given(rows, fields)
    columns: dict[str, pd.Series] = {}
    unread: dict[str, int] = {}
    for name in FIELDS:
        told = _told(name, given)
        if told is None:
            continue
        level = name in LEVEL_FIELDS and are_decimals(told)
        columns[name] = told if level else each(told, reader_of(name, _is_own(name, fields)))
        if _is_counted(name):
            found = each(told, kind_of) if name == "sector" else columns[name]
            count = int(((told != "") & (found == "")).sum())
            if count or name in COUNTED:
                unread[name] = count
        if name == "recipient":
            columns["recipient_words"] = each(told, recipient_words)
    lazy = _lazy(columns, rows.index)
    derived = _derive(columns, lazy, rows.index)
    if "legal_basis" in columns and _not_asked(columns, _told("legal_basis", given), rows.index):
        derived = (*derived, "control")
    if SPECIAL in given:
        data = _column(columns, "data_categories", rows.index)
        columns["data_categories"] = _together(data, each(given[SPECIAL], named_data))
        derived = (*derived, SPECIAL)
    if _organisation(columns, sector, rows.index):
        derived = (*derived, "sector")
    frame = pd.DataFrame({name: _numeric(name, cells) for name, cells in columns.items()})
    return Uses(frame.reindex(rows.index), lazy, unread, derived)


def unread_cells(rows: pd.DataFrame, fields: Mapping[str, str]) -> Iterator[tuple[int, str, str]]:
    """Row, field and words of every filled cell that is not understood; of a cell on data the words
    that no table knows."""
    given = _given(rows, fields)
    for name in FIELDS:
        told = _told(name, given)
        if told is None or not (_is_counted(name) or name == "data_categories"):
            continue
        if name == "data_categories":
            words = each(told, lambda cell: "; ".join(data_words.match(cell).unmatched))
            words = words.astype(object)
        else:
            found = each(
                told, kind_of if name == "sector" else reader_of(name, _is_own(name, fields))
            )
            words = told.astype(object).where((found == "").to_numpy(), "")
        for row in np.flatnonzero((words != "").to_numpy()).tolist():
            yield row, name, words.iat[row]


def _told(name: str, given: Mapping[str, pd.Series]) -> pd.Series | None:
    """The cells of a field, as keys or levels and as words; None where the register has none."""
    both = [given[what] for what in (name, f"{name}{WORDS}") if what in given]
    return reduce(_together, both) if both else None


def _is_counted(name: str) -> bool:
    """Whether a cell of this field may be filled and yet not understood."""
    return name in CHOICES or name in READ or name in LEVEL_FIELDS or name == "sector"


def _given(rows: pd.DataFrame, fields: Mapping[str, str]) -> dict[str, pd.Series]:
    """Field -> its cells; those of several columns stand together."""
    given: dict[str, pd.Series] = {}
    for name, what in fields.items():
        if what:
            cells = rows[name] if are_decimals(rows[name]) else each(rows[name], filled_in)
            given[what] = _together(given[what], cells) if what in given else cells
    return given


def _is_own(name: str, fields: Mapping[str, str]) -> bool:
    """Whether the columns of a field bear its own name, as in a form of ours."""
    heads = [head for head, what in fields.items() if what.removesuffix(WORDS) == name]
    return all("_".join(head.lower().split()) == name for head in heads)


def _together(first: pd.Series, second: pd.Series) -> pd.Series:
    """Two lists in one cell."""
    first, second = first.astype(object), second.astype(object)
    both = (first != "") & (second != "")
    return (first + second).mask(both, first + "; " + second)


def _column(columns: Mapping[str, pd.Series], name: str, index: pd.Index) -> pd.Series:
    """A column as texts, "" where there is none."""
    return columns.get(name, pd.Series("", index=index, dtype=object)).astype(object)


def _lazy(columns: Mapping[str, pd.Series], index: pd.Index) -> np.ndarray:
    """Rows whose purpose is blank, says nothing, or is the activity's name again."""
    if "purpose_statement" not in columns:
        return np.zeros(len(index), dtype=bool)

    def folded(name: str) -> pd.Series:
        return each(columns[name], lambda text: folded_words(text[: values.LONGEST])).astype(object)

    purpose = folded("purpose_statement")
    lazy = purpose == ""
    return (lazy | (purpose == folded("title")) if "title" in columns else lazy).to_numpy(bool)


def _derive(columns: dict[str, pd.Series], lazy: np.ndarray, index: pd.Index) -> tuple[str, ...]:
    """proposed_use and collected_for from the purpose where the register lacks such a column."""
    derived: list[str] = []
    purpose = _column(columns, "purpose_statement", index)
    title = _column(columns, "title", index)
    if "proposed_use" not in columns and "purpose_statement" in columns:
        columns["proposed_use"] = purpose.where(purpose != "", title)
        derived.append("proposed_use")
        if "collected_for" not in columns and "collected_for_key" not in columns:
            columns["collected_for"] = purpose.mask(lazy, "")
            derived.append("collected_for")
    return tuple(derived)


def _not_asked(columns: dict[str, pd.Series], grounds: pd.Series | None, index: pd.Index) -> bool:
    """Control where the cell of the legal basis says that people were not asked ("families not
    notified") and nothing else tells it; whether any cell does."""
    if grounds is None or ("control" in columns and are_decimals(columns["control"])):
        return False
    control = _column(columns, "control", index)
    found = each(grounds, not_asked).astype(object).where(control == "", control)
    if not (found != control).any():
        return False
    columns["control"] = found
    return True


def _organisation(columns: dict[str, pd.Series], sector: str, index: pd.Index) -> bool:
    """The kind of organisation where the row does not give it: from the name, else --sector;
    whether it came from the name."""
    own = _column(columns, "sector", index)
    named = "controller" in columns
    if named:
        own = own.where(own != "", each(columns.pop("controller"), kind_of).astype(object))
    if sector:
        own = own.where(own != "", sector)
    if named or sector:
        columns["sector"] = own
    return named


def kind_of(name: str) -> str:
    """The key of the kind of organisation that a name tells, "" where it tells none."""
    return found.key if name and (found := sectors.find(name)) else ""


def _numeric(name: str, cells: pd.Series) -> pd.Series:
    """A column of readings as numbers where every filled cell is one from 0 to 1; else as texts,
    so that what is wrong is told as it stands in the file."""
    if name not in READINGS:
        return cells
    texts = cells.astype(object).str.replace(",", ".", regex=False)
    try:
        numbers = texts.where(texts != "", "nan").to_numpy(dtype=object).astype(np.float64)
    except ValueError:
        return cells
    filled = numbers[(texts != "").to_numpy(dtype=bool)]
    if not ((filled >= 0) & (filled <= 1)).all():
        return cells
    return pd.Series(numbers, index=cells.index)
