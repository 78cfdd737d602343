"""The index held against cases, baselines and published surveys, misfits by name."""

import textwrap
from collections.abc import Iterable

import pandas as pd

from avgrisk.calibration.thesis import SIZES, thesis_test
from avgrisk.calibration.validation.published_figures import evidence_pairs, printed_figures
from avgrisk.calibration.validation.robustness import article_orderings, rank_robustness
from avgrisk.calibration.validation.separation import separation
from avgrisk.cases.case_base import load_case
from avgrisk.core.labels import label
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
    rows = []
    for row in separation(index).to_dict("records"):
        if not every and row["model"] not in BESIDE:
            continue
        group = row["model"].removeprefix("without ")
        without = label("model.without", lang, group=f"@pillar.{group}")
        name = without if group != row["model"] else label(f"model.{row['model']}", lang)
        cells = {
            "model": name,
            "auc": number(row["auc"], lang, 2),
            "interval95": span(row["low"], row["high"], lang, 2),
            "auc_regulator": number(row["auc_with_regulator"], lang, 2),
        }
        rows.append(cells)
    return _headed(rows, lang)


def _headed(rows: Iterable[dict[str, str]], lang: str) -> pd.DataFrame:
    """Rows of cells as a table whose heads are in words."""
    return pd.DataFrame(rows).rename(columns=lambda name: label(f"column.{name}", lang))


def pair_lines(index: str | RiskIndex = DEFAULT_INDEX, lang: str = "nl") -> list[str]:
    """The pairs of scenarios that people and index order differently, by name."""
    wrong = evidence_pairs(index).query("not in_order")
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
        name, between = label(f"printed.{row['key']}", lang), span(row["low"], row["high"], lang, 2)
        published, ours = (
            blank if pd.isna(row[part]) else number(row[part], lang, 2)
            for part, blank in (("published", between), ("ours", "-"))
        )
        rows.append({"figure": name, "published": published, "ours": ours})
    return _headed(rows, lang)


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
            "input": input_name(row["kind"], row["input"], lang),
            "first": f"{number(100 * abs(row['first']), lang, 0)} %",
            "total": f"{number(100 * row['total'], lang, 0)} %",
        }
        for row in found.to_dict("records")
    ]
    return _headed(rows, lang)


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
        cells = {
            "variant": label(f"variant.{row['variant']}", lang),
            "spearman": with_ends(row, "spearman", lang, 2),
            "top": with_ends(row, "top", lang, 0),
            "changed": with_ends(changed, "changed", lang, 0) + " %",
        }
        rows.append(cells)
    return _headed(rows, lang)


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
    rows = (
        {
            "reading": label(f"reading.{row['term']}", lang),
            "before": doubtful(row["prior"], row["prior_sd"], lang),
            "after": doubtful(row["estimate"], row["sd"], lang),
            "left": f"{number(100 * row['sd_ratio'], lang, 0)} %",
        }
        for row in coefficients.to_dict("records")
    )
    return _headed(rows, lang)


def ordering_lines(lang: str = "nl", seed: int = 1) -> list[str]:
    """How often the orders of the article's examples hold under any positive weights."""
    return [
        label(
            "ordering.line",
            lang,
            lower=load_case(row["lower"]).title(lang),
            higher=load_case(row["higher"]).title(lang),
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
        own = _difference(row["difference"], row["low"], row["high"], lang)
        wide = _difference(row["wide"], row["wide_low"], row["wide_high"], lang)
        shares = {"power": round(100 * row["power"]), "alarm": round(100 * row["false_alarm"])}
        lines += [
            label("thesis.line", lang, rival=f"@thesis.rival.{row['rival']}", **own),
            label("thesis.wide", lang, **wide),
            label("thesis.power", lang, **shares, needed=_needed(row["needed"], lang)),
        ]
    return [*lines, label("thesis.note", lang)]


def _difference(value: float, low: float, high: float, lang: str) -> dict[str, str]:
    """A difference of two weights with its interval, and what that says of the thesis."""
    verdict = "for" if low > 0 else "against" if high < 0 else "open"
    return {
        "difference": number(round(value, 1) + 0.0, lang),  # never -0,0
        "between": span(low, high, lang, 1),
        "result": f"@thesis.{verdict}",
    }


def _needed(count: int, lang: str) -> str:
    """How many cases the test would need, in words."""
    if count:
        return label("thesis.needed", lang, count=count)
    return label("thesis.needed_more", lang, count=SIZES[-1])
