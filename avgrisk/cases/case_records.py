"""A case as a record: the plan, what happened day by day, how it ended, and who reported it."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from avgrisk.cases.case_facts import CaseFacts
from avgrisk.core.bilingual import Passage, passage
from avgrisk.core.languages import either
from avgrisk.core.records import Level, ProposedUse
from avgrisk.scoring import law_applied


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
    facts: CaseFacts
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

    def title(self, lang: str) -> str:
        """What it is called, in Dutch or English."""
        return either(self.title_nl, self.title_en, lang)

    def cited(self) -> Source | None:
        """The first good source with an address, else the first with one."""
        linked = [source for source in self.sources if source.url]
        return min(linked, key=lambda source: source.quality != "ok", default=None)

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
