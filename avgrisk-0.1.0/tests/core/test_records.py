"""The records: ranges, blanks, and errors that name field, value and what is allowed."""

from __future__ import annotations

import pickle

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.core.labels import LANGUAGES, explain
from avgrisk.core.records import FIELDS, UNKNOWN, InputError, ProposedUse, Range, Reading

unit = st.floats(0, 1)
ranges = st.tuples(unit, unit, unit).map(sorted).map(lambda three: Range(*three))


@given(ranges)
def test_the_pert_mean_lies_between_low_and_high_and_turns_with_the_range(part):
    assert part.low - 1e-15 <= part.mean <= part.high + 1e-15
    assert abs(part.flipped().mean - (1 - part.mean)) < 1e-12


@given(unit)
def test_a_certain_value_is_its_own_mean_to_the_bit(value):
    assert Range.point(value).mean == value


@pytest.mark.parametrize(
    "bad",
    [(0.5, 0.4, 0.6), (-0.1, 0, 1), (0, 0.5, 1.1), (float("nan"), 0.5, 1), (0, float("inf"), 1)],
)
def test_a_range_out_of_order_or_out_of_bounds_is_refused(bad):
    with pytest.raises(InputError):
        Range(*bad)


@pytest.mark.parametrize("blank", [None, float("nan"), "", "  ", pd.NA, pd.NaT, np.float64("nan")])
def test_every_kind_of_blank_is_unknown(blank):
    use = ProposedUse(control=blank, sector=blank, data_categories=blank)
    assert use.control is None
    assert use.sector.strip() == ""
    assert use.data_categories == ()


@pytest.mark.parametrize("value", [1.5, -0.01, float("inf"), True, object(), [0.1, 0.2], {}])
def test_a_level_of_the_wrong_kind_or_outside_0_to_1_names_its_field(value):
    with pytest.raises(InputError) as caught:
        ProposedUse(control=value)
    assert caught.value.field == "control"


@pytest.mark.parametrize("value", [5, ["a"], b"bank", object()])
def test_text_of_the_wrong_kind_names_its_field(value):
    with pytest.raises(InputError) as caught:
        ProposedUse(purpose_statement=value)
    assert caught.value.field == "purpose_statement"


def test_an_unknown_field_in_a_change_names_the_fields():
    with pytest.raises(InputError, match="purpose_statement"):
        ProposedUse().replace(purpose="x")


def test_categories_may_be_one_text_or_a_list():
    expected = ("payment", "x_nl.bsn")
    assert ProposedUse(data_categories="payment; x_nl.bsn;").data_categories == expected
    assert ProposedUse(data_categories=["payment", "x_nl.bsn"]).data_categories == expected


def test_records_are_frozen_and_equal_by_value():
    use = ProposedUse(title="a")
    with pytest.raises(AttributeError):
        use.title = "b"
    assert use == ProposedUse(title="a")
    assert hash(use) == hash(ProposedUse(title="a"))
    assert len(FIELDS) == len(set(FIELDS))


def test_an_unknown_reading_has_no_value_and_stands_at_anything():
    reading = Reading("vagueness")
    assert reading.value is None
    assert (reading.low, reading.high) == (0, 1)
    assert reading.range == UNKNOWN


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_error_tells_field_value_and_what_is_allowed_in_one_line(lang):
    error = InputError("control", "x" * 200 + "\n<b>", "opt_in, opt_out")
    line = explain(error, lang)
    assert "control" in line and "opt_in" in line
    assert "\n" not in line and len(line) < 200


def test_an_error_survives_a_process_border():
    error = pickle.loads(pickle.dumps(InputError("a", "b", "c", "error.range")))
    assert (error.field, error.value, error.allowed, error.key) == ("a", "b", "c", "error.range")
