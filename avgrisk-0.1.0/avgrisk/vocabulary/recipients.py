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


@lru_cache(maxsize=_KEPT)
def named(cell: str) -> Recipients:
    """The recipients in a cell, Dutch or English.

    >>> named("Belastingdienst, pensioenfonds").usual >= {"essential.administration.employment"}
    True
    >>> named("Google Workspace (verwerker)").own, named("databrokers").kinds
    (True, ('data_broker',))
    """
    parts = [part.strip() for part in _PART.split(cell[:LONGEST]) if words(part)]
    each = [_of_part(part) for part in parts]
    usual = frozenset.intersection(*(one.usual for one in each)) if each else frozenset()
    kinds = tuple(dict.fromkeys(kind for one in each for kind in one.kinds))
    return Recipients(usual, kinds, bool(each) and all(one.own for one in each))


def _of_part(part: str) -> Recipients:
    """One recipient."""
    every = _every()
    if _PROCESSOR.search(fold(part)) or _is_own(part):
        return Recipients(every, (), True)
    matches = longest(_usual()[0].find(part))
    found = [_usual()[1][match.row] for match in matches]
    kind = sectors.find(part)
    kinds = () if kind is None or kind.group == sectors.GENERIC else (kind.key,)
    if not found:
        return Recipients(frozenset(), kinds, False)
    usual = frozenset[str]().union(*found)
    some = {""} if any(family.startswith("essential.") for family in usual) else set()
    return Recipients(usual | some, kinds, all(one == every for one in found))


@cache
def _every() -> frozenset[str]:
    return frozenset({*families(), ""})


def _is_own(part: str) -> bool:
    """Whether a recipient is part of the organisation or works for it, by its name."""
    return fold(part).strip() in _whole() or bool(_own().find(part))


@cache
def _usual() -> tuple[PhraseTable, tuple[frozenset[str], ...]]:
    """The phrases of usual recipients, and the families for which each row is usual."""
    rows = shipped.rows("taxonomy/usual_recipients.csv")
    usual = [
        _every() if r["families"] == "*" else frozenset(r["families"].split(";")) for r in rows
    ]
    return PhraseTable(f"{row['nl']}|{row['en']}" for row in rows), tuple(usual)


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
