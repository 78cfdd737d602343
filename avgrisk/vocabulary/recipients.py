"""Recipients in words: who works for the organisation, and who is usual for which kind of use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from avgrisk.core import shipped
from avgrisk.vocabulary import sectors
from avgrisk.vocabulary.phrases import PhraseTable, longest
from avgrisk.vocabulary.taxonomy import families
from avgrisk.vocabulary.text import fold, words

TABLE = "taxonomy/usual_recipients.csv"
#: Rows that help to carry out what a law asks for: they keep the books, or are the person.
HELP = frozenset(("books", "person", "relatives", "publication", "printing", "catering")) | {
    "funeral",
    "public_partner",
    "committee",
}
#: How much of a cell is read, and how many cells are remembered.
LONGEST, _KEPT = 2_000, 65_536
_PART = re.compile(r"[;,\n/&+]|\s+(?:en|and|und|et)\s+")
#: "Google Workspace (verwerker)", "processor: Acme": what works for the organisation, said so.
_PROCESSOR = re.compile(r"\b(?:sub)?(?:verwerker|processor|auftragsverarbeiter|sous-traitant)s?\b")


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who a cell names: the families of use for which all of them are usual ("" = each of them for
    some family that is part of the service), the kinds of organisation among them that are nobody's
    own, and whether all of them work for the organisation or are the person concerned."""

    usual: frozenset[str]
    kinds: tuple[str, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One recipient of a cell: the rows of usual_recipients.csv it stands for, the kinds of
    organisation that are nobody's own, and whether it works for the organisation."""

    rows: frozenset[str]
    kinds: tuple[str, ...]
    own: bool


@lru_cache(maxsize=_KEPT)
def named(cell: str) -> Recipients:
    """The recipients in a cell, Dutch or English.

    >>> named("Belastingdienst, pensioenfonds").usual >= {"essential.administration.employment"}
    True
    >>> named("Google Workspace (verwerker)").own, named("databrokers").kinds
    (True, ('data_broker',))
    """
    each = parts(cell)
    usual = frozenset.intersection(*map(_usual_for, each)) if each else frozenset()
    kinds = tuple(dict.fromkeys(kind for one in each for kind in one.kinds))
    return Recipients(usual, kinds, bool(each) and all(map(_nobody_else, each)))


def parts(cell: str) -> tuple[Part, ...]:
    """The recipients in a cell one by one."""
    found = (part.strip() for part in _PART.split(cell[:LONGEST]) if words(part))
    return tuple(_of_part(part) for part in found)


def rows_in(text: str) -> dict[tuple[int, int], frozenset[str]]:
    """The rows of usual_recipients.csv that a text names, by the place of the words."""
    keys = tuple(_families())
    found: dict[tuple[int, int], frozenset[str]] = {}
    for match in longest(_phrases().find(text)):
        place = match.start, match.end
        found[place] = found.get(place, frozenset()) | {keys[match.row]}
    return found


@cache
def by_law() -> frozenset[str]:
    """The rows that may receive whatever a law asks for."""
    duty = "essential.legal_obligation"
    return frozenset(key for key, usual in _families().items() if duty in usual and key in HELP)


def serves(rows: frozenset[str]) -> bool:
    """Whether any of these rows is usual for a part of the service."""
    return any("essential.service" in _families()[key] for key in rows)


@cache
def partners() -> dict[str, frozenset[str]]:
    """Per row the kinds of organisation of whose service handing over to it is a part; "*" all."""
    rows = shipped.rows(TABLE)
    return {row["key"]: frozenset(filter(None, row["partner"].split(";"))) for row in rows}


def _of_part(part: str) -> Part:
    """One recipient."""
    if _PROCESSOR.search(fold(part)) or _is_own(part):
        return Part(frozenset(), (), True)
    kind = sectors.find(part)
    kinds = () if kind is None or kind.group == sectors.GENERIC else (kind.key,)
    return Part(frozenset[str]().union(*rows_in(part).values()), kinds, False)


def _usual_for(part: Part) -> frozenset[str]:
    """The families of use for which a recipient is usual."""
    if part.own:
        return _every()
    usual = frozenset[str]().union(*(_families()[key] for key in part.rows))
    some = {""} if any(family.startswith("essential.") for family in usual) else set()
    return usual | some


def _nobody_else(part: Part) -> bool:
    """Whether a recipient works for the organisation, or is the person concerned."""
    return part.own or (bool(part.rows) and all(_families()[k] == _every() for k in part.rows))


@cache
def _every() -> frozenset[str]:
    return frozenset({*families(), ""})


def _is_own(part: str) -> bool:
    """Whether a recipient is part of the organisation or works for it, by its name."""
    return fold(part).strip() in _whole() or bool(_own().find(part))


@cache
def _families() -> dict[str, frozenset[str]]:
    """The families for which each row is usual, in the order of the table."""
    return {
        row["key"]: _every()
        if row["families"] == "*"
        else frozenset(filter(None, row["families"].split(";")))
        for row in shipped.rows(TABLE)
    }


@cache
def _phrases() -> PhraseTable:
    return PhraseTable(f"{row['nl']}|{row['en']}" for row in shipped.rows(TABLE))


@cache
def _whole() -> frozenset[str]:
    """Cells that say that nobody receives the data."""
    return frozenset(fold(word) for row in _own_rows("whole") for word in row["words"].split("|"))


@cache
def _own() -> PhraseTable:
    return PhraseTable(row["words"] for row in _own_rows("part"))


def _own_rows(how: str) -> list[dict[str, str]]:
    rows = shipped.rows("words/register_values.csv")
    return [
        row for row in rows if (row["field"], row["key"], row["how"]) == ("recipient", "own", how)
    ]
