"""The curve: every text stands at its freedom and risk, in a picture and in words."""

from __future__ import annotations

import re

import pytest

from avgrisk.cases.case_base import load_case
from avgrisk.core import shipped
from avgrisk.core.labels import label
from avgrisk.core.records import ProposedUse
from avgrisk.figures.spectrum_line import places, spectrum_curve
from avgrisk.scoring.spectrum import spectrum

USE = load_case("ing-2014").use
HOSTILE = "<script>alert(1)</script> \" onload='x' & \x00 \u202e {0} {name} %s"


@pytest.mark.parametrize("lang", ("nl", "en"))
def test_every_text_with_its_figures_in_words_and_in_the_picture(lang):
    points = spectrum(USE, lang=lang)
    figure = spectrum_curve(points, lang)
    assert figure.markup.count("<li>") == len(points) == 7
    assert label("spectrum.own", lang) in figure.text
    assert label("spectrum.judgement", lang) in figure.text
    for point in points:
        assert f"{point.highest:.0f}" in figure.text
        assert f"bottom:{point.highest:.2f}".rstrip("0").rstrip(".") in figure.markup


def test_the_own_text_stands_where_it_is():
    points = spectrum(USE)
    assert places(points)[-1] == 100 * points[-1].freedom.mode


def test_a_room_sees_the_own_text_and_what_the_numbers_stand_for_the_ladder_unfolds():
    points = spectrum(USE)
    seen, folded = spectrum_curve(points).markup.split("<details")
    assert "open" not in folded[: folded.index(">")]
    assert seen.count("<li>") == 1 and folded.count("<li>") == len(points) - 1
    for row in shipped.rows("spectrum.csv"):
        assert f"</b>{row['label_nl']}</span>" in seen
        assert row["nl"] in folded and row["nl"] not in seen


def test_points_that_would_cover_one_another_are_moved_aside_a_little():
    points = spectrum(ProposedUse())
    assert len(set(places(points))) == len(points)
    for point, place in zip(points, places(points), strict=True):
        assert -1e-9 <= place - 100 * point.freedom.mode < 15


def test_hostile_text_is_shown_as_text():
    figure = spectrum_curve(spectrum(ProposedUse(), HOSTILE))
    assert not re.search(r"<script|url\(|<[^>]* on\w+=", figure.markup)
    assert "\x00" not in figure.markup and "\u202e" not in figure.markup


def test_it_says_whether_the_own_text_covers_the_use():
    assert label("spectrum.use_outside") in spectrum_curve(spectrum(USE)).text
    offers = spectrum(USE, "Relevante aanbiedingen van anderen.")
    assert label("spectrum.use_covered") in spectrum_curve(offers).text


def test_a_text_that_names_nothing_says_so():
    figure = spectrum_curve(spectrum(ProposedUse(), "Xyzzy."))
    assert label("spectrum.nothing_named") in figure.text


def test_without_points_there_is_a_picture_all_the_same():
    assert label("spectrum.title") in spectrum_curve(()).text


@pytest.mark.parametrize("lang", ("nl", "en"))
@pytest.mark.parametrize("width", (1280, 390))
def test_it_fits_the_screen(page, width, lang):
    page.set_viewport_size({"width": width, "height": 800})
    markup = spectrum_curve(spectrum(USE, "W" * 3000, lang=lang), lang).markup
    page.set_content(f'<!doctype html><body style="margin:8px">{markup}')
    assert page.evaluate("document.documentElement.scrollWidth") <= width
