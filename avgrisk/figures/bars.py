"""Where the risk comes from: a bar for each group or reading, longer is always more risk."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from avgrisk.core.labels import label
from avgrisk.core.records import GROUPS, READINGS, UNKNOWN, Range
from avgrisk.core.subjects import Language, Wording
from avgrisk.figures.markup import Figure, css_number, esc, number, piece, soft, words
from avgrisk.figures.style import titled
from avgrisk.scoring.index import RiskIndex, Term, products
from avgrisk.scoring.score import RiskScore
from avgrisk.vocabulary.sectors import wording_for

STYLE = Path(__file__).with_suffix(".css")


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of a term's or group's room is filled, in log-odds from its lowest point.

    `room` is the most it can add; `low` <= `mean` <= `high` what it adds now, with its doubt;
    `contribution` is counted from the reference, as in RiskScore.
    """

    room: float
    low: float
    mean: float
    high: float
    contribution: float

    @property
    def share(self) -> float:
        """Part of the room that is filled, 0-100; 0 where there is no room."""
        return 100 * self.mean / self.room if self.room else 0.0


def group_bars(score: RiskScore, lang: Language = "nl", index: RiskIndex | None = None) -> Figure:
    """The four groups: how much each adds to the risk, of the most it can add."""
    wording = wording_for(lang, score.use.sector)
    body = f"{groups_body(score, wording, index)}{legend(wording)}"
    return titled("fig.groups", wording, body, group_lines(score, wording, index), STYLE)


def reading_bars(score: RiskScore, lang: Language = "nl", index: RiskIndex | None = None) -> Figure:
    """The seven readings, and a hypothesis' product term: how much each adds, with its status."""
    wording = wording_for(lang, score.use.sector)
    shown = amounts(score, index)
    scale = max(amount.room for amount in shown.values())
    body = "".join(reading_bar(score, name, shown, scale, wording) for name in shown)
    body = f"<ul>{body}</ul>{legend(wording)}"
    return titled("fig.readings", wording, body, reading_lines(score, wording, index), STYLE)


def groups_body(score: RiskScore, wording: Wording, index: RiskIndex | None = None) -> str:
    """The four bars, without card and styles."""
    shown = group_amounts(score, index)
    scale = max(amount.room for amount in shown.values())
    rows = (
        f'<li class="avg-bar">{group_row(group, amount, scale, wording)}</li>'
        for group, amount in shown.items()
    )
    return f"<ul>{''.join(rows)}</ul>"


def group_row(group: str, amount: Amount, scale: float, wording: Wording) -> str:
    """Name, bar and share of one group."""
    share = number(amount.share, wording.lang, 0)
    return (
        f'<b class="avg-name">{words(f"pillar.{group}", wording)}</b>'
        f' <span class="avg-number" title="{words("fig.share", wording, share=share)}">'
        f"{share} %</span>"
        f"{track(amount, scale, wording)}"
    )


def reading_bar(
    score: RiskScore,
    name: str,
    amounts: dict[str, Amount],
    scale: float,
    wording: Wording,
    why: str = "",
) -> str:
    """Name, status, bar and value of one reading or product term, as a list item.

    `why` is markup that stands under it.
    """
    status = score.readings[name].status if name in READINGS else "measured"
    return (
        f'<li class="avg-bar avg-{status}">'
        f'<span class="avg-name"><b>{esc(_name(name, wording))}</b>'
        f"<br>{soft(_status(score, name, amounts, wording))}</span>"
        f' <span class="avg-number">{_number(score, name, wording)}</span>'
        f"{track(amounts[name], scale, wording)}{why}</li>"
    )


def track(amount: Amount, scale: float, wording: Wording) -> str:
    """The bar: its room as a light track, what is filled, and the margin as a whisker.

    Lengths are per cent of `scale`, so that bars drawn with the same scale can be compared.
    """
    if not amount.room:
        return "<span></span>"
    title = words(
        "fig.log_odds", wording, value=number(amount.contribution, wording.lang, 2, signed=True)
    )
    low, mean, high = (100 * part / amount.room for part in (amount.low, amount.mean, amount.high))
    whisker = piece("avg-whisker", left=low, width=high - low) if high > low else ""
    return (
        f'<span class="avg-track" aria-hidden="true" title="{title}"'
        f' style="width:{css_number(100 * amount.room / scale)}%">'
        f"{piece('avg-fill', width=mean)}{whisker}</span>"
    )


def bar_row(name: str, said: str, *pieces: str) -> str:
    """A list item: a name and what is said of it (both escaped here), and its bar."""
    return (
        f'<li class="avg-bar"><span class="avg-name">{esc(name)}</span>'
        f' <span class="avg-number">{esc(said)}</span>'
        f'<span class="avg-track" aria-hidden="true">{"".join(pieces)}</span></li>'
    )


def legend(wording: Wording) -> str:
    """How to read the bars."""
    return f'<p class="avg-note">{words("fig.bars", wording)}</p>'


def group_amounts(score: RiskScore, index: RiskIndex | None = None) -> dict[str, Amount]:
    """The amounts of the four groups: those of their terms added up."""
    found = amounts(score, index)
    return {
        group: total([part for name, part in found.items() if name.split(":")[-1] in names])
        for group, names in GROUPS.items()
    }


def total(parts: list[Amount]) -> Amount:
    """Amounts added up."""
    fields = ("room", "low", "mean", "high", "contribution")
    return Amount(*(sum(getattr(part, field) for part in parts) for field in fields))


def amounts(score: RiskScore, index: RiskIndex | None) -> dict[str, Amount]:
    """Per reading, and per product term after them: what it adds."""
    used = index or score.index
    terms = {term.name: amount(score, used, term) for term in used.terms}
    empty = Amount(0.0, 0.0, 0.0, 0.0, 0.0)
    alone = {name: terms.pop(name, empty) for name in READINGS}
    return alone | terms


def amount(score: RiskScore, index: RiskIndex, term: Term) -> Amount:
    """What one term adds, counted from its lowest point (a negative coefficient's is at 1)."""
    reference = {name: np.array([value]) for name, value in index.reference}
    floor = min(term.mean, 0.0)
    mean = score.contributions[term.name] + term.mean * float(products(term, reference)[0])
    ends = [term.mean * _product(score, term, end) for end in ("low", "high")]
    return Amount(
        room=abs(term.mean),
        low=min(ends) - floor,
        mean=mean - floor,
        high=max(ends) - floor,
        contribution=score.contributions[term.name],
    )


def _product(score: RiskScore, term: Term, end: str) -> float:
    """The product of a term's inputs at the low or high end of their ranges."""
    result = 1.0
    for name in term.factors:
        result *= getattr(_range(score, name), end)
    return result


def _range(score: RiskScore, name: str) -> Range:
    if name in score.readings:
        return score.readings[name].range
    return score.assessment.guardian or UNKNOWN


def group_lines(score: RiskScore, wording: Wording, index: RiskIndex | None = None) -> list[str]:
    """The four groups in words, a line each."""
    return [
        f"{label(f'pillar.{group}', wording)}: "
        + label("fig.share", wording, share=number(part.share, wording.lang, 0))
        for group, part in group_amounts(score, index).items()
    ]


def reading_lines(score: RiskScore, wording: Wording, index: RiskIndex | None = None) -> list[str]:
    """The readings and product terms in words, a line each: value and status."""
    shown = amounts(score, index)
    return [
        f"{_name(name, wording)}: {_number(score, name, wording)}"
        f" ({_status(score, name, shown, wording)})"
        for name in shown
    ]


def _name(name: str, wording: Wording) -> str:
    """A reading's name, or those of a product's factors."""
    if name in READINGS:
        return label(f"reading.{name}", wording)
    factors = (
        label(f"reading.{factor}" if factor in READINGS else f"term.{factor}", wording)
        for factor in name.split(":")
    )
    return label("fig.product", wording, **dict(zip(("first", "second"), factors, strict=True)))


def _status(score: RiskScore, name: str, amounts: dict[str, Amount], wording: Wording) -> str:
    """Where a reading comes from, and whether it counts by itself."""
    if name not in READINGS:
        return label("fig.hypothesis", wording)
    status = label(f"status.{score.readings[name].status}", wording)
    return status if amounts[name].room else f"{status}; {label('fig.not_alone', wording)}"


def _number(score: RiskScore, name: str, wording: Wording) -> str:
    """The reading's value, 0-1; a question mark where unknown, nothing for a product."""
    if name not in READINGS:
        return ""
    value = score.readings[name].value
    return "?" if value is None else number(value, wording.lang, 2)
