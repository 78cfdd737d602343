"""What a coder sees tells nothing of the outcome, and what a coder gives is checked."""

from __future__ import annotations

import pytest

from avgrisk.cases.case_base import case_ids, load_case
from avgrisk.cases.coding.sheet import FIELDS, anchors, coding, item, order
from avgrisk.core import shipped
from avgrisk.core.records import InputError
from avgrisk.figures.coding_cards import item_card


def test_every_real_case_has_one_number_and_illustrations_have_none():
    assert sorted(order()) == sorted(case_ids())
    assert list(order()) != sorted(order())
    with pytest.raises(InputError) as caught:
        item("ill-boek-auto")
    assert caught.value.key == "error.coding_illustration"


@pytest.mark.parametrize("number", ["0", "46", "99999999999", "²"])
def test_a_number_that_is_none_is_an_input_error(number):
    with pytest.raises(InputError):
        item(number)


@pytest.mark.parametrize("place", range(1, 46))
def test_the_item_tells_neither_name_nor_outcome(place):
    found, whole = item(str(place)), load_case(order()[place - 1])
    assert found.outcome is None and not found.timeline and not found.notes and not found.sources
    shown = item_card(str(place)).text
    for secret in (whole.id, whole.title_nl, whole.title_en):
        assert secret not in shown
    for event in whole.timeline:
        assert event.text not in shown
    assert item_card(str(place), "en").text.count(":") >= 4


def test_a_coder_is_told_of_consent_and_third_parties():
    text = item_card("ing-2014").text
    assert "opt-in" in text and "Anderen bereiken de klant" in text


def test_the_fields_are_those_of_the_shipped_codings_and_each_has_anchors():
    columns = list(shipped.rows("coding/coding.csv")[0])
    assert set(FIELDS) == set(columns) - {"id", "coder", "date", "recognised"}
    for field in FIELDS:
        values = [anchor.value for anchor in anchors(field)]
        assert values == sorted(set(values)) and values[0] == 0 and values[-1] == 1


@pytest.mark.parametrize(
    "levels, coder",
    [
        ({"control": 1.2}, 1),
        ({"control": float("nan")}, 1),
        ({"control": True}, 1),
        ({"control": "0.5"}, 1),
        ({"mood": 0.5}, 1),
        ({}, 1),
        ({"control": None}, 1),
        ({"control": 0.5}, 0),
        ({"control": 0.5}, 100),
        ({"control": 0.5}, True),
    ],
)
def test_what_cannot_be_a_coding_is_an_input_error(levels, coder):
    with pytest.raises(InputError):
        coding(levels, coder)


def test_a_coding_holds_a_number_and_no_name():
    found = coding({"control": 0.5}, 7)
    assert found.coder == "P7"
    assert dict(found.levels)["image_fit"] is None
