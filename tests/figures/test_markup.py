"""Words, numbers and links on their way into a picture."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.figures.markup import (
    ADDRESS,
    Figure,
    clean,
    css_number,
    esc,
    joined,
    link,
    number,
    safe_address,
)


@given(st.text(), st.integers(1, 50))
def test_escaped_text_is_short_printable_and_never_markup(text, limit):
    safe = esc(text, limit)
    assert not set(safe) & set("<>\"'")
    assert len(unescape(safe)) <= limit
    assert safe.isprintable()


def test_a_lone_surrogate_does_not_break_writing_the_page():
    clean("a\ud800b").encode("utf-8")


def test_clean_reads_no_more_than_it_needs_of_a_huge_text():
    assert clean("x" * 10**7, 20) == "x" * 19 + "…"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "https:///x",
        "http://[broken",
        "https://a b",
        "https://a\n.example",
        "https://example.org/" + "x" * ADDRESS,
        "",
        None,
        7,
    ],
)
def test_only_ordinary_web_addresses_become_links(url):
    assert safe_address(url) == ""
    assert link(url, "krant") == "<span>krant</span>"


def test_a_link_opens_nothing_of_ours_and_escapes_its_address():
    shown = link('https://example.org/?a="1"&b=2', "<b>")
    assert 'rel="noopener noreferrer"' in shown
    assert "&quot;1&quot;&amp;b=2" in shown and "&lt;b&gt;" in shown


@pytest.mark.parametrize(
    "value, lang, decimals, signed, shown",
    [
        (74.26, "nl", 1, False, "74,3"),
        (74.26, "en", 1, False, "74.3"),
        (-0.04, "nl", 1, True, "0,0"),
        (0.04, "nl", 1, True, "0,0"),
        (3.0, "nl", 1, True, "+3,0"),
        (-3.0, "en", 1, True, "−3.0"),
        (0.0, "nl", 0, False, "0"),
        (100.0, "nl", 0, False, "100"),
    ],
)
def test_numbers_as_people_write_them(value, lang, decimals, signed, shown):
    assert number(value, lang, decimals, signed) == shown


@given(st.floats(-1e6, 1e6))
def test_a_css_number_is_plain_and_near(value):
    text = css_number(value)
    assert "e" not in text and "," not in text
    assert float(text) == pytest.approx(value, abs=0.0051)


def test_sentences_are_joined_with_one_full_stop_each():
    assert joined(("Een", "", "Twee.", "Drie?")) == "Een. Twee. Drie?"


def test_a_figure_shows_as_markup_and_prints_as_text():
    figure = Figure("<b>5</b>", "vijf")
    assert figure._repr_html_() == "<b>5</b>"
    assert repr(figure) == str(figure) == "vijf"
