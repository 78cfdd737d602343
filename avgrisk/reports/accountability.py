"""The index held against cases, baselines and published surveys, misfits by name."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

import pandas as pd

from avgrisk.calibration.thesis import SIZES, thesis_test
from avgrisk.calibration.validation.published_figures import evidence_pairs, printed_figures
from avgrisk.calibration.validation.robustness import article_orderings, rank_robustness
from avgrisk.calibration.validation.separation import separation
from avgrisk.cases.case_base import load_case
from avgrisk.core.labels import label
from avgrisk.core.languages import written
from avgrisk.core.records import READINGS, ProposedUse
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.core.wording import number, span
from avgrisk.figures.evidence import scenario_name
from avgrisk.figures.shares import input_name
from avgrisk.reports.separation_lines import BESIDE, separation_lines
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.sobol import sobol_indices

__all__ = [
    "doubtful",
    "ordering_lines",
    "page_text",
    "pair_lines",
    "posterior_table",
    "printed_table",
    "prior_lines",
    "robustness_table",
    "separation_lines",
    "separation_table",
    "sobol_table",
    "thesis_lines",
    "with_ends",
]

#: Characters of a line on a page.
PAGE = 95


def page_text(lines: Iterable[str]) -> str:
    """Lines for a page of a notebook or terminal: broken at PAGE, items of a list further in.

    >>> print(page_text(["- een", "twee"]))
    - een
    twee
    """
    wrapped = (
        textwrap.fill(line, PAGE, subsequent_indent="    " if line[:1] in "- " else "")
        for line in lines
    )
    return "\n".join(wrapped)


def doubtful(mean: float, sd: float, lang: str) -> str:
    """A weight with its standard deviation behind it, two decimals."""
    return f"{number(mean, lang, 2)} ({number(sd, lang, 2)})"


def with_ends(row: dict[str, float], name: str, lang: str, decimals: int) -> str:
    """A value with its ends, or alone where it has none."""
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    shown = number(row[name], lang, decimals)
    return shown if low == high else f"{shown} ({span(low, high, lang, decimals)})"


def separation_table(
    index: str | RiskIndex = DEFAULT_INDEX, lang: str = "nl", every: bool = False
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


def pair_lines(index: str | RiskIndex = DEFAULT_INDEX, lang: str = "nl") -> list[str]:
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


def printed_table(index: str | RiskIndex = DEFAULT_INDEX, lang: str = "nl") -> pd.DataFrame:
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


def sobol_table(
    use: ProposedUse | None = None,
    index: str | RiskIndex = DEFAULT_INDEX,
    lang: str = "nl",
    seed: int = 1,
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
    index: str | RiskIndex = DEFAULT_INDEX,
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


def prior_lines(index: str | RiskIndex = DEFAULT_INDEX, lang: str = "nl") -> list[str]:
    """Every weight of the index with its doubt and its ground, a line each."""
    risk_index = load_index(index)
    return [
        label(
            "prior.line",
            lang,
            reading=" × ".join(label(f"reading.{name}", lang) for name in term.factors),
            mean=number(term.mean, lang),
            sd=number(term.sd, lang),
            ground=f"@prior.ground.{term.name}",
        )
        for term in risk_index.terms
        if set(term.factors) <= set(READINGS)
    ]


def posterior_table(coefficients: pd.DataFrame, lang: str = "nl") -> pd.DataFrame:
    """Weights before and after, from a calibration's `coefficients`; the last column says how much
    of the doubt was left, 100 % = nothing learned."""
    return pd.DataFrame(
        {
            label("column.reading", lang): label(f"reading.{row['term']}", lang),
            label("column.before", lang): doubtful(row["prior"], row["prior_sd"], lang),
            label("column.after", lang): doubtful(row["estimate"], row["sd"], lang),
            label("column.left", lang): f"{number(100 * row['sd_ratio'], lang, 0)} %",
        }
        for row in coefficients.to_dict("records")
    )


def ordering_lines(lang: str = "nl", seed: int = 1) -> list[str]:
    """How often the orders of the article's examples hold under any positive weights."""
    return [
        label(
            "ordering.line",
            lang,
            lower=getattr(load_case(row["lower"]), f"title_{written(lang)}"),
            higher=getattr(load_case(row["higher"]), f"title_{written(lang)}"),
            share=number(100 * row["share"], lang),
        )
        for row in article_orderings(seed=seed).to_dict("records")
    ]


def thesis_lines(
    regulator_driven: bool = False,
    lang: str = "nl",
    seed: int = 1,
    found: pd.DataFrame | None = None,
) -> list[str]:
    """The thesis against each rival: what came of it, how sure, and what the test could have seen.

    `found` is the result of `thesis_test` where that was run already.
    """
    table = thesis_test(regulator_driven, seed) if found is None else found
    lines = [label("thesis.title", lang, n=int(table["n"].iloc[0]))]
    for row in table.to_dict("records"):
        lines += [
            label(
                "thesis.line",
                lang,
                rival=f"@thesis.rival.{row['rival']}",
                difference=number(round(row["difference"], 1) + 0.0, lang),  # never -0,0
                between=span(row["low"], row["high"], lang, 1),
                result=f"@thesis.{_verdict(row['low'], row['high'])}",
            ),
            label(
                "thesis.wide",
                lang,
                difference=number(round(row["wide"], 1) + 0.0, lang),
                between=span(row["wide_low"], row["wide_high"], lang, 1),
                result=f"@thesis.{_verdict(row['wide_low'], row['wide_high'])}",
            ),
            label(
                "thesis.power",
                lang,
                power=round(100 * row["power"]),
                alarm=round(100 * row["false_alarm"]),
                needed=_needed(row["needed"], lang),
            ),
        ]
    return [*lines, label("thesis.note", lang)]


def _verdict(low: float, high: float) -> str:
    """What an interval of a difference says of the thesis."""
    return "for" if low > 0 else "against" if high < 0 else "open"


def _needed(count: int, lang: str) -> str:
    """How many cases the test would need, in words."""
    if count:
        return label("thesis.needed", lang, count=count)
    return label("thesis.needed_more", lang, count=SIZES[-1])
