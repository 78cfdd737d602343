"""ING 2014 in JupyterLab, played to its end: steps, play and stop, sources, the ending last."""

from __future__ import annotations

import re

import pytest
from auditing import audit
from driving import WAIT

from avgrisk.cases import load_case
from avgrisk.explorer.replay import PACE
from avgrisk.labels import label

FILM = "02_ing_2014.ipynb"
LAST = len(load_case("ing-2014").timeline)


@pytest.fixture
def film(notebook):
    """The replay of notebook 02, at its start and with its ending hidden, whoever was here before."""
    opened = notebook(FILM)
    assert not opened.result["error"], f"notebook 02: {opened.result['error']}"
    found = opened.page.locator(".avgrisk-explorer", has=opened.page.locator(".widget-play"))
    press(found, "stop")
    if found.locator(".avg-outcome").count():
        press(found, "hide")
    found.get_by_role("button", name=label("explorer.reveal"), exact=True).wait_for(timeout=WAIT)
    found.locator(".avg-outcome").first.wait_for(state="detached", timeout=WAIT)
    found.get_by_text(label("explorer.plan"), exact=True).wait_for(timeout=WAIT)
    opened.heard.forget()
    yield found
    opened.heard.quiet()


def press(film, key: str) -> None:
    film.get_by_role("button", name=label(f"explorer.{key}"), exact=True).click()


def at(film, step: int) -> None:
    """Wait until this event is told."""
    told = label("fig.event", number=step, count=LAST)
    film.get_by_text(re.compile(f"^{re.escape(told)}")).first.wait_for(timeout=WAIT)


def test_it_steps_to_the_end_each_event_with_its_sources_one_click_away(film):
    for step in range(1, LAST + 1):
        press(film, "next")
        at(film, step)
        links = film.locator(".avg-event .avg-sources a:visible").all()
        assert links, f"event {step} has no source to click"
        for link in links:
            assert re.match(r"https?://", link.get_attribute("href"))
            assert link.get_attribute("rel") == "noopener noreferrer"
    assert film.get_by_role("button", name=label("explorer.next"), exact=True).is_disabled()
    press(film, "previous")
    at(film, LAST - 1)


def test_it_plays_pauses_and_ends_by_itself(film):
    press(film, "play")
    at(film, 1)
    press(film, "pause")
    film.page.wait_for_timeout(PACE + 500)
    at(film, 1)
    for step in range(2, LAST):
        press(film, "next")
        at(film, step)
    press(film, "play")
    at(film, LAST)
    film.get_by_role("button", name=label("explorer.play"), exact=True).wait_for(timeout=WAIT)


def test_the_ending_is_told_last_and_hidden_again(film):
    ending = film.locator(".avg-outcome")
    assert ending.count() == 0, "the outcome is told before it is asked for"
    press(film, "reveal")
    ending.first.wait_for(timeout=WAIT)
    press(film, "hide")
    ending.first.wait_for(state="detached", timeout=WAIT)


def test_axe_finds_nothing_grave_in_the_replay_and_the_raised_hands(film):
    press(film, "next")
    at(film, 1)
    film.page.wait_for_timeout(500)
    assert audit(film.page, ".avgrisk-explorer") == []
