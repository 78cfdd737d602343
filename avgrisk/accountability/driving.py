"""What drives the score, and whether its order holds under other weights and ways of adding up."""

from __future__ import annotations

import pandas as pd

from avgrisk.accountability.words import with_ends
from avgrisk.figures.shares import input_name
from avgrisk.index import RiskIndex
from avgrisk.labels import label
from avgrisk.records import ProposedUse
from avgrisk.robustness import rank_robustness
from avgrisk.sobol import sobol_indices
from avgrisk.tables import number


def sobol_table(
    use: ProposedUse | None = None, index: str | RiskIndex = "1", lang: str = "nl", seed: int = 1
) -> pd.DataFrame:
    """What drives the score: every input with its first-order and total share, largest first."""
    found = sobol_indices(use, index, seed=seed).sort_values("total", ascending=False)
    rows = [
        {
            label("column.input", lang): input_name(row["kind"], row["input"], lang),
            label("column.first", lang): f"{number(100 * abs(row['first']), lang, 0)} %",
            label("column.total", lang): f"{number(100 * row['total'], lang, 0)} %",
        }
        for row in found.to_dict("records")
    ]
    return pd.DataFrame(rows)


def robustness_table(
    frame: pd.DataFrame | None = None,
    index: str | RiskIndex = "1",
    lang: str = "nl",
    seed: int = 1,
) -> pd.DataFrame:
    """Rank robustness in words: a row a variant."""
    rows = []
    for row in rank_robustness(frame, index, seed=seed).to_dict("records"):
        changed = {end: 100 * row[end] for end in ("changed", "changed_low", "changed_high")}
        rows.append(
            {
                label("column.variant", lang): label(f"variant.{row['variant']}", lang),
                label("column.spearman", lang): with_ends(row, "spearman", lang, 2),
                label("column.top", lang): with_ends(row, "top", lang, 0),
                label("column.changed", lang): with_ends(changed, "changed", lang, 0) + " %",
            }
        )
    return pd.DataFrame(rows)
