"""Data sensitivity: the numbers of the method, ranges, groups that pile up, and what is unknown."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.core import labels
from avgrisk.core.records import UNKNOWN, InputError, ProposedUse
from avgrisk.indicators.data_sensitivity import FIELDS
from avgrisk.indicators.measure import measure as measured
from avgrisk.vocabulary.data_words import categories

measure = partial(measured, "data_sensitivity")


def read(data: str, identifiability: object = "account"):
    return measure(ProposedUse(data_categories=data, identifiability=identifiability))


@pytest.mark.parametrize(
    "data, key",
    [
        ("bsn", "x_nl.bsn"),
        ("betaaltransacties", "x_nl.payment_transactions"),
        ("aankoopgeschiedenis", "user.behavior.purchase_history"),
        ("contactgegevens", "user.contact"),
        ("persoonsgegevens", "user"),
        ("gezondheid", "user.health_and_medical"),
        ("strafblad", "user.criminal_history"),
    ],
)
def test_a_kind_alone_reads_as_people_feel_it(data, key):
    assert read(data).range == categories()[key].range


def test_people_and_not_the_law_order_the_kinds():
    """Special by law, hardly felt; felt, not special by law: METHOD.md section 5."""
    modes = [read(data).range.mode for data in ("geloof", "locatie", "inhoud van e-mails", "bsn")]
    assert modes == sorted(modes)
    assert read("bankgegevens").range.mode > read("gezondheid").range.mode
    assert read("geloof").flags == ("special_category",)


@pytest.mark.parametrize(
    "level, times", [(0.0, 0.5), ("practically_anonymous", 0.625), ("pseudonym", 0.75), (1.0, 1.0)]
)
def test_identifiability_takes_half_at_the_most(level, times):
    assert read("bsn", level).range.mode == pytest.approx(read("bsn").range.mode * times, abs=1e-4)


def test_a_range_of_identifiability_multiplies_end_by_end():
    whole, found = read("user.location").range, read("user.location", "0,5|0,75|1").range
    wanted = (whole.low * 0.75, whole.mode * 0.875, whole.high)
    assert (found.low, found.mode, found.high) == pytest.approx(wanted, abs=1e-4)


def test_blank_identifiability_is_a_wide_range_and_said():
    whole, found = read("bsn").range, read("bsn", None)
    assert (found.low, found.high) == pytest.approx((whole.low * 0.75, whole.high), abs=1e-4)
    assert "sensitivity.identifiability_blank" in {reason.key for reason in found.reasons}


def test_each_group_beyond_the_second_adds_a_step_at_most_to_one():
    two = read("naam; leeftijd").range
    three = read("naam; leeftijd; voorkeuren").range
    four = read("naam; leeftijd; voorkeuren; functie")
    assert three.mode == pytest.approx(two.mode + 0.1)
    assert four.range.mode == pytest.approx(two.mode + 0.2)
    assert [reason.weight for reason in four.reasons if reason.key == "sensitivity.piled"] == [
        0.1,
        0.1,
    ]
    assert read("gezondheid; naam; salaris; locatie; strafblad; bankgegevens").range.mode == 1


def test_two_categories_of_one_group_pile_nothing():
    alone = read("adres").range
    assert read("naam; adres; e-mailadres").range == alone


def test_flags_stand_beside_the_number():
    assert read("bsn; strafblad; gezondheid; overige gegevens").flags == (
        "special_category",
        "criminal",
        "bsn",
        "too_vague",
    )


def test_unnamed_data_count_only_where_nothing_else_is_named():
    assert read("persoonsgegevens; naam").range == read("naam").range
    assert read("persoonsgegevens; naam").flags == ("too_vague",)


def test_words_nobody_knows_are_listed_beside_the_number():
    found = read("bsn; kwurk")
    assert found.range == read("bsn").range
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
    assert found.range.high <= round(0.5 + 0.5 * level, 4)
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
