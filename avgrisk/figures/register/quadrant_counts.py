"""A register between two questions: allowed by the law, and granted; a dot for each activity."""

from pathlib import Path

import numpy as np

from avgrisk.core.labels import label
from avgrisk.core.subjects import Language, Wording, plain
from avgrisk.figures import strip
from avgrisk.figures.markup import Figure, esc, joined, words
from avgrisk.figures.style import card
from avgrisk.register.assess import Assessed
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.legal import ANSWERS, VIEWS

STYLE = Path(__file__).with_suffix(".css")

#: Points of the score that stand in one line of the picture.
STEP = 10
#: Dots in one cell; above that they are counted.
MOST_DOTS = 40


def register_quadrant(assessed: Assessed, lang: Language = "nl") -> Figure:
    """Activities by the weakest legal answer (across, both views) and by their score, low risk at
    the top. The number of each cell stands in it. Not legal advice, and it says so."""
    wording = plain(lang)
    title = label("rr.quadrant", wording)
    how = joined((label("rr.quadrant_how", wording), label("rr.quadrant_read", wording)))
    panels, lines = [], []
    for view in VIEWS:
        counts = counted(assessed, view)
        name = label(f"column.{view}", wording)
        panels.append(f"<div><h3>{esc(name)}</h3>{_panel(counts, assessed.index, wording)}</div>")
        lines.append(joined((name, *_lines(counts, wording))))
    names = [band for band, _ in assessed.index.bands]
    keys = "".join(
        f'<span><i class="avg-dot avg-dot-{band}" aria-hidden="true"></i> '
        f"{words(f'band.{band}', wording)}</span>"
        for band in names
    )
    both = "".join(panels)
    body = f'<p>{esc(how)}</p><p class="avg-keys">{keys}</p><div class="avg-both">{both}</div>'
    return card(body, "\n".join((joined((title, how)), *lines)), wording.lang, strip.STYLE, STYLE)


def counted(assessed: Assessed, view: str) -> np.ndarray:
    """How many activities stand where: lines of ten points down, answers across, a layer a band."""
    names = [name for name, _ in assessed.index.bands]
    answers = assessed.scores[f"legal_{view}"].to_numpy(dtype=object)
    bands = assessed.scores["band"].astype(object).to_numpy()
    value = assessed.value
    counts = np.zeros((100 // STEP, len(ANSWERS), len(names)), dtype=np.int64)
    for row in assessed.order.tolist():
        line = min(int(value[row] // STEP), len(counts) - 1)
        counts[line, ANSWERS.index(answers[row]), names.index(bands[row])] += 1
    return counts


def _panel(counts: np.ndarray, index: RiskIndex, wording: Wording) -> str:
    """One view: a table with a head for every line and column."""
    heads = "".join(f'<th scope="col">{words(f"answer.{key}", wording)}</th>' for key in ANSWERS)
    rows = "".join(
        f'<tr><th scope="row">{place * STEP}–{(place + 1) * STEP}</th>'
        + "".join(f"<td>{_dots(cell.tolist(), index)}</td>" for cell in line)
        + "</tr>"
        for place, line in enumerate(counts)
    )
    columns = "<col>" * (1 + len(ANSWERS))
    return (
        f'<table class="avg-lots"><colgroup>{columns}</colgroup><thead><tr>'
        f'<th scope="col">{words("column.score", wording)}</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _dots(counts: list[int], index: RiskIndex) -> str:
    """A dot for each activity as long as they fit, by band, and how many there are."""
    total, room = sum(counts), MOST_DOTS
    if not total:
        return ""
    dots = ""
    for (band, _), count in zip(index.bands, counts, strict=True):
        dots += f'<i class="avg-dot avg-dot-{band}" aria-hidden="true"></i>' * min(count, room)
        room -= min(count, room)
    more = "…" if total > MOST_DOTS else ""
    return f'<span class="avg-dots">{dots}{more}<b>{total}</b></span>'


def _lines(counts: np.ndarray, wording: Wording) -> list[str]:
    """The cells that hold something, in words."""
    return [
        label(
            "rr.quadrant_cell",
            wording,
            answer=f"@answer.{ANSWERS[column]}",
            low=place * STEP,
            high=(place + 1) * STEP,
            count=counts[place, column].sum(),
        )
        for column in range(counts.shape[1])
        for place in range(counts.shape[0])
        if counts[place, column].any()
    ]
