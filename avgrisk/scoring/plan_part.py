"""The parts of a plan in words, each with its value, how sure it is, and the words it rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from avgrisk.core.labels import label
from avgrisk.core.levels import label_key, named
from avgrisk.core.records import InputError
from avgrisk.core.subjects import Language
from avgrisk.indicators.distance_sides import USUALLY
from avgrisk.vocabulary import plan_hints, plan_words, sectors
from avgrisk.vocabulary.conditions import Condition
from avgrisk.vocabulary.deal import Deal, level_of
from avgrisk.vocabulary.hints import Hint
from avgrisk.vocabulary.plan_words import Named, Span

#: Which label a part's values have; levels have theirs by their field.
_LABELS = {
    "data": "data",
    "collected_for": "family",
    "proposed_use": "family",
    "legal_basis": "legal_basis",
}
#: The field of a proposed use that a part fills in, where the names differ.
_FIELDS = {"choice": "control", "benefit": "value_returned"}

#: How sure a thing is that words of a table name, one that follows from other words, and one that
#: is usual where nothing is said; judgement.
NAMED, FOLLOWS, USUAL = 0.9, 0.5, 0.4
#: The share of a use's first key below which it counts as not read.
LEAST = 0.25
#: The share of a side of the deal from which on it counts as read: rather so than not.
HEARD = 0.5


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a plan as it was read.

    `values` are keys, the first leading; empty where nothing was read. `confidence` is in [0, 1];
    `words` and `spans` are what it rests on, empty where it is what is usual; `alternatives` are
    the two next best keys with their confidence; `given` that somebody filled it in.
    """

    name: str
    values: tuple[str, ...] = ()
    confidence: float = 0.0
    words: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    alternatives: tuple[tuple[str, float], ...] = ()
    given: bool = False

    @property
    def value(self) -> str:
        """The leading key, "" where nothing was read."""
        return self.values[0] if self.values else ""

    @property
    def known(self) -> bool:
        """Whether anything was read."""
        return bool(self.values)

    def label(self, key: str, lang: Language = "nl") -> str:
        """A key of this part in words."""
        return _said(self.name, key, lang)


def organisation(text: str, named: Sequence[Named], sector: str) -> Part:
    """The kind of organisation: as given, as named, or the one that has such people."""
    if sector.strip():
        return Part("organisation", (_given(sector),), 1.0, (sector,), given=True)
    own = [each for each in named if each.weight > 0]
    others = tuple((each.key, _surely(each)) for each in named if each is not named[0])[:2]
    if own:
        first = own[0]
        return Part(
            "organisation", (first.key,), _surely(first), (first.words,), (first.span,), others
        )
    follows = plan_words.sector_of_people(text)
    if follows is None:
        return Part("organisation")
    key, shown, span = follows
    return Part("organisation", (key,), FOLLOWS, (shown,), (span,), others)


def _given(sector: str) -> str:
    """The key of a kind of organisation that somebody gave; InputError where none is like it."""
    found = sectors.find(sector)
    if found is None:
        near = ", ".join(sectors.near_names(sector))
        raise InputError("sector", sector, near, "error.sector" if near else "error.sector_far")
    return found.key


def _surely(each: Named) -> float:
    """How sure it is that a name is the plan's own organisation, from what speaks for it."""
    return round(min(0.95, max(0.05, 0.5 + 0.3 * each.weight)), 2)


def people(found: Sequence[Named], organisation: Part) -> Part:
    if found:
        first, *others = found
        return Part(
            "people",
            (first.key,),
            first.weight,
            tuple(each.words for each in found if each.key == first.key),
            (first.span,),
            tuple((each.key, round(each.weight / 2, 2)) for each in others[:2]),
        )
    staff = organisation.value == "employer"
    if not organisation.known:
        return Part("people")
    return Part("people", ("employee" if staff else "customer",), USUAL)


def data(found: Sequence[Named]) -> Part:
    if not found:
        return Part("data")
    return Part(
        "data",
        tuple(each.key for each in found),
        max(each.weight for each in found),
        tuple(each.words for each in found),
        tuple(each.span for each in found),
    )


def collected(text: str, given: tuple[str, Span] | None, people: Sequence[Named]) -> Part:
    """What people gave the data for: as told, else for the service itself, or the work of staff."""
    if given:
        hint = plan_hints.read_plan(given[0]).family
        if hint.key:
            others = tuple(pair for pair in hint.candidates[1:] if pair[0])[:2]
            return Part(
                "collected_for", (hint.key,), hint.confidence, (given[0],), (given[1],), others
            )
    staff = bool(people) and people[0].key == "employee"
    key = USUALLY[staff]
    return Part("collected_for", (key,), USUAL)


def hinted(name: str, hint: Hint, heard: Sequence[str], text: str) -> Part:
    """A part that both readers speak of; what is unsure has alternatives, and no value at all
    below the least."""
    others = tuple(pair for pair in hint.candidates if pair[0] and pair[0] != hint.key)[:2]
    if not hint.key or hint.confidence < LEAST:
        return Part(name, alternatives=others)
    shown = tuple(hint.words) or tuple(heard)
    spans = _places(text, shown)
    return Part(name, (hint.key,), round(hint.confidence, 4), shown, spans, others)


def dealt(name: str, found: Deal, said: Condition | None, heard: Sequence[str]) -> Part:
    """A side of the deal that both readers speak of: the likeliest level, with the words of the
    condition that says it, else those that weighed, which say other things too and so have no
    place; no value below the least, or where the text is likeliest silent."""
    (key, sure), *others = found.candidates
    rest = tuple((level, round(part, 4)) for level, part in others if level)[:2]
    if not key or sure < HEARD:
        return Part(name, alternatives=((key, round(sure, 4)), *rest)[:2] if key else rest)
    if said is not None and level_of(_FIELDS[name], said) == key:
        return Part(name, (key,), round(sure, 4), said.words, said.spans, rest)
    return Part(name, (key,), round(sure, 4), tuple(heard), (), rest)


def condition(name: str, found: Condition | None) -> Part:
    if found is None:
        return Part(name)
    sure = NAMED if not found.others else FOLLOWS
    others = tuple((_level(name, key), 1 - sure) for key in found.others[:2])
    return Part(name, (_level(name, found.level),), sure, found.words, found.spans, others)


def _level(name: str, level: str) -> str:
    """A level's key; of a range the named level nearest to its mode."""
    field_name = _FIELDS.get(name, name)
    if ";" not in level:
        return level
    mode = float(level.split(";")[1])
    levels = named(field_name)
    return min(levels, key=lambda key: abs(levels[key] - mode))


def _places(text: str, shown: Iterable[str]) -> tuple[Span, ...]:
    """Where words stand in a text, the first time."""
    starts = ((text.find(each), each) for each in shown)
    return tuple((start, start + len(each)) for start, each in starts if start >= 0)


def _said(name: str, key: str, lang: Language) -> str:
    """A key of a part in words."""
    if name == "organisation":
        return sectors.table()[key].label(lang if isinstance(lang, str) else lang.lang)
    if name == "people":
        return label(f"plan_people.{key}", lang)
    if name in _LABELS:
        return label(f"{_LABELS[name]}.{key}", lang)
    return label(label_key(_FIELDS.get(name, name), key), lang)
