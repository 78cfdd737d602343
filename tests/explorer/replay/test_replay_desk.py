"""The desk for a case: every part shows the plain call, and no part tells an ending too soon."""

from __future__ import annotations

import html
import re

import pytest

from avgrisk.cases.case_base import case_ids, load_case, teaching_pairs
from avgrisk.cases.talk import hidden_names
from avgrisk.core.labels import LANGUAGES, label
from avgrisk.core.languages import either
from avgrisk.core.records import InputError
from avgrisk.explorer import ReplayDesk, what_ifs
from avgrisk.explorer.replay.replay_desk import PARTS
from avgrisk.figures.branches import branch_bars
from avgrisk.figures.twins import stranger, twin_compare
from tests.lists import each

ENDING = '<div class="avg-outcome">'


@pytest.fixture
def desk():
    return ReplayDesk()


def everything(desk):
    return "".join((*desk.stage.pictures.values(), *desk.film.stage.pictures.values()))


def test_every_case_and_illustration_can_be_chosen(desk):
    offered = {case for _, case in desk.choice.options}
    assert offered == {*case_ids(), *case_ids(illustrations=True)}


def test_what_if_shows_the_plain_call(desk):
    desk.parts.value = "what_if"
    assert desk.stage.pictures["what_if"] == branch_bars(what_ifs("ing-2014"), "nl").markup
    desk.film.index = "2-licence"
    expected = branch_bars(what_ifs("ing-2014", "2-licence"), "nl").markup
    assert desk.stage.pictures["what_if"] == expected


@pytest.mark.parametrize("pair", teaching_pairs(), ids=lambda pair: f"{pair.first}-{pair.second}")
def test_both_cases_of_a_pair_show_the_other(desk, pair):
    desk.part = "twin"
    for case, other in (pair[:2], pair[1::-1]):
        desk.choice.value = case
        assert desk.twins.layout.display is None
        name = f"{stranger(load_case(other))} ({pair.why_nl})"
        desk.twins.value = dict(desk.twins.options)[name]
        assert desk.stage.pictures["twin"] == twin_compare(*pair[:2], "nl", False).markup


def test_another_case_begins_with_its_first_twin(desk):
    desk.part, desk.twin = "twin", 2
    desk.case = "bankamerideals-2012"
    assert (desk.twin, len(desk.twins.options)) == (0, 1)
    assert "bank, 2012" in desk.stage.pictures["twin"]
    assert "BankAmeriDeals" not in desk.stage.pictures["twin"]
    desk.film.revealed = True
    assert "BankAmeriDeals" in desk.stage.pictures["twin"]


def test_an_ending_can_be_revealed_where_it_is_told(desk):
    for part in PARTS:
        desk.part = part
        shown = desk.ending.layout.display is None
        assert shown is (part in ("twin", "sources"))
        assert desk.ending.children == (desk.film.reveal,)


def test_a_case_without_a_twin_says_so(desk):
    paired = {case for pair in teaching_pairs() for case in pair[:2]}
    desk.part, desk.case = "twin", next(case for case in case_ids() if case not in paired)
    assert label("case_desk.no_twin") in desk.text


@pytest.mark.parametrize("part", PARTS)
def test_no_part_tells_the_ending_before_it_is_revealed(desk, part):
    desk.part = part
    desk.film.step = desk.film.last
    assert ENDING not in everything(desk)
    desk.film.reveal.value = True
    assert ENDING in everything(desk)


def test_sources_follow_the_replay_and_are_complete_at_the_end(desk):
    desk.part = "sources"
    assert label("case_desk.no_sources") in desk.text
    case = load_case("ing-2014")
    desk.film.step = 1
    first = case.source(case.timeline[0].sources[0])
    assert first.title not in desk.text, "the room has not guessed yet"
    desk.film.next.click()
    assert first.title in desk.text
    desk.film.revealed = True
    assert all(source.title in desk.text for source in case.sources)


def test_another_case_starts_at_its_plan_with_its_ending_hidden(desk):
    desk.film.step, desk.film.revealed = 5, True
    desk.choice.value = "ing-2019"
    assert (desk.film.case.id, desk.film.step, desk.film.revealed) == ("ing-2019", 0, False)


def test_another_language_goes_on_where_it_was(desk):
    desk.film.step, desk.film.index = 5, "2-guardian"
    desk.language.value = "en"
    assert (desk.film.step, desk.film.index, desk.film.lang) == (5, "2-guardian", "en")
    for ahead in (True, False):
        desk.film.step, desk.film.ahead = 4, ahead
        desk.language.value = "nl" if ahead else "en"
        assert (desk.film.step, desk.film.ahead) == (4, ahead)
    assert desk.choice.value == "ing-2014" and desk.parts.options[1][0] == "What if?"
    assert 'class="avg" lang="nl"' not in everything(desk)


def test_only_the_part_in_view_is_drawn(desk):
    for part in PARTS:
        desk.part = part
        drawn = {name for name, markup in desk.stage.pictures.items() if markup}
        assert drawn == ({part} if part != "replay" else set())


@pytest.mark.parametrize("case, lang", [("no-case", "nl"), ("ing-2014", "fr")])
def test_an_unknown_case_or_language_is_an_input_error(case, lang):
    with pytest.raises(InputError):
        ReplayDesk(case, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@each("case", case_ids())
def test_the_desk_is_blind_until_something_happened(case, lang):
    """Menu, words and twin of the case on the desk; others stand in the menu by their names."""
    blind = ReplayDesk(case, lang)
    secrets = [
        *hidden_names(case),
        either(load_case(case).title_nl, load_case(case).title_en, lang),
    ]
    chosen = next(name for name, value in blind.choice.options if value == case)
    blind.part = "twin"
    shown = [chosen, blind.text, blind.stage.pictures["twin"], *(n for n, _ in blind.twins.options)]
    blind.part = "sources"
    shown += [blind.text, blind.stage.pictures["sources"]]
    told = html.unescape(re.sub("<style>.*?</style>|<[^>]+>", " ", " ".join(shown), flags=re.S))
    assert [word for word in secrets if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", told)] == []
    blind.film.step = 1
    assert next(name for name, value in blind.choice.options if value == case) == secrets[-1]
