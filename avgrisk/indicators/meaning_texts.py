"""What the texts of a use say together: its name, its description, and what its cells tell."""

from functools import cache, lru_cache

import numpy as np

from avgrisk.indicators.cell_columns import Cells, Ranges, column_of
from avgrisk.indicators.facts import TextFacts, number_of, sector_numbers, text_facts
from avgrisk.indicators.uses import REMEMBERED, Uses
from avgrisk.vocabulary import cell_words, deal, natures, recipients, sectors, taxonomy
from avgrisk.vocabulary.conditions import FIELDS as CONDITIONS
from avgrisk.vocabulary.conditions import read_conditions, unasked
from avgrisk.vocabulary.text import numbers_alike

#: The facts of which the text that goes furthest counts, with what hangs on them.
_FURTHEST = {
    "recipient": ("recipient_confidence", "recipient_sure", "receiver"),
    "inferred": ("inferred_sure",),
}
#: The cells that may say that people were not asked.
BESIDE = ("data_subjects", "recipient_words")
#: What a text without conditions says of a level, and of all.
_UNSAID = (np.nan,) * 3
_NO_CONDITIONS = dict.fromkeys(CONDITIONS, _UNSAID)


def read_texts(uses: Uses) -> tuple[Cells, Cells, TextFacts]:
    """The leading text, the other one, and the facts of both: the leading text's, with the natures
    of all cells, and of recipient and inferred what goes furthest."""
    own, title = uses.cells("proposed_use"), uses.cells("title")
    natures.prepare(text for cells in (own, title) for text in _used(cells))
    first, second = (text_facts(cells, natures.read) for cells in (own, title))
    swap = (first.one("words") == 0) | (
        ~first.sure("family") & second.sure("family") & (first.keys("family")[0] < 0)
    )
    both = [*own.distinct, *title.distinct]
    assert own.codes is not None and title.codes is not None
    after = title.codes + len(own.distinct)
    numbers = np.where(swap, second.numbers, first.numbers)
    facts = TextFacts(numbers.copy())
    rest = TextFacts(np.where(swap, first.numbers, second.numbers))
    for name, extra in _FURTHEST.items():
        with np.errstate(invalid="ignore"):
            beyond = rest.sure(name) & ~(
                facts.sure(name) & (facts.best(name)[0] >= rest.best(name)[0])
            )
        for part in (name, *extra):
            facts.put(part, beyond, rest)
    received = text_facts(uses.cells("recipient_words"))
    each = [told.one("natures").astype(np.int64) for told in (first, second, received)]
    facts.one("natures")[:] = each[0] | each[1] | each[2] | in_cells(uses)
    return (
        Cells(both, np.where(swap, after, own.codes)),
        Cells(both, np.where(swap, own.codes, after)),
        facts,
    )


def _used(cells: Cells) -> list[str]:
    """The distinct texts of a column that a row has."""
    return [cells.distinct[place] for place in np.unique(np.asarray(cells.codes)).tolist()]


def likelihood(uses: Uses) -> np.ndarray:
    """What the learned reader makes of name and description together, shape (families + 3, rows);
    each pair of texts is read once."""
    texts, codes = _together(uses)
    natures.prepare(texts)
    found = [natures.likely(text) for text in texts]
    return np.array(found).reshape(len(texts), len(taxonomy.families()) + 3).T[:, codes]


def dealt(uses: Uses) -> dict[str, Ranges]:
    """What name and description together say of each side of the deal, NaN where they are
    silent."""
    texts, codes = _together(uses)
    return {field: ranges[:, codes] for field, ranges in deal.dealt(texts).items()}


def _together(uses: Uses) -> tuple[list[str], np.ndarray]:
    """Name and description as one text, each pair of them once, and which of these a row has."""
    return uses.once("name and description", lambda: _pairs(uses))


def _pairs(uses: Uses) -> tuple[list[str], np.ndarray]:
    own, title = uses.cells("proposed_use"), uses.cells("title")
    assert own.codes is not None and title.codes is not None
    pairs, codes = np.unique(
        title.codes.astype(np.int64) * len(own.distinct) + own.codes, return_inverse=True
    )
    places = (divmod(pair, len(own.distinct)) for pair in pairs.tolist())
    return [joined(title.distinct[a], own.distinct[b]) for a, b in places], codes.ravel()


def joined(title: str, text: str) -> str:
    """A name and a description as one text; a name that only repeats is left out."""
    if not text.strip() or not title.strip() or title.strip() == text.strip():
        return text if text.strip() else title
    return f"{title.rstrip(' .')}. {text}"


def served(uses: Uses) -> np.ndarray:
    """In which rows somebody receives the data, and all who do are usual for a part of the
    service."""
    cells = uses.cells("recipient_words")
    return cells.spread(np.array(["" in recipients.named(cell).usual for cell in cells.distinct]))


def in_cells(uses: Uses) -> np.ndarray:
    """The natures that data, recipients and people tell (words/cell_words.csv), as bits per row;
    each distinct cell is read once."""
    bits, sector = np.zeros(uses.rows, dtype=np.int64), sector_numbers(uses)
    for kind, name in cell_words.CELLS.items():
        cells = uses.cells(name)
        marks: dict[tuple[str, frozenset[str]], list[int]] = {}
        for place, cell in enumerate(cells.distinct):
            for one in cell_words.natures_in(kind, cell_words.as_text(cell)):
                marks.setdefault((one.key, one.not_at), []).append(place)
        for (key, not_at), places in marks.items():
            here = np.zeros(len(cells.distinct), dtype=bool)
            here[places] = True
            rows = cells.spread(here) & ~_daily_work(not_at)[sector]
            bits |= np.where(rows, 1 << number_of("natures")[key], 0)
    return bits


@cache
def _daily_work(places: frozenset[str]) -> np.ndarray:
    """Which kinds of organisation are among these groups and kinds; last, so for -1: no."""
    kinds = sectors.table().values()
    return np.array([*(bool(places & {each.key, each.group}) for each in kinds), False])


def said_of(uses: Uses, name: str, bits: np.ndarray) -> Ranges:
    """What the words say of a level: a condition ("unless you object"), also in the cells of people
    and recipients that they were not asked, else a nature, of which `bits` tells those named."""
    found = _by_nature(name, bits)
    for field in BESIDE if name == "control" else ():
        cells = uses.cells(field)
        read = cells.spread(np.array([_unasked(cell) for cell in cells.distinct]).T)
        found = np.where(np.isnan(read), found, read)
    for field in ("title", "proposed_use") if name == "identifiability" else ():
        cells = uses.cells(field)
        read = cells.spread(np.array([_conditions(cell)[name] for cell in cells.distinct]).T)
        found = np.where(np.isnan(read), found, read)
    return found


def _by_nature(name: str, bits: np.ndarray) -> Ranges:
    """What the natures say of a level: the worst of those named, NaN where none says anything.

    Worst is furthest for recipient and inferred, least for value, control and identifiability; a
    benefit counts only where no further use is named.
    """
    found = np.full((3, len(bits)), np.nan)
    worst = np.fmax if name in ("recipient", "inferred") else np.fmin
    for place, each in enumerate(natures.natures().values()):
        part = each.levels.get(name)
        if part is not None:
            here = (bits >> place & 1) > 0
            found = np.where(here, worst(found, column_of(part)), found)
    return found


def _unasked(cell: str) -> tuple[float, float, float]:
    """Where control stands by a cell that says that people were not asked, else NaN."""
    said = unasked(cell) if cell else None
    return _UNSAID if said is None or said.range is None else said.range.ends


@lru_cache(maxsize=REMEMBERED)
def _conditions(text: str) -> dict[str, tuple[float, float, float]]:
    """What the conditions of a text say of each level, NaN where nothing."""
    alike = numbers_alike(text)
    if alike != text:
        return _conditions(alike)
    said = read_conditions(text) if text else {}
    if not said:
        return _NO_CONDITIONS
    parts = {name: said[name].range if name in said else None for name in CONDITIONS}
    return {name: _UNSAID if part is None else part.ends for name, part in parts.items()}
