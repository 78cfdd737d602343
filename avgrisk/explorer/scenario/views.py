"""What the scenario explorer shows: plain functions from its state to pictures with text twins."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from avgrisk.core.labels import label, say
from avgrisk.core.records import ProposedUse
from avgrisk.core.subjects import Wording
from avgrisk.explorer.scenario import pinned, standing
from avgrisk.explorer.scenario.state import State
from avgrisk.figures import law, strip
from avgrisk.figures.article import article_card
from avgrisk.figures.markup import NAME, Figure, clean, esc, joined, number, soft, words
from avgrisk.figures.opening import opening_bars
from avgrisk.figures.quadrants import quadrant
from avgrisk.figures.strip import score_strip
from avgrisk.figures.style import card, titled
from avgrisk.figures.text_html import text_figure
from avgrisk.indicators.measure import measure
from avgrisk.indicators.vague_text import vagueness
from avgrisk.scoring.legal import Legal
from avgrisk.scoring.plan_reading import PlanReading
from avgrisk.scoring.questions import Question, questions
from avgrisk.scoring.score import RiskScore
from avgrisk.vocabulary import data_words, sectors
from avgrisk.vocabulary.sectors import wording_for

STYLE = Path(__file__).with_suffix(".css")

#: Categories and words shown of what was read in the data.
MOST = 12

#: Where no score stands yet.
NOTHING = Figure("", "")


def live(state: State, score: RiskScore) -> dict[str, Figure]:
    """What follows every move: text, data, strip, bars, legal lines, quadrant, questions."""
    use, wording = state.use, spoken(state)
    held = standing.waits(score)
    return {
        "bar": pinned.bar(state, score, wording),
        "strip": standing.waiting_card(use, wording) if held else score_strip(score, wording),
        "bars": NOTHING if held else opening_bars(with_reasons(score), wording),
        "law": legal_lines(score.legal, state.view, wording),
        "axes": NOTHING if held else quadrant([score], [title(state)], state.view, wording),
        "questions": question_lines(questions(use, score.readings), wording),
        "text": article_card(wording)
        if use == ProposedUse()
        else purpose_text(use.purpose_statement, state.lang),
        "data": data_lines(use.data_categories, wording),
        "place": sector_line(use.sector, wording),
    }


def with_reasons(score: RiskScore) -> RiskScore:
    """The score with, for each reading confirmed as it was measured, the reasons it had."""
    use, kept = score.use, dict(score.readings)
    for name, reading in score.readings.items():
        if getattr(use, name) is None:
            continue
        measured = measure(name, use.replace(**{name: None}))
        if measured.known and measured.range == reading.range:
            kept[name] = replace(measured, status=reading.status)
    return replace(score, readings=kept)


def spoken(state: State) -> Wording:
    """The language of the page with the word of this organisation for its customers."""
    return wording_for(state.lang, state.use.sector)


def title(state: State, place: int | None = None) -> str:
    """A scenario's name, or "Scenario 2" where it has none."""
    place = state.active if place is None else place
    given = clean(state.scenarios[place].name, NAME)
    return given or label("scenario.numbered", state.lang, number=str(place + 1))


@lru_cache(maxsize=16)
def purpose_text(text: str, lang: str) -> Figure:
    """The purpose text with its vague words marked and what it leaves open; a hint when empty."""
    return text_figure(vagueness(text), text, lang) if text.strip() else hint("no_text", lang)


def hint(key: str, lang: str) -> Figure:
    """What to do to see something in its place."""
    shown = label(f"one.{key}", lang)
    return card(f'<p class="avg-soft avg-hint">{esc(shown)}</p>', shown, lang)


def data_lines(given: Iterable[str], wording: Wording) -> Figure:
    """Which categories the data words name, and which words no table knows."""
    found = [data_words.match(word) for word in given]
    keys = dict.fromkeys(key for part in found for key in part.keys)
    names = [data_words.category_label(key, wording.lang) for key in keys]
    unknown = [clean(word, NAME) for part in found for word in part.unmatched]
    lines = [
        _listed("scenario.data_read", names, wording),
        _listed("fig.unmatched", unknown, wording),
    ]
    return notes([line for line in lines if line], wording.lang)


def sector_line(sector: str, wording: Wording) -> Figure:
    """As what kind of organisation a name was read; "did you mean" where it was not."""
    if not sector.strip():
        return NOTHING
    found = sectors.find(sector)
    if found is not None:
        read = label("scenario.sector_read", wording, sector=found.label(wording.lang))
        return notes([read], wording.lang)
    near = ", ".join(sectors.near_names(sector, wording.lang)) or "-"
    return notes([label("scenario.sector_unknown", wording, near=near)], wording.lang)


def legal_lines(legal: Legal, view: str, wording: Wording) -> Figure:
    """Mag het? Every line under one view of the law, the weakest marked."""
    weakest = legal.weakest(view).key
    items, lines = [], []
    for line in legal.lines:
        weak = law.weakest_mark(line, view, weakest, wording)
        why = say(line.reason(view), wording)
        items.append(
            f"<li>{law.answer(line.answer(view), wording)}"
            f"<span><b>{words(line.key, wording)}</b>{weak and ' ' + weak} "
            f"{law.text_of_the_law(line.key, wording)}<br>{soft(why)}</span></li>"
        )
        lines.append(f"{label(line.key, wording)}: {label(f'answer.{line.answer(view)}', wording)}")
    heading = label(f"explorer.view.{view}", wording)
    body = (
        f"<h3>{words('axis.legal', wording)} ({esc(heading)})</h3>"
        f"<ul class=avg-lines>{''.join(items)}</ul>{law.caveat(wording)}"
    )
    text = joined(
        (label("axis.legal", wording), heading, *lines, label("legal.not_advice", wording))
    )
    return card(body, text, wording.lang, law.STYLE, STYLE)


def question_lines(asked: Iterable[Question], wording: Wording) -> Figure:
    """The article's four questions, answered for this use as far as it is known."""
    items, lines = [], []
    for question in asked:
        answer = label(f"question.answer.{question.answer}", wording)
        legal = "disputed" if question.answer == "partly" else question.answer  # looks like it
        items.append(
            f"<li>{law.answer(legal, wording, answer)}"
            f"<span><b>{words(f'question.{question.key}', wording)}</b>"
            f"<br>{soft(say(question.reason, wording))}</span></li>"
        )
        lines.append(f"{label(f'question.{question.key}', wording)} {answer}.")
    body = f"<ul class=avg-lines>{''.join(items)}</ul>"
    return titled("explorer.questions", wording, body, lines, law.STYLE, STYLE)


def suggestion(score: RiskScore, reading: str, wording: Wording) -> str:
    """What a button that confirms a suggested reading says."""
    value = number(score.readings[reading].range.mean, wording.lang, 2)
    return label(
        "scenario.confirm", wording, reading=label(f"reading.{reading}", wording), value=value
    )


def unused(reading: PlanReading | None, wording: Wording) -> str:
    """The words of a plan that no part rests on, so that nobody thinks they count."""
    found = [clean(words, NAME) for words in reading.not_read] if reading else []
    return label("ask.not_read", wording, words=", ".join(found[:MOST])) if found else ""


def shared(state: State, score: RiskScore) -> str:
    """A plan and its answers in a few lines, for a mail."""
    wording = spoken(state)
    use = state.use
    lines = [
        clean(use.title or use.proposed_use or title(state)),
        label(
            "one.share_line",
            wording,
            score=number(score.value, wording.lang),
            between=strip.span(score.interval, wording),
            band=f"@band.{score.band}",
        ),
        label(
            "one.share_law",
            wording,
            letter=f"@answer.{score.legal.answer('letter')}",
            strict=f"@answer.{score.legal.answer('strict')}",
        ),
        *(label(key, wording) for key in score.index.grounds),
        label("one.share_made", wording),
        score.vector,
    ]
    return "\n".join(lines)


def _listed(key: str, names: list[str], wording: Wording) -> str:
    more = "…" if len(names) > MOST else ""
    return f"{label(key, wording)}: {', '.join(names[:MOST])}{more}" if names else ""


def notes(lines: list[str], lang: str) -> Figure:
    """Short remarks under a field, without a card around them."""
    body = "<br>".join(esc(line) for line in lines)
    markup = f'<div class="avgrisk-note" lang="{lang}">{body}</div>' if lines else ""
    return Figure(markup, joined(lines))
