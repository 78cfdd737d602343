"""One proposed use on one card: score, reasons, law, similar cases and open questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from avgrisk.figures import bars, cards, law, limits, strip
from avgrisk.figures.markup import NAME, Figure, clean, esc, number, soft, words
from avgrisk.figures.style import card
from avgrisk.index import RiskIndex
from avgrisk.labels import label, say
from avgrisk.records import GROUPS, READINGS, Reading

if TYPE_CHECKING:
    from avgrisk.scoring import RiskScore
    from avgrisk.similar import SimilarCase

STYLE = """
.avg-top{margin-bottom:24px}
.avg.avg .avg-flags{display:flex;flex-wrap:wrap;gap:8px;margin-top:16px}
.avg-flags li{padding:2px 12px;border:2px solid $ink;border-radius:16px;font-size:14px;
font-weight:600}
.avg-columns-2{display:grid;gap:32px;margin-top:32px}
.avg-part{container-type:inline-size}.avg.avg .avg-block{margin-top:32px}
.avg-group{border-bottom:1px solid $line}.avg-group>ul{padding:0 0 8px 16px}
.avg-group>summary{display:block;position:relative;padding-right:24px}
.avg-group>summary::after{content:"";position:absolute;right:4px;top:16px;width:8px;height:8px;
border:solid $ink;
border-width:0 2px 2px 0;transform:rotate(45deg)}
.avg-group[open]>summary::after{transform:rotate(225deg);top:20px}
.avg-why{grid-column:1/-1}.avg-why li{padding-left:12px;text-indent:-12px}
.avg-why li::before{content:"– "}
.avg.avg .avg-verdict{padding:8px 0 4px}
.avg.avg .avg-ask{padding-left:20px;list-style:disc}
.avg-fold{margin-top:8px}.avg-fold>summary{color:$link;font-size:15px}
.avg.avg code{border:0;font:13px/20px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;
overflow-wrap:anywhere;
background:none;color:inherit;padding:0}
@container(min-width:800px){.avg-columns-2{grid-template-columns:3fr 2fr}}
"""

#: Most reasons and words shown of one reading; the rest is in the result itself.
MOST = 8


def scorecard(
    score: RiskScore,
    similar_cases: Sequence[SimilarCase] | None = None,
    lang: str = "nl",
    index: RiskIndex | None = None,
) -> Figure:
    """A whole assessment on one card that opens without scripts and prints in full.

    `similar_cases` come from `avgrisk.similar_cases`; without them that part is left out.
    """
    body = (
        f"{_heading(score, lang)}{strip.body(score, lang, index)}{_flags(score, lang)}"
        f'<div class="avg-columns-2"><div class="avg-part"><h3>{words("fig.groups", lang)}</h3>'
        f"{_groups(score, lang, index)}{bars.legend(lang)}</div>"
        f'<div class="avg-part">{_legal(score, lang)}{_open(score, lang)}</div></div>'
        f"{_similar(similar_cases, lang)}{_foot(score, lang)}"
    )
    styles = (strip.STYLE, bars.STYLE, law.STYLE, cards.STYLE, limits.STYLE, STYLE)
    return card(body, _text(score, similar_cases, lang, index), lang, *styles)


def _heading(score: RiskScore, lang: str) -> str:
    """The use's title, who wants it, and the use in words where it has a title of its own."""
    use = score.use
    title = use.title or use.proposed_use or label("fig.untitled", lang)
    who = (
        f'<p class="avg-soft" dir="auto">{esc(use.controller, NAME)}</p>' if use.controller else ""
    )
    told = f'<p dir="auto">{esc(use.proposed_use)}</p>' if use.title and use.proposed_use else ""
    return f'<div class="avg-top"><h2 dir="auto">{esc(title, NAME)}</h2>{who}{told}</div>'


def _flags(score: RiskScore, lang: str) -> str:
    items = "".join(f"<li>{words(f'flag.{flag}', lang)}</li>" for flag in score.flags)
    return f'<ul class="avg-flags">{items}</ul>' if items else ""


def _groups(score: RiskScore, lang: str, index: RiskIndex | None) -> str:
    """The four bars; each opens into its readings, drawn on the same scale, with their reasons."""
    amounts = bars.amounts(score, index)
    groups = bars.group_amounts(score, index)
    scale = max(amount.room for amount in groups.values())
    found = []
    for group, amount in groups.items():
        inside = "".join(
            bars.reading_bar(score, name, amounts, scale, lang, _why(score, name, lang))
            for name in amounts
            if name.split(":")[-1] in GROUPS[group]
        )
        found.append(
            f'<details class="avg-group"><summary><span class="avg-bar">'
            f"{bars.group_row(group, amount, scale, lang)}</span></summary>"
            f"<ul>{inside}</ul></details>"
        )
    return "".join(found)


def _why(score: RiskScore, name: str, lang: str) -> str:
    """The reasons of a reading in words, what its text leaves open, and words nobody knows."""
    if name not in READINGS:
        return ""
    reading = score.readings[name]
    lines = [esc(say(reason, lang)) for reason in reading.reasons[:MOST]]
    lines += _more(reading, lang)
    if not lines:
        return ""
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f'<ul class="avg-why avg-small avg-soft">{items}</ul>'


def _more(reading: Reading, lang: str) -> list[str]:
    found = []
    if reading.slots:
        asked = " ".join(label(slot, lang) for slot in reading.slots)
        found.append(f"{words('fig.slots', lang)}: {esc(asked)}")
    if reading.unmatched:
        listed = ", ".join(clean(word, NAME) for word in reading.unmatched[:MOST])
        found.append(f"{words('fig.unmatched', lang)}: {esc(listed)}")
    return found


def _legal(score: RiskScore, lang: str) -> str:
    """The weakest line under both readings; all lines on request."""
    verdicts = "".join(_verdict(score, view, lang) for view in ("letter", "strict"))
    return (
        f"<h3>{words('axis.legal', lang)}</h3>{verdicts}"
        f"{_fold('fig.all_lines', law.table(score.legal, lang), lang)}{law.caveat(lang)}"
    )


def _verdict(score: RiskScore, view: str, lang: str) -> str:
    line = score.legal.weakest(view)
    found = line.answer(view)
    name = (
        ""
        if found == "yes"
        else f'<br><span class="avg-soft avg-small">{words(line.key, lang)}</span>'
    )
    return (
        f'<p class="avg-verdict">{words(f"fig.{view}", lang)}: {law.answer(found, lang)}{name}</p>'
    )


def _open(score: RiskScore, lang: str) -> str:
    """What is missing, as questions, and which suggestions wait for somebody to confirm them."""
    parts = []
    if score.missing:
        asked = "".join(f"<li>{words(f'ask.{name}', lang)}</li>" for name in score.missing)
        parts.append(
            f"{_list('fig.questions', asked, lang)}<p>{soft(label('score.blank', lang))}</p>"
        )
    if score.suggested:
        items = "".join(
            f"<li>{esc(_suggestion(score, name, lang))}</li>" for name in score.suggested
        )
        parts.append(_list("fig.confirm", items, lang))
    return "".join(parts)


def _list(key: str, items: str, lang: str) -> str:
    return f'<h3 class="avg-block">{words(key, lang)}</h3><ul class="avg-ask">{items}</ul>'


def _suggestion(score: RiskScore, name: str, lang: str) -> str:
    """A suggested reading with its value and range."""
    reading = score.readings[name]
    low, high = (number(end, lang, 2) for end in (reading.low, reading.high))
    return label(
        "fig.confirm_item",
        lang,
        reading=f"@reading.{name}",
        value=number(reading.range.mean, lang, 2),
        between=label("fig.between", lang, low=low, high=high),
    )


def _similar(found: Sequence[SimilarCase] | None, lang: str) -> str:
    if found is None:
        return ""
    return (
        f'<div class="avg-block"><h3>{words("fig.similar", lang)}</h3>{cards.cards(found, lang)}'
        f"{cards.caveat(lang)}</div>"
    )


def _foot(score: RiskScore, lang: str) -> str:
    """The limits, and the vector for who wants to recalculate; both on request."""
    parts = _fold("fig.limits", limits.limits_list(lang), lang)
    parts += _fold("fig.recalculate", f"<p><code>{esc(score.vector)}</code></p>", lang)
    return f'<div class="avg-block">{parts}</div>'


def _fold(key: str, content: str, lang: str) -> str:
    """A part that opens on request."""
    summary = f"<summary>{words(key, lang)}</summary>"
    return f'<details class="avg-fold">{summary}{content}</details>'


def _text(
    score: RiskScore,
    found: Sequence[SimilarCase] | None,
    lang: str,
    index: RiskIndex | None,
) -> str:
    """The card in words, a line a part."""
    title = score.use.title or score.use.proposed_use or label("fig.untitled", lang)
    lines = [clean(title, NAME), strip.text(score, lang)]
    lines += [label(f"flag.{flag}", lang) for flag in score.flags]
    lines += bars.group_lines(score, lang, index)
    lines += [law.weakest_words(score.legal, view, lang) for view in ("letter", "strict")]
    lines += [label(f"ask.{name}", lang) for name in score.missing]
    lines += [_suggestion(score, name, lang) for name in score.suggested]
    lines += cards.lines(found or (), lang)
    return "\n".join((*lines, label("legal.not_advice", lang), score.vector))
