"""What was understood of a register before anybody scores it: sheets, columns, rows, what lacks."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from avgrisk.core.records import InputError
from avgrisk.register import completeness
from avgrisk.register.completeness import answered, questions
from avgrisk.register.persons import personal_columns
from avgrisk.register.readers.mapping import CONTACT
from avgrisk.register.readers.plans import SHOWN, are_persons
from avgrisk.register.readers.reading import Notes, Register, read_register, title_of
from avgrisk.register.row_uses import SPECIAL, Uses, proposed_uses, unread_cells

#: Cells that show what a column holds.
CELLS = 3
#: What a score goes on without, and the doubt that is then said first (label keys): a register may
#: be silent on its organisation, or on the data of all of its rows.
DOUBTS = {"organisation": "check.no_organisation", "data": "check.no_data"}
#: The share of rows that has to be ready.
ENOUGH = 0.5
#: Questions of which it is said that an answer helps most.
GAINS = 3


@dataclass(frozen=True, slots=True)
class ColumnCheck:
    """A column, the field it stands for ("" where it is not used) and its first filled cells; a
    column with names or contact details shows none."""

    name: str
    field: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A cell, or words in it, that nobody knows: it counts as unknown."""

    sheet: str
    row: int
    title: str
    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Gain:
    """A question that rows leave open: how many, and by how many per cent points the completeness
    of the register would rise with the answers."""

    question: str
    rows: int
    points: int


@dataclass(frozen=True)
class RegisterCheck:
    """What was understood of a register.

    `sheets` counts the rows of each; `told` is in how many rows the use, the data and the
    organisation are read; `ready` the share of rows that can be scored with sense; `complete` the
    share of all questions answered, both in [0, 1]; `notes` is what the reader has to say.
    A row is ready when its use is read, and its data where the register has a column for them.
    """

    rows: int
    sheets: tuple[tuple[str, int], ...]
    columns: tuple[ColumnCheck, ...]
    not_understood: tuple[NotUnderstood, ...]
    told: Mapping[str, int]
    ready: float
    complete: float
    gains: tuple[Gain, ...]
    skipped: int
    notes: Notes

    @property
    def enough(self) -> bool:
        """Whether so many rows are ready that a score says something."""
        return self.ready >= ENOUGH

    def doubts(self) -> Notes:
        """What is to be said before anything else, as (label key, values)."""
        return doubts(self.told, self.rows)

    def summary(self) -> Notes:
        """The few lines that a report begins with: doubts, then `understood`."""
        return self.doubts() + self.understood()

    def understood(self) -> Notes:
        """How much was understood, and what would help, as (label key, values)."""
        used = sum(1 for column in self.columns if column.field)
        lines: Notes = (
            ("check.columns", {"used": used, "total": len(self.columns)}),
            *self.told_notes(),
        )
        if self.not_understood:
            lines += (("check.not_understood", {"count": len(self.not_understood)}),)
        return lines + self.advice()

    def told_notes(self) -> Notes:
        """In how many rows the use, the data and the organisation are read."""
        shares: dict[str, object] = {"rows": self.rows, **self.told}
        return (("check.told", shares),)

    def advice(self) -> Notes:
        """What would raise the completeness most, as (label key, values)."""
        share = round(100 * self.complete)
        return tuple(
            ("check.gain",
             {"what": f"@check.question.{gain.question}", "rows": gain.rows, "total": self.rows,
              "points": gain.points, "share": share})
            for gain in self.gains
        )  # fmt: skip


def check_register(
    register: Register | str | Path, mapping: Mapping[str, str] | None = None, sector: str = ""
) -> RegisterCheck:
    """Check a register, read already or in a file; `sector` is that of rows that name none.

    Nothing is scored and nothing is written. InputError where the file cannot be read.
    """
    if not isinstance(register, Register):
        register = read_register(register, mapping)
    uses = proposed_uses(register.rows, register.fields, sector or register.sector)
    return check_of(register, uses)


def check_of(register: Register, uses: Uses) -> RegisterCheck:
    """The check of a register whose uses are known."""
    open_questions = ~answered(uses.frame, uses.lazy)
    silent = _is_silent(register.rows, register.fields)
    ready = _ready(completeness.rows_told(~open_questions), silent)
    rows = len(register.rows)
    return RegisterCheck(
        rows=rows,
        sheets=tuple(Counter(sheet for sheet, _ in register.places).items()),
        columns=_columns(register),
        not_understood=tuple(_not_understood(register)),
        told=completeness.counted(~open_questions),
        ready=float(ready.mean()) if rows else 0.0,
        complete=1 - float(open_questions.to_numpy().mean()) if rows else 0.0,
        gains=_gains(open_questions),
        skipped=register.skipped,
        notes=register.notes,
    )


def checked(rows: pd.DataFrame, fields: Mapping[str, str], uses: Uses) -> None:
    """Refuse a register of which too little is understood to score it; the InputError tells how
    much is."""
    told = completeness.rows_told(answered(uses.frame, uses.lazy))
    ready = _ready(told, _is_silent(rows, fields))
    if len(ready) and ready.mean() < ENOUGH:
        value = f"{int(ready.sum())}/{len(ready)}"
        key = "error.too_little" if told["use"].any() else "error.no_uses"
        raise InputError("register", value, "--anyway", key)


def doubts(told: Mapping[str, int], rows: int) -> Notes:
    """What is to be said before anything else: that most rows do not tell of which organisation
    they are, which the user can give, or with which data; as (label key, values)."""
    return tuple(
        (key, {"count": rows - told[name], "rows": rows})
        for name, key in DOUBTS.items()
        if told[name] < ENOUGH * rows
    )


def _ready(told: Mapping[str, np.ndarray], silent: bool) -> np.ndarray:
    """The rows that can be scored with sense."""
    return told["use"] if silent else told["use"] & told["data"]


def _is_silent(rows: pd.DataFrame, fields: Mapping[str, str]) -> bool:
    """Whether a register has no column for data, and none left in which they might stand: what
    it does not tell cannot have been misread."""
    named = {*questions()["data"], SPECIAL}
    if not named.isdisjoint(fields.values()):
        return False
    return all(fields.get(name) or not rows[name].str.strip().any() for name in rows.columns)


def _columns(register: Register) -> tuple[ColumnCheck, ...]:
    """Every column; one that may hold names of persons shows none of its cells."""
    rows, fields, found = register.rows, register.fields, []
    personal = personal_columns(rows, fields)
    for name in rows.columns:
        hides = name in personal or (not fields.get(name) and are_persons(rows[name]))
        field = CONTACT if name in personal else fields.get(name, "")
        found.append(ColumnCheck(name, field, () if hides else _first(rows[name])))
    return tuple(found)


def _first(cells: pd.Series) -> tuple[str, ...]:
    """The first different filled cells, on one line and cut."""
    found: dict[str, None] = {}
    for cell in cells:
        if cell.strip():
            found.setdefault(_cut(" ".join(cell[: 4 * SHOWN].split())))
        if len(found) == CELLS:
            break
    return tuple(found)


def _cut(text: str) -> str:
    """A text of at most SHOWN characters; the end of a longer one is shown to be lacking."""
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"


def _not_understood(register: Register) -> Iterator[NotUnderstood]:
    titles = title_of(register.rows, register.fields).tolist()
    found = unread_cells(register.rows, register.fields)
    for row, field, words in sorted(found, key=lambda item: item[0]):
        sheet, place = register.places[row]
        yield NotUnderstood(sheet, place, titles[row][:SHOWN], field, words[: 4 * SHOWN])


def _gains(open_questions: pd.DataFrame) -> tuple[Gain, ...]:
    counts = {name: int(cells.sum()) for name, cells in open_questions.items()}
    asked = max(len(open_questions) * len(questions()), 1)
    most = sorted(counts, key=lambda name: -counts[name])[:GAINS]
    return tuple(
        Gain(str(name), counts[name], round(100 * counts[name] / asked))
        for name in most
        if counts[name]
    )
