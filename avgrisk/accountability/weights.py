"""Where the weights come from: the prior, what the cases make of it, the article's thesis."""

from __future__ import annotations

import pandas as pd

from avgrisk.accountability.words import doubtful, span
from avgrisk.cases import load_case
from avgrisk.index import RiskIndex, load_index
from avgrisk.labels import label
from avgrisk.records import READINGS
from avgrisk.robustness import article_orderings
from avgrisk.tables import number
from avgrisk.thesis import SIZES, thesis_test


def prior_lines(index: str | RiskIndex = "1", lang: str = "nl") -> list[str]:
    """Every weight of the index with its doubt and its ground, a line each."""
    risk_index = load_index(index) if isinstance(index, str) else index
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
            lower=getattr(load_case(row["lower"]), f"title_{lang}"),
            higher=getattr(load_case(row["higher"]), f"title_{lang}"),
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
