"""Good is up and to the right; the weakest line is named; both views side by side."""

from __future__ import annotations

import re

import pytest

from avgrisk.core.records import InputError
from avgrisk.figures.quadrants import quadrant
from avgrisk.scoring.legal import ANSWERS


def places(markup: str) -> list[tuple[float, float]]:
    """Where the markers stand: per cent from the left and from the bottom."""
    found = re.findall(r'avg-point[^"]*" style="left:([\d.]+)%;bottom:([\d.]+)%', markup)
    return [(float(x), float(y)) for x, y in found]


def test_height_is_a_hundred_minus_the_score(result, given):
    found = places(quadrant([result, given], ["een", "twee"]).markup)
    assert [y for _, y in found] == pytest.approx([100 - result.value, 100 - given.value], abs=0.01)


@pytest.mark.parametrize("view", ("letter", "strict"))
def test_column_is_the_answer_of_the_weakest_line(result, given, blank, view):
    scores = [result, given, blank]
    found = places(quadrant(scores, ["a", "b", "c"], view).markup)
    for score, (x, _) in zip(scores, found, strict=True):
        assert int(x // 25) == ANSWERS.index(score.legal.answer(view))


def test_both_views_join_two_marks_per_use(result):
    markup = quadrant([result], ["ING"], "both").markup
    assert len(places(markup)) == 2 and markup.count('class="avg-join"') == 1


def test_weakest_line_and_caveat_are_said(result):
    figure = quadrant([result], ["ING"], "strict")
    line = result.legal.weakest("strict")
    assert result.legal.answer("strict") != "yes"
    assert "zwakste punt" in figure.text and line.key
    assert "Geen juridisch advies" in figure.markup and "Geen juridisch advies" in figure.text


def test_names_are_escaped_and_cut(given):
    markup = quadrant([given], ["<img src=x>" * 100]).markup
    assert "<img" not in markup and "…" in markup


def test_without_uses_the_field_is_empty():
    assert places(quadrant([], []).markup) == []


@pytest.mark.parametrize("view, names", [("strenge", ["a"]), ("letter", [])])
def test_what_cannot_be_drawn_is_an_input_error(given, view, names):
    with pytest.raises(InputError):
        quadrant([given], names, view)
