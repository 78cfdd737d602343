"""What METHOD.md section 11 wants said stands where a user meets a score, in both languages."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path

import pytest

import avgrisk
from avgrisk.core import shipped
from avgrisk.core.labels import label
from avgrisk.figures.lesson_cards import limits_card
from avgrisk.figures.scorecards import scorecard
from avgrisk.figures.show_of_hands import room
from avgrisk.register.assess import assess
from avgrisk.register.readers.reading import read_register
from avgrisk.register.report_data import Options, report_of
from avgrisk.reports.register_page import register_html
from avgrisk.reports.replay_page import replay_html
from tests import ROOT
from tests.lists import each

METHOD = ROOT / "docs" / "METHOD.md"

#: Words of each of the eight, in the order of the section: what may not be missing.
EIGHT = {
    "prior": (("voorlopig", "niet geijkt"), ("provisional", "not yet calibrated")),
    "thesis": (
        ("elk stel positieve gewichten", "vaagheid, dekking en afstand"),
        ("any positive weights", "vagueness, coverage and distance"),
    ),
    "debate": (
        ("hoe een plan eruitziet", "onder de score, niet erin"),
        ("what a plan looks like", "under the score, not in it"),
    ),
    "two_kinds": (
        ("twee soorten schade", "die afhaakt", "storm"),
        ("two kinds of damage", "put off", "storm"),
    ),
    "room": (("zaal", "nooit een standaardwaarde"), ("room", "never become a default")),
    "judged": (("twee mensen", "verschillen"), ("two people", "differ")),
    "attitudes": (
        ("nog geen reputatieschade", "verder dan wat ze doen"),
        ("not reputational damage", "further than what they do"),
    ),
    "hindsight": (("kennis van de afloop", "vóór"), ("outcome in mind", "before")),
}


@cache
def report(lang):
    path = Path(str(shipped.path("registers/voorbeeldregister.csv")))
    found = report_of(assess(read_register(path)), path, Options())
    return register_html(found, lang)


@cache
def card(lang):
    return scorecard(avgrisk.score(avgrisk.load_case("ing-2014").use), lang=lang).markup


#: Where a user meets a score: the scorecard is what explorer, app and notebooks show; the limits
#: card ends every notebook; a case's page and a register's report are files.
PLACES = {
    "scorecard": card,
    "notebooks": lambda lang: limits_card(lang).text,
    "case": lambda lang: replay_html("ing-2014", lang),
    "register": report,
}


def plain(markup):
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("place", PLACES)
@each("key", EIGHT)
def test_each_of_the_eight_stands_where_a_score_is_shown(key, place, lang):
    shown = plain(PLACES[place](lang))
    for words in EIGHT[key][lang == "en"]:
        assert words in shown


def test_the_section_has_eight_points():
    section = METHOD.read_text(encoding="utf-8").split("## 11.")[1].split("## 12.")[0]
    assert section.count("\n- ") == len(EIGHT)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_place_names_the_index_and_whether_chance_played_a_part(lang):
    assert label("fig.index", lang, version="2") in plain(card(lang))
    page = plain(replay_html("ing-2014", lang))
    assert ("zonder startgetal" if lang == "nl" else "without a seed") in page
    assert label("made.seed", lang) in plain(report(lang))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_hands_counted_in_a_room_are_called_the_room(lang):
    shown = room(3, 4, avgrisk.score(avgrisk.load_case("ing-2014").use), lang).text
    assert label("room.name", lang) in shown and label("room.limits", lang) in shown
