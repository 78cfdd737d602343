"""Two cases side by side: the same readings as the score, and no ending before it is asked for."""

from __future__ import annotations

import re

import pytest

from avgrisk.cases.case_base import load_case, teaching_pairs
from avgrisk.core.labels import label
from avgrisk.core.records import READINGS, InputError
from avgrisk.figures.twins import most_different, twin_compare
from avgrisk.scoring.score import score

PAIRS = [(pair.first, pair.second) for pair in teaching_pairs()]


@pytest.mark.parametrize("lang", ("nl", "en"))
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_nothing_tells_the_ending_before_it_is_revealed(pair, lang):
    figure = twin_compare(*pair, lang)
    shown = re.sub("<style>.*?</style>", "", figure.markup, flags=re.S) + figure.text
    assert "avg-outcome" not in shown and "avg-ladder" not in shown and "href" not in shown
    for case in map(load_case, pair):
        assert label(f"outcome.{case.outcome.ordinal}", lang) not in shown
        assert not any(label(f"flag.{flag}", lang) in shown for flag in case.outcome.flags)
        assert not any(event.text in shown for event in case.timeline)


@pytest.mark.parametrize("lang", ("nl", "en"))
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_revealed_it_tells_both_endings_and_their_sources(pair, lang):
    figure = twin_compare(*pair, lang, reveal=True)
    for case in map(load_case, pair):
        assert label(f"outcome.{case.outcome.ordinal}", lang) in figure.text
    links = re.findall(r"<a [^>]*>", figure.markup)
    assert links and all('rel="noopener noreferrer"' in link for link in links)


def test_seven_readings_twice_and_one_that_differs_most():
    figure = twin_compare("ing-2014", "bankamerideals-2012")
    assert figure.markup.count('class="avg-beam"') == 2 * len(READINGS)
    assert figure.markup.count('class="avg-most"') == 1
    most = most_different(*(score(load_case(id).use) for id in PAIRS[0]))
    assert f'{label(f"reading.{most}")}</b><span class="avg-most"' in figure.markup


def test_a_case_beside_itself_differs_nowhere():
    figure = twin_compare("ing-2014", "ing-2014")
    assert "avg-most" not in re.sub("<style>.*?</style>", "", figure.markup, flags=re.S)
    assert figure.text.count(label("twins.same")) == len(READINGS)


@pytest.mark.parametrize("wrong", (("no-case", "ing-2014"), ("ing-2014", "ing-2019", "fr")))
def test_an_unknown_case_or_language_is_an_input_error(wrong):
    with pytest.raises(InputError):
        twin_compare(*wrong)


@pytest.mark.parametrize("width", (1280, 390))
def test_it_fits_the_screen(page, width):
    figure = twin_compare("ing-2014", "bankamerideals-2012", reveal=True)
    page.set_viewport_size({"width": width, "height": 800})
    page.set_content(f'<!doctype html><body style="margin:8px">{figure.markup}')
    assert page.evaluate("document.documentElement.scrollWidth") <= width
