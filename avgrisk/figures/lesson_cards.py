"""Cards without widgets: a blind plan, a teaching moment, an outcome, a reading, the limits."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from avgrisk.cases.case_base import load_case
from avgrisk.cases.case_records import Case
from avgrisk.cases.replay import Step, steps
from avgrisk.cases.talk import blacked_out
from avgrisk.cases.teaching import Moment, moment, opened
from avgrisk.core.labels import label, say
from avgrisk.core.languages import has_comma
from avgrisk.core.records import Reading
from avgrisk.core.subjects import Language, Wording, plain
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.core.wording import reading_lines
from avgrisk.figures import article, event, outcome, strip
from avgrisk.figures.limits import STYLE as LIMITS_STYLE
from avgrisk.figures.limits import limits_lines, limits_short
from avgrisk.figures.markup import SENTENCE, Figure, esc, joined, number, words
from avgrisk.figures.style import card
from avgrisk.scoring.index import RiskIndex
from avgrisk.vocabulary import sectors
from avgrisk.vocabulary.sectors import wording_for

STYLE = Path(__file__).with_suffix(".css")

#: The rows of the plan: label key and the text of the case's facts.
PLAN = (
    ("explorer.plan.collected_for", "purpose_original"),
    ("explorer.plan.proposed_use", "proposed_use"),
    ("explorer.plan.purpose_statement", "purpose_described"),
    ("explorer.plan.value_back", "value_back"),
)

#: What coders tell each other: our own keys, flags and cases, and what nobody opened.
_INTERNAL = re.compile(
    r"[a-z]_[a-z]|URL|teaching pair|\bvlag\b|\bflag\b|ingezien|not (?:been )?seen|address read"
    r"|\b[a-z]+(?:-[a-z]+)*-(?:19|20)\d\d\b"
)
_SENTENCE = re.compile(r"(?<=[.;])\s+")


def plan_card(case: Case | str, lang: Language = "nl") -> Figure:
    """The plan as a stranger would hear it: without name, reactions, score or outcome."""
    case = _case(case)
    wording = wording_for(lang, case.use.sector)
    rows = [(name, blacked_out(text, case.id)) for name, text in plan_rows(case, wording)]
    return card(
        f"<h3>{words('explorer.plan', wording)}</h3>{plan_list(rows)}"
        f'<p class="avg-note">{words("explorer.plan.hidden", wording)}</p>',
        "\n".join(f"{name}: {text}" for name, text in rows),
        wording.lang,
        STYLE,
    )


def plan_list(rows: Iterable[tuple[str, str]], longest: int = SENTENCE) -> str:
    """The rows of a plan, which stay names beside their words where a page leaves our style out."""
    named = '<b>{}</b><span class="avg-hide">: </span>'.format
    items = "".join(
        f"<li>{named(esc(name)) if name else ''}<span>{esc(text, longest)}</span></li>"
        for name, text in rows
    )
    return f"<ul class=avg-plan>{items}</ul>"


def plan_rows(case: Case, wording: Wording) -> list[tuple[str, str]]:
    """The plan in words: what it is about and what was said of it."""
    facts, sector = case.blind().facts, sectors.find(case.sector_key)
    kind = sector.label(wording.lang) if sector else case.sector
    data = ", ".join(label(f"data.{key}", wording) for key in case.use.data_categories)
    rows = [
        (label("explorer.plan.sector", wording), kind),
        (label("explorer.plan.data", wording), data),
    ]
    rows += [
        (label(key, wording), facts.passage(name, wording.lang).words(wording.lang))
        for key, name in PLAN
    ]
    return [(name, text) for name, text in rows if text]


def moment_card(
    case: Case | str, number: int, lang: str = "nl", index: str | RiskIndex = DEFAULT_INDEX
) -> Figure:
    """A teaching moment: its events with actor, source and score; its question stands in the text.

    `number` is a moment of datasets/moments.csv; an unknown one is an InputError.
    """
    wording = plain(lang)
    case = _case(case)
    shown = moment(case.id, number, lang)
    # Postponed or withdrawn is for the room to find out, so no card says it.
    path = tuple(replace(step, status="running") for step in steps(case, index))
    panels = "".join(event.event_panel(path, place - 1, case, wording) for place in shown.events)
    return card(
        f"<h3>{esc(shown.heading(wording.lang))}</h3>{panels}",
        "\n".join(
            (shown.heading(wording.lang), *(_line(path[place - 1], lang) for place in shown.events))
        ),
        wording.lang,
        STYLE,
        event.STYLE,
    )


def question_block(shown: Moment, lang: str, ahead: bool = False) -> str:
    """The moment's title and its question to the room; `ahead`: what happened is still to come."""
    guess = f"<p class=avg-soft>{words('explorer.guess', lang)}</p>" if ahead else ""
    return (
        f"<h3>{esc(shown.heading(lang))}</h3><p class=avg-ask>"
        f"<span>{words('explorer.question', lang)}</span>{esc(shown.question)}</p>{guess}"
    )


def question_card(case: Case | str, step: int, lang: str = "nl", ahead: bool = False) -> Figure:
    """The question of the moment that this step belongs to; empty for a case without moments.

    `ahead`: the question stands alone, what happened follows when the room has guessed.
    """
    shown = opened(_case(case).id, step, lang)
    if shown is None:
        return Figure("", "")
    guess = label("explorer.guess", lang) if ahead else ""
    text = joined((shown.heading(lang), shown.question, guess))
    return card(question_block(shown, lang, ahead), text, lang, STYLE)


def questions_card(lang: str = "nl") -> Figure:
    """The source article's three questions, and that one should listen; for people to answer."""
    wording = plain(lang)
    asked, listen = article.questions(wording), label("article.listen", wording)
    items = "".join(f"<li><i>{place}</i>{esc(text)}</li>" for place, text in enumerate(asked, 1))
    body = (
        f"<h3>{words('article.questions.head', wording)}</h3><ol class=avg-reasons>{items}</ol>"
        f"<p><b>{esc(listen)}</b></p>"
    )
    return card(body, "\n".join((*asked, listen)), wording.lang, STYLE)


def _line(step: Step, lang: str) -> str:
    """An event in words: date, actor, text, score."""
    wording, said = wording_for(lang, step.use.sector), step.event.passage(lang).words(lang)
    who = label(f"fig.actor.{step.event.actor}", wording)
    score = f"{number(step.score.value, wording.lang)}, {strip.span(step.score.interval, wording)}"
    return f"{step.event.date}, {who}: {said} ({score})"


def reading_card(reading: Reading, lang: str = "nl") -> Figure:
    """One reading with its parts, its reasons, and what the text leaves open (marked ?)."""
    first, *_ = lines = reading_lines(reading, lang)
    parts = "".join(
        f"<span>{words(key, lang)}: {'?' if part is None else number(part.mean, lang, 2)}</span>"
        for key, part in reading.facets
    )
    items = [("–", say(reason, lang)) for reason in reading.reasons]
    items += [("?", label(slot, lang)) for slot in reading.slots]
    rows = "".join(f"<li><i>{mark}</i>{esc(text)}</li>" for mark, text in items)
    body = f"<h3>{esc(first)}</h3><p class=avg-parts>{parts}</p><ul class=avg-reasons>{rows}</ul>"
    return card(body, "\n".join(lines), lang, STYLE)


def limits_card(lang: str = "nl") -> Figure:
    """What a score does and does not say, and what the codings of the cases are worth."""
    wording = plain(lang)
    coding = label("cases.coding_limits", wording)
    note = f"<p class=avg-note>{esc(coding)}</p>"
    body = f"<h3>{words('fig.limits', wording)}</h3>{limits_short(wording, note)}"
    return card(body, "\n".join((*limits_lines(wording), coding)), wording.lang, LIMITS_STYLE)


def outcome_card(case: Case | str, lang: str = "nl") -> Figure:
    """How it ended, in words and figures, and what the sources disagree about."""
    wording = plain(lang)
    case = _case(case)
    figures = outcome_figures(case, lang)
    items = "".join(f"<li>{esc(text)}</li>" for text in figures)
    told = f"<ul class=avg-figures>{items}</ul>{_notes(case, lang)}"
    return card(
        f"{outcome.outcome_block(case, wording)}{told}",
        joined((outcome.outcome_words(case, wording), *figures)),
        wording.lang,
        STYLE,
        outcome.STYLE,
    )


def _notes(case: Case, lang: str) -> str:
    """What the sources disagree about, if they do."""
    about = case.notes_passage(lang)
    told = for_readers(about.words(lang)) if about.text else ""
    return f'<p class="avg-note" lang="{about.lang}">{esc(told, 2000)}</p>' if told else ""


def for_readers(notes: str) -> str:
    """The notes of a case without what coders wrote for each other.

    >>> for_readers("Uitgesteld, niet ingetrokken. ZDNet-URL gelezen uit de index; dag onbekend.")
    'Uitgesteld, niet ingetrokken. dag onbekend.'
    """
    kept = [part for part in _SENTENCE.split(notes) if not _INTERNAL.search(part)]
    return re.sub(r";$", ".", " ".join(kept))


def sources_card(case: Case | str, step: int, every: bool, lang: str = "nl") -> Figure:
    """The sources of the first `step` events, or `every` one: a title may tell how it ended."""
    wording = plain(lang)
    case = _case(case)
    shown = {key for part in case.timeline[:step] for key in part.sources}
    found = [source for source in case.sources if every or source.key in shown]
    items = "".join(
        f"<li>{esc(source.title)}<br>{event.source_link(source, wording)}</li>" for source in found
    )
    so_far = "case_desk.sources_so_far" if found else "case_desk.no_sources"
    told = "" if every else label(so_far, wording)
    note = f"<p class=avg-note>{esc(told)}</p>" if told else ""
    lines = [f"{source.title} ({source.publisher}, {source.date})" for source in found]
    body = f"<h3>{words('fig.sources', wording)}</h3><ul class=avg-reasons>{items}</ul>{note}"
    return card(
        body, "\n".join((label("fig.sources", wording), *lines, told)).strip(), wording.lang, STYLE
    )


def outcome_figures(case: Case, lang: str) -> list[str]:
    """The outcome's figures in words, with thousands as people write them."""
    found = case.outcome.figures if case.outcome else ()
    return [label(f"figure.{name}", lang, value=_grouped(value, lang)) for name, value in found]


def _grouped(value: float, lang: str) -> str:
    """A number with its thousands apart: 4.200.000 in Dutch, 4,200,000 in English."""
    text = f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
    return text.translate(str.maketrans(",.", ".,")) if has_comma(lang) else text


def _case(case: Case | str) -> Case:
    return load_case(case) if isinstance(case, str) else case
