"""The legal answers of a whole table: judged once per distinct set of facts the lines look at."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np

from avgrisk.core.records import ProposedUse, normal
from avgrisk.indicators.cell_columns import combinations, mean
from avgrisk.indicators.column import Column, flag_names
from avgrisk.indicators.uses import Uses
from avgrisk.scoring import legal
from avgrisk.scoring.legal_atoms import ATOMS, LEVELS
from avgrisk.scoring.legal_facts import (
    PROTECTED,
    READINGS_USED,
    TEXTS,
    Texts,
    leaves_out,
    of_texts,
    told_in,
)
from avgrisk.scoring.legal_turns import turns
from avgrisk.vocabulary import natures

#: Per row a number into what was read of a column, and what was read.
Atoms = tuple[np.ndarray, Sequence[Any]]


def answers(uses: Uses, columns: Mapping[str, Column]) -> dict[str, np.ndarray]:
    """Per view and row the answer of the weakest line, as a place in `legal.ANSWERS` (int8)."""
    natures.prepare_kinds(uses.cells("purpose_statement").distinct)
    atoms = {name: _atoms(uses, name) for name in ATOMS}
    sides, flags = _sides(uses, columns), _flags(uses, columns)
    named = [
        PROTECTED & frozenset(flag_names(bits)) for bits in range(int(flags.max(initial=0)) + 1)
    ]
    texts = _texts(uses, {name: atoms.pop(name) for name in TEXTS}, flags, named)
    parts = (texts[0], *(numbers for numbers, _ in atoms.values()), *sides, flags)
    key, first = combinations(parts)
    found = np.empty((len(legal.VIEWS), len(first)), dtype=np.int8)
    for place, row in enumerate(first.tolist()):
        facts = of_texts(
            {name: read[numbers[row]] for name, (numbers, read) in atoms.items()},
            tuple(int(part[row]) - 1 for part in sides),  # type: ignore[arg-type]
            named[flags[row]],
            texts[1][texts[0][row]],
        )
        found[:, place] = [legal.ANSWERS.index(answer) for answer in legal.weakest(facts)]
    return dict(zip(legal.VIEWS, found[:, key], strict=True))


def _texts(
    uses: Uses, atoms: Mapping[str, Atoms], flags: np.ndarray, named: Sequence[frozenset[str]]
) -> tuple[np.ndarray, Sequence[Texts]]:
    """Per row a number into what its texts come to together: far fewer than there are texts. Where
    it makes a difference, the description is read for the data that it leaves out."""
    key, first = combinations([numbers for numbers, _ in atoms.values()])
    kinds: dict[Texts, int] = {}
    codes = np.empty((2, len(first)), dtype=np.int64)
    for place, row in enumerate(first.tolist()):
        read = {name: told[numbers[row]] for name, (numbers, told) in atoms.items()}
        both = (told_in(read, left_out) for left_out in (False, True))
        codes[:, place] = [kinds.setdefault(each, len(kinds)) for each in both]
    matters = (codes[0] != codes[1])[key]
    return codes[_left_out(uses, flags * matters, named), key], list(kinds)


def _left_out(uses: Uses, flags: np.ndarray, named: Sequence[frozenset[str]]) -> np.ndarray:
    """In which rows the description leaves out protected data; read once per set of flags, and not
    at all where there are no such data."""
    cells, found = uses.cells("purpose_statement"), np.zeros(uses.rows, dtype=np.int64)
    rows, codes = np.flatnonzero(flags), np.asarray(cells.codes)
    if len(rows):
        key, first = combinations((codes[rows], flags[rows]))
        each = [(cells.distinct[codes[row]], named[flags[row]]) for row in rows[first]]
        found[rows] = np.array([isinstance(a, str) and leaves_out(a, b) for a, b in each])[key]
    return found


def _atoms(uses: Uses, name: str) -> Atoms:
    """What the law reads of a field, once per distinct cell."""
    if name in LEVELS:
        level = uses.level(name)
        reached = range(-1, len(turns(name)) + 1)
        told = list(reached) if name == "control" else [part > 0 for part in reached]
        return _side(name, level.known, mean(level.ranges)), told
    if name == "title" and _described(uses):
        return np.zeros(uses.rows, dtype=np.int64), [None]
    blank = getattr(ProposedUse(), name)
    read = uses.each(name, lambda cell: ATOMS[name](normal(name, cell)), ATOMS[name](blank))
    kinds: dict[Hashable, int] = {}
    numbers = np.array([kinds.setdefault(each, len(kinds)) for each in read], dtype=np.int64)
    return uses.cells(name, blank).spread(numbers), list(kinds)


def _described(uses: Uses) -> bool:
    """Whether every use is told in words, so that no title counts."""
    cells = uses.cells("proposed_use")
    return all(isinstance(cell, str) and cell.strip() for cell in cells.distinct)


def _sides(uses: Uses, columns: Mapping[str, Column]) -> list[np.ndarray]:
    """The readings and the distance in kind of purpose, by their sides."""
    found = [_side(name, columns[name].known, columns[name].mean) for name in READINGS_USED]
    tree = columns["purpose_distance"].parts.get("tree")
    nothing = np.zeros(uses.rows, dtype=np.int64)
    return [*found, nothing if tree is None else _side("tree", ~np.isnan(tree[0]), mean(tree))]


def _flags(uses: Uses, columns: Mapping[str, Column]) -> np.ndarray:
    raised = columns["data_sensitivity"].flags
    return np.zeros(uses.rows, dtype=np.int64) if raised is None else raised.astype(np.int64)


def _side(name: str, known: np.ndarray, values: np.ndarray) -> np.ndarray:
    """How many of its turning points a number reaches, and one; 0 is unknown."""
    return np.where(known, np.searchsorted(turns(name), values, side="right") + 1, 0)
