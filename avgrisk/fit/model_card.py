"""The model card from the tables: `python -m avgrisk.fit.model_card > docs/MODEL_CARD.md`.

Every number is read from a table or worked out here, so the card cannot drift: a test holds
docs/MODEL_CARD.md against what this command prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from avgrisk import shipped
from avgrisk.calibration.case_base import calibrate_cases
from avgrisk.cases import load_cases
from avgrisk.coding.agreement import shipped_agreement
from avgrisk.evidence import discomfort_agreement, evidence_frame, evidence_pairs, printed_figures
from avgrisk.index import load_index
from avgrisk.labels import label
from avgrisk.robustness import article_orderings, rank_robustness
from avgrisk.sectors import table as sector_table
from avgrisk.sobol import sobol_indices
from avgrisk.thesis import thesis_test
from avgrisk.validation import misfits, separation

VERSION = "1"

#: What must be said with every score, in the order of figures/limits.py (labels limits.<key>).
LIMITS = (
    "prior",
    "thesis",
    "debate",
    "two_kinds",
    "room",
    "judged",
    "attitudes",
    "hindsight",
    "legal",
)

HEAD = """# Model card: avgrisk, index version {version}

Written by `make model-card` from the tables in `datasets/`; do not edit by hand.

**{prior}.** {prior_limit} How to read it: [METHOD.md](METHOD.md).

## What it is for

- **Use**: a conversation, before launch, about a proposed use of personal data by one organisation:
  how it may land if it becomes known, why, and what would help. For privacy officers, marketers,
  trainers and their customers; in Dutch and English, offline.
- **Not for**: judging people, deciding about a data subject, proving that a use is allowed,
  predicting the chance or the cost of an incident, ranking organisations in public. It is not legal
  advice, and no automated decision should rest on it.
- **In**: seven readings in [0, 1], 1 = most risk, each measured from texts and levels, suggested
  or given. **Out**: 0-100 with an 80 % margin, bands, contributions, and "mag het?" apart from it.

## The index

eta = sum of weight x reading; P(outcome >= k | noticed) = logistic(eta - theta_k); the score is
100 P(outcome >= {scored}). Weights are log-odds over the full range of a reading."""


def card() -> str:
    """The whole card as Markdown."""
    parts = (
        _head(),
        _index(),
        _informed(),
        _data(),
        _figures(),
        _learned(),
        _misfits(),
        _stands(),
        _limits(),
    )
    return "\n\n".join(parts) + "\n"


def _head() -> str:
    index = load_index(VERSION)
    return HEAD.format(
        version=VERSION,
        prior=label("score.prior", "en"),
        prior_limit=label("limits.prior", "en"),
        scored=index.scored,
    )


def _index() -> str:
    index = load_index(VERSION)
    weights = [(term.name, f"{term.mean:g}", f"{term.sd:g}", term.ground) for term in index.terms]
    thetas = ", ".join(f"{theta:g}" for theta in index.thresholds)
    bands = ", ".join(f"{name} from {start:g}" for name, start in index.bands)
    return "\n".join(
        (
            _table(("reading", "prior mean", "sd", "ground"), weights),
            "",
            f"Thresholds theta 1-4: {thetas}, common shift sd {index.shift_sd:g} (judgement: "
            f"no survey gives the base rate). Bands: {bands} (policy). "
            "Reference: .5 on every reading.",
            "Hypotheses, off by default: `1-guardian` (guardian role x misfit, sign disputed) and "
            "`1-licence` (vagueness x misfit in place of vagueness).",
        )
    )


def _informed() -> str:
    found = printed_figures(VERSION)
    rows = [
        (
            row["source"],
            row["figure"],
            f"{row['low']:g}-{row['high']:g}" if pd.isna(row["published"])
            else f"{row['published']:g}",
            "-" if pd.isna(row["ours"]) else f"{row['ours']:.2f}",
            row["note"],
        )
        for row in found.to_dict("records")
    ]  # fmt: skip
    return "\n".join(
        (
            "## The prior was informed by these surveys",
            "",
            "The makers knew the figures below when they chose the weights: agreement with them is "
            "no test of the index. Ours is what index 1 says; - where nothing answers to it.",
            "",
            _table(("source", "figure", "published", "ours", "remark"), rows),
            "",
            "Rank correlation between published discomfort per kind of organisation and our "
            f"distrust: {discomfort_agreement():.2f}.",
        )
    )


def _data() -> str:
    cases = load_cases()
    outcomes = Counter(case.outcome.ordinal for case in cases if case.outcome)
    driven = sum(case.outcome is not None and case.outcome.driver == "regulator" for case in cases)
    ladder = ", ".join(f"step {step}: {outcomes[step]}" for step in sorted(outcomes, key=str))
    agreed = shipped_agreement().set_index("field")
    return "\n".join(
        (
            "## Data",
            "",
            f"- {len(cases)} real cases with {sum(len(case.sources) for case in cases)} sources, "
            f"chosen by their outcome ({ladder}); {driven} driven by a regulator; "
            f"{len(load_cases(illustrations=True))} illustrations, never counted among them.",
            "- Two machine-assisted codings of their levels, outcome hidden; weighted kappa of the "
            f"two {agreed.loc['all', 'kappa']:.2f}, "
            f"on image fit {agreed.loc['image_fit', 'kappa']:.2f}. "
            + label("cases.coding_limits", "en"),
            f"- {len(sector_table())} kinds of organisation, "
            f"{len(shipped.rows('taxonomy/data_categories.csv'))} categories of data, "
            f"{len(shipped.rows('development/purpose_statements.csv'))} purpose statements and "
            f"{len(shipped.rows('development/use_texts.csv'))} use texts written for this project "
            "and labelled by one author.",
            "- Origin and licence of every table: `datasets/LICENSES.md`.",
        )
    )  # fmt: skip


def _figures() -> str:
    found = separation(VERSION)
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
            _table(("model", "AUC", "95 % interval", "with regulator"), rows),
        )
    )


def _learned() -> str:
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
            "Index 1 does not use this fit (`avgrisk.calibrate_cases()`): so few cases hardly move "
            "the prior, and each case predicted from the others it does "
            f"{'better' if auc['refitted'] > auc['prior'] else 'no better'} than the prior (AUC "
            f"{auc['refitted']:.2f} against {auc['prior']:.2f}).",
            "",
            _table(("reading", "prior (sd)", "after (5-95 %)", "sd left"), rows),
        )
    )


def _misfits() -> str:
    names = {row["key"]: row["label_en"] for row in shipped.rows("evidence/scenarios.csv")}
    frame, pairs = evidence_frame(VERSION), evidence_pairs(VERSION)
    wrong = pairs[~pairs["in_order"]].to_dict("records")
    told = [label(f"misfit.{m.key}", "en", case=m.case, other=m.other) for m in misfits(VERSION)]
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
            *_bullets(told),
        )
    )


def _stands() -> str:
    robust = rank_robustness(index=VERSION)
    rows = [
        (
            row["variant"],
            f"{row['spearman']:.2f}",
            f"{row['top']:.0f} of 10",
            f"{100 * row['changed']:.0f} %",
        )
        for row in robust.to_dict("records")
    ]
    drives = sobol_indices(index=VERSION).set_index(["kind", "input"])["total"]
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
            _table(("method", "rank correlation", "top 10", "other band"), rows),
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


def _limits() -> str:
    return "\n".join(("## Limits", "", *_bullets(label(f"limits.{key}", "en") for key in LIMITS)))


def _bullets(lines: Iterable[str]) -> list[str]:
    return [f"- {line}" for line in lines]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; a | in a cell would end it."""
    cells = [[str(cell).replace("|", "/") for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    print(card(), end="")
