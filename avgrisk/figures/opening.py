"""The four groups as bars that open, one by one, into their readings with the reasons."""

from pathlib import Path

from avgrisk.core.labels import label, say
from avgrisk.core.records import GROUPS, READINGS, Reading
from avgrisk.core.subjects import Language, Wording
from avgrisk.figures import bars
from avgrisk.figures.markup import NAME, Figure, clean, esc, words
from avgrisk.figures.style import titled
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.score import RiskScore
from avgrisk.vocabulary.sectors import wording_for

STYLE = Path(__file__).with_suffix(".css")

#: Most reasons and words shown of one reading; the rest is in the result itself.
MOST = 8


def opening_bars(score: RiskScore, lang: Language = "nl", index: RiskIndex | None = None) -> Figure:
    """The four groups; each opens into its readings: how much each adds, its status and why."""
    wording = wording_for(lang, score.use.sector)
    lines = [*bars.group_lines(score, wording, index), *bars.reading_lines(score, wording, index)]
    body = f"{groups(score, wording, index)}{bars.legend(wording)}"
    return titled("fig.groups", wording, body, lines, bars.STYLE, STYLE)


def groups(score: RiskScore, wording: Wording, index: RiskIndex | None = None) -> str:
    """The four bars; each opens into its readings, drawn on the same scale, with their reasons."""
    amounts = bars.amounts(score, index)
    shown = bars.group_amounts(score, index)
    scale = max(amount.room for amount in shown.values())
    found = []
    for group, amount in shown.items():
        inside = "".join(
            bars.reading_bar(score, name, amounts, scale, wording, _why(score, name, wording))
            for name in amounts
            if name.split(":")[-1] in GROUPS[group]
        )
        found.append(
            f'<details class="avg-group"><summary><span class="avg-bar">'
            f"{bars.group_row(group, amount, scale, wording)}</span></summary>"
            f"<ul>{inside}</ul></details>"
        )
    return "".join(found)


def _why(score: RiskScore, name: str, wording: Wording) -> str:
    """The reasons of a reading in words, what its text leaves open, and words nobody knows."""
    if name not in READINGS:
        return ""
    reading = score.readings[name]
    lines = [esc(say(reason, wording)) for reason in reading.reasons[:MOST]]
    lines += _more(reading, wording)
    if not lines:
        return ""
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f'<ul class="avg-why avg-small avg-soft">{items}</ul>'


def _more(reading: Reading, wording: Wording) -> list[str]:
    found = []
    if reading.slots:
        asked = " ".join(label(slot, wording) for slot in reading.slots)
        found.append(f"{words('fig.slots', wording)}: {esc(asked)}")
    if reading.unmatched:
        listed = ", ".join(clean(word, NAME) for word in reading.unmatched[:MOST])
        found.append(f"{words('fig.unmatched', wording)}: {esc(listed)}")
    return found
