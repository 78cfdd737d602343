"""The people a use is about: staff, children, patients and others who cannot go elsewhere."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from avgrisk.core.shipped_records import by_key
from avgrisk.vocabulary import learned
from avgrisk.vocabulary.phrases import longest
from avgrisk.vocabulary.word_tables import word_table

#: From this confidence on the learned reader says whose data a text is about.
SURE = 0.7
_KEPT = 65_536
_PARTS = re.compile(r"[,;/&+\n]|\s+(?:en|and|of|or)\s+(?!(?:our|the|their|onze)\b)")


@dataclass(frozen=True, slots=True)
class People:
    """A row of taxonomy/people.csv: what kind of organisation it is to them ("" = as to all),
    whether they cannot go elsewhere, its guardian's role for them and what is added to the
    sensitivity of their data, both in [0, 1]."""

    key: str
    relation: str
    unavoidable: bool
    guardian: float
    sensitivity: float
    ground: str


@cache
def table() -> dict[str, People]:
    """Every kind of people by key, in the order of the table."""
    return by_key(People, "taxonomy/people.csv")


@lru_cache(maxsize=_KEPT)
def named(cell: str) -> str | None:
    """The people that a cell names: a key, "" for people as all others, None for unknown words.

    A key names itself. Of several kinds the one that is least free; staff only where nobody else is
    named. Of "staff of customers" the first counts.

    >>> named("Medewerkers"), named("leerlingen en ouders"), named("medewerkers en klanten")
    ('employee', 'child', '')
    """
    if cell in table():
        return cell
    words = word_table("words/people_words.csv", "key")
    each = [longest(words.phrases.find(part)) for part in _PARTS.split(cell)]
    found = [words.roles[matches[0].row] for matches in each if matches]
    if not found:
        return None
    staff = [key for key in found if key and table()[key].relation]
    others = [key for key in found if key not in staff]
    if not others:
        return staff[0]
    return max(filter(None, others), key=lambda key: table()[key].guardian, default="")


@lru_cache(maxsize=_KEPT)
def likely(text: str) -> str:
    """The people a text on a use is about, "" where that is not sure."""
    key, confidence = learned.surest(text, "people")
    return key if confidence >= SURE and key in table() else ""
