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


def test_what_the_text_gives_people_stands_beside_what_is_usual_with_its_words():
    helped, named = (
        measure(ProposedUse(proposed_use=f"Students who are short of money {what}"))
        for what in ("get their course books for free", "are pointed out to sellers of loans")
    )
    assert helped.status == named.status == "suggested" and helped.value < named.value - 0.15
    assert named.reasons[0].key == "value_gap.heard"
    words = dict(helped.reasons[0].values)["words"]
    assert words and all(
        word in "Students who are short of money get their course books for free"
        for word in words.split(", ")
    )


def test_of_few_words_what_is_usual_counts_alone():
    assert (
        measure(ProposedUse(proposed_use="Nieuwsbrief sturen")).reasons[0].key == "value_gap.usual"
    )
