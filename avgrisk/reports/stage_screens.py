"""What each screen of the stage is drawn from: the plan, an event, the days, the end, the twin."""

import re

from markupsafe import Markup

from avgrisk.cases.case_records import Case
from avgrisk.cases.replay import Branch, Step
from avgrisk.cases.talk import Talk
from avgrisk.core.dates import day
from avgrisk.core.labels import label
from avgrisk.core.languages import either, inside
from avgrisk.core.records import READINGS
from avgrisk.core.subjects import Wording
from avgrisk.figures import strip
from avgrisk.figures.event import source_link
from avgrisk.figures.lesson_cards import outcome_figures, plan_rows
from avgrisk.figures.markup import number
from avgrisk.figures.outcome import LAST
from avgrisk.figures.twins import most_different
from avgrisk.reports.rows import ended
from avgrisk.scoring.score import RiskScore, score

#: A figure that begins with its number, or ends with it after a colon.
_NUMBER = r"(?:[€$£] ?)?\d[\d.,]*(?: %)?"
_AMOUNT = re.compile(rf"(?P<first>{_NUMBER}) (?P<then>.+)|(?P<words>[^\d:]+): (?P<last>{_NUMBER})")

#: Longer events stand in smaller letters; the change of a score that is one, and of a part of it
#: (in log-odds) that is worth a word.
SHORT, LONG, SMALLEST, WORTH_A_WORD = 110, 200, 0.05, 0.03


def plan(given: Talk, wording: Wording) -> dict[str, object]:
    """What the organisation wants, and the rows of the plan."""
    told = given.case.facts.passage("proposed_use", wording.lang).words(wording.lang)
    return {"rows": plan_rows(given.case, wording), "told": told, "size": _size(told)}


def event(step: Step, before: Step | None, case: Case, wording: Wording) -> dict[str, object]:
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


def days(given: Talk, wording: Wording) -> dict[str, object]:
    """The score and the reactions, date by date, up to what ended it."""
    first, last = given.days[0].scores[0], given.days[-1].scores[-1]
    count = sum(len(each.reactions) for each in given.days)
    after = [each for place, each in enumerate(given.days) if place and each.reactions]
    falls = first > last + SMALLEST
    key = "stage.counted" if len(given.days) > 1 else "stage.counted_one"
    key = "stage.counted_only" if count == 1 else key
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
        "zones": strip.bands(given.plan.score, None),
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


def outcome(given: Talk, wording: Wording) -> dict[str, object]:
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
        "heading": case.title(wording.lang),
        "year": case.announced[:4],
        "figures": [amount_first(figure) for figure in outcome_figures(case, wording.lang)],
        "illustration": case.illustration,
    }


def amount_first(figure: str) -> tuple[str, str]:
    """The number that a figure begins or ends with, which a room reads first, and its words.

    >>> amount_first("30 % van de klanten"), amount_first("schikking: $ 9.500.000")
    (('30 %', 'van de klanten'), ('$ 9.500.000', 'schikking'))
    >>> amount_first("op 3 van de 4 scholen")
    ('', 'op 3 van de 4 scholen')
    """
    found = _AMOUNT.fullmatch(figure)
    if not found:
        return "", figure
    return found["first"] or found["last"], found["then"] or found["words"]


def twin(given: Talk, wording: Wording) -> dict[str, object]:
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
                "heading": case.title(wording.lang),
                "year": case.announced[:4],
                "strip": _strip(result, None, wording),
                "ended": ended(case, wording),
            }
            for case, result in zip(pair, results, strict=True)
        ],
        "apart": label("stage.apart", wording, reading=f"@reading.{most}") if most else "",
    }


def what_if(given: Talk, wording: Wording) -> dict[str, object]:
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
    lever = branch.key.removeprefix("lever_")
    return f"branch.{branch.key}" if lever == branch.key else f"lever.{lever}"


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
    if not told and abs(branch.score.value - plan.score.value) <= SMALLEST:
        sentences.append(label("stage.same", wording).capitalize() + ".")
    if branch.use.proposed_use_key != plan.use.proposed_use_key:
        sentences.append(label("stage.other_plan", wording))
    if branch.key == "search_engine":
        sentences.append(label("stage.note.search_engine", wording))
    return " ".join(sentences)
