"""What the law reads of one cell: `ATOMS`, field by field, a small value that can be compared."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cache, lru_cache

from avgrisk.core import shipped
from avgrisk.core.levels import choice, level_range
from avgrisk.scoring.legal_turns import side
from avgrisk.vocabulary import sectors
from avgrisk.vocabulary.data_words import GENERIC, categories, match
from avgrisk.vocabulary.hints import read_use
from avgrisk.vocabulary.natures import kind_of
from avgrisk.vocabulary.taxonomy import family
from avgrisk.vocabulary.text import folded_words, numbers_alike, words
from avgrisk.vocabulary.word_tables import word_table

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Stated:
    """What a text says in law: its kind of use ("" when unsure), all kinds it may name, its signs
    (law/signs.csv) and the product domain where that is sure."""

    family: str = ""
    kinds: tuple[str, ...] = ()
    signs: frozenset[str] = _NONE
    domain: str = ""


def exception(ground: str) -> str:
    """The key of the exception that a ground names (law/exceptions.csv), "other" when unread.

    >>> exception("art. 9 lid 2 onder h AVG"), exception("gerechtvaardigd belang")
    ('h', 'article6')
    """
    plain = folded_words(ground)
    if not plain:
        return ""
    for key, names, patterns in _exceptions():
        if plain in names or any(f" {name} " in f" {plain} " for name in patterns):
            return key
    return "other"


@cache
def _exceptions() -> tuple[tuple[str, frozenset[str], tuple[str, ...]], ...]:
    """Per exception: what stands for it alone (short words), and what may stand in a sentence."""
    found = []
    for row in shipped.rows("law/exceptions.csv"):
        names = [folded_words(name) for name in f"{row['nl']}|{row['en']}".split("|")]
        found.append((row["exception"], frozenset(names), tuple(n for n in names if len(n) > 4)))
    return tuple(found)


def said(text: str) -> Stated | None:
    """What a text says in law, None for a blank one; only a sure kind of use counts."""
    return _said(text) if text.strip() else None


@lru_cache(maxsize=65536)
def _said(text: str) -> Stated:
    read, alike = read_use(text), numbers_alike(text)
    kinds = tuple(key for key, _ in read.family.candidates)
    domain = read.domain.key if read.domain.sure else ""
    return Stated(kind_of(text), kinds, _signs_named(alike), domain)


@lru_cache(maxsize=65536)
def _signs_named(text: str) -> frozenset[str]:
    """The signs in law that a text shows."""
    table = word_table("law/signs.csv", "sign")
    return frozenset(table.roles[hit.row] for hit in table.phrases.find(words(text)))


def data_flags(text: str) -> frozenset[str] | None:
    """The flags of the data that a text names, None where it names none.

    >>> data_flags("Uw gezondheid volgen"), data_flags("Blorf")
    (frozenset({'special_category'}), None)
    """
    return _data_flags(numbers_alike(text))


@lru_cache(maxsize=65536)
def _data_flags(text: str) -> frozenset[str] | None:
    said = [each.key for each in read_use(text).data]
    found = match(text)
    if not said and not set(found.keys) - {GENERIC}:
        return None
    return frozenset((*found.flags, *(flag for key in said for flag in categories()[key].flags)))


@cache
def _traits() -> dict[str, frozenset[str]]:
    """Kind of organisation -> its traits in law."""
    rows = shipped.rows("law/organisations.csv")
    return {row["sector"]: frozenset(row["traits"].split(";")) for row in rows}


def _organisation(name: str) -> frozenset[str]:
    found = sectors.find(name) if name else None
    if found is None:
        return _NONE
    own = _traits().get(found.key, _NONE)
    return own | {"unavoidable"} if found.unavoidable else own


@cache
def _marks() -> dict[str, str]:
    return {row["category"]: row["mark"] for row in shipped.rows("law/data.csv")}


def _data(categories: tuple[str, ...]) -> frozenset[str]:
    """The marks of the data named (law/data.csv); a key covers the keys below it."""
    keys = {f"{key}." for text in categories for key in match(text).keys}
    return frozenset(
        mark for key, mark in _marks().items() if any(k.startswith(f"{key}.") for k in keys)
    )


def _level(name: str, level: object) -> int:
    found = level_range(name, level)  # type: ignore[arg-type]
    return side(name, None if found is None else found.mean)


#: Levels, compared with turning points; recipient and inferred only by whether they reach them.
LEVELS = ("control", "recipient", "inferred")

#: What is read of a cell, per field: a small value that can be compared, or an InputError.
ATOMS: dict[str, Callable[..., Hashable]] = {
    "legal_basis": lambda value: choice("legal_basis", value),
    "informed": lambda value: choice("informed", value),
    "control": lambda value: _level("control", value),
    "sector": _organisation,
    "art9_ground": exception,
    "purpose_statement": said,
    "proposed_use": said,
    "title": said,
    "proposed_use_key": lambda value: family(value).key if value else "",
    "data_categories": _data,
    "recipient": lambda value: _level("recipient", value) > 0,
    "inferred": lambda value: _level("inferred", value) > 0,
}
