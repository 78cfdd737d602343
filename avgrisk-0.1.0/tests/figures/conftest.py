"""Scores to draw: a known plan, a plan full of hostile text, and one of which nothing is known."""

from __future__ import annotations

import pandas as pd
import pytest

from avgrisk.calibration.validation.published_figures import evidence_frame, evidence_pairs
from avgrisk.cases.case_base import load_case
from avgrisk.cases.replay import branches, steps
from avgrisk.cases.similar import similar_cases
from avgrisk.core.records import ProposedUse
from avgrisk.scoring.score import score
from avgrisk.scoring.sobol import sobol_indices

HOSTILE = "<script>alert(1)</script> \" onload='x' & \x00 \u202e {0} {name} %s"

GIVEN = ProposedUse(
    title="Kortingen op maat",
    vagueness=0.8,
    purpose_distance=(0.4, 0.6, 0.9),
    data_sensitivity=0.5,
    image_misfit=0.9,
    trust_gap=0.4,
    value_gap=0.6,
)


@pytest.fixture(scope="session")
def case():
    return load_case("ing-2014")


@pytest.fixture(scope="session")
def result(case):
    """The score of a real plan."""
    return score(case.use)


@pytest.fixture(scope="session")
def given():
    """Six readings given by hand, control unknown."""
    return score(GIVEN)


@pytest.fixture(scope="session")
def blank():
    """Nothing is known."""
    return score(ProposedUse())


@pytest.fixture(scope="session")
def hostile():
    """Every text of the use wants to be markup."""
    texts = ("title", "proposed_use", "collected_for", "purpose_statement", "controller")
    return score(
        ProposedUse(
            **dict.fromkeys(texts, HOSTILE),
            sector="bank",
            data_categories=(HOSTILE, "purchase_history"),
            art9_ground=HOSTILE,
        )
    )


@pytest.fixture(scope="session")
def path(case):
    return steps(case)


@pytest.fixture(scope="session")
def variants():
    return branches("ing-2014")


@pytest.fixture(scope="session")
def similar(case):
    return similar_cases(case.use, leave_out=case.id)


#: Weights before and after a fit, one of them negative, and one of a column of the user's own.
WEIGHTS = pd.DataFrame(
    {
        "estimate": [1.1, -0.4],
        "low": [0.3, -1.1],
        "high": [1.9, 0.3],
        "prior": [0.8, 0.0],
        "prior_sd": [0.4, 2.0],
        "term": ["vagueness", HOSTILE],
    },
    index=pd.Index(["vagueness", HOSTILE], name="reading"),
)


@pytest.fixture(scope="session")
def facts(hostile, path, case, similar, variants):
    """What every figure is drawn from, by name."""
    return {
        "hostile": hostile,
        "path": path,
        "case": case,
        "similar": similar,
        "variants": variants,
        "evidence": (evidence_frame(), evidence_pairs()),
        "shares": sobol_indices(index="2-guardian", draws=256),
        "weights": WEIGHTS,
    }
