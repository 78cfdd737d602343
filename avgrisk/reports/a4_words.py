"""What the A4 says, in plain words: its facts, weakest lines, steps, and the whole as text."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from avgrisk.core.labels import label, say, table
from avgrisk.core.languages import inside
from avgrisk.core.subjects import Wording
from avgrisk.figures import bars, strip
from avgrisk.figures.markup import clean, number
from avgrisk.figures.outcome import outcome_words
from avgrisk.scoring.index import RiskIndex

if TYPE_CHECKING:
    from avgrisk.cases.similar import SimilarCase
    from avgrisk.core.records import ProposedUse
    from avgrisk.scoring.advice import Advice, Change
    from avgrisk.scoring.questions import Question

#: How many characters of a text the sheet has room for.
TITLE, TOLD, FACT, WHO = 90, 240, 130, 50


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that stands on an A4. `judged_by` is a function; empty = a line to fill in by hand.

    `then`: the label of which law applied to the plan, "" where that is today's.
    """

    advice: Advice
    similar: Sequence[SimilarCase]
    index: RiskIndex
    judged_by: str
    date: datetime.date
    tool: str
    then: str = ""


def cut(text: object, limit: int, wording: Wording) -> str:
    """Text from outside on one line; what is cut off ends in … and says so. Not escaped.

    >>> cut("a b c d", 4, "en"), cut("a b", 4, "en")
    ('a b… (shortened)', 'a b')
    """
    whole = clean(text, max(len(str(text)), 1))
    if len(whole) <= limit:
        return whole
    return f"{clean(whole, limit)} {label('a4.cut', wording)}"


def facts(use: ProposedUse, wording: Wording) -> list[tuple[str, str]]:
    """Who, which data, what they were given for and what the customer read: label key and text."""
    data = ", ".join(_known(f"data.{key}", key, wording) for key in use.data_categories[:TITLE])
    given = use.collected_for
    if not given and use.collected_for_key:
        given = _known(f"family.{use.collected_for_key}", use.collected_for_key, wording)
    found = {
        "a4.controller": use.controller,
        "a4.data": data,
        "a4.collected": given,
        "a4.statement": use.purpose_statement,
    }
    nothing = label("a4.not_given", wording)
    return [(key, cut(text, FACT, wording) or nothing) for key, text in found.items()]


def _known(key: str, text: str, wording: Wording) -> str:
    """The label where there is one, else the text as it was given."""
    return label(key, wording) if key in table() else text


def weak(sheet: Sheet, view: str, wording: Wording) -> str:
    """The weakest line under a view and why, in words."""
    line = sheet.advice.score.legal.weakest(view)
    name = label(f"a4.weakest_{view}", wording)
    if line.answer(view) == "yes":
        return f"{name}: {label('a4.no_weak', wording)}."
    return cut(
        f"{name}: {label(line.key, wording)}. {say(line.reason(view), wording)}", TOLD, wording
    )


def open_ends(sheet: Sheet, wording: Wording) -> list[tuple[str, str]]:
    """Readings that are unknown, and those that wait for somebody to confirm them."""
    score = sheet.advice.score
    found = (("a4.unknown", score.missing), ("a4.confirm", score.suggested))
    return [
        (
            key,
            inside(", ".join(label(f"reading.{name}", wording) for name in names), wording.lang)
            + ".",
        )
        for key, names in found
        if names
    ]


def steps(sheet: Sheet, wording: Wording) -> list[tuple[str, str]]:
    """The first step and its effect, and the least effort to green: a name and a sentence."""
    advice = sheet.advice
    first = label("a4.first_none", wording)
    if advice.steps:
        first = _change(advice, advice.steps[0], wording)
    return [
        (label("a4.first", wording), first),
        (label("a4.green", wording), _green(sheet, wording)),
    ]


def _green(sheet: Sheet, wording: Wording) -> str:
    advice, lowest = sheet.advice, sheet.index.bands[0][0]
    if advice.score.band == lowest:
        share = round(strip.RUNS * advice.score.band_probabilities[lowest])
        return label("a4.green_now", wording, count=share)
    if advice.to_green is not None:
        return _change(advice, advice.to_green, wording)
    if advice.to_green_free is not None:
        only = label("a4.green_free", wording)
        return f"{only} {_change(advice, advice.to_green_free, wording)}"
    return label("advice.unreachable", wording)


def _change(advice: Advice, change: Change, wording: Wording) -> str:
    """The levers pulled, and what comes of it."""
    pulled = "; ".join(label(f"lever.{key}", wording) for key in change.levers)
    effect = label(
        "a4.effect",
        wording,
        before=number(advice.score.value, wording.lang),
        after=number(change.value, wording.lang),
        between=strip.span(change.interval, wording),
        band=f"@band.{change.band}",
    )
    return f"{pulled}. {effect}."


def ground(sheet: Sheet, wording: Wording) -> str:
    then = f"{label(sheet.then, wording)} " if sheet.then else ""
    return then + label(
        "a4.foot",
        wording,
        prior=f"@{sheet.advice.score.index.grounds[0]}",
        index=sheet.advice.score.index_version,
        tool=sheet.tool,
        advice="@legal.not_advice",
    )


def lines(sheet: Sheet, wording: Wording) -> list[str]:
    """The sheet in words."""
    score = sheet.advice.score
    title = score.use.title or score.use.proposed_use or label("fig.untitled", wording)
    judged = sheet.judged_by or "…"
    return [
        cut(title, TITLE, wording),
        *(f"{label(key, wording)}: {text}" for key, text in facts(score.use, wording)),
        *(weak(sheet, view, wording) for view in ("letter", "strict")),
        strip.text(score, wording),
        *bars.group_lines(score, wording, sheet.index),
        *(f"{label(key, wording)}: {listed}" for key, listed in open_ends(sheet, wording)),
        *(_question(item, wording) for item in sheet.advice.questions),
        *(f"{cut(s.case.title(wording.lang), TITLE, wording)}. {outcome_words(s.case, wording)}"
          for s in sheet.similar),
        *(f"{name}: {told}" for name, told in steps(sheet, wording)),
        f"{label('a4.judged', wording)}: {cut(judged, WHO, wording)}",
        ground(sheet, wording),
    ]  # fmt: skip


def _question(item: Question, wording: Wording) -> str:
    answer = label(f"question.answer.{item.answer}", wording)
    return f"{label(f'question.{item.key}', wording)} {answer}. {say(item.reason, wording)}"
