"""Raised hands: counted, set beside the score, and never a part of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import avgrisk
from avgrisk.core.labels import explain, label
from avgrisk.core.records import InputError
from avgrisk.core.subjects import plain
from avgrisk.explorer import room
from avgrisk.figures import strip
from avgrisk.figures.show_of_hands import MOST, share

SCORE = avgrisk.score(avgrisk.load_case("ing-2014").use)


@pytest.mark.parametrize(
    "yes, no, percentage", [(0, 1, "100"), (1, 0, "0"), (8, 24, "75"), (20, 12, "38"), (1, 2, "67")]
)
def test_the_share_is_that_of_hands_that_do_not_grant_it(yes, no, percentage):
    assert share(yes, no, plain("nl")).endswith(f"({percentage} %)")


def test_an_empty_room_has_no_share():
    assert share(0, 0, plain("nl")) == "Nog geen handen geteld."
    assert "avg-fill" not in room(0, 0).markup.split("</style>")[1]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_room_always_says_that_it_is_not_the_customers(lang):
    assert label("room.limits", lang) in room(3, 4, SCORE, lang).text


@given(st.integers(0, MOST), st.integers(0, MOST))
def test_the_count_never_changes_the_score(yes, no):
    assert strip.headline(SCORE, plain("nl")) in room(yes, no, SCORE).text
    assert strip.span(SCORE.interval, plain("nl")) in room(yes, no, SCORE).markup


def test_without_a_score_the_room_stands_alone():
    assert label("room.beside") not in room(1, 2).text


@pytest.mark.parametrize("bad", [-1, MOST + 1, 1.5, float("nan"), "3", None, True])
def test_what_is_no_number_of_hands_is_refused_with_field_and_bounds(bad):
    with pytest.raises(InputError) as caught:
        room(0, bad)
    assert caught.value.field == "no"
    assert f"0-{MOST}" in explain(caught.value)
