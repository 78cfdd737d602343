"""The replay page: one file, one script of ours, works offline, and keeps the outcome folded away."""

from __future__ import annotations

import re

import pytest

from avgrisk.cases.case_base import case_ids, load_case
from avgrisk.core.labels import label
from avgrisk.core.records import InputError
from avgrisk.core.subjects import plain
from avgrisk.figures.limits import limits_lines
from avgrisk.reports.replay_page import replay_html
from tests.lists import each


@pytest.fixture(scope="module")
def ing() -> str:
    return replay_html("ing-2014")


def test_one_file_that_may_run_and_fetch_nothing(ing):
    assert ing.startswith("<!doctype html>") and ing.count("<html") == 1
    assert "default-src 'none'" in ing
    assert ing.count("<script") == 1 and len(ing.encode()) < 400_000
    assert not re.search(r"<link|<img|@import|url\(| on\w+=", ing)


def test_every_event_with_its_score_and_sources(ing):
    case = load_case("ing-2014")
    assert ing.count('class="avg-told"') == len(case.timeline)
    for source in case.sources:
        assert source.url is None or source.url.replace("&", "&amp;") in ing


@pytest.mark.parametrize("lang", ("nl", "en"))
def test_what_must_be_said_is_said(lang):
    page = replay_html("ing-2014", lang)
    for line in limits_lines(plain(lang)):
        assert line.split(".")[0].split("'")[0] in page
    for key in ("score.prior", "legal.not_advice", "legal.then.wbp_cbp", "cases.sampled"):
        assert label(key, lang).split("'")[0] in page


def test_outcome_is_folded_away_at_the_end(ing):
    start = ing.index('<details class="avg-secret">')
    assert 'class="avg-outcome"' in ing[start:] and 'class="avg-outcome"' not in ing[:start]
    assert "<h2>" not in ing[start:]


def test_the_index_version_is_the_one_asked_for():
    assert "Indexversie 2-licence" in replay_html("ing-2014", "nl", "2-licence")


def test_same_case_same_bytes(ing):
    assert replay_html("ing-2014") == ing


def test_a_case_object_goes_too_without_what_ifs(ing):
    page = replay_html(load_case("ing-2014"))
    assert label("fig.branches") in ing and label("fig.branches") not in page


@each("name", (*case_ids(), *case_ids(illustrations=True)))
def test_every_case_has_a_page(name):
    page = replay_html(name)
    assert label("score.prior") in page


@pytest.mark.parametrize(
    "arguments", [("../x",), ("ing-2014", "xx"), ("ing-2014", "nl", "99"), ("",)]
)
def test_what_does_not_exist_is_an_input_error(arguments):
    with pytest.raises(InputError):
        replay_html(*arguments)


@pytest.mark.parametrize("width", (1280, 390))
def test_the_page_fits_the_screen(page, ing, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.set_content(ing)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("details.avg-secret").get_attribute("open") is None
