"""Many cases in one test: none is skipped for the failure of another, and each failure is told."""

from __future__ import annotations

import inspect

import pytest

from tests.lists import each

TRIED = []


@each("low, high", [(1, 2), (3, 2), (5, 6), (8, 7)])
def in_order(low, high, capsys):
    TRIED.append(low)
    assert low < high


def test_every_row_is_tried_and_what_is_wrong_is_told_with_its_values():
    with pytest.raises(ExceptionGroup, match="2 of 4") as caught:
        in_order(capsys=None)
    assert TRIED == [1, 3, 5, 8]
    notes = [note for error in caught.value.exceptions for note in error.__notes__]
    assert notes == ["with {'low': 3, 'high': 2}", "with {'low': 8, 'high': 7}"]


def test_what_is_no_column_of_the_rows_is_a_fixture():
    assert list(inspect.signature(in_order).parameters) == ["capsys"]
