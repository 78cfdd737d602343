"""Cards of a case without widgets: the plan seen blind, a teaching moment, and how it ended."""

from __future__ import annotations

from collections.abc import Iterable

from avgrisk import sectors
from avgrisk.cases import Case, load_case
from avgrisk.explorer.teaching import Moment, at_step, moment
from avgrisk.figures import event, outcome, strip
from avgrisk.figures.markup import Figure, esc, joined, number, words
from avgrisk.figures.style import card
from avgrisk.index import RiskIndex
from avgrisk.labels import label
from avgrisk.replaying import Step, steps

STYLE = """
.avg.avg .avg-plan{display:grid;grid-template-columns:minmax(0,1fr);gap:0 24px;margin-top:16px}
.avg.avg .avg-plan dt{color:$muted;font-size:14px;line-height:20px;font-weight:400;margin:0}
.avg.avg .avg-plan dd{margin:0 0 16px}
.avg.avg .avg-ask{margin-top:16px;padding:16px 24px;border-left:4px solid $ink;background:$ground;
font-size:20px;line-height:28px;font-weight:600}
.avg.avg .avg-ask span{display:block;color:$muted;font-size:14px;line-height:20px;font-weight:400}
.avg.avg .avg-figures{margin-top:8px}.avg .avg-outcome{margin-top:0}
@container(min-width:640px){.avg.avg .avg-plan{grid-template-columns:200px minmax(0,1fr)}
.avg.avg .avg-plan dt{padding-top:2px}}
"""

#: The rows of the plan: label key and the field of the case's facts.
PLAN = (
    ("explorer.plan.collected_for", "purpose_original_nl"),
    ("explorer.plan.proposed_use", "proposed_use_nl"),
    ("explorer.plan.purpose_statement", "purpose_described_nl"),
    ("explorer.plan.value_back", "value_back_nl"),
)


def plan_card(case: Case | str, lang: str = "nl") -> Figure:
    """The plan as a stranger would hear it: without name, reactions, score or outcome."""
    rows = plan_rows(_case(case), lang)
    body = "".join(f"<dt>{esc(name)}</dt><dd>{esc(text)}</dd>" for name, text in rows)
    return card(
        f"<h3>{words('explorer.plan', lang)}</h3><dl class=avg-plan>{body}</dl>"
        f'<p class="avg-note">{words("explorer.plan.hidden", lang)}</p>',
        "\n".join(f"{name}: {text}" for name, text in rows),
        lang,
        STYLE,
    )


def plan_rows(case: Case, lang: str) -> list[tuple[str, str]]:
    """The plan in words: what it is about and what was said of it."""
    facts, sector = case.blind().facts, sectors.find(case.sector_key)
    kind = sector.label(lang) if sector else case.sector
    data = ", ".join(label(f"data.{key}", lang) for key in case.use.data_categories)
    rows = [(label("explorer.plan.sector", lang), kind), (label("explorer.plan.data", lang), data)]
    rows += [(label(key, lang), getattr(facts, field)) for key, field in PLAN]
    return [(name, text) for name, text in rows if text]


def moment_card(
    case: Case | str, number: int, lang: str = "nl", index: str | RiskIndex = "1"
) -> Figure:
    """A teaching moment: its events with actor, source and score; its question stands in the text.

    `number` is a moment of datasets/moments.csv; an unknown one is an InputError.
    """
    case = _case(case)
    shown, path = moment(case.id, number, lang), steps(case, index)
    panels = "".join(event.event_panel(path, place - 1, case, lang) for place in shown.events)
    return card(
        f"<h3>{esc(shown.heading(lang))}</h3>{panels}",
        "\n".join((shown.heading(lang), *event_lines(path, shown.events, lang))),
        lang,
        STYLE,
        event.STYLE,
    )


def question_block(shown: Moment, lang: str) -> str:
    """The moment's title and its question to the room."""
    return (
        f"<h3>{esc(shown.heading(lang))}</h3><p class=avg-ask>"
        f"<span>{words('explorer.question', lang)}</span>{esc(shown.question)}</p>"
    )


def question_card(case: Case | str, step: int, lang: str = "nl") -> Figure:
    """The question of the moment that is reached with this step; between moments a short line."""
    shown = at_step(_case(case).id, step, lang)
    if shown is None:
        text = label("explorer.between", lang)
        return Figure(f"<p>{esc(text)}</p>", text)
    text = joined((shown.heading(lang), shown.question))
    return card(question_block(shown, lang), text, lang, STYLE)


def event_lines(path: tuple[Step, ...], places: Iterable[int], lang: str) -> list[str]:
    """Events in words, one line each: date, actor, text, score."""
    return [_line(path[place - 1], lang) for place in places]


def _line(step: Step, lang: str) -> str:
    who = label(f"fig.actor.{step.event.actor}", lang)
    score = f"{number(step.score.value, lang)}, {strip.span(step.score.interval, lang)}"
    return f"{step.event.date}, {who}: {step.event.text} ({score})"


def outcome_card(case: Case | str, lang: str = "nl") -> Figure:
    """How it ended, in words and figures, and what the sources disagree about."""
    case = _case(case)
    figures = outcome_figures(case, lang)
    items = "".join(f"<li>{esc(text)}</li>" for text in figures)
    notes = f'<p class="avg-note" lang="nl">{esc(case.notes, 2000)}</p>' if case.notes else ""
    return card(
        f"{outcome.outcome_block(case, lang)}<ul class=avg-figures>{items}</ul>{notes}",
        joined((outcome.outcome_words(case, lang), *figures)),
        lang,
        STYLE,
        outcome.STYLE,
    )


def outcome_figures(case: Case, lang: str) -> list[str]:
    """The outcome's figures in words, with thousands as people write them."""
    found = case.outcome.figures if case.outcome else ()
    point = "." if lang == "nl" else ","
    return [
        label(f"figure.{name}", lang, value=f"{value:,.0f}".replace(",", point))
        for name, value in found
    ]


def _case(case: Case | str) -> Case:
    return load_case(case) if isinstance(case, str) else case
