"""The table of data words as patterns, and what the parts of a Dutch compound say."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial
from typing import NamedTuple

from avgrisk.core import shipped
from avgrisk.vocabulary.phrases import Match, PhraseTable
from avgrisk.vocabulary.text import Word

#: What a row of words/data_words.csv can be, other than the name of a category.
KINDS = (
    *("weak", "vague", "filler", "and", "head", "last", "none"),
    *("not.part", "not.first", "not.item", "not.end"),
)

#: The last part of a Dutch compound that says "data", and what people write instead of it.
ENDS = ("gegevens", "data", "info", "informatie")


class Pattern(NamedTuple):
    """One alternative of a row and what it stands for."""

    keys: tuple[str, ...]
    #: "category", "weak", "vague", or a kind of the table: filler, and, not.part, ...
    kind: str
    lang: str
    why: str
    whole: bool
    written: str

    @property
    def exact(self) -> tuple[int, int]:
        """From loose to exact: "*last part", "first part*", whole words; then the letters given."""
        return _exact(self.written)


#: A pattern from its parts, in half the time that its own constructor takes.
_pattern = partial(tuple.__new__, Pattern)


@cache
def _exact(written: str) -> tuple[int, int]:
    level = 0 if written.startswith("*") else 1 if "*" in written else 2
    return level, sum(map(str.isalnum, written))


#: Kinds of rows that hold last parts of compounds; the shortest first part, in letters; what joins
#: one to the next.
ENDINGS = ("head", "last")
SHORTEST = 3
JOINTS = ("", "s", "en", "n", "e")

#: What divides the words of a pattern as a space does.
_DIVIDING = str.maketrans("-_", "  ")


@cache
def table() -> tuple[PhraseTable, tuple[Pattern, ...]]:
    """Every phrase, compiled for one pass, and what each of them stands for."""
    cells, patterns = [], []
    for row in shipped.rows("words/data_words.csv"):
        if row["key"] in ENDINGS:
            continue
        keys, kind = _kind(row["key"])
        for cell in _written(row["words"].translate(_DIVIDING).split("|"), row["lang"]):
            plain, whole = cell.removeprefix("="), cell.startswith("=")
            cells.append(plain)
            patterns.append(_pattern((keys, kind, row["lang"], row["why"], whole, plain)))
    return PhraseTable(cells), tuple(patterns)


def _written(cells: Sequence[str], lang: str) -> Iterator[str]:
    """The alternatives as they stand, and Dutch compounds on -gegevens also as on -data."""
    for cell in cells:
        yield cell
        stem = cell.removesuffix(ENDS[0])
        if lang == "nl" and stem != cell and stem[-1:].isalpha():
            yield from (stem + end for end in ENDS[1:])


def _kind(cell: str) -> tuple[tuple[str, ...], str]:
    """The categories of a row and its kind."""
    first, *others = cell.split()
    return (tuple(others), first) if first in KINDS else ((first, *others), "category")


@cache
def _endings(*keys: str) -> tuple[str, ...]:
    """Last parts of compounds of these kinds, longest first."""
    cells = [row["words"] for row in shipped.rows("words/data_words.csv") if row["key"] in keys]
    return tuple(sorted("|".join(cells).split("|"), key=len, reverse=True))


@lru_cache(maxsize=65_536)
def last_part(word: str) -> str:
    """The last part of a compound on data, "" when there is none.

    >>> last_part("huurdersgegevens"), last_part("huurders")
    ('gegevens', '')
    """
    return next((end for end in _endings("head") if word.endswith(end) and word != end), "")


@lru_cache(maxsize=65_536)
def first_part(word: str) -> Match | None:
    """What the first part of a compound names, where its last part says no more than that it is
    kept, counted or seen: "wondverslag" is about a wound. None where no table knows the first part.

    >>> found = first_part("abortusdossier")
    >>> table()[1][found.row].keys, found.end
    (('user.health_and_medical',), 14)
    >>> first_part("blorfdossier") is None
    True
    """
    if not word.endswith(_endings(*ENDINGS)):
        return None
    ends = (end for end in _endings(*ENDINGS) if word.endswith(end))
    stems = (word.removesuffix(end) for end in ends)
    found = filter(None, (_named_by(stem) for stem in stems if len(stem) >= SHORTEST))
    match = next(found, None)
    return match and Match(match.row, 0, 0, 0, len(word))


def _named_by(stem: str) -> Match | None:
    """The category that a first part names, also without the letters that join it to the next."""
    found_in, patterns = table()
    for joint in JOINTS:
        if stem.endswith(joint):
            part = stem.removesuffix(joint)
            hits = [
                hit
                for hit in found_in.find((Word(part, 0, len(part)),))
                if patterns[hit.row].kind == "category" and patterns[hit.row].exact[0]
            ]
            if hits:
                return max(hits, key=lambda hit: patterns[hit.row].exact)
    return None
