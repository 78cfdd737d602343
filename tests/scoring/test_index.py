"""The formula: known numbers, exact sums, direction."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.core.records import READINGS, InputError
from avgrisk.scoring import index as formula
from avgrisk.scoring.index import INPUTS, Term
from avgrisk.scoring.index_file import VERSIONS, load_index

unit = st.floats(0, 1)


def columns(values):
    return {name: np.array([value]) for name, value in zip(INPUTS, values, strict=True)}


@pytest.mark.parametrize(("version", "eta", "score"), [("1", 5.0, 27), ("2", 5.3, 33)])
def test_the_reference_use_of_a_version(version, eta, score):
    index = load_index(version)
    assert index.reference_eta == pytest.approx(eta, abs=1e-12)
    assert round(float(formula.score(index, np.array([index.reference_eta]))[0])) == score


@pytest.mark.parametrize(("version", "control"), [("1", (0.8, 0.4)), ("2", (1.4, 0.6))])
def test_coefficients_are_those_of_the_method(version, control):
    terms = {term.name: (term.mean, term.sd) for term in load_index(version).terms}
    assert terms == {
        "vagueness": (0.8, 0.4), "purpose_distance": (2.0, 0.7), "data_sensitivity": (1.6, 0.6),
        "image_misfit": (2.4, 0.8), "trust_gap": (1.2, 0.8), "value_gap": (1.2, 0.5),
        "control_gap": control,
    }  # fmt: skip
    assert tuple(terms) == READINGS
    assert load_index(version).thresholds == (4.6, 6.0, 7.5, 9.0)


def test_what_is_scored_without_a_name_is_index_2():
    assert load_index() is load_index("2")


@pytest.mark.parametrize("version", VERSIONS)
@given(values=st.tuples(*[unit] * len(INPUTS)))
def test_contributions_add_up_to_eta_minus_reference(version, values):
    index = load_index(version)
    means = columns(values)
    total = sum(float(part[0]) for part in formula.contributions(index, means).values())
    assert abs(total - (float(formula.eta(index, means)[0]) - index.reference_eta)) < 1e-12


@given(values=st.tuples(*[unit] * len(INPUTS)), which=st.sampled_from(READINGS), up=unit)
def test_more_risk_in_a_reading_never_lowers_the_score(values, which, up):
    index = load_index()
    means = columns(values)
    more = {**means, which: np.maximum(means[which], up)}
    assert formula.score(index, formula.eta(index, more)) >= formula.score(
        index, formula.eta(index, means)
    )


def test_outcome_probabilities_fall_with_each_step():
    index = load_index("1")
    steps = formula.outcome_probabilities(index, np.array([6.0]))[0]
    assert (np.diff(steps) < 0).all()
    assert steps[1] == 0.5


@pytest.mark.parametrize(
    ("score", "band"), [(0, 0), (19.99, 0), (20, 1), (49.99, 1), (50, 2), (100, 2)]
)
def test_bands_start_at_20_and_50(score, band):
    assert formula.band_of(load_index("1"), np.array([score]))[0] == band


def test_unknown_version_names_what_is_allowed():
    with pytest.raises(InputError, match="2-guardian"):
        load_index("3")


@pytest.mark.parametrize(
    "name", ["nonsense", "vagueness:nonsense", "vagueness:trust_gap:value_gap"]
)
def test_a_term_of_unknown_inputs_is_refused(name):
    index = load_index("1")
    with pytest.raises(InputError):
        replace(index, terms=(Term(name, 1.0, 1.0, 0.0),))


def test_a_product_whose_first_factor_also_stands_alone_is_refused():
    index = load_index("1")
    with pytest.raises(InputError):
        replace(index, terms=(*index.terms, Term("vagueness:image_misfit", 1.0, 1.0, 0.0)))
