"""What changed since last year's register? Rows matched by their key."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from avgrisk.register.assess import Assessed, cells_of
from avgrisk.vocabulary.text import fold


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that stands in both registers: its places, both scores, and the fields that differ."""

    row: int
    before: int
    old: float
    new: float
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows that are new, rows that are gone (places in last year's file), rows that changed.

    `key` names the column that rows were matched by; `unclear` counts rows in either file whose
    key is blank or stands there more than once: they are matched with nothing.
    """

    key: str
    new: tuple[int, ...]
    gone: tuple[int, ...]
    changed: tuple[Changed, ...]
    same: int
    unclear: int


def difference(now: Assessed, before: Assessed) -> Difference:
    """Match by number where both registers have one of their own for every row, else by title."""
    key = "number" if _unique(now) and _unique(before) else "title"
    ours, theirs = _keys(now, key), _keys(before, key)
    unclear = sum(len(a.titles) - len(b) for a, b in ((now, ours), (before, theirs)))
    changed = [
        found
        for name, row in ours.items()
        if name in theirs and (found := _changed(now, before, row, theirs[name])) is not None
    ]
    both = sum(name in theirs for name in ours)
    return Difference(
        key,
        tuple(row for name, row in ours.items() if name not in theirs),
        tuple(row for name, row in theirs.items() if name not in ours),
        tuple(sorted(changed, key=lambda item: (-abs(_step(item)), item.row))),
        both - len(changed),
        unclear,
    )


def _step(item: Changed) -> float:
    """How far the score moved; a row rejected in one of the two comes first."""
    step = item.new - item.old
    return np.inf if np.isnan(step) else step


def _cells(assessed: Assessed, key: str) -> Sequence[str]:
    if key == "title":
        return [fold(" ".join(title.split())) for title in assessed.titles]
    return cells_of(assessed.register, key)


def _unique(assessed: Assessed) -> bool:
    cells = _cells(assessed, "number")
    return bool(cells) and "" not in cells and len(set(cells)) == len(cells)


def _keys(assessed: Assessed, key: str) -> dict[str, int]:
    """Key -> row, for keys that stand there once."""
    cells = _cells(assessed, key)
    counts = Counter(cells)
    return {cell: row for row, cell in enumerate(cells) if cell and counts[cell] == 1}


def _changed(now: Assessed, before: Assessed, row: int, old: int) -> Changed | None:
    ours, theirs = now.uses.frame.iloc[row], before.uses.frame.iloc[old]
    names = dict.fromkeys([*ours.index, *theirs.index])
    fields = tuple(name for name in names if _text(ours.get(name)) != _text(theirs.get(name)))
    start, end = before.value[old], now.value[row]
    if not fields and (start == end or (np.isnan(start) and np.isnan(end))):
        return None
    return Changed(row, old, float(start), float(end), fields)


def _text(cell: object) -> str:
    return "" if cell is None or cell != cell else " ".join(str(cell).split())
