"""Data sensitivity: the numbers of the method, ranges, groups that pile up, and what is unknown."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.core import labels
from avgrisk.core.records import UNKNOWN, InputError, ProposedUse, Range
from avgrisk.indicators.data_sensitivity import FIELDS
from avgrisk.indicators.measure import measure as measured
from avgrisk.vocabulary.data_words import categories

measure = partial(measured, "data_sensitivity")


def read(data: str, identifiability: object = "account"):
    return measure(ProposedUse(data_categories=data, identifiability=identifiability))


@pytest.mark.parametrize(
    "data, value",
    [
        ("bsn", 0.90),
        ("x_nl.payment_transactions", 0.85),
        ("aankoopgeschiedenis", 0.45),
        ("contactgegevens", 0.25),
        ("persoonsgegevens", 0.50),
        ("gezondheid", 1.0),
        ("strafblad", 1.0),
    ],
)
def test_numbers_of_the_method(data, value):
    assert read(data).value == pytest.approx(value)


@pytest.mark.parametrize(
    "level, times", [("practically_anonymous", 0.25), ("pseudonym", 0.5), (0.75, 0.75)]
)
def test_identifiability_multiplies(level, times):
    assert read("bsn", level).value == pytest.approx(0.9 * times)


def test_a_general_key_is_a_range():
    assert read("user.location").range == Range(0.4, 0.6, 0.75)


def test_a_range_of_identifiability_multiplies_end_by_end():
    found = read("user.location", "0,5|0,75|1").range
    assert (found.low, found.mode, found.high) == pytest.approx((0.2, 0.45, 0.75))


def test_blank_identifiability_is_a_wide_range_and_said():
    found = read("bsn", None)
    assert (found.low, found.high) == pytest.approx((0.45, 0.9))
    assert "sensitivity.identifiability_blank" in {reason.key for reason in found.reasons}


def test_each_group_beyond_the_second_adds_a_step_at_most_to_one():
    two = read("naam; geboortedatum")
    three = read("naam; geboortedatum; opleiding")
    four = read("naam; geboortedatum; opleiding; kenteken")
    assert three.value == pytest.approx(two.value + 0.1, abs=0.01)
    assert four.value == pytest.approx(0.4 + 0.2)
    assert [reason.weight for reason in four.reasons if reason.key == "sensitivity.piled"] == [
        0.1,
        0.1,
    ]
    assert read("gezondheid; naam; salaris; locatie; strafblad").value == 1


def test_two_categories_of_one_group_pile_nothing():
    assert read("naam; adres; telefoonnummer; e-mailadres").value == 0.25


def test_flags_stand_beside_the_number():
    assert read("bsn; strafblad; gezondheid; overige gegevens").flags == (
        "special_category",
        "criminal",
        "bsn",
        "too_vague",
    )


def test_unnamed_data_count_only_where_nothing_else_is_named():
    assert read("persoonsgegevens; naam").value == 0.25
    assert read("persoonsgegevens; naam").flags == ("too_vague",)


def test_words_nobody_knows_are_listed_beside_the_number():
    found = read("bsn; kwurk")
    assert found.value == pytest.approx(0.9)
    assert found.unmatched == ("kwurk",)


@pytest.mark.parametrize("data, unmatched", [("", ()), ("kwurk", ("kwurk",)), ("geen bsn", ())])
def test_nothing_known_is_unknown_not_zero(data, unmatched):
    found = read(data)
    assert found.status == "unknown"
    assert found.range == UNKNOWN
    assert found.unmatched == unmatched
    assert found.reasons


def test_an_unknown_level_is_told():
    with pytest.raises(InputError) as told:
        read("bsn", "soso")
    assert told.value.field == "identifiability"


def test_fields_are_those_it_looks_at():
    full = ProposedUse(data_categories="bsn", identifiability=0.5, sector="bank", proposed_use="x")
    assert measure(full) == measure(ProposedUse(**{name: getattr(full, name) for name in FIELDS}))


KEYS = st.lists(st.sampled_from(sorted(categories())), min_size=1, max_size=8, unique=True)


@given(KEYS, st.floats(0.25, 1))
def test_every_combination_stays_in_range_and_can_be_said(keys, level):
    found = read(";".join(keys), level)
    assert found.known
    assert found.high <= round(level, 4)
    for reason in found.reasons:
        assert labels.say(reason, "nl")
        assert labels.say(reason, "en")


@given(KEYS, st.sampled_from(sorted(set(categories()) - {"user"})))
def test_more_data_never_lowers_the_reading(keys, extra):
    keys = [key for key in keys if key != "user"] or ["user.name"]
    before, after = read(";".join(keys)), read(";".join([*keys, extra]))
    assert after.range.low >= before.range.low
    assert after.range.mode >= before.range.mode
    assert after.range.high >= before.range.high
