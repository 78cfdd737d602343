"""The strip says what the score says: value, margin, band, and how often it comes out red."""

from __future__ import annotations

import dataclasses
import re

import pytest

from avgrisk.core.subjects import plain
from avgrisk.figures.strip import runs, score_strip, ten
from avgrisk.scoring.index_file import load_index


def test_everything_that_must_be_on_screen_is_on_it_in_dutch(result):
    markup = score_strip(result).markup
    for words in (
        "Reputatierisico, als het bekend wordt",
        "Onzekerheidsmarge (80 %)",
        "van de 10 berekeningen",
        "Voorlopige gewichten: ons oordeel, nog niet geijkt",
        "Indexversie 2",
        "Laag",
        "Verhoogd",
        "Hoog",
        "groen",
        "oranje",
        "rood",
    ):
        assert words in markup


def test_in_english_the_number_has_a_point(given):
    figure = score_strip(given, "en")
    assert f"{given.value:.1f}" in figure.markup
    assert "not yet calibrated" in figure.text and 'lang="en"' in figure.markup


def test_marker_and_margin_stand_where_the_score_is(given):
    markup = score_strip(given).markup
    low, high = given.interval
    width = re.search(r'avg-margin" style="left:([\d.]+)%;width:([\d.]+)%', markup)
    assert width is not None
    assert [float(part) for part in width.groups()] == pytest.approx([low, high - low], abs=0.01)
    assert f'avg-needle" style="left:{given.value:.2f}'.rstrip("0") in markup


@pytest.mark.parametrize(
    "red, said",
    [
        (0.0, "Oranje in meer dan 9 van de 10"),
        (0.11, "Oranje in 9 van de 10"),
        (0.8, "Rood in 8 van de 10"),
        (0.96, "Rood in meer dan 9 van de 10"),
        (1.0, "Rood in meer dan 9 van de 10"),
    ],
)
def test_never_certain_and_never_impossible(given, red, said):
    shares = {"green": 0.0, "amber": 1 - red, "red": red}
    assert runs(dataclasses.replace(given, band_probabilities=shares), plain("nl")).startswith(said)


@pytest.mark.parametrize(
    "shares", [(0.25, 0.25, 0.5), (0.05, 0.05, 0.9), (1.0, 0.0, 0.0), (0.349, 0.351, 0.3)]
)
def test_ten_signs_are_ten_and_agree_with_the_words(given, shares):
    probabilities = dict(zip(("green", "amber", "red"), shares, strict=True))
    signs = ten(dataclasses.replace(given, band_probabilities=probabilities))
    assert signs.count("<i ") == 10
    assert signs.count("avg-dot-red") == round(10 * shares[2])


def test_the_picture_has_its_text_twin_inside(given):
    figure = score_strip(given)
    assert 'role="img" aria-label="' in figure.markup
    assert figure.text.split(".")[0] in figure.markup


def test_an_index_of_your_own_is_drawn_with_its_own_bands(given):
    mine = dataclasses.replace(
        load_index(), version="mine", bands=(("green", 0.0), ("amber", 30.0), ("red", 60.0))
    )
    markup = score_strip(dataclasses.replace(given, index=mine)).markup
    assert ">30<" in markup and ">60<" in markup
