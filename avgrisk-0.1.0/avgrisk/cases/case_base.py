"""The case base: what was proposed, what happened day by day, how it ended, and who reported it.

A case is one file datasets/cases/<id>.yaml. Its levels are the mean of the codings in
datasets/coding/coding.csv, with their spread as a range; a level in the file itself goes first,
and where nobody coded, the facts speak (case_facts.py). What the codings are worth stands in
datasets/coding/CODEBOOK.md and in the label cases.coding_limits: show it with the figures.
"""

from __future__ import annotations

import dataclasses
import datetime
import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

from avgrisk.cases import case_file
from avgrisk.cases.case_facts import Facts, use_from_facts
from avgrisk.core import shipped
from avgrisk.core.bilingual import Passage, passage
from avgrisk.core.levels import level_range, named
from avgrisk.core.records import InputError, Level, ProposedUse, Range
from avgrisk.scoring import law_applied

#: How the id of an illustration begins: it never stands in one list with real cases.
ILLUSTRATION = "ill-"

#: The level of a field as it is coded for the end state, in an event's public_knowledge.
CODED = "coded"


@dataclass(frozen=True, slots=True)
class Source:
    """Who reported it. `quality` is ok or weak (mirror, tertiary, short link, hobby site)."""

    key: str
    title: str
    publisher: str
    date: str
    url: str | None
    quality: str


class Knowledge(NamedTuple):
    """What people could know from an event on: a field of the use, its level, the source keys."""

    field: str
    level: Level
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: `date` as the source has it, `day` (case_file.days) by which it is sorted.

    `actor` is customer, politics, regulator, press or organisation; `status` is withdrawn,
    postponed, adjusted or empty; `sources` are keys of the case's sources.
    """

    date: str
    day: datetime.date
    text: str
    actor: str
    sources: tuple[str, ...]
    public_knowledge: tuple[Knowledge, ...] = ()
    status: str = ""
    text_en: str = ""

    @property
    def known(self) -> dict[str, Level]:
        """The levels that become known with this event: field -> level."""
        return {item.field: item.level for item in self.public_knowledge}

    def passage(self, lang: str) -> Passage:
        """What happened, in this language if the case has it."""
        return passage(self.text, self.text_en, lang)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended: the flags that are true (None for an illustration), who drove it, figures."""

    flags: frozenset[str] | None = None
    driver: str = ""
    figures: tuple[tuple[str, float], ...] = ()
    expectation: str = ""
    expectation_nl: str = ""

    @property
    def ordinal(self) -> int | None:
        """The place on the outcome ladder, 0-4, 4 = worst; None for an illustration."""
        return None if self.flags is None else ordinal(self.flags)

    @property
    def accepted(self) -> bool | None:
        """Whether it passed with murmurs at most; None for an illustration."""
        return None if self.ordinal is None else self.ordinal <= 1


@dataclass(frozen=True, slots=True)
class Coding:
    """One coder's levels (field, value in [0, 1] or None), and if the case was recognised."""

    coder: str
    date: str
    recognised: bool
    levels: tuple[tuple[str, float | None], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One case. `use` is its end state: what was known of the plan in the end."""

    id: str
    title_nl: str
    title_en: str
    organisation: str
    sector: str
    sector_key: str
    country: str
    announced: str
    announced_precision: str
    illustration: bool
    use_in_validation: bool
    use: ProposedUse
    facts: Facts
    timeline: tuple[Event, ...] = ()
    outcome: Outcome | None = None
    sources: tuple[Source, ...] = ()
    notes: str = ""
    notes_en: str = ""
    codings: tuple[Coding, ...] = ()
    #: Where levels in the file itself come from; empty when it has none.
    levels_ground: str = ""
    #: The organisation in English, where its name is Dutch words.
    organisation_en: str = ""

    def source(self, key: str) -> Source:
        """The source with this key."""
        return next(source for source in self.sources if source.key == key)

    def named(self, lang: str) -> str:
        """The organisation, in this language where its name is more than a name."""
        return passage(self.organisation, self.organisation_en, lang).text

    def notes_passage(self, lang: str) -> Passage:
        """What the sources disagree about, in this language if the case has it."""
        return passage(self.notes, self.notes_en, lang)

    @property
    def law_then(self) -> str:
        """The label of which law applied to the plan, "" where that is today's GDPR."""
        return law_applied.label_key(self.country, self.announced)

    def blind(self) -> Case:
        """The case without anything that tells what came of it: no outcome, no timeline, no
        sources (their titles tell) and no notes."""
        return dataclasses.replace(
            self, outcome=None, timeline=(), sources=(), notes="", notes_en=""
        )


class TeachingPair(NamedTuple):
    """Two cases to put side by side, and what differs, in two languages."""

    first: str
    second: str
    why_nl: str
    why_en: str


def ordinal(flags: Collection[str]) -> int:
    """The outcome ladder, first match wins (rule: ordinal_rule in datasets/cases_meta.yaml).

    4 lasting damage, 3 withdrawn or formal action that stood, 2 public backlash, 1 murmurs, 0 none.

    >>> ordinal({"murmurs", "formal_action", "formal_action_overturned"})
    1
    """
    if "lasting_damage" in flags:
        return 4
    stands = "formal_action" in flags and "formal_action_overturned" not in flags
    if "withdrawn" in flags or stands:
        return 3
    if "public_backlash" in flags:
        return 2
    return 1 if "murmurs" in flags else 0


def case_ids(illustrations: bool = False) -> tuple[str, ...]:
    """The ids of the real cases, sorted; with `illustrations` those of the illustrations."""
    return tuple(id for id in _shipped_ids() if id.startswith(ILLUSTRATION) == illustrations)


def load_case(id: str) -> Case:
    """A shipped case or illustration by its id; an unknown id is an InputError.

    >>> load_case("ing-2014").outcome.ordinal
    3
    """
    if not isinstance(id, str) or id not in _shipped_ids():
        close = difflib.get_close_matches(str(id)[:80].lower(), _shipped_ids())
        raise InputError("case", id, ", ".join(close or _shipped_ids()), "error.case")
    return _load(id)


def load_cases(illustrations: bool = False) -> tuple[Case, ...]:
    """Every real case; with `illustrations`, every illustration instead."""
    return tuple(_load(id) for id in case_ids(illustrations))


def read_case(path: str | Path) -> Case:
    """A case from somebody's own file, checked against datasets/cases.schema.json.

    What is wrong is an InputError that names the place, what stands there and what is allowed.
    Levels come from the file's own `levels`, else from its facts.
    """
    return _build(case_file.read(path), ())


@cache
def teaching_pairs() -> tuple[TeachingPair, ...]:
    """The pairs of cases worth putting side by side."""
    pairs = case_file.parse(shipped.text("cases_meta.yaml"))["teaching_pairs"]
    return tuple(TeachingPair._make([*p["cases"], p["why_nl"], p["why_en"]]) for p in pairs)


def coded_levels(codings: Collection[Coding]) -> dict[str, Range]:
    """The mean of the codings per field, with the lowest and highest as the range's ends."""
    found: dict[str, list[float]] = {}
    for coding in codings:
        for field, value in coding.levels:
            if value is not None:
                found.setdefault(field, []).append(value)
    return {field: _spread(values) for field, values in found.items()}


def _spread(values: list[float]) -> Range:
    """Lowest, mean and highest; the mean without the dust that adding leaves in the sixteenth."""
    low, high = min(values), max(values)
    return Range(low, min(max(round(mean(values), 4), low), high), high)


@cache
def _shipped_ids() -> tuple[str, ...]:
    return tuple(name.removesuffix(".yaml") for name in shipped.names("cases", ".yaml"))


@cache
def _load(id: str) -> Case:
    return _build(case_file.parse(shipped.text(f"cases/{id}.yaml")), _codings().get(id, ()))


def _build(data: Mapping[str, Any], codings: tuple[Coding, ...]) -> Case:
    """A case from the contents of its file and its codings."""
    inputs = data["inputs"]
    levels: dict[str, Level] = dict(coded_levels(codings))
    levels |= {field: _level(field, value) for field, value in data.get("levels", {}).items()}
    use = use_from_facts(
        inputs | {"sector_key": data["sector_key"]},
        title=data["title_nl"],
        controller=data["organisation"],
        **levels,
    )
    same = ("id", "title_nl", "title_en", "organisation", "sector", "sector_key", "country")
    return Case(
        **{name: data[name] for name in (*same, "illustration", "use_in_validation")},
        announced=str(data.get("announced", "")),
        announced_precision=data.get("announced_precision", ""),
        use=use,
        facts=Facts(**(inputs | {"data_categories": tuple(inputs["data_categories"])})),
        timeline=tuple(sorted(_events(data["timeline"], use), key=lambda event: event.day)),
        outcome=_outcome(data.get("outcome")),
        sources=tuple(Source(**(item | {"date": str(item["date"])})) for item in data["sources"]),
        notes=data.get("notes_nl", ""),
        notes_en=data.get("notes_en", ""),
        codings=codings,
        levels_ground=data.get("levels_ground", ""),
        organisation_en=data.get("organisation_en", ""),
    )


def _events(timeline: list[dict[str, Any]], use: ProposedUse) -> Iterator[Event]:
    days = case_file.days([str(item["date"]) for item in timeline])
    for item, day in zip(timeline, days, strict=True):
        knowledge = item.get("public_knowledge", {})
        yield Event(
            date=str(item["date"]),
            day=day,
            text=item["event_nl"],
            actor=item["actor"],
            sources=tuple(item["sources"]),
            public_knowledge=tuple(
                Knowledge(field, _known(field, known["level"], use), tuple(known["sources"]))
                for field, known in knowledge.items()
            ),
            status=item.get("status", ""),
            text_en=item.get("event_en", ""),
        )


def _known(field: str, level: Level, use: ProposedUse) -> Level:
    """A level of public_knowledge: `coded` stands for what the end state has."""
    return getattr(use, field) if level == CODED else _level(field, level)


def _level(field: str, level: Level) -> Level:
    """A level as it stands in a file: a named key or number as it is, low|mode|high as a Range."""
    meant = level_range(field, level)
    return meant if isinstance(level, str) and level not in named(field) else level


def _outcome(block: Mapping[str, Any] | None) -> Outcome | None:
    if block is None:
        return None
    flags = block.get("flags")
    return Outcome(
        flags=None if flags is None else frozenset(name for name, true in flags.items() if true),
        driver=block.get("driver", ""),
        figures=tuple((str(name), value) for name, value in block.get("figures", {}).items()),
        expectation=block.get("expectation", ""),
        expectation_nl=block.get("expectation_nl", ""),
    )


@cache
def _codings() -> dict[str, tuple[Coding, ...]]:
    """Every coding, by case."""
    found: dict[str, list[Coding]] = {}
    about = ("id", "coder", "date", "recognised")
    for row in shipped.rows("coding/coding.csv"):
        levels = tuple((f, float(v) if v else None) for f, v in row.items() if f not in about)
        coding = Coding(row["coder"], row["date"], row["recognised"] == "true", levels)
        found.setdefault(row["id"], []).append(coding)
    return {id: tuple(codings) for id, codings in found.items()}
