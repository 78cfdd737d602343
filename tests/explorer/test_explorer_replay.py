"""The replay widget without a browser: every control, driven by its trait, shows the plain call."""

from __future__ import annotations

import pytest
from traitlets import TraitError

import avgrisk
from avgrisk.cases import load_case
from avgrisk.explorer import ReplayExplorer, outcome_card, plan_card
from avgrisk.explorer.cards import question_card
from avgrisk.figures import quadrant, score_path
from avgrisk.index import VERSIONS
from avgrisk.records import InputError
from avgrisk.replaying import steps
from avgrisk.tables import number

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


@pytest.mark.parametrize("index", VERSIONS)
@pytest.mark.parametrize("step", range(1, len(CASE.timeline) + 1))
def test_every_step_shows_the_same_string_as_the_plain_call(film, step, index):
    film.play.value, film.versions.value = step, index
    path = steps("ing-2014", index)
    assert film.stage.pictures["path"] == score_path(path, step, case=CASE).markup
    here = path[step - 1].score
    assert film.stage.pictures["axes"] == quadrant([here], [CASE.organisation], "letter").markup
    assert film.row["risico"] == number(here.value)


def test_playing_gives_the_replay_table(film):
    seen = []
    for step in range(1, film.play.max + 1):
        film.play.value = step
        seen.append(film.row["risico"])
    assert seen == [number(value) for value in avgrisk.replay("ing-2014")["score"]]


def test_play_and_step_move_each_other(film):
    film.play.value = 4
    assert film.step == 4
    film.step = 9
    assert film.play.value == 9


def test_previous_and_next_stop_at_the_ends(film):
    assert film.previous.disabled
    film.previous.click()
    assert film.step == 0
    film.next.click()
    assert film.step == 1
    film.step = film.last
    assert film.next.disabled
    film.next.click()
    assert film.step == film.last


@pytest.mark.parametrize("given, kept", [(-3, 0), (99, len(CASE.timeline))])
def test_a_step_outside_the_timeline_is_held_at_its_end(film, given, kept):
    film.step = given
    assert film.step == kept


def test_a_moment_can_be_jumped_to_and_shows_its_question(film):
    film.jump.value = 9
    assert film.step == 9
    assert film.stage.pictures["question"] == question_card("ing-2014", 9).markup
    assert "Zakt de ophef nu?" in film.stage.pictures["question"]


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
    film.step = 8
    before = film.row
    film.step = 9
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


@pytest.mark.parametrize("case", [id for id in avgrisk.case_ids() if id != "ing-2014"])
def test_any_case_can_be_replayed(case):
    shown = ReplayExplorer(case)
    shown.step = shown.last
    shown.revealed = True
    assert shown.row["risico"]
    assert shown.stage.pictures["outcome"]


def test_two_explorers_do_not_share_their_state(film):
    other = ReplayExplorer("ing-2014")
    film.step, film.index = 5, "1-licence"
    assert (other.step, other.index) == (0, "1")


@pytest.mark.parametrize("field, bad", [("index", "2"), ("view", "loose"), ("step", "x")])
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
