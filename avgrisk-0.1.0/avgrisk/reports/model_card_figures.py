"""The model card's figures: how well the index tells cases apart, misfits, and what stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from avgrisk.calibration.case_fit import calibrate_cases
from avgrisk.calibration.thesis import thesis_test
from avgrisk.calibration.validation.published_figures import evidence_frame, evidence_pairs
from avgrisk.calibration.validation.robustness import article_orderings, rank_robustness
from avgrisk.calibration.validation.separation import misfits, separation
from avgrisk.core import shipped
from avgrisk.core.labels import label
from avgrisk.scoring.sobol import sobol_indices


def bullets(lines: Iterable[str]) -> list[str]:
    """A line per item of a list."""
    return [f"- {line}" for line in lines]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; a | in a cell would end it."""
    cells = [[str(cell).replace("|", "/") for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def figures(version: str) -> str:
    """AUC of the index, its parts and both baselines, on the cases."""
    found = separation(version)
    rows = [
        (
            row["model"],
            f"{row['auc']:.2f}",
            f"{row['low']:.2f}-{row['high']:.2f}",
            f"{row['auc_with_regulator']:.2f}",
        )
        for row in found.to_dict("records")
    ]
    counts = found.attrs["cases"]
    return "\n".join(
        (
            "## Accepted against backlash",
            "",
            f"AUC on {counts[0]} cases (last column: {counts[1]}, with those a regulator drove). "
            "prescan = the Dutch government's pre-scan DPIA, a sum of ten counts that sees neither "
            "brand nor purpose. These figures flatter the index: see Data.",
            "",
            table(("model", "AUC", "95 % interval", "with regulator"), rows),
        )
    )


def learned() -> str:
    """What a fit on the cases would make of the weights, which no shipped index uses."""
    fitted = calibrate_cases()
    rows = [
        (
            row["term"],
            f"{row['prior']:.2f} ({row['prior_sd']:.2f})",
            f"{row['estimate']:.2f} ({row['low']:.2f} to {row['high']:.2f})",
            f"{row['sd_ratio']:.2f}",
        )
        for row in fitted.coefficients.to_dict("records")
    ]
    auc = fitted.compared().set_index("model")["auc"]
    return "\n".join(
        (
            "## What the cases would make of the weights",
            "",
            "No shipped index uses this fit (`avgrisk.calibrate_cases()`): so few cases hardly "
            "move the prior, and each case predicted from the others it does "
            f"{'better' if auc['refitted'] > auc['prior'] else 'no better'} than the prior (AUC "
            f"{auc['refitted']:.2f} against {auc['prior']:.2f}).",
            "",
            table(("reading", "prior (sd)", "after (5-95 %)", "sd left"), rows),
        )
    )


def told_misfits(version: str) -> str:
    """Cases and survey scenarios that the index gets wrong."""
    names = {row["key"]: row["label_en"] for row in shipped.rows("evidence/scenarios.csv")}
    frame, pairs = evidence_frame(version), evidence_pairs(version)
    wrong = pairs[~pairs["in_order"]].to_dict("records")
    told = [label(f"misfit.{m.key}", "en", case=m.case, other=m.other) for m in misfits(version)]
    told += [
        f"{row['survey']}, {names[row['scenario']]}: people lean {row['leans']}, "
        f"the score is {row['band']}."
        for row in frame[~frame["fits"]].to_dict("records")
    ]
    told += [
        f"{row['survey']}: people resist “{names[row['first']]}” more than "
        f"“{names[row['second']]}”, the index the other way round."
        for row in wrong
    ]
    shares = pairs.groupby("survey", sort=False)["in_order"].agg(["sum", "count"])
    order = ", ".join(
        f"{survey} {row['sum']} of {row['count']}" for survey, row in shares.iterrows()
    )
    return "\n".join(
        (
            "## Misfits, by name",
            "",
            f"Pairs of survey scenarios in people's order: {order}. Scenarios were coded by "
            "somebody who knew the figures.",
            "",
            *bullets(told),
        )
    )


def stands(version: str) -> str:
    """Order under other methods, what drives the score, the article's orders and its thesis."""
    robust = rank_robustness(index=version)
    rows = [
        (
            row["variant"],
            f"{row['spearman']:.2f}",
            f"{row['top']:.0f} of 10",
            f"{100 * row['changed']:.0f} %",
        )
        for row in robust.to_dict("records")
    ]
    drives = sobol_indices(index=version).set_index(["kind", "input"])["total"]
    shares = ", ".join(
        f"{name} {100 * drives['all', key]:.0f} %"
        for name, key in (("readings", "reading"), ("weights", "weight"), ("base rate", "shift"))
    )
    share = article_orderings()["share"].min()
    found = thesis_test()
    tests = [
        f"against {row['rival']}: {round(row['difference'], 1) + 0.0:+.1f} "
        f"({row['low']:+.1f} to {row['high']:+.1f}), power {row['power']:.2f} "
        f"with {row['n']} cases, under a wide prior {row['wide']:+.1f} "
        f"({row['wide_low']:+.1f} to {row['wide_high']:+.1f})"
        for row in found.to_dict("records")
    ]
    decided, wide = (
        int(((found[f"{name}low"] > 0) | (found[f"{name}high"] < 0)).sum())
        for name in ("", "wide_")
    )
    return "\n".join(
        (
            "## What stands and what does not",
            "",
            "- Order of the real cases under other methods (rank correlation, same top 10, other "
            "band):",
            "",
            table(("method", "rank correlation", "top 10", "other band"), rows),
            "",
            f"- What drives the score over all plans there can be (total Sobol shares): {shares}.",
            "- The orders the source article expects of its examples hold in "
            f"{100 * share:.1f} % or more of freely drawn positive weights: they prove nothing "
            "about the weights.",
            "- The thesis, image weighs most, one to one under equal priors (difference of "
            f"weights, 90 % interval): {'; '.join(tests)}. Decided: {decided} of {len(tests)}, "
            f"under a wide prior {wide}. The answer hangs on how firm one is beforehand, and image "
            "fit was coded with hindsight.",
        )
    )  # fmt: skip
