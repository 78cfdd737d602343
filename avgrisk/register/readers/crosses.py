"""Columns of crosses: what stands above them is what a row says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from avgrisk.register.readers import values
from avgrisk.register.readers.grids import cell_at
from avgrisk.register.readers.headings import Heading
from avgrisk.register.readers.legal_basis_words import is_legal_basis
from avgrisk.register.readers.mapping import field_of, looked_at
from avgrisk.vocabulary import data_words

#: What ticks a column of its own, and what leaves it open.
CROSSES = frozenset(
    ["x", "✓", "✔", "☒", "☑", "v", "ja", "yes", "oui", "1", "true", "waar", "j", "y"]
)
OPEN = frozenset(["-", "nee", "no", "non", "nein", "0", "false", "onwaar", "n", "☐", ""])
#: Columns without a heading above them: so many of a kind are a list of choices.
ENOUGH = 2
#: What the column is called in which the words of columns without a heading above them come.
NAMES = {
    "data_categories": "Persoonsgegevens (x)",
    "recipient_text": "Ontvangers (x)",
    "legal_basis_text": "Grondslag (x)",
}
#: How a kind of data is called in French and German, which the words on data do not read.
_DATA = re.compile(
    r"(?:[A-ZÄÖÜ]\w+daten|données (?:de|d['’]|financières|bancaires|sensibles|biométriques).*"
    r"|[ée]tat[ -]civil.*|identité|coordonnées|vie (?:personnelle|professionnelle)"
    r"|informations? d['’]ordre .*|santé|localisation|photos?|(?:foto|bild)aufnahmen)",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\s*\(\d+\)$")


@dataclass(frozen=True, slots=True)
class Crossed:
    """Columns of crosses that belong together: what they are called, their field, their places
    and the words that each stands for."""

    name: str
    field: str
    places: tuple[int, ...]
    words: tuple[str, ...]


def is_cross(cell: str) -> bool:
    """Whether a cell only ticks a column, or says that it does not count."""
    return cell.strip().lower() in CROSSES | OPEN


def is_ticked(cell: str) -> bool:
    """Whether a cell ticks its column."""
    return cell.strip().lower() in CROSSES


def crossed(
    heading: Heading, rows: Sequence[Sequence[str]], fields: Mapping[str, str]
) -> list[Crossed]:
    """The columns that hold crosses only: those under one heading, and those that by themselves
    name data, recipients or legal bases and that no field has use for."""
    groups: dict[str, list[int]] = {}
    for place, group in enumerate(heading.groups):
        if group and field_of(group):
            groups.setdefault(group, []).append(place)
    found = []
    for group, places in groups.items():
        if len(places) > 1 and _only_crosses(places, rows):
            words = tuple(heading.names[at].removeprefix(group).strip() for at in places)
            found.append(Crossed(group, field_of(group) or "", tuple(places), words))
    taken = {place for each in found for place in each.places}
    return found + _alone(heading, rows, taken, fields)


def _only_crosses(places: Sequence[int], rows: Sequence[Sequence[str]]) -> bool:
    """Whether these columns hold crosses and nothing else, and one at least."""
    cells = (cell_at(row, at) for row in rows for at in places)
    return _no_words(places, rows) and any(map(is_ticked, cells))


def _no_words(places: Sequence[int], rows: Sequence[Sequence[str]]) -> bool:
    """Whether no cell of these columns says more than a cross does."""
    return all(is_cross(cell_at(row, at)) for row in rows for at in places)


def _alone(
    heading: Heading, rows: Sequence[Sequence[str]], taken: set[int], fields: Mapping[str, str]
) -> list[Crossed]:
    """Columns of crosses without a heading above them, by what their own names stand for."""
    kinds: dict[str, dict[int, str]] = {}
    for place, name in enumerate(heading.names):
        word = _AGAIN.sub("", name)
        read = fields.get(name) in looked_at() and not _DATA.fullmatch(word)
        if place in taken or read or not _no_words([place], rows):
            continue
        if kind := _kind(word):
            kinds.setdefault(kind, {})[place] = word
    return [
        Crossed(NAMES[kind], kind, tuple(words), tuple(words.values()))
        for kind, words in kinds.items()
        if (len(words) >= ENOUGH or (kind == "data_categories" and _is_special(words)))
        and _only_crosses(list(words), rows)
    ]


def _kind(name: str) -> str:
    """The field that a name is a choice of, "" where it is none."""
    if is_legal_basis(name):
        return "legal_basis_text"
    found = data_words.match(name)
    if found.keys and not found.unmatched and data_words.GENERIC not in found.keys:
        return "data_categories"
    if _DATA.fullmatch(name):
        return "data_categories"
    return "recipient_text" if values.recipient(name) else ""


def _is_special(words: dict[int, str]) -> bool:
    """Whether one column by itself says enough: a special category, criminal data, the BSN."""
    return any(data_words.match(word).flags for word in words.values())
