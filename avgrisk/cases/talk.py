"""A case as a talk: what a room sees, one thing at a time, chosen from the case's data alone."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from avgrisk.cases.case_base import load_case, teaching_pairs
from avgrisk.cases.case_records import Case
from avgrisk.cases.replay import AS_CODED, Branch, Step, steps, what_ifs
from avgrisk.cases.similar import similar_cases
from avgrisk.cases.teaching import moments
from avgrisk.core import shipped
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.scoring.index import RiskIndex

#: Events told in full before the ending, and what-ifs that the room guesses at: more is no talk.
MOST_TOLD, MOST_GUESSED = 3, 4

#: What stands in the place of a name.
BAR = "█████"

#: Who reacts; what the organisation does itself is no reaction.
REACTS = ("customer", "politics", "regulator", "press")


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event told in full: its place in the path from 0, and the question that goes with it."""

    place: int
    question: str


@dataclass(frozen=True, slots=True)
class Day:
    """One date: the score with each event, and who reacted, one entry a sourced event."""

    date: str
    scores: tuple[float, ...]
    reactions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Twin:
    """The case to hold beside this one and why; no words where it is only the nearest."""

    case: Case
    why_nl: str = ""
    why_en: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """What is told of a case. `end` is the place of the event that ended it, None without one;
    `days` go up to that event; `question` opens the talk, "" where nobody wrote one.
    """

    case: Case
    path: tuple[Step, ...]
    question: str
    told: tuple[ToldEvent, ...]
    days: tuple[Day, ...]
    end: int | None
    twin: Twin | None
    plan: Branch
    guesses: tuple[Branch, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The words that would give the case away, longest first."""
        return hidden_names(self.case.id)


def talk(case: str, lang: str = "nl", index: str | RiskIndex = DEFAULT_INDEX) -> Talk:
    """The talk about a shipped case, its questions in a language.

    >>> given = talk("ing-2014")
    >>> [told.place for told in given.told], given.end, given.twin.case.id
    ([0, 3, 9], 10, 'bankamerideals-2012')
    """
    found, path = load_case(case), steps(case, index)
    asked = {event - 1: one.question for one in moments(case, lang) for event in one.events}
    opening = next((one.question for one in moments(case, lang) if not one.events), "")
    end = _end(path)
    before = path if end is None else path[:end]
    branches = what_ifs(case, index)
    return Talk(
        case=found,
        path=path,
        question=opening,
        told=tuple(ToldEvent(place, asked.get(place, "")) for place in _worth_telling(before)),
        days=_days(before),
        end=end,
        twin=_twin(found),
        plan=branches[0],
        guesses=_guesses(branches),
    )


@cache
def hidden_names(case: str) -> tuple[str, ...]:
    """The words of datasets/stage_names.csv that would give a case away, longest first."""
    rows = (row for row in shipped.rows("stage_names.csv") if row["case"] == case)
    found = (name for row in rows for name in row["names"].split(";"))
    return tuple(sorted(found, key=len, reverse=True))


def parts(text: str, names: tuple[str, ...]) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it is a name to be hidden.

    >>> parts("Klanten van ING boos", ("ING",))
    [('Klanten van ', False), ('ING', True), (' boos', False)]
    """
    if not names:
        return [(text, False)]
    wanted = "|".join(re.escape(name) for name in names)
    found = re.split(rf"(?<!\w)({wanted})(?!\w)", text)
    return [(piece, place % 2 == 1) for place, piece in enumerate(found) if piece]


def blacked_out(text: str, case: str) -> str:
    """A text with a bar for every word that would give the case away.

    >>> blacked_out("ook van afzenders zonder Gmail", "gmail-advertenties-2004")
    'ook van afzenders zonder █████'
    """
    return "".join(BAR if secret else piece for piece, secret in parts(text, hidden_names(case)))


def _end(path: tuple[Step, ...]) -> int | None:
    """The event that stopped or changed the plan; else the last word of a regulator or politics."""
    for place, step in enumerate(path):
        if step.event.status:
            return place
    formal = [at for at, step in enumerate(path) if step.event.actor in ("regulator", "politics")]
    return formal[-1] if formal and formal[-1] else None


def _worth_telling(before: tuple[Step, ...]) -> list[int]:
    """The first event, then those that move the score, customers, and whatever comes last."""
    if not before:
        return []
    moved = [at for at, step in enumerate(before) if at and step.changes]
    customers = [at for at, step in enumerate(before) if step.event.actor == "customer"]
    last = len(before) - 1
    order = [0, *moved, *customers[::-1], last, *range(1, last)]
    return sorted(list(dict.fromkeys(order))[:MOST_TOLD])


def _days(before: tuple[Step, ...]) -> tuple[Day, ...]:
    found = []
    for date, group in groupby(before, key=lambda step: step.event.date):
        members = list(group)
        reactions = tuple(m.event.actor for m in members if m.event.actor in REACTS)
        scores = tuple(member.score.value for member in members)
        found.append(Day(date, scores, reactions))
    return tuple(found)


def _twin(case: Case) -> Twin | None:
    """The first teaching pair of the case, else the nearest real case that ended otherwise; none
    for an illustration, which did not end at all."""
    if case.illustration:
        return None
    for pair in teaching_pairs():
        if case.id in pair[:2]:
            other = pair.second if pair.first == case.id else pair.first
            return Twin(load_case(other), pair.why_nl, pair.why_en)
    near = [item.case for item in similar_cases(case.use, n=12, leave_out=case.id)]
    ended = case.outcome.accepted if case.outcome else None
    other_way = [one for one in near if one.outcome and one.outcome.accepted != ended]
    return Twin((other_way or near)[0]) if near else None


def _guesses(branches: tuple[Branch, ...]) -> tuple[Branch, ...]:
    """Of the what-ifs, the greatest rise and fall and the first of the others, in their order."""
    start, others = branches[0].score.value, [b for b in branches if not b.key.startswith("twin")]
    change = {b.key: b.score.value - start for b in others if b.key != AS_CODED}
    if not change:
        return ()
    ends = [max(change, key=lambda key: change[key]), min(change, key=lambda key: change[key])]
    kept = list(dict.fromkeys([*ends, *change]))[:MOST_GUESSED]
    return tuple(b for b in others if b.key in kept)
