"""ING 2014 in JupyterLab, played to its end: questions first, steps, play, sources, the ending last."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from avgrisk.cases.case_base import load_case
from avgrisk.core.labels import label
from avgrisk.explorer import moments
from tests.browser.auditing import audit
from tests.browser.driving import WAIT, still

FILM = "02_ing_2014.ipynb"
LAST = len(load_case("ing-2014").timeline)

#: The questions, by the event that comes after them.
ASKED = {part.opens: part.question for part in moments("ing-2014") if part.opens}


@pytest.fixture
def film(notebook):
    """The replay of notebook 02, at its start and with its ending hidden, whoever was here before."""
    opened = notebook(FILM)
    assert not opened.result["error"], f"notebook 02: {opened.result['error']}"
    found = opened.page.locator(".avgrisk-explorer", has=opened.page.locator(".widget-play"))
    press(found, "stop")
    still(found)  # an ending that is on its way is told, or hidden
    if found.locator(".avg-outcome").count():
        press(found, "hide")
    found.get_by_role("button", name=label("explorer.reveal"), exact=True).wait_for(timeout=WAIT)
    found.locator(".avg-outcome").first.wait_for(state="detached", timeout=WAIT)
    found.get_by_text(label("explorer.plan"), exact=True).wait_for(timeout=WAIT)
    found.get_by_text(moments("ing-2014")[0].question).wait_for(timeout=WAIT)
    opened.heard.forget()
    yield found
    opened.heard.quiet()


def press(film, key: str) -> None:
    film.get_by_role("button", name=label(f"explorer.{key}"), exact=True).click()


def at(film, step: int) -> None:
    """Wait until this event is told."""
    told = label("fig.event", number=step, count=LAST)
    film.get_by_text(re.compile(f"^{re.escape(told)}")).first.wait_for(timeout=WAIT)


def asks(film, step: int) -> None:
    """Wait until the question before this event stands alone: the event before it is the last."""
    film.get_by_text(ASKED[step]).wait_for(timeout=WAIT)
    film.get_by_text(label("explorer.guess")).wait_for(timeout=WAIT)
    if step > 1:
        at(film, step - 1)
    expect(film.locator(".avg-stop")).to_have_count(step - 1)  # the answer is not told yet


def forward(film, step: int) -> None:
    """One step on, past the question that may stand before it."""
    press(film, "next")
    if step in ASKED:
        asks(film, step)
        press(film, "next")
    at(film, step)


def test_it_steps_to_the_end_each_question_first_each_event_with_its_sources(film):
    for step in range(1, LAST + 1):
        forward(film, step)
        expect(film.get_by_text(label("explorer.guess"))).to_have_count(0)
        links = film.locator(".avg-event .avg-sources a:visible").all()
        assert links, f"event {step} has no source to click"
        for link in links:
            assert re.match(r"https?://", link.get_attribute("href"))
            assert link.get_attribute("rel") == "noopener noreferrer"
    expect(film.get_by_role("button", name=label("explorer.next"), exact=True)).to_be_disabled()
    press(film, "previous")
    at(film, LAST - 1)


def test_it_plays_waits_at_a_question_and_ends_by_itself(film):
    play = film.get_by_role("button", name=label("explorer.play"), exact=True)
    press(film, "play")
    asks(film, 1)
    play.wait_for(timeout=WAIT)
    press(film, "play")  # tells the first event, and goes on to the next question by itself
    asks(film, 2)
    play.wait_for(timeout=WAIT)
    for step in range(2, 4):
        press(film, "next")
        at(film, step)
    forward(film, 4)
    press(film, "play")
    at(film, 6)
    press(film, "pause")
    play.wait_for(timeout=WAIT)
    still(film)  # a step that was on its way when it stopped is told
    where = film.locator(".avg-stop").count()
    for step in range(where + 1, LAST):
        forward(film, step)
    press(film, "next")
    asks(film, LAST)
    press(film, "play")
    at(film, LAST)
    play.wait_for(timeout=WAIT)


def test_a_question_is_announced_and_the_keyboard_tells_its_answer(film):
    forward(film, 1)
    button = film.get_by_role("button", name=label("explorer.next"), exact=True)
    button.focus()
    film.page.keyboard.press("Enter")
    asks(film, 2)
    live = film.locator("[aria-live=polite]", has_text=ASKED[2])
    expect(live).to_have_count(1)  # a screen reader is told of the question
    expect(button).to_be_focused()
    film.page.keyboard.press("Enter")
    at(film, 2)


def test_the_ending_is_told_last_and_hidden_again(film):
    ending = film.locator(".avg-outcome")
    assert ending.count() == 0, "the outcome is told before it is asked for"
    press(film, "reveal")
    ending.first.wait_for(timeout=WAIT)
    press(film, "hide")
    ending.first.wait_for(state="detached", timeout=WAIT)


def test_axe_finds_nothing_grave_in_the_replay_and_the_raised_hands(film):
    forward(film, 1)
    press(film, "next")
    asks(film, 2)
    assert audit(film.page, ".avgrisk-explorer") == []
