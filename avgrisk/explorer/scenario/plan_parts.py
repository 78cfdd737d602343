"""The parts of a plan as a screen shows them: what stands, what is in doubt, what is missing."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from typing import Any

from avgrisk.core import levels, shipped
from avgrisk.core.labels import LANGUAGES, label, table
from avgrisk.core.records import ProposedUse
from avgrisk.core.subjects import Wording
from avgrisk.explorer.scenario import standing
from avgrisk.figures.markup import NAME, clean
from avgrisk.scoring import plan_reading
from avgrisk.scoring.plan_part import Part
from avgrisk.scoring.plan_reading import PlanReading
from avgrisk.vocabulary import data_words, people, recipients, sectors
from avgrisk.vocabulary.language import function_words
from avgrisk.vocabulary.text import fold

#: The field of a use that each part sets, in the order in which a plan is told.
FIELDS = {
    "organisation": "sector",
    "people": "data_subjects",
    "data": "data_categories",
    "collected_for": "collected_for_key",
    "proposed_use": "proposed_use_key",
    "recipient": "recipient",
    "legal_basis": "legal_basis",
    "choice": "control",
    "benefit": "value_returned",
}

#: Parts whose keys are those of the labels that begin so.
PREFIXES = {"people": "plan_people.", "collected_for": "family.", "proposed_use": "family."}

#: The parts of which a plan may have several at once.
MANY = ("data",)

#: What of a part no table knows.
_UNREAD = {"data": standing.unread, "recipient": standing.receivers}

#: Below this a part that has other readings is in doubt.
SURE = 0.6

#: Longer texts of a plan are cut off on a chip.
SHORT = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """A part on screen. `state` is read, given, doubt, missing (needed for a score) or open;
    `chosen` are its keys, `words` what it rests on, `others` (key, words) the next best readings,
    `unread` words that no table knows."""

    name: str
    title: str
    value: str
    state: str
    chosen: tuple[str, ...] = ()
    words: str = ""
    others: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """The part as the browser gets it."""
        return asdict(self) | {"many": self.name in MANY}


def parts(
    use: ProposedUse, reading: PlanReading | None, picked: Collection[str], wording: Wording
) -> list[Shown]:
    """Every part of a use, beside what was read of its text; `picked` were chosen by hand."""
    told = reading.parts if reading else _heard(use.proposed_use)
    return [_part(name, use, told.get(name), name in picked, wording) for name in FIELDS]


@lru_cache(maxsize=64)
def _heard(text: str) -> dict[str, Part]:
    """What the text of a use itself says of it where nobody had it read: that counts as well."""
    found = plan_reading.read(text).parts if text.strip() else {}
    return {name: part for name, part in found.items() if name in ("people", "proposed_use")}


def with_data(use: ProposedUse, key: str, on: bool) -> tuple[str, ...]:
    """The data of a use with one category more, or without it or a word that nobody knows."""
    kept = tuple(w for w in use.data_categories if w != key and not _only(w, key))
    return (*kept, key) if on else kept


def without_receiver(use: ProposedUse, name: str) -> str:
    """The recipients of a use in words without one whom nobody knows."""
    return "; ".join(each for each in recipients.items(use.recipient_words) if each != name)


def _only(word: str, key: str) -> bool:
    """Whether a word stands for this category alone, or is the unread word itself."""
    found = data_words.match(word)
    return found.keys == (key,) or (not found.keys and key in found.unmatched)


def value_of(name: str, key: str) -> str:
    """What the field of a part holds for a key of its list: words for people who are dealt with as
    everybody, since they have no row of their own.

    >>> value_of("people", "child"), value_of("people", "citizen")
    ('child', 'inwoners')
    """
    known = name != "people" or key in people.table()
    return key if known else label(PREFIXES[name] + key, "nl")


@cache
def _keys(prefix: str) -> tuple[str, ...]:
    return tuple(key.removeprefix(prefix) for key in table() if key.startswith(prefix))


@cache
def options(name: str, lang: str) -> tuple[tuple[str, str], ...]:
    """What may be chosen for a part: (key, words), by their words; levels in their own order."""
    if name == "organisation":
        found = [(key, kind.label(lang)) for key, kind in sectors.table().items()]
    elif name == "data":
        found = [(key, data_words.category_label(key, lang)) for key in data_words.categories()]
        found = [pair for pair in found if pair[0] != data_words.GENERIC]
    elif name in PREFIXES:
        found = [(key, label(PREFIXES[name] + key, lang)) for key in _keys(PREFIXES[name])]
    elif name == "legal_basis":
        keys = [r["key"] for r in shipped.rows("taxonomy/choices.csv") if r["field"] == name]
        return tuple((key, label(f"legal_basis.{key}", lang)) for key in keys)
    else:
        field = FIELDS[name]
        return tuple((k, label(levels.label_key(field, k), lang)) for k in levels.named(field))
    return tuple(sorted(found, key=lambda pair: pair[1].casefold()))


def _part(
    name: str, use: ProposedUse, read: Part | None, is_picked: bool, wording: Wording
) -> Shown:
    chosen, value = _value(name, use, wording)
    unread = _UNREAD[name](use) if name in _UNREAD else ()
    title = label(f"chips.{name}", wording)
    same = read is not None and read.known and (not chosen or read.value in chosen)
    if not chosen and not value and read is not None and read.words:
        chosen, value = (read.value,), read.label(read.value, wording)
    if unread or not (chosen or value):
        needed = unread or FIELDS[name] in ("sector", "data_categories") or name == "proposed_use"
        state = "missing" if needed else "open"
        empty = label("chips.missing" if needed else "chips.open", wording)
        others = _others(name, read, wording)
        return Shown(name, title, value or empty, state, chosen, "", others, unread)
    unsure = read is not None and read.confidence < SURE and bool(read.alternatives)
    doubt = same and not is_picked and unsure
    state = "doubt" if doubt else "read" if same and not is_picked else "given"
    words = ", ".join(_telling(read.words)) if same and read else ""
    others = _others(name, read, wording) if doubt else ()
    return Shown(name, title, value, state, chosen, words, others)


def _telling(heard: Iterable[str]) -> list[str]:
    """Of the words that a part rests on those that say something by themselves."""
    small = function_words("nl") | function_words("en")
    return [clean(word, NAME) for word in heard if fold(word) not in small]


def _others(name: str, read: Part | None, wording: Wording) -> tuple[tuple[str, str], ...]:
    """The readings to choose between: the first and the next best."""
    if read is None:
        return ()
    keys = dict.fromkeys((*read.values[:1], *(key for key, _ in read.alternatives)))
    known = dict(options(name, wording.lang))
    return tuple((key, known[key]) for key in keys if key in known)


def _value(name: str, use: ProposedUse, wording: Wording) -> tuple[tuple[str, ...], str]:
    """The keys that a use has for a part, and the words for them."""
    given = getattr(use, FIELDS[name])
    if name == "organisation":
        found = sectors.find(given)
        return ((found.key,), found.label(wording.lang)) if found else ((), "")
    if name == "data":
        keys = tuple(dict.fromkeys(k for word in given for k in data_words.match(word).keys))
        return keys, ", ".join(data_words.category_label(key, wording.lang) for key in keys)
    if name == "people":
        return _people(given, wording)
    if name in PREFIXES:
        if f"family.{given}" in table():
            return (given,), label(f"family.{given}", wording)
        told = getattr(use, name) if name == "collected_for" else ""
        return (), f"‘{clean(told, SHORT)}’" if told.strip() else ""
    if name == "legal_basis":
        return ((given,), label(f"legal_basis.{given}", wording)) if given else ((), "")
    return _level(FIELDS[name], given, wording)


def _people(given: str, wording: Wording) -> tuple[tuple[str, ...], str]:
    """The people of the list where they are named as there or by a key, else the words as given."""
    for key in _keys(PREFIXES["people"]):
        name = PREFIXES["people"] + key
        if given in (key, *(label(name, lang) for lang in LANGUAGES)):
            return (key,), label(name, wording)
    return (), clean(given, SHORT)


def _level(field: str, given: Any, wording: Wording) -> tuple[tuple[str, ...], str]:
    """A level in words, the nearest named one where it is a number or a range."""
    found = levels.level_range(field, given)
    if found is None:
        return (), ""
    key = given if given in levels.named(field) else levels.nearest(field, found.mode)
    return (key,), label(levels.label_key(field, key), wording)
