"""Which data a use is about: what its list names, and what the words of the use name besides."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from avgrisk.core import shipped
from avgrisk.core.records import ProposedUse
from avgrisk.indicators.cell_columns import Cells
from avgrisk.indicators.meaning import FIELDS as MEANING
from avgrisk.indicators.meaning import meaning, words_of
from avgrisk.indicators.uses import REMEMBERED, Uses
from avgrisk.vocabulary import data_senses, sectors
from avgrisk.vocabulary.data_words import FLAGS, GENERIC, UNREAD, categories, match
from avgrisk.vocabulary.hints import Said, read_use

#: The fields that name data: the list of data and the words of the use.
FIELDS = MEANING

Ends = tuple[float, float, float]

#: The telling data that a text names, and the contexts it is known by.
Around = tuple[tuple[str, ...], frozenset[str]]


@dataclass(frozen=True, slots=True)
class DataFacts:
    """What is said of data: the categories, the highest sensitivity (NaN where no category was
    found), what piling up adds, flags as bits in the order of FLAGS, and items no reader knows.

    `keys` are all categories; `named` those that are more than "personal data". An item that
    nobody knows stands at 0|.5|1 among the others, and raises the flag "unread".
    """

    keys: tuple[str, ...]
    named: tuple[str, ...]
    base: Ends
    raised: float
    flags: int
    unmatched: tuple[str, ...]


def named(uses: Uses) -> tuple[list[DataFacts], np.ndarray]:
    """The data of each row: distinct facts, and the number of those of a row. What the text of the
    use names counts with the list."""
    return uses.by_words("data named", FIELDS, _named)


def facts_of(use: ProposedUse) -> DataFacts:
    """The data of one use."""
    found = meaning(words_of(use))
    texts = [cells.distinct[int(cells.codes[0])] for cells in (found.text, found.other)]  # type: ignore[index]
    around = data_senses.of_sector(_sector(use.sector)).union(*map(data_senses.contexts, texts))
    return data_facts(use.data_categories, tuple(said.key for said in said_in(use)), around)


def said_in(use: ProposedUse) -> tuple[Said, ...]:
    """The telling data that the words of one use name, each once; a place of (0, 0) is that of
    another text than the one that leads."""
    found = meaning(words_of(use))
    texts = [cells.distinct[int(cells.codes[0])] for cells in (found.text, found.other)]  # type: ignore[index]
    said = {each.key: each for each in read_use(texts[0]).data}
    for each in read_use(texts[1]).data:
        said.setdefault(each.key, Said(each.key, each.words, (0, 0)))
    return tuple(said.values())


def _named(uses: Uses) -> tuple[list[DataFacts], np.ndarray]:
    cells, use = uses.cells("data_categories", ()), meaning(uses)
    texts, first, second = _read_texts(use.text, use.other)
    assert cells.codes is not None
    kinds = uses.cells("sector")
    assert kinds.codes is not None
    place = (cells.codes.astype(np.int64) * len(texts) + first) * len(texts) + second
    distinct, codes = np.unique(
        place * len(kinds.distinct) + kinds.codes.astype(np.int64), return_inverse=True
    )
    facts = []
    for number in distinct.tolist():
        rest, kind = divmod(number, len(kinds.distinct))
        rest, other = divmod(rest, len(texts))
        cell, lead = divmod(rest, len(texts))
        said = dict.fromkeys((*texts[lead][0], *texts[other][0]))
        around = data_senses.of_sector(_sector(kinds.distinct[kind]))
        around |= texts[lead][1] | texts[other][1]
        facts.append(data_facts(cells.distinct[cell], tuple(said), around))
    return facts, codes.ravel()


def _sector(cell: str) -> str:
    found = sectors.find(cell) if cell else None
    return "" if found is None else found.key


def _read_texts(*columns: Cells) -> tuple[list[Around], np.ndarray, np.ndarray]:
    """The distinct lists of data that texts name, with the contexts they are known by, and per
    column and row the number of its own."""
    lists: dict[Around, int] = {}
    codes = []
    for cells in columns:
        used, places = np.unique(np.asarray(cells.codes), return_inverse=True)
        keys = [_around(cells.distinct[place]) for place in used]
        numbers = [lists.setdefault(each, len(lists)) for each in keys]
        codes.append(np.array(numbers, dtype=np.int64)[places.ravel()])
    return list(lists), codes[0], codes[1]


def _around(text: str) -> Around:
    return tuple(said.key for said in read_use(text).data), data_senses.contexts(text)


@lru_cache(maxsize=REMEMBERED)
def data_facts(
    words: tuple[str, ...], said: tuple[str, ...] = (), around: frozenset[str] = frozenset()
) -> DataFacts:
    """The facts of one cell of data words, with the categories that the use names besides; words
    with two senses stand for what the contexts around them tell."""
    found = [match(text) for text in words]
    near = around.union(*map(data_senses.contexts, words))
    read = [data_senses.sorted_out(each.categories, near) for each in found]
    keys = tuple(dict.fromkeys((*(key for part, _ in read for key in part), *said)))
    more = tuple(key for key in keys if key != GENERIC)
    unknown = [part for each in found for part in each.unmatched]
    unmatched = tuple(dict.fromkeys((*unknown, *(part for _, left in read for part in left))))
    raised = {flag for key in keys for flag in categories()[key].flags}
    raised |= {"too_vague"} if GENERIC in keys else set()
    raised |= {UNREAD} if unmatched else set()
    return DataFacts(
        keys,
        more,
        _base(more or keys, bool(unmatched)),
        _raise(groups(more or keys)),
        sum(1 << place for place, flag in enumerate(FLAGS) if flag in raised),
        unmatched,
    )


def _base(keys: Sequence[str], unread: bool) -> Ends:
    """The maximum over categories, end by end; an item that nobody knows stands among them."""
    if not keys:
        return math.nan, math.nan, math.nan
    ranges = [categories()[key].range for key in keys]
    low, mode, high = (
        max(getattr(part, end) for part in ranges) for end in ("low", "mode", "high")
    )
    unknown = numbers("unread_item")
    if not unread:
        return low, mode, high
    return max(low, unknown[0]), max(mode, unknown[1]), max(high, unknown[2])


def groups(keys: Sequence[str]) -> tuple[str, ...]:
    """The groups of data that these categories count for, each once."""
    return tuple(dict.fromkeys(filter(None, (categories()[key].group for key in keys))))


def _raise(found: Sequence[str]) -> float:
    """What combining groups of data adds: nothing for two, a step for each further one."""
    return max(0, len(found) - numbers("groups_free")[1]) * numbers("further_group")[1]


@cache
def numbers(key: str) -> Ends:
    """A row of taxonomy/sensitivity.csv: low, value, high."""
    row = next(row for row in shipped.rows("taxonomy/sensitivity.csv") if row["key"] == key)
    return float(row["low"]), float(row["value"]), float(row["high"])
