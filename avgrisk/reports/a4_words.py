"""What the A4 says, in plain words: its facts, weakest lines, steps, and the whole as text."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from avgrisk.core.labels import label, say, table
from avgrisk.figures import bars, strip
from avgrisk.figures.markup import clean, number
from avgrisk.figures.outcome import outcome_words
from avgrisk.scoring.index import RiskIndex

if TYPE_CHECKING:
    from avgrisk.cases.case_base import Case
    from avgrisk.cases.similar import SimilarCase
    from avgrisk.core.records import ProposedUse
    from avgrisk.scoring.advice import Advice, Change, Question

#: How many characters of a text the sheet has room for.
TITLE, TOLD, FACT, WHO = 90, 240, 130, 50


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that stands on an A4. `judged_by` is a function; empty = a line to fill in by hand.

    `before_gdpr`: the plan is a case from before the GDPR, and the sheet says so.
    """

    advice: Advice
    similar: Sequence[SimilarCase]
    index: RiskIndex
    judged_by: str
    date: datetime.date
    tool: str
    before_gdpr: bool = False


def cut(text: object, limit: int, lang: str) -> str:
    """Text from outside on one line; what is cut off ends in … and says so. Not escaped.

    >>> cut("a b c d", 4, "en"), cut("a b", 4, "en")
    ('a b… (shortened)', 'a b')
    """
    whole = clean(text, max(len(str(text)), 1))
    if len(whole) <= limit:
        return whole
    return f"{clean(whole, limit)} {label('a4.cut', lang)}"


def facts(use: ProposedUse, lang: str) -> list[tuple[str, str]]:
    """Who, which data, what they were given for and what the customer read: label key and text."""
    data = ", ".join(_category(key, lang) for key in use.data_categories[:TITLE])
    given = use.collected_for
    if not given and use.collected_for_key:
        given = _known(f"family.{use.collected_for_key}", use.collected_for_key, lang)
    found = {
        "a4.controller": use.controller,
        "a4.data": data,
        "a4.collected": given,
        "a4.statement": use.purpose_statement,
    }
    nothing = label("a4.not_given", lang)
    return [(key, cut(text, FACT, lang) or nothing) for key, text in found.items()]


def _category(key: str, lang: str) -> str:
    return _known(f"data.{key}", key, lang)


def _known(key: str, text: str, lang: str) -> str:
    """The label where there is one, else the text as it was given."""
    return label(key, lang) if key in table() else text


def weak(sheet: Sheet, view: str, lang: str) -> str:
    """The weakest line under a view and why, in words."""
    line = sheet.advice.score.legal.weakest(view)
    name = label(f"a4.weakest_{view}", lang)
    if line.answer(view) == "yes":
        return f"{name}: {label('a4.no_weak', lang)}."
    return cut(f"{name}: {label(line.key, lang)}. {say(line.reason(view), lang)}", TOLD, lang)


def open_ends(sheet: Sheet, lang: str) -> list[tuple[str, str]]:
    """Readings that are unknown, and those that wait for somebody to confirm them."""
    score = sheet.advice.score
    found = (("a4.unknown", score.missing), ("a4.confirm", score.suggested))
    return [
        (key, ", ".join(label(f"reading.{name}", lang) for name in names).lower() + ".")
        for key, names in found
        if names
    ]


def case_title(case: Case, lang: str) -> str:
    return case.title_en if lang == "en" else case.title_nl


def steps(sheet: Sheet, lang: str) -> list[tuple[str, str]]:
    """The first step and its effect, and the least effort to green: a name and a sentence."""
    advice = sheet.advice
    first = label("a4.first_none", lang)
    if advice.steps:
        first = _change(advice, advice.steps[0], lang)
    return [
        (label("a4.first", lang), first),
        (label("a4.green", lang), _green(sheet, lang)),
    ]


def _green(sheet: Sheet, lang: str) -> str:
    advice, lowest = sheet.advice, sheet.index.bands[0][0]
    if advice.score.band == lowest:
        share = round(strip.RUNS * advice.score.band_probabilities[lowest])
        return label("a4.green_now", lang, count=share)
    if advice.to_green is not None:
        return _change(advice, advice.to_green, lang)
    if advice.to_green_free is not None:
        only = label("a4.green_free", lang)
        return f"{only} {_change(advice, advice.to_green_free, lang)}"
    return label("advice.unreachable", lang)


def _change(advice: Advice, change: Change, lang: str) -> str:
    """The levers pulled, and what comes of it."""
    pulled = "; ".join(label(f"lever.{key}", lang) for key in change.levers)
    effect = label(
        "a4.effect",
        lang,
        before=number(advice.score.value, lang),
        after=number(change.value, lang),
        between=strip.span(change.interval, lang),
        band=f"@band.{change.band}",
    )
    return f"{pulled}. {effect}."


def ground(sheet: Sheet, lang: str) -> str:
    then = f"{label('legal.then', lang)} " if sheet.before_gdpr else ""
    return then + label(
        "a4.foot",
        lang,
        prior=f"@{sheet.advice.score.index.grounds[0]}",
        index=sheet.advice.score.index_version,
        tool=sheet.tool,
        advice="@legal.not_advice",
    )


def lines(sheet: Sheet, lang: str) -> list[str]:
    """The sheet in words."""
    score = sheet.advice.score
    title = score.use.title or score.use.proposed_use or label("fig.untitled", lang)
    judged = sheet.judged_by or "…"
    return [
        cut(title, TITLE, lang),
        *(f"{label(key, lang)}: {text}" for key, text in facts(score.use, lang)),
        *(weak(sheet, view, lang) for view in ("letter", "strict")),
        strip.text(score, lang),
        *bars.group_lines(score, lang, sheet.index),
        *(f"{label(key, lang)}: {listed}" for key, listed in open_ends(sheet, lang)),
        *(_question(item, lang) for item in sheet.advice.questions),
        *(f"{cut(case_title(s.case, lang), TITLE, lang)}. {outcome_words(s.case, lang)}"
          for s in sheet.similar),
        *(f"{name}: {told}" for name, told in steps(sheet, lang)),
        f"{label('a4.judged', lang)}: {cut(judged, WHO, lang)}",
        ground(sheet, lang),
    ]  # fmt: skip


def _question(item: Question, lang: str) -> str:
    answer = label(f"question.answer.{item.answer}", lang)
    return f"{label(f'question.{item.key}', lang)} {answer}. {say(item.reason, lang)}"
