"""The index held against cases, baselines and published surveys, misfits by name."""

from __future__ import annotations

import pandas as pd

from avgrisk.accountability.words import span
from avgrisk.evidence import evidence_pairs, printed_figures
from avgrisk.figures.evidence import scenario_name
from avgrisk.index import RiskIndex
from avgrisk.labels import label
from avgrisk.tables import number
from avgrisk.validation import separation

#: What is always printed together: the index and both baselines.
BESIDE = ("coded", "consent", "prescan")


def separation_table(
    index: str | RiskIndex = "1", lang: str = "nl", every: bool = False
) -> pd.DataFrame:
    """AUC with its 95 % interval of the index and both baselines; `every` model on request."""
    found = separation(index)
    rows = []
    for row in found.to_dict("records"):
        if not every and row["model"] not in BESIDE:
            continue
        group = row["model"].removeprefix("without ")
        without = label("model.without", lang, group=f"@pillar.{group}")
        name = without if group != row["model"] else label(f"model.{row['model']}", lang)
        rows.append(
            {
                label("column.model", lang): name,
                label("column.auc", lang): number(row["auc"], lang, 2),
                label("column.interval95", lang): span(row["low"], row["high"], lang, 2),
                label("column.auc_regulator", lang): number(row["auc_with_regulator"], lang, 2),
            }
        )
    return pd.DataFrame(rows)


def separation_lines(index: str | RiskIndex = "1", lang: str = "nl") -> list[str]:
    """The index beside both baselines, in sentences."""
    found = separation(index)
    table = found.set_index("model")
    lines = [label("separation.title", lang, n=found.attrs["cases"][0])]
    for name in BESIDE:
        row = table.loc[name]
        auc, between = number(row["auc"], lang, 2), span(row["low"], row["high"], lang, 2)
        line = label("separation.line", lang, model=f"@model.{name}", auc=auc, between=between)
        if name != BESIDE[0]:
            line += label("separation.ahead", lang, count=round(100 * row["ahead"]))
        lines.append(f"- {line}")
    return [*lines, label("separation.note", lang)]


def pair_lines(index: str | RiskIndex = "1", lang: str = "nl") -> list[str]:
    """The pairs of scenarios that people and index order differently, by name."""
    wrong = evidence_pairs(index)
    wrong = wrong[~wrong["in_order"]]
    return [
        label(
            "evidence.wrong_pair",
            lang,
            survey=row["survey"],
            first=scenario_name(row["first"], lang),
            second=scenario_name(row["second"], lang),
        )
        for row in wrong.to_dict("records")
    ]


def printed_table(index: str | RiskIndex = "1", lang: str = "nl") -> pd.DataFrame:
    """Estimates from surveys beside the index's own figure, those without one included."""
    rows = []
    for row in printed_figures(index).to_dict("records"):
        published = (
            span(row["low"], row["high"], lang, 2)
            if pd.isna(row["published"])
            else number(row["published"], lang, 2)
        )
        rows.append(
            {
                label("column.figure", lang): label(f"printed.{row['key']}", lang),
                label("column.published", lang): published,
                label("column.ours", lang): "-"
                if pd.isna(row["ours"])
                else number(row["ours"], lang, 2),
            }
        )
    return pd.DataFrame(rows)
