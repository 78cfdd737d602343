"""The stage: a case as one page for a room, full screen, one thing at a time, and blind.

What comes before the reveal stands in the page with every name blacked out. What comes after it,
and every name, is packed (base64), so that neither a search in the page nor its source tells it.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from avgrisk.cases.case_base import Case
from avgrisk.cases.replay import Branch, Step
from avgrisk.cases.talk import Talk, parts, talk
from avgrisk.core.labels import label
from avgrisk.core.languages import either, inside
from avgrisk.core.records import READINGS
from avgrisk.core.subjects import Wording
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.figures import strip
from avgrisk.figures.event import source_link
from avgrisk.figures.lesson_cards import outcome_figures, plan_rows
from avgrisk.figures.markup import clean, day, number
from avgrisk.figures.outcome import LAST
from avgrisk.figures.twins import most_different
from avgrisk.reports.page import page, part
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.score import RiskScore, score
from avgrisk.vocabulary.sectors import wording_for

STYLE = Path(__file__).with_suffix(".css")
SCRIPT = Path(__file__).with_suffix(".js")

#: What stands in the place of a name; always as long, so that its length tells nothing.
BAR = "█████"

#: Screens that are packed until they are reached: they tell how it ended.
LATER = ("end", "outcome", "twin", "what_if")

#: Longer events stand in smaller letters; the change of a score that is one, and of a part of it
#: (in log-odds) that is worth a word.
SHORT, LONG, SMALLEST, WORTH_A_WORD = 110, 200, 0.05, 0.03


@dataclass(frozen=True, slots=True)
class Scene:
    """One screen: its kind (a part of the template) and what it is drawn from."""

    kind: str
    values: dict[str, object]


def stage_html(case: str, lang: str = "nl", index: str | RiskIndex = DEFAULT_INDEX) -> str:
    """A shipped case as a talk: one self-contained page that works without a network.

    Arrow keys and space go on and back, N shows the name, F fills the screen. An unknown case is
    an InputError.
    """
    given = talk(case, lang, index)
    wording = wording_for(lang, given.case.use.sector)
    scenes = _scenes(given, wording)
    blind = [_drawn(scene, given, wording, hidden=True) for scene in scenes]
    named = [_drawn(scene, given, wording, hidden=False) for scene in scenes]
    later = {n: blind[n] for n, scene in enumerate(scenes) if scene.kind in LATER}
    packed = json.dumps({"later": later, "named": named}, ensure_ascii=False)
    return page(
        "stage_page",
        label("stage.title", wording),
        wording,
        STYLE,
        script=SCRIPT,
        scenes=[(n, s.kind, "" if n in later else blind[n]) for n, s in enumerate(scenes)],
        packed=base64.b64encode(packed.encode("utf-8")).decode("ascii"),
    )


def _scenes(given: Talk, wording: Wording) -> list[Scene]:
    """The screens of the talk, in order; without events the question is followed by the end."""
    found = [
        Scene("plan", _plan(given, wording)),
        Scene("hands", {"question": given.question or label("stage.ask", wording)}),
    ]
    before: Step | None = None
    for one in given.told:
        step = given.path[one.place]
        event = _event(step, before, given.case, wording)
        found.append(Scene("event", event | {"question": one.question}))
        before = step
    if any(each.reactions for each in given.days):
        found.append(Scene("days", _days(given, wording)))
    if given.end is not None:
        step = given.path[given.end]
        event = _event(step, given.path[given.end - 1], given.case, wording)
        state = label(f"state.{step.status}", wording) if step.event.status else ""
        found.append(Scene("end", event | {"state": state, "question": ""}))
    found.append(Scene("outcome", _outcome(given, wording)))
    if given.twin is not None:
        found.append(Scene("twin", _twin(given, wording)))
    if given.guesses:
        found.append(Scene("what_if", _what_if(given, wording)))
    return found


def _drawn(scene: Scene, given: Talk, wording: Wording, hidden: bool) -> str:
    """A screen as markup, with every name as a bar where it is `hidden`."""

    def name(text: object) -> Markup:
        bar = Markup('<span class="bar" role="img" aria-label="{}">{}</span>')
        pieces = parts(clean(text, 2000), given.names)
        shown = (bar.format(label("stage.hidden", wording), BAR), Markup("<b>{}</b>"))
        return Markup("").join(
            (shown[0] if hidden else shown[1].format(piece)) if secret else piece
            for piece, secret in pieces
        )

    return part(
        "stage_scene", wording, kind=scene.kind, hidden=hidden, name=name, **scene.values
    ).strip()


def _plan(given: Talk, wording: Wording) -> dict[str, object]:
    told = given.case.facts.passage("proposed_use", wording.lang).words(wording.lang)
    return {"rows": plan_rows(given.case, wording), "told": told, "size": _size(told)}


def _event(step: Step, before: Step | None, case: Case, wording: Wording) -> dict[str, object]:
    """An event with its date, actor and sources, and the score before and after it."""
    text = step.event.passage(wording.lang)
    return {
        "date": day(step.event.date, wording.lang),
        "actor": label(f"fig.actor.{step.event.actor}", wording),
        "text": text.words(wording.lang),
        "text_lang": text.lang,
        "size": _size(text.words(wording.lang)),
        "strip": _strip(step.score, before.score if before else None, wording),
        "sources": [
            Markup(source_link(case.source(key), wording))  # escaped by source_link
            for key in step.event.sources
        ],
    }


def _size(text: str) -> str:
    """How large a text stands: the shorter, the larger."""
    return "short" if len(text) < SHORT else "long" if len(text) > LONG else ""


def _strip(now: RiskScore, before: RiskScore | None, wording: Wording) -> dict[str, object]:
    """A score on its scale, and where it stood before."""
    low, high = now.interval
    return {
        "value": round(now.value, 1),
        "from": None if before is None else round(before.value, 1),
        "moved": before is None or abs(before.value - now.value) > SMALLEST,
        "shown": number(now.value, wording.lang),
        "low": round(low, 1),
        "high": round(high, 1),
        "range": label(
            "stage.range",
            wording,
            low=number(low, wording.lang, 0),
            high=number(high, wording.lang, 0),
        ),
        "band": now.band,
        "word": label(f"band.{now.band}", wording),
        "zones": [
            (name, end - start, label(strip.BAND_WORDS[name], wording))
            for name, start, end in strip.bands(now, None)
        ],
    }


def _days(given: Talk, wording: Wording) -> dict[str, object]:
    """The score and the reactions, date by date, up to what ended it."""
    first, last = given.days[0].scores[0], given.days[-1].scores[-1]
    count = sum(len(each.reactions) for each in given.days)
    after = [each for place, each in enumerate(given.days) if place and each.reactions]
    falls = first > last + SMALLEST
    key = "stage.counted" if len(given.days) > 1 else "stage.counted_one"
    return {
        "heading": label("stage.falls" if falls and after else "stage.stays", wording),
        "line": _line(given, wording),
        "days": [
            {
                "date": day(each.date, wording.lang),
                "reactions": [label(f"fig.actor.{actor}", wording) for actor in each.reactions],
                "actors": each.reactions,
            }
            for each in given.days
        ],
        "counted": label(key, wording, count=count, days=len(given.days)),
        "zones": [(name, start, end) for name, start, end in strip.bands(given.plan.score, None)],
        "actors": {
            actor: label(f"fig.actor.{actor}", wording)
            for actor in dict.fromkeys(who for each in given.days for who in each.reactions)
        },
    }


def _line(given: Talk, wording: Wording) -> list[dict[str, object]]:
    """The score as level pieces from left to right, in per cent of the width: a day is as wide as
    another, and its events share it. `shown` where the number is new."""
    found: list[dict[str, object]] = []
    width, before = 100 / len(given.days), -1.0
    for place, each in enumerate(given.days):
        for at, value in enumerate(each.scores):
            new = abs(value - before) > SMALLEST
            found.append(
                {
                    "left": round((place + at / len(each.scores)) * width, 2),
                    "width": round(width / len(each.scores), 2),
                    "at": round(value, 1),
                    "was": round(before if before >= 0 and new else value, 1),
                    "shown": number(value, wording.lang) if new else "",
                    "day": place,
                }
            )
            before = value
    return found


def _outcome(given: Talk, wording: Wording) -> dict[str, object]:
    """How it ended, whose plan it was, and the figures that sources give."""
    outcome, case = given.case.outcome, given.case
    step = outcome.ordinal if outcome else None
    expected = outcome.expectation if outcome else ""
    return {
        "word": label(f"outcome.{step}" if step is not None else f"expectation.{expected}", wording)
        if step is not None or expected
        else "",
        "ladder": None if step is None else [place <= step for place in range(1, LAST + 1)],
        "place": label("stage.step", wording, step=step, last=LAST) if step is not None else "",
        "organisation": case.named(wording.lang),
        "heading": either(case.title_nl, case.title_en, wording.lang),
        "year": case.announced[:4],
        "figures": outcome_figures(case, wording.lang),
        "illustration": case.illustration,
    }


def _twin(given: Talk, wording: Wording) -> dict[str, object]:
    """Both cases with their score, what differs most, and how each ended."""
    assert given.twin is not None
    pair = (given.case, given.twin.case)
    results = (given.plan.score, score(pair[1].use, given.plan.score.index))
    why = either(given.twin.why_nl, given.twin.why_en, wording.lang)
    most = most_different(*results)
    return {
        "heading": label("stage.twin" if why else "stage.nearest", wording),
        "why": why,
        "pair": [
            {
                "heading": either(case.title_nl, case.title_en, wording.lang),
                "year": case.announced[:4],
                "strip": _strip(result, None, wording),
                "ended": label(f"outcome.{case.outcome.ordinal}", wording)
                if case.outcome and case.outcome.ordinal is not None
                else "",
            }
            for case, result in zip(pair, results, strict=True)
        ],
        "apart": label("stage.apart", wording, reading=f"@reading.{most}") if most else "",
    }


def _what_if(given: Talk, wording: Wording) -> dict[str, object]:
    """The what-ifs to guess at: words, score, and which readings made the difference."""
    return {
        "now": label("stage.now", wording, score=number(given.plan.score.value, wording.lang)),
        "value": round(given.plan.score.value),
        "branches": [
            {
                "words": label(_key(branch), wording),
                "strip": _strip(branch.score, given.plan.score, wording),
                "why": _why(branch, given.plan, wording),
            }
            for branch in given.guesses
        ],
    }


def _key(branch: Branch) -> str:
    """The label of a what-if: its own, or that of its lever."""
    return (
        branch.key.replace("lever_", "lever.", 1)
        if branch.key.startswith("lever_")
        else (f"branch.{branch.key}")
    )


def _why(branch: Branch, plan: Branch, wording: Wording) -> str:
    """Which readings weigh more and less than in the plan, and if it is another plan."""
    terms = {
        name: branch.score.contributions.get(name, 0) - plan.score.contributions.get(name, 0)
        for name in READINGS
    }
    told = []
    for key, found in (
        ("stage.heavier", [n for n in terms if terms[n] > WORTH_A_WORD]),
        ("stage.lighter", [n for n in terms if terms[n] < -WORTH_A_WORD]),
    ):
        most = sorted(found, key=lambda name: -abs(terms[name]))[:2]
        if most:
            names = [label(f"reading.{name}", wording) for name in most]
            told.append(label(key, wording, readings=inside(", ".join(names), wording.lang)))
    sentences = ["; ".join(told).capitalize() + "."] if told else []
    if branch.use.proposed_use_key != plan.use.proposed_use_key:
        sentences.append(label("stage.other_plan", wording))
    if branch.key == "search_engine":
        sentences.append(label("stage.note.search_engine", wording))
    return " ".join(sentences)
