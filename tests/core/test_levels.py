"""Levels: named keys, numbers with point or comma, ranges; anything else is told."""

from __future__ import annotations

import pytest

from avgrisk.core import shipped
from avgrisk.core.labels import table
from avgrisk.core.levels import label_key, level_range, named, nearest
from avgrisk.core.records import InputError, Range


def test_every_named_level_lies_in_0_to_1_and_rises():
    for field in {row["field"] for row in shipped.rows("levels.csv")}:
        values = list(named(field).values())
        assert values == sorted(values) and values[0] >= 0 and values[-1] <= 1, field


@pytest.mark.parametrize("field", ["value_returned", "control", "recipient", "identifiability"])
def test_every_named_level_has_words_in_both_languages(field):
    for key in named(field):
        assert set(table()[label_key(field, key)]) >= {"nl", "en"}


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("opt_in", Range.point(0.75)),
        ("0,75", Range.point(0.75)),
        (".75", Range.point(0.75)),
        (0, Range.point(0)),
        ("0|0,5|1", Range(0, 0.5, 1)),
        ((0.1, 0.2, 0.3), Range(0.1, 0.2, 0.3)),
        (Range(0.1, 0.2, 0.3), Range(0.1, 0.2, 0.3)),
        (None, None),
        ("", None),
        ("  ", None),
    ],
)
def test_what_a_level_stands_for(level, expected):
    assert level_range("control", level) == expected


@pytest.mark.parametrize(
    "bad", ["misschien", "1,5", "-1", "nan", "inf", "0|1", "1|0,5|0", "0|0|2", "a|b|c", "|"]
)
def test_anything_else_names_field_value_and_what_is_allowed(bad):
    with pytest.raises(InputError) as caught:
        level_range("control", bad)
    assert caught.value.field == "control"
    assert caught.value.value == bad


def test_the_nearest_named_level_of_a_slider():
    assert nearest("control", 0.8) == "opt_in"
