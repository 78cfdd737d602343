"""The explorer's state: plain functions, with a way back from every change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import avgrisk
from avgrisk.core.levels import named
from avgrisk.core.records import InputError, ProposedUse
from avgrisk.explorer.scenario import state as model
from avgrisk.explorer.scenario.scenario_file import MOST, Scenario
from avgrisk.explorer.scenario.state import State
from avgrisk.scoring.levers import levers

START = State((Scenario("ING", avgrisk.load_case("ing-2014").use),))

STEPS = st.one_of(
    st.tuples(st.just(model.edit), st.just("control"), st.sampled_from(list(named("control")))),
    st.tuples(st.just(model.edit), st.just("purpose_statement"), st.text(max_size=20)),
    st.tuples(st.just(model.edit), st.just("sector"), st.sampled_from(["bank", "webshop", "?"])),
    st.tuples(st.just(model.apply_lever), st.sampled_from([lever.key for lever in levers()])),
    st.tuples(st.just(model.rename), st.text(max_size=9)),
    st.tuples(st.just(model.confirm), st.just("trust_gap")),
    st.tuples(st.just(model.add)),
    st.tuples(st.just(model.remove)),
)


@given(st.lists(STEPS, max_size=12))
def test_undo_goes_back_to_the_start_and_redo_to_the_end(steps):
    state = START
    for function, *values in steps:
        state = function(state, *values)
    back = state
    while back.past:
        back = model.undo(back)
    assert (back.scenarios, back.active) == (START.scenarios, START.active)
    while back.future:
        back = model.redo(back)
    assert (back.scenarios, back.active) == (state.scenarios, state.active)


def test_letters_typed_in_one_field_are_one_step_back():
    state = START
    for text in ("a", "ab", "abc"):
        state = model.edit(state, "purpose_statement", text)
    state = model.edit(state, "proposed_use", "x")
    assert len(state.past) == 2
    assert model.undo(state).use.purpose_statement == "abc"
    assert model.undo(model.undo(state)).use == START.use


def test_every_move_of_a_level_is_a_step_of_its_own():
    state = model.edit(model.edit(START, "control", "terms"), "control", "opt_in")
    assert model.undo(state).use.control == "terms"


def test_a_new_change_ends_what_could_be_redone():
    state = model.undo(model.edit(START, "control", "terms"))
    assert state.future
    assert not model.edit(state, "control", "opt_in").future


def test_what_changes_nothing_is_no_step():
    for state in (
        model.edit(START, "control", START.use.control),
        model.rename(START, "ING"),
        model.confirm(START, "vagueness"),
        model.undo(START),
        model.redo(START),
        model.remove(START),
    ):
        assert state == START


def test_a_typed_purpose_wins_from_a_coded_vagueness():
    assert START.use.vagueness is not None
    assert model.edit(START, "purpose_statement", "x").use.vagueness is None


def test_another_organisation_takes_its_image_and_trust_along():
    state = model.edit(START, "sector", "zoekmachine")
    assert (state.use.image_fit, state.use.controller) == (None, "")
    assert model.edit(START, "sector", "banken").use.image_fit == START.use.image_fit


def test_a_confirmed_suggestion_keeps_its_value_and_is_no_suggestion_any_more():
    before = avgrisk.score(START.use)
    after = avgrisk.score(model.confirm(START, "trust_gap").use)
    assert before.readings["trust_gap"].status == "suggested"
    assert after.readings["trust_gap"].status == "given"
    assert after.value == before.value


def test_a_lever_is_the_advice_and_can_be_undone():
    step = avgrisk.advise(START.use).steps[0]
    state = model.apply_lever(START, *step.levers)
    assert avgrisk.score(state.use).value == pytest.approx(step.value)
    assert model.undo(state).use == START.use


def test_six_scenarios_at_most_and_one_at_least():
    state = START
    for _ in range(MOST + 3):
        state = model.add(state)
    assert (len(state.scenarios), state.active) == (MOST, MOST - 1)
    for _ in range(MOST + 3):
        state = model.remove(state)
    assert len(state.scenarios) == 1


@pytest.mark.parametrize("place, kept", [(-5, 0), (0, 0), (99, 1)])
def test_a_place_that_is_not_there_is_the_nearest(place, kept):
    assert model.select(model.add(START), place).active == kept


def test_the_way_back_is_bounded():
    state = START
    for number in range(3 * model.DEPTH):
        state = model.edit(state, "control", number / (3 * model.DEPTH))
    assert len(state.past) == model.DEPTH


@pytest.mark.parametrize(
    "function, values",
    [
        (model.edit, ("no_field", "x")),
        (model.apply_lever, ("no_lever",)),
        (model.confirm, ("no_reading",)),
        (model.look, ("loose",)),
        (model.speak, ("fr",)),
        (model.fill, ((),)),
    ],
)
def test_what_does_not_exist_is_an_input_error(function, values):
    with pytest.raises(InputError):
        function(START, *values)


def test_half_a_character_is_kept_as_a_question_mark():
    assert model.edit(State(), "proposed_use", "a\udfffb").use == ProposedUse(proposed_use="a?b")
