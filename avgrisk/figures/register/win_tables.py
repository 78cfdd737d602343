"""What would help over a register: quick wins, and the bands before and after a set of measures."""

from collections.abc import Sequence

import numpy as np

from avgrisk.core.labels import label
from avgrisk.core.subjects import Language, plain
from avgrisk.figures.markup import NAME, Figure, clean, esc, joined, number
from avgrisk.figures.register.wordings import row_wording
from avgrisk.figures.style import card
from avgrisk.figures.table import STYLE, Head, explained, line, table
from avgrisk.register.assess import Assessed
from avgrisk.register.quick_wins import QuickWin
from avgrisk.register.report_data import Measures
from avgrisk.scoring.index import RiskIndex

#: Quick wins shown, the best first.
MOST = 50


def quick_wins_table(
    assessed: Assessed, wins: Sequence[QuickWin], lang: Language = "nl", most: int = MOST
) -> Figure:
    """The best single measure per row, most points per unit of effort first."""
    wording = plain(lang)
    heads = [
        *(Head(label(key, wording)) for key in ("column.title", "rr.measure")),
        *(Head(label(f"rr.{key}", wording), True) for key in ("effort", "before", "after", "drop")),
    ]
    rows, lines = [], []
    for win in wins[:most]:
        name = clean(assessed.titles[win.row], NAME)
        lever = label(f"lever.{win.lever}", row_wording(assessed, win.row, wording))
        before, after = (
            number(value, wording.lang) for value in (assessed.value[win.row], win.value)
        )
        drop = number(win.drop, wording.lang)
        rows.append([esc(name), esc(lever), str(win.effort), before, after, drop])
        lines.append(f"{name}: {lever} ({win.effort}): {before} → {after}")
    return explained("rr.wins", heads, rows, lines, wording)


def before_after(assessed: Assessed, measures: Measures, lang: Language = "nl") -> Figure:
    """How many activities stand in each band before and after a set of measures, and the mean.

    Empty where there is no measure or no scored row.
    """
    wording = plain(lang)
    before, after = assessed.value, measures.after
    known = ~np.isnan(before)
    if not measures.levers or not known.any():
        return Figure("", "")
    levers = [label(f"lever.{key}", wording) for key in measures.levers]
    said = [] if measures.chosen else [label("rr.measures_default", wording)]
    means = {
        "before": number(float(before[known].mean()), wording.lang),
        "after": number(float(after[known].mean()), wording.lang),
    }
    how = joined((label("rr.measures_how", wording), label("rr.mean_is", wording, **means)))
    counts = [banded(part[known], assessed.index) for part in (before, after)]
    rows, lines = [], []
    for place, (band, _) in enumerate(assessed.index.bands):
        name, pair = label(f"band.{band}", wording), [int(part[place]) for part in counts]
        shares = [line(count / int(known.sum())) for count in pair]
        rows.append([esc(name), str(pair[0]), shares[0], str(pair[1]), shares[1]])
        lines.append(f"{name}: {pair[0]} → {pair[1]}")
    heads = [
        Head(label("column.band", wording)),
        Head(label("rr.before", wording), True),
        Head(""),
        Head(label("rr.after", wording), True),
        Head(""),
    ]
    title = label("rr.measures", wording)
    listed = "".join(f"<li>– {esc(lever)}</li>" for lever in levers)
    default = "".join(f"<p>{esc(part)}</p>" for part in said)
    body = f"{default}<ul>{listed}</ul><p>{esc(how)}</p>{table(title, heads, rows)}"
    return card(body, joined((title, *said, *levers, how, *lines)), wording.lang, STYLE)


def banded(values: np.ndarray, index: RiskIndex) -> np.ndarray:
    """How many scores, 0-100, fall in each band."""
    edges = [start for _, start in index.bands[1:]]
    return np.bincount(np.searchsorted(edges, values, side="right"), minlength=len(index.bands))
