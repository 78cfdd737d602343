"""Value gap: 1 - what the customer gets back, unknown when nobody said."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.core import labels
from avgrisk.core.records import InputError, ProposedUse, Range
from avgrisk.indicators.measure import measure as measured

measure = partial(measured, "value_gap")


@pytest.mark.parametrize(
    ("level", "gap"), [("none", 1), ("token", 0.75), ("fair", 0.5), ("clear", 0.25), ("asked", 0)]
)
def test_named_levels_are_turned_round(level, gap):
    found = measure(ProposedUse(value_returned=level))
    assert (found.status, found.range) == ("given", Range.point(gap))
    assert labels.label(f"value.{level}") in labels.say(found.reasons[0])


def test_blank_is_unknown():
    assert measure(ProposedUse()).status == "unknown"
    assert measure(ProposedUse()).value is None


def test_a_level_that_does_not_exist_is_an_error():
    with pytest.raises(InputError) as caught:
        measure(ProposedUse(value_returned="lots"))
    assert caught.value.field == "value_returned"


@given(st.floats(0, 1))
def test_any_number_is_turned_round(level):
    assert measure(ProposedUse(value_returned=level)).value == pytest.approx(1 - level, abs=5e-5)
