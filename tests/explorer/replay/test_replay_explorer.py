"""The replay widget without a browser: every control, driven by its trait, shows the plain call."""

from __future__ import annotations

from html import escape

import pytest
from traitlets import TraitError

import avgrisk
from avgrisk.cases.case_base import load_case
from avgrisk.cases.replay import steps
from avgrisk.core.labels import label
from avgrisk.core.records import InputError
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.core.wording import number
from avgrisk.explorer import ReplayExplorer, moments, outcome_card, plan_card
from avgrisk.figures.lesson_cards import question_card
from avgrisk.figures.path import score_path
from avgrisk.figures.quadrants import quadrant
from avgrisk.scoring.index import FAMILIES
from tests.lists import each

CASE = load_case("ing-2014")


@pytest.fixture
def film():
    return ReplayExplorer("ing-2014")


def test_it_starts_blind_without_score_or_outcome(film):
    assert film.step == 0
    assert film.stage.pictures["path"] == plan_card("ing-2014").markup
    assert film.stage.pictures["axes"] == ""
    assert film.stage.pictures["outcome"] == ""
    assert film.row == {"stap": "0", "risico": "?"}


@pytest.mark.parametrize("index", FAMILIES[DEFAULT_INDEX])
@each("step", range(1, len(CASE.timeline) + 1))
def test_every_step_shows_the_same_string_as_the_plain_call(film, step, index):
    film.play.value, film.versions.value = film.frames.index((step, False)), index
    path = steps("ing-2014", index)
    assert film.stage.pictures["path"] == score_path(path, step, case=CASE).markup
    here = path[step - 1].score
    assert film.stage.pictures["axes"] == quadrant([here], [CASE.organisation], "letter").markup
    assert film.row["risico"] == number(here.value)


def test_playing_gives_the_replay_table(film):
    seen = []
    for frame in range(1, film.play.max + 1):
        film.play.value = frame
        seen += [] if film.ahead else [film.row["risico"]]
    assert seen == [number(value) for value in avgrisk.replay("ing-2014")["score"]]


def test_play_and_step_move_each_other(film):
    assert [film.frames[at] for at in (0, 1, 2, -1)] == [
        (0, False),
        (1, True),
        (1, False),
        (16, False),
    ]
    film.play.value = 5
    assert (film.step, film.ahead) == film.frames[5] == (3, False)
    film.step = 4
    assert film.frames[film.play.value] == (4, True)
    film.ahead = False
    assert film.frames[film.play.value] == (4, False)


def test_previous_and_next_stop_at_the_ends(film):
    assert film.previous.disabled
    film.previous.click()
    assert film.step == 0
    film.next.click()
    assert film.step == 1
    film.step, film.ahead = film.last, False
    assert film.next.disabled
    film.next.click()
    assert film.step == film.last


@pytest.mark.parametrize("given, kept", [(-3, 0), (99, len(CASE.timeline))])
def test_a_step_outside_the_timeline_is_held_at_its_end(film, given, kept):
    film.step = given
    assert film.step == kept


def events_in(film):
    """The events whose text is on screen."""
    return [event for event in CASE.timeline if escape(event.text) in film.stage.pictures["path"]]


def test_next_asks_every_question_before_anything_of_its_moment_is_told(film):
    asked, told = [0], [0]
    while not film.next.disabled:
        film.next.click()
        (asked if film.ahead else told).append(film.step)
        assert film.events_told == film.step - film.ahead == told[-1]
        assert events_in(film) == list(
            CASE.timeline[max(film.events_told - 1, 0) : film.events_told]
        )
    assert asked == [part.opens for part in moments("ing-2014")]
    assert told == list(range(film.last + 1))


@pytest.mark.parametrize("moment", moments("ing-2014")[1:], ids=lambda part: str(part.number))
def test_a_moment_that_is_jumped_to_begins_with_its_question(film, moment):
    for start in (0, film.last):
        film.step = start
        film.jump.value = moment.opens
        assert (film.step, film.ahead) == (moment.opens, True)
        assert film.jump.value == moment.opens
        shown = question_card("ing-2014", moment.opens, ahead=True)
        assert film.stage.pictures["question"] == shown.markup
        assert moment.question in shown.text and label("explorer.guess") in shown.text
        assert not set(events_in(film)) & set(CASE.timeline[moment.opens - 1 :])


def test_the_question_stays_beside_its_answer_without_the_request_to_guess(film):
    film.step = 4
    film.next.click()
    assert (film.step, film.ahead) == (4, False)
    assert film.stage.pictures["question"] == question_card("ing-2014", 4).markup
    assert label("explorer.guess") not in film.text


def test_one_step_back_shows_what_was_told_at_once(film):
    film.step = 5
    film.next.click()
    film.previous.click()
    assert (film.step, film.ahead) == (5, False)


def test_play_waits_at_a_question_and_tells_the_answer_when_it_goes_on(film):
    film.play.playing = True
    film.play.value = 1
    assert (film.ahead, film.play.playing) == (True, False)
    film.play.playing, film.play.value = True, 2
    assert (film.step, film.ahead, film.play.playing) == (1, False, True)


def test_there_is_nothing_to_ask_where_no_moment_opens(film):
    film.step = 5
    film.ahead = True
    assert film.ahead is False


def test_a_row_names_the_question_that_stands_open(film):
    film.step = 4
    assert (film.row["stap"], film.row["vraag"]) == ("3", "3")
    film.next.click()
    assert film.row["stap"] == "4" and "vraag" not in film.row


def test_a_case_without_moments_asks_nothing():
    film = ReplayExplorer("equens-2013")
    for step in range(1, film.last + 1):
        film.next.click()
        assert (film.step, film.ahead) == (step, False)


def test_the_list_names_the_moment_also_while_it_is_told(film):
    for step, moment in ((1, 1), (2, 2), (3, 2), (4, 4), (9, 7)):
        film.step = step
        assert film.jump.value == moment


def test_between_two_moments_the_list_says_so_and_does_not_move_the_step(film):
    film.step = 6
    assert film.jump.value is None
    assert film.step == 6


def test_the_view_of_the_law_changes_the_answer_and_the_quadrant(film):
    film.step = film.last
    before = film.stage.pictures["axes"]
    assert film.row["Mag het?"] == "ja"
    film.views.value = "strict"
    assert film.row["Mag het?"] == "betwist"
    assert film.stage.pictures["axes"] != before


def test_the_outcome_shows_only_when_asked_and_can_be_hidden_again(film):
    film.step = film.last
    assert "Teruggedraaid of formeel ingegrepen" not in film.text
    film.reveal.value = True
    assert film.stage.pictures["outcome"] == outcome_card("ing-2014").markup
    assert film.reveal.description == "Verberg de afloop"
    film.reveal.value = False
    assert film.stage.pictures["outcome"] == ""


def test_the_score_falls_when_opt_in_is_known_and_stays_red(film):
    film.step = 3
    before = film.row
    film.step, film.ahead = 4, False
    assert film.row["risico"] < before["risico"]
    assert film.row["klasse"] == before["klasse"] == "Hoog (rood)"


def test_everything_has_a_name_a_screen_reader_can_say(film):
    names = film.children[-1]
    assert names.name == "Replay van een case"
    assert set(names.labels) == {"play", "pause", "stop", "repeat"}
    assert film.jump.description
    assert film.versions.description
    assert film.views.description


def test_the_other_language(film):
    english = ReplayExplorer("ing-2014", "en")
    english.step = 9
    film.step = 9
    assert english.row["risk"] == film.row["risico"].replace(",", ".")
    assert english.next.description == "Next"
    assert 'lang="en"' in english.stage.pictures["path"]


@each("case", [id for id in avgrisk.case_ids() if id != "ing-2014"])
def test_any_case_can_be_replayed(case):
    shown = ReplayExplorer(case)
    shown.step = shown.last
    shown.revealed = True
    assert shown.row["risico"]
    assert shown.stage.pictures["outcome"]


def test_two_explorers_do_not_share_their_state(film):
    other = ReplayExplorer("ing-2014")
    film.step, film.index = 5, "2-licence"
    assert (other.step, other.index) == (0, "2")


@pytest.mark.parametrize("field, bad", [("index", "3"), ("view", "loose"), ("step", "x")])
def test_a_trait_refuses_what_it_does_not_know(film, field, bad):
    with pytest.raises(TraitError):
        setattr(film, field, bad)


@pytest.mark.parametrize("case", ["../x", "", None, 3])
def test_an_unknown_case_is_an_input_error(case):
    with pytest.raises(InputError):
        ReplayExplorer(case)


def test_an_unknown_language_is_an_input_error():
    with pytest.raises(InputError):
        ReplayExplorer("ing-2014", "fr")


def test_reset_leaves_the_film_as_it_began(film):
    film.play.value, film.versions.value = 5, FAMILIES[DEFAULT_INDEX][0]
    film.views.value, film.reveal.value = "strict", True
    film.reset()
    fresh = ReplayExplorer("ing-2014")
    assert film.stage.pictures == fresh.stage.pictures and film.row == fresh.row
    assert (film.play.value, film.versions.value, film.views.value) == (0, DEFAULT_INDEX, "letter")
