"""Every picture says for a screen reader what it shows, or stands beside words that do."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from tests.figures.test_markup_every_figure import DRAW, VOID


class Pictures(HTMLParser):
    """Finds what is drawn without words: its names, and whether a screen reader passes it by."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.nameless: list[str] = []
        self.named = 0
        self.svg: dict[str, bool] | None = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        hidden = given.get("aria-hidden") == "true" or any(h for _, h in self.open)
        if given.get("role") == "img" and not hidden:
            if given.get("aria-label", "").strip():
                self.named += 1
            elif tag == "svg":
                self.svg = {"title": False, "desc": False}
            else:
                self.nameless.append(tag)
        elif tag in ("svg", "canvas", "img") and not hidden:
            self.nameless.append(tag)
        if self.svg is not None and tag in self.svg:
            self.svg[tag] = True
        if tag not in VOID:
            self.open.append((tag, hidden))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        self.open.pop()
        if tag == "svg" and self.svg is not None:
            if all(self.svg.values()):
                self.named += 1
            else:
                self.nameless.append("svg without title or desc")
            self.svg = None


#: Figures that draw a picture; the others are words, tables and bars beside their numbers.
DRAWN = {"score_strip", "quadrant", "score_path", "branch_bars", "scorecard", "similar_cards"}


@pytest.mark.parametrize("lang", ("nl", "en"))
@pytest.mark.parametrize("name", DRAW)
def test_a_picture_has_its_words(facts, name, lang):
    found = Pictures()
    figure = DRAW[name](facts, lang)
    found.feed(figure.markup)
    assert found.nameless == [], f"{name} draws something without words"
    assert found.named or name not in DRAWN, f"{name} draws nothing a screen reader knows of"
    assert len(figure.text) > 40, f"{name} has no text twin"
