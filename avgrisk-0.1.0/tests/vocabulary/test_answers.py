"""Answers of people in figures and in words, as numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from avgrisk.core import shipped
from avgrisk.vocabulary import answers

BOTH = shipped.rows("words/answer_scales.csv")


@pytest.mark.parametrize(
    "cells, expected",
    [
        (["0,5", "1", " 2 "], [0.5, 1, 2]),
        (["40%", "100 %", ""], [0.4, 1, np.nan]),
        (["1 - bad", "2", "3 (good)", "weet niet"], [1, 2, 3, np.nan]),
        (["Agree (4)", "Disagree (2)"], [4, 2]),
        ([True, False, None], [1, 0, np.nan]),
        ([None, None], [np.nan, np.nan]),
    ],
)
def test_numbers_are_read_as_people_write_them(cells, expected):
    found = answers.numbers(pd.Series(cells, dtype=object))
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize(
    "cells", [["40%", "3"], ["18-24", "25-34"], ["1", "agree"], [[1], [2]], ["1_000", "2"]]
)
def test_what_is_no_column_of_numbers_is_left_to_others(cells):
    assert answers.numbers(pd.Series(cells, dtype=object)) is None


@pytest.mark.parametrize(
    "cells, expected, size",
    [
        (["Strongly agree", "agree ", "N/A"], [4, 3, np.nan], 5),
        (["somewhat disagree", "disagree", "agree"], [2, 1, 5], 7),
        (["Helemaal  mee eens", "neutraal", "oneens"], [4, 2, 1], 5),
        (["zeer onacceptabel", "acceptabel"], [0, 3], 5),
        (["very sensitive", "not at all sensitive"], [3, 0], 5),
        (["yes", "no", "maybe"], [2, 0, 1], 3),
        (["ja", "nee"], [1, 0], 2),
    ],
)
def test_words_stand_on_the_shortest_scale_that_tells_them_apart(cells, expected, size):
    found = answers.steps(pd.Series(cells))
    assert found is not None and found[1] == size
    np.testing.assert_array_equal(found[0], expected)


@pytest.mark.parametrize("cells", [["ja", "nee", "soms"], ["red", "blue"], ["n/a"], [""]])
def test_words_without_an_order_are_no_scale(cells):
    assert answers.steps(pd.Series(cells)) is None


def test_every_scale_of_the_table_comes_back_in_its_order():
    for row in BOTH:
        low, _, high = row["poles"].split("|")[0].partition(":")
        steps = row["steps"].replace("{low}", low).replace("{high}", high).split("|")
        words = [step.split("/")[0] for step in steps]
        found = answers.steps(pd.Series(words), len(words))
        assert found is not None, row["scale"]
        assert found[0].tolist() == list(range(len(words))), row["scale"]
