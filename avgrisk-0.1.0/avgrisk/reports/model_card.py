"""The model card from the tables: `avgrisk measure model-card > docs/MODEL_CARD.md`.

Every number is read from a table or worked out here, so the card cannot drift: a test holds
docs/MODEL_CARD.md against what this command prints.
"""

from __future__ import annotations

from collections import Counter

import pandas as pd

from avgrisk.calibration.validation import versions_compared
from avgrisk.calibration.validation.published_figures import discomfort_agreement, printed_figures
from avgrisk.cases.case_base import load_cases
from avgrisk.cases.coding.agreement import shipped_agreement
from avgrisk.core import shipped
from avgrisk.core.labels import label
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.figures.limits import LIMITS
from avgrisk.reports.model_card_figures import (
    bullets,
    figures,
    learned,
    stands,
    table,
    told_misfits,
)
from avgrisk.scoring.index_file import load_index
from avgrisk.vocabulary.sectors import table as sector_table

VERSION = DEFAULT_INDEX

HEAD = """# Model card: avgrisk, index version {version}

For who must decide how far to trust the score: what it is for, what it rests on, and where it is
wrong, by name. Written by `make model-card` from the tables in `datasets/`; do not edit by hand.

**{prior}.** {prior_limit} How to read it: [METHOD.md](METHOD.md).

## What it is for

- **Use**: a conversation, before launch, about a proposed use of personal data by one organisation:
  how it may land if it becomes known, why, and what would help. For privacy officers, marketers,
  trainers and their customers; in Dutch and English, offline.
- **Not for**: judging people, deciding about a data subject, proving that a use is allowed,
  predicting the chance or the cost of an incident, ranking organisations in public. It is not legal
  advice, and no automated decision should rest on it.
- **In**: seven readings in [0, 1], 1 = most risk, each measured from texts and levels, suggested
  or given. **Out**: 0-100 with an 80 % range, bands, contributions, and "mag het?" apart from it.

## The index

eta = sum of weight x reading; P(outcome >= k | noticed) = logistic(eta - theta_k); the score is
100 P(outcome >= {scored}). Weights are log-odds over the full range of a reading."""


#: What was known to whoever chose the weights and tables, beyond the figures above.
KNOWN = (
    "Index 2's weight of control rests on Apthorpe et al. 2018 (abstract), on Tran et al. 2025 and "
    "on the shipped cases, which consent alone tells apart: figures on them are half held out.",
    "The 98 vignettes after Martin & Nissenbaum 2016 gave the weights of image fit and of passing "
    "on, and the reports on how earlier versions did on them led to felt sensitivity and to the "
    "question whether a use needs the data: no figure on them would be held out.",
    "How sensitive a kind of data is comes from the surveys of `evidence/felt_sensitivity.csv`; "
    "ranks within one of those surveys are no test of it, unless it is left out.",
    "AFM 2019, Motivaction 2015, Pew 2016 and Berke et al. 2024 were read before scenarios were "
    "coded, and AFM 2019 moved one line of the sector table.",
)


def report() -> str:
    """The whole card as Markdown, without the line's end."""
    parts = (
        _head(),
        _index(),
        _informed(),
        _data(),
        figures(VERSION),
        learned(),
        told_misfits(VERSION),
        _versions(),
        stands(VERSION),
        _limits(),
    )
    return "\n\n".join(parts)


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
            table(("reading", "prior mean", "sd", "ground"), weights),
            "",
            f"Thresholds theta 1-4: {thetas}, common shift sd {index.shift_sd:g} (judgement: "
            f"no survey gives the base rate). Bands: {bands} (policy). "
            "Reference: .5 on every reading.",
            f"Hypotheses, off by default: `{VERSION}-guardian` (guardian role x misfit, sign "
            f"disputed) and `{VERSION}-licence` (vagueness x misfit in place of vagueness). "
            "Index `1` and its kin can still be loaded: there control_gap weighs .8 (.4), and the "
            "same readings give the same bits as before.",
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
            f"no test of the index. Ours is what index {VERSION} says; - where nothing answers it.",
            "",
            table(("source", "figure", "published", "ours", "remark"), rows),
            "",
            "Rank correlation between published discomfort per kind of organisation and our "
            f"distrust: {discomfort_agreement():.2f}.",
            "",
            *bullets(KNOWN),
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


def _versions() -> str:
    return "\n".join(
        (
            "## Index 1 and index 2 side by side",
            "",
            "AUC with two 95 % intervals: resampled, and by Newcombe's method 5. What it means: "
            "[MEASURED.md](MEASURED.md#index-1-and-index-2-side-by-side).",
            "",
            versions_compared.report(),
        )
    )


def _limits() -> str:
    return "\n".join(("## Limits", "", *bullets(label(f"limits.{key}", "en") for key in LIMITS)))
