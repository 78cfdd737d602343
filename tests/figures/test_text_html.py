"""The marked text: escaped, complete, and readable without its colours."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from avgrisk.core.labels import LANGUAGES, label
from avgrisk.core.shipped import rows
from avgrisk.figures.text_html import GROUPS, SHOWN, text_figure
from avgrisk.indicators.vague_text import vagueness

TEXT = "Wij kunnen uw e-mailadres gebruiken voor marketing & <i>analyse</i>, na 30 dagen niet meer."


class Reader(HTMLParser):
    """Collects the text of the marked paragraph without what only screen readers get."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.hidden, self.text, self.marks = False, False, "", []

    def handle_starttag(self, tag, attrs):
        kind = dict(attrs).get("class", "")
        self.inside = self.inside or "avg-read" in kind
        self.hidden = self.hidden or "avg-hide" in kind
        if self.inside and tag == "mark":
            self.marks.append(dict(attrs))

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "p"
        self.hidden = self.hidden and tag != "span"

    def handle_data(self, data):
        if self.inside and not self.hidden:
            self.text += data


def drawn(text: str, lang: str = "nl") -> str:
    return text_figure(vagueness(text), text, lang).markup


def read(text: str, lang: str = "nl") -> Reader:
    reader = Reader()
    reader.feed(drawn(text, lang))
    return reader


def test_the_whole_text_is_shown_as_it_was_given():
    assert read(TEXT).text == TEXT


def test_every_mark_names_its_group_in_its_title_and_its_class():
    marks = read(TEXT).marks
    assert len(marks) >= 4
    names = {label(f"vagueness.group.{group}", "nl") for group in GROUPS}
    assert all(mark["title"] in names and mark["class"].startswith("avg-") for mark in marks)


def test_groups_differ_by_underline_and_not_by_colour_alone():
    style = drawn(TEXT).split("</style>")[0]
    for line in ("dotted", "double", "solid"):
        assert re.search(rf"mark[^}}]*border-bottom[^}}]*{line}", style)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> marketing",
        '"><img src=x onerror=alert(1)> marketing',
        "marketing</p></section><b>adres</b>",
        "marketing \x00\x07 adres",
    ],
)
def test_markup_in_a_text_is_escaped(text):
    html = drawn(text).split("</style>")[1]
    assert "<script" not in html
    assert "<img" not in html
    assert "<b>adres" not in html
    assert html.count("</section>") == 1
    assert "\x00" not in html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_languages_show_bars_slots_and_a_hint(lang):
    figure = text_figure(vagueness(TEXT), TEXT, lang)
    for key in ("vagueness.formulation", "vagueness.openness", "slot.recipient"):
        assert label(key, lang) in figure.markup
        assert label(key, lang) in figure.text
    assert label("vagueness.rewrite", lang) in figure.text


def test_an_unknown_reading_says_so_and_gives_no_bars():
    figure = text_figure(vagueness(""), "")
    assert label("vagueness.unknown", "nl") in figure.text
    assert '<div class="avg-two">' not in figure.markup


def test_a_mixed_statement_shows_the_clause_that_leads():
    text = "Om u te factureren en voor marketing"
    assert "en voor marketing" in text_figure(vagueness(text), text).text.splitlines()[1]


def test_a_long_text_is_cut_and_stays_small():
    text = "Uw adres gebruiken voor marketing. " * 2_000
    assert len(drawn(text)) < 40 * SHOWN


def test_right_to_left_text_keeps_its_direction():
    assert 'dir="auto"' in drawn("تحسين marketing")


def test_every_group_of_the_lexicon_has_a_label():
    groups = {row["group"] for row in rows("words/purpose_lexicon.csv")} - {"neutral"}
    assert groups == set(GROUPS)
