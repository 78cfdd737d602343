"""What a text, a list of data or an organisation says, as a few numbers: read once, then columns.

A text's facts are one row of float64 numbers; keys are numbers into their table, -1 is none. The
words behind them, for the reasons, are asked of the same readers when somebody wants to see them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial

import numpy as np

from avgrisk.core.levels import named
from avgrisk.core.records import Range
from avgrisk.core.shipped import rule
from avgrisk.indicators.cell_columns import Cells, column_of
from avgrisk.indicators.uses import REMEMBERED, Uses
from avgrisk.vocabulary import natures, people, sectors, taxonomy
from avgrisk.vocabulary.data_words import categories
from avgrisk.vocabulary.hints import BEST, Hint, UseHints, read_use
from avgrisk.vocabulary.text import fold, words

#: The columns of a text's facts, and how wide each is.
WIDTHS = {
    "family": BEST,
    "family_confidence": BEST,
    "family_sure": 1,
    "domain": BEST,
    "domain_sure": 1,
    "recipient": BEST,
    "recipient_confidence": 1,
    "recipient_sure": 1,
    "receiver": 1,
    "inferred": BEST,
    "inferred_sure": 1,
    "natures": 1,
    "words": 1,
}
_STARTS = dict(zip(WIDTHS, np.cumsum([0, *WIDTHS.values()]).tolist(), strict=False))


#: The tables that facts hold places of.
TABLES: dict[str, Callable[[], Mapping[str, object]]] = {
    "categories": categories,
    "families": taxonomy.families,
    "deals": natures.deals,
    "domains": taxonomy.domains,
    "sectors": sectors.table,
    "natures": natures.natures,
    "people": people.table,
}


@cache
def number_of(table: str) -> dict[str, int]:
    """Key -> place in one of `TABLES`."""
    return {key: place for place, key in enumerate(TABLES[table]())}


@cache
def by_place(table: str, field: str) -> np.ndarray:
    """What the rows of a table say in a field, by their place; and last, so for -1, nothing: no,
    0, or NaN. Ranges have the shape (3, rows + 1), NaN where a row is silent."""
    found = [getattr(each, field) for each in TABLES[table]().values()]
    if any(isinstance(part, Range) for part in found):
        return np.array([(np.nan,) * 3 if part is None else part.ends for part in (*found, None)]).T
    return np.array([*found, type(found[0])()])


@dataclass(frozen=True, slots=True)
class TextFacts:
    """The facts of a text per row, shape (columns, rows); see WIDTHS."""

    numbers: np.ndarray

    def one(self, name: str) -> np.ndarray:
        """A fact that is one number a row."""
        return self.numbers[_STARTS[name]]

    def sure(self, name: str) -> np.ndarray:
        """Whether a hint is sure enough to be used."""
        return self.one(f"{name}_sure") > 0

    def best(self, name: str) -> np.ndarray:
        """The candidates of a hint, best first, shape (3, rows)."""
        return self.numbers[_STARTS[name] : _STARTS[name] + BEST]

    def confidence(self, name: str) -> np.ndarray:
        """How likely each candidate is, shape (3, rows); of all but families certain."""
        if name == "family":
            return self.best("family_confidence")
        return np.where(self.keys(name) >= 0, 1.0, 0.0)

    def put(self, name: str, rows: np.ndarray, other: TextFacts) -> None:
        """Take a fact over from other facts in these rows."""
        place = slice(_STARTS[name], _STARTS[name] + WIDTHS[name])
        self.numbers[place] = np.where(rows, other.numbers[place], self.numbers[place])

    def keys(self, name: str) -> np.ndarray:
        """The candidates as places in their table, -1 is none."""
        return self.best(name).astype(np.intp)


def text_facts(cells: Cells, reader: Callable[[str], UseHints] = read_use) -> TextFacts:
    """The facts of a column of texts, by phrases unless told otherwise; a text that no row has is
    not read."""
    assert cells.codes is not None
    if len(cells.distinct) == 1:
        return TextFacts(np.array([_of_text(cells.distinct[0], reader)]).T[:, cells.codes])
    used, codes = np.unique(cells.codes, return_inverse=True)
    # A piece without rows has none: the blank text is read for how many facts there are.
    texts = [cells.distinct[place] for place in used.tolist()] or [""]
    found = np.array([_of_text(text, reader) for text in texts])
    return TextFacts(found.T[:, codes])


def collected_facts(uses: Uses) -> TextFacts:
    """The facts of what the data were given for."""
    return uses.once("collected", lambda: text_facts(uses.cells("collected_for")))


@lru_cache(maxsize=REMEMBERED)
def _of_text(text: str, reader: Callable[[str], UseHints]) -> tuple[float, ...]:
    read = reader(text)
    receiver = sectors.find(" ".join(read.recipient.words)) if read.recipient.words else None
    return (
        *_keys(read.family, number_of("families")),
        *_padded([sure for _, sure in _told(read.family)], 0.0),
        read.family.sure,
        *_keys(read.domain, number_of("domains")),
        read.domain.sure,
        *_levels(read.recipient, "recipient"),
        read.recipient.confidence,
        read.recipient.sure,
        -1 if receiver is None else number_of("sectors")[receiver.key],
        *_levels(read.inferred, "inferred"),
        read.inferred.sure,
        sum(1 << number_of("natures")[said.key] for said in read.natures),
        bool(words(text)),
    )


def _keys(hint: Hint, numbers: dict[str, int]) -> list[float]:
    return _padded([numbers[key] for key, _ in _told(hint)], -1)


def _levels(hint: Hint, field: str) -> list[float]:
    """What the candidates stand for; NaN where there is none."""
    return _padded([named(field)[key] for key, _ in _told(hint)], np.nan)


def _told(hint: Hint) -> list[tuple[str, float]]:
    """The candidates that are keys; none where the text most likely does not tell."""
    return [pair for pair in hint.candidates if pair[0]] if hint.key else []


def _padded(values: Sequence[float], blank: float) -> list[float]:
    return [*values, *[blank] * (BEST - len(values))]


def folded(*columns: Cells) -> tuple[np.ndarray, ...]:
    """Per column and row a number for the text's words: the same number, the same words."""
    seen: dict[str, int] = {}
    found = []
    for cells in columns:
        each = [seen.setdefault(fold(cell.strip()), len(seen)) for cell in cells.distinct]
        found.append(cells.spread(np.array(each, dtype=np.intp)))
    return tuple(found)


def sector_numbers(uses: Uses, name: str = "sector") -> np.ndarray:
    """The kind of organisation per row as its place in the table, -1 where none is known."""
    return uses.once(name, lambda: _sector_numbers(uses, name))


def _sector_numbers(uses: Uses, name: str) -> np.ndarray:
    cells = uses.cells(name)
    found = [sectors.find(cell) if cell else None for cell in cells.distinct]
    numbers = number_of("sectors")
    return cells.spread(
        np.array([-1 if sector is None else numbers[sector.key] for sector in found], dtype=np.intp)
    )


def family_numbers(uses: Uses, name: str) -> np.ndarray:
    """The family of a key field per row as its place in the table, -1 where it is blank."""
    return uses.once(name, lambda: _family_numbers(uses, name))


def _family_numbers(uses: Uses, name: str) -> np.ndarray:
    if name not in uses.columns:
        return np.full(uses.rows, -1, dtype=np.intp)
    read = partial(_family_number, field=name)
    return uses.cells(name).spread(np.array(uses.each(name, read, -1), dtype=np.intp))


def _family_number(key: str, field: str) -> int:
    return number_of("families")[taxonomy.family(key, field).key] if key else -1


def filled(uses: Uses, name: str) -> np.ndarray:
    """In which rows a text field holds anything."""
    cells = uses.cells(name)
    return cells.spread(np.array([bool(cell) for cell in cells.distinct], dtype=bool))


@cache
def rule_column(name: str) -> np.ndarray:
    """A number of taxonomy/fit_rules.csv as a column of one row."""
    return column_of(rule(name))
