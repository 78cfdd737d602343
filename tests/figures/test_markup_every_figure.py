"""What holds for every figure: safe, self-contained, deterministic, with its text twin."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from avgrisk import figures
from avgrisk.cases.case_base import load_case
from avgrisk.core.records import InputError
from avgrisk.core.subjects import plain
from avgrisk.figures import limits, outcome
from avgrisk.scoring.spectrum import spectrum
from tests.lists import each

VOID = {"meta", "br", "img", "link", "rect", "path", "col"}

DRAW = {
    "score_strip": lambda f, lang: figures.score_strip(f["hostile"], lang),
    "group_bars": lambda f, lang: figures.group_bars(f["hostile"], lang),
    "opening_bars": lambda f, lang: figures.opening_bars(f["hostile"], lang),
    "reading_bars": lambda f, lang: figures.reading_bars(f["hostile"], lang),
    "quadrant": lambda f, lang: figures.quadrant([f["hostile"]], ["<b>"], "both", lang),
    "score_path": lambda f, lang: figures.score_path(f["path"], 9, True, case=f["case"], lang=lang),
    "legal_table": lambda f, lang: figures.legal_table(f["hostile"].legal, lang),
    "similar_cards": lambda f, lang: figures.similar_cards(f["similar"], lang),
    "branch_bars": lambda f, lang: figures.branch_bars(f["variants"], lang),
    "spectrum_curve": lambda f, lang: figures.spectrum_curve(spectrum(f["hostile"].use), lang),
    "twin_compare": lambda f, lang: figures.twin_compare(
        "ing-2014", "bankamerideals-2012", lang, True
    ),
    "scorecard": lambda f, lang: figures.scorecard(f["hostile"], f["similar"], lang),
    "share_bars": lambda f, lang: figures.share_bars(f["shares"], lang),
    "weight_bars": lambda f, lang: figures.weight_bars(f["weights"], lang),
    "evidence_bars": lambda f, lang: figures.evidence_bars(*f["evidence"], lang),
}


@pytest.fixture(params=[(name, lang) for name in DRAW for lang in ("nl", "en")], ids="-".join)
def figure(request, facts):
    name, lang = request.param
    return DRAW[name](facts, lang)


class Reader(HTMLParser):
    """Collects tags and attributes, and checks that every tag is closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> without its start"
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_startendtag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs


def read(markup: str) -> Reader:
    reader = Reader()
    reader.feed(markup)
    assert not reader.open
    return reader


def test_every_public_figure_is_drawn_here():
    elsewhere = {"Figure", "text_figure", "rank_intervals", "register_quadrant"}  # in register/
    assert set(figures.__all__) - elsewhere == set(DRAW)


def test_no_scripts_no_handlers_nothing_from_outside(figure):
    reader = read(figure.markup)
    assert not reader.tags & {"script", "iframe", "object", "embed", "link", "img", "form", "base"}
    for name, value in reader.attributes:
        assert not name.startswith("on")
        assert name not in ("src", "srcset", "action", "xlink:href")
        if name == "href":
            assert value is not None and re.match(r"https?://", value)


def test_no_ids_so_that_the_same_figure_can_stand_twice_on_a_page(figure):
    assert "id" not in dict(read(figure.markup).attributes)


def test_same_input_gives_the_same_bytes(facts):
    for draw in DRAW.values():
        assert draw(facts, "nl") == draw(facts, "nl")


def test_it_has_a_text_twin_without_markup(figure):
    assert len(figure.text) > 40
    assert "<li" not in figure.text and "&lt;" not in figure.text


def test_it_is_light(figure):
    assert len(figure.markup.encode()) < 40_000


def test_no_decimal_point_in_dutch_places(facts):
    for name in ("score_strip", "group_bars", "quadrant", "branch_bars"):
        text = DRAW[name](facts, "nl").text
        assert not re.search(r"\d\.\d", text), text


@each("name", DRAW)
def test_an_unknown_language_is_an_input_error(facts, name):
    with pytest.raises(InputError):
        DRAW[name](facts, "xx")


@pytest.mark.parametrize("lang", ("nl", "en"))
def test_limits_are_said_in_full(lang):
    shown = limits.limits_list(plain(lang))
    assert shown.count("<li>") == len(limits.LIMITS) == len(limits.limits_lines(plain(lang)))


def test_an_illustration_has_an_expectation_instead_of_an_outcome():
    case = load_case("ill-boek-auto")
    assert "Risico op schade aan het merk" in outcome.outcome_block(case, plain("nl"))
    assert "Risico op schade aan het merk" in outcome.outcome_words(case, plain("nl"))


def test_a_blind_case_has_no_outcome_to_show(case):
    assert outcome.outcome_block(case.blind(), plain("nl")) == ""
    assert outcome.outcome_words(case.blind(), plain("nl")) == ""
