"""Scenarios side by side, and which uses the customers of one organisation grant it."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from avgrisk.core.labels import label
from avgrisk.core.records import GROUPS, ProposedUse
from avgrisk.core.subjects import Language, Wording, plain
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.figures import law, strip
from avgrisk.figures.bars import group_amounts
from avgrisk.figures.markup import NAME, Figure, clean, esc, number, soft, words
from avgrisk.figures.style import titled
from avgrisk.figures.table import Head, table
from avgrisk.indicators.measure import measure
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.legal import VIEWS
from avgrisk.scoring.score import RiskScore, score
from avgrisk.vocabulary.sectors import wording_for
from avgrisk.vocabulary.taxonomy import families

STYLE = Path(__file__).with_suffix(".css")

#: What the kind of use itself decides: left to the family when another kind is tried.
OWN = (
    "tree", "domain", "inferred", "recipient", "purpose_distance", "data_needed", "image_fit",
    "image_misfit", "value_gap",
)  # fmt: skip


def side_by_side(scores: Sequence[RiskScore], names: Sequence[str], lang: str = "nl") -> Figure:
    """One column a scenario: score, band, range, the four groups, and the law under two views.

    The names come in the order of the scores.
    """
    wording = plain(lang)
    rows = [
        (label("column.score", wording), [_score_cell(score, wording) for score in scores]),
        *((label(f"pillar.{group}", wording), _shares(scores, group, wording)) for group in GROUPS),
        *(
            (
                f"{label('axis.legal', wording)} {label(f'explorer.view.{view}', wording)}",
                _answers(scores, view, wording),
            )
            for view in VIEWS
        ),
    ]
    body = (
        f"{_table('scenario.compare_part', names, rows, wording)}"
        f'<p class="avg-note">{_grounds(scores[0].index, wording)} '
        f"{words('legal.not_advice', wording)}</p>"
    )
    lines = (
        f"{name}: {strip.text(score, wording)}" for score, name in zip(scores, names, strict=True)
    )
    return titled("scenario.compare", wording, body, lines, law.STYLE, STYLE)


def grants(
    use: ProposedUse, lang: Language = "nl", index: str | RiskIndex = DEFAULT_INDEX
) -> Figure:
    """Every family of use at the same organisation with the same data, the best granted first."""
    wording, found = wording_for(lang, use.sector), granted(use, index)
    rows = [
        (
            label(f"family.{key}", wording),
            [
                number(score.value, wording.lang),
                strip.chip(score.band, wording),
                esc(strip.span(score.interval, wording)),
            ],
        )
        for key, score in found
    ]
    heads = [label(key, wording) for key in ("column.score", "column.band", "column.interval")]
    body = (
        f"{_table('scenario.use_column', heads, rows, wording)}"
        f'<p class="avg-note">{words("scenario.uses_note", wording)} '
        f"{_grounds(found[0][1].index, wording)}</p>"
    )
    lines = (
        f"{label(f'family.{key}', wording)}: {number(score.value, wording.lang)}"
        for key, score in found
    )
    return titled("scenario.uses", wording, body, lines, STYLE)


@lru_cache(maxsize=64)
def granted(
    use: ProposedUse, index: str | RiskIndex = DEFAULT_INDEX
) -> tuple[tuple[str, RiskScore], ...]:
    """(family, score) of every family of use, lowest risk first; the rest of the use as it is."""
    cleared: dict[str, Any] = dict.fromkeys(OWN)
    told = measure("vagueness", use)  # once: the text is the same for every family
    cleared["vagueness"] = told.range if told.known else None
    plain = use.replace(title="", proposed_use="", **cleared)
    scored = [(key, score(plain.replace(proposed_use_key=key), index)) for key in families()]
    return tuple(sorted(scored, key=lambda pair: (pair[1].value, pair[0])))


def _grounds(index: RiskIndex, wording: Wording) -> str:
    """What the weights rest on, in sentences."""
    return " ".join(f"{words(key, wording)}." for key in index.grounds)


def _score_cell(score: RiskScore, wording: Wording) -> str:
    """Value, band and margin of one scenario."""
    return (
        f"<b>{number(score.value, wording.lang)}</b>{strip.chip(score.band, wording)}"
        f"<br>{soft(strip.margin(score, wording))}"
    )


def _shares(scores: Sequence[RiskScore], group: str, wording: Wording) -> list[str]:
    """How much of its room a group fills, per scenario."""
    return [f"{number(group_amounts(score)[group].share, wording.lang, 0)} %" for score in scores]


def _answers(scores: Sequence[RiskScore], view: str, wording: Wording) -> list[str]:
    """The weakest line under a view, per scenario."""
    found = []
    for item in scores:
        line = item.legal.weakest(view)
        why = "" if line.answer(view) == "yes" else f"<br>{words(line.key, wording)}"
        found.append(
            f'{law.answer(line.answer(view), wording)}<span class="avg-soft avg-small">{why}</span>'
        )
    return found


def _table(
    first: str, heads: Sequence[str], rows: Sequence[tuple[str, list[str]]], wording: Wording
) -> str:
    """A table named after its first column; its row names are escaped here, cells are markup."""
    name = label(first, wording)
    columns = [Head(clean(head, NAME)) for head in (name, *heads)]
    return table(name, columns, [[esc(row), *cells] for row, cells in rows], "avg-side")
