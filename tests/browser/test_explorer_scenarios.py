"""Scenarios beside each other: added, renamed, removed, compared, saved, opened, double-clicked."""

from __future__ import annotations

import json
import time

import pytest
from playwright.sync_api import TimeoutError, expect

from avgrisk.core import shipped
from avgrisk.explorer.scenario.scenario_file import MOST
from avgrisk.explorer.scenario.use_fields import FIELDS
from tests.browser.driving import AGAIN, DRAWN, LONG, SHORT_REST, START, WAIT

#: The name of the first button that can be pressed and was not; opening a file asks for one, chips and pages open a window.
NEXT = """pressed => {
  const home = document.querySelector(".avgrisk-scenario");
  home.querySelectorAll("[data-next]").forEach(b => delete b.dataset.next);
  const found = [...home.querySelectorAll(
    "button:not([disabled]):not(.widget-upload):not(.avgrisk-chip):not(.avgrisk-open)")]
    .filter(b => b.offsetParent)
    .find(b => b.textContent.trim() && !pressed.includes(b.textContent.trim()));
  if (found) found.dataset.next = "";
  return found ? found.textContent.trim() : "";
}"""

#: Whether one can choose from so many scenarios.
LISTED = "([home, n]) => home.querySelector('select').options.length === n"

#: Whether these names, in this order, stand over the table that compares.
COMPARED = """([home, names]) => {
  const heads = [...home.querySelectorAll(".avgrisk-tab-compare .avg-side thead th")].slice(1);
  return JSON.stringify(heads.map(head => head.textContent)) === JSON.stringify(names)
    && home.querySelectorAll(".avg-side").length === 2;
}"""

#: Whether the advice in view is worked out for the plan in view.
ADVISED = """() => ![...document.querySelectorAll(".avgrisk-offers button")]
  .some(b => b.offsetParent && b.textContent.includes("…"))"""


def names(desk) -> list[str]:
    """The scenarios one can choose from."""
    chosen = desk.labelled("scenario.pick").locator("option").all_text_contents()
    return [name.replace("\xa0", " ") for name in chosen]


def call(desk, name: str) -> None:
    """Give the scenario in view a name."""
    where = desk.labelled("scenario.called").locator("input")
    where.fill(name)
    where.press("Enter")


def add(desk, name: str) -> None:
    """A copy under a name of its own."""
    known = len(names(desk))
    desk.button("scenario.add").click()
    desk.until(LISTED, known + 1)
    call(desk, name)
    desk.until(
        "([home, name]) => [...home.querySelector('select').options]"
        ".some(o => o.textContent.replace(/\\u00a0/g, ' ') === name)",
        name,
        f"the scenario {name!r} is not in the list",
    )


def test_two_to_six_scenarios_are_compared_and_a_seventh_is_refused(desk):
    call(desk, "Het plan")
    told = ["Het plan"]
    for place in range(2, MOST + 1):
        add(desk, f"Plan {place}")
        told.append(f"Plan {place}")
        # first, for a moment, the copy is compared under the name it was made with
        desk.until(COMPARED, told, f"{place} scenarios are not compared")
    expect(desk.button("scenario.add")).to_be_disabled()


def test_a_scenario_is_changed_alone_and_removed(desk):
    call(desk, "Eerste")
    first = desk.score
    add(desk, "Tweede")
    desk.choose("control", -1)
    second = desk.wait_score(first)
    desk.labelled("scenario.pick").locator("select").select_option(index=0)
    assert desk.wait_score(second) == first, "the first scenario changed with the second"
    desk.labelled("scenario.pick").locator("select").select_option(index=1)
    desk.wait_score(first)
    desk.button("scenario.remove").click()
    assert desk.wait_score(second) == first
    desk.until(LISTED, 1)  # pictures first, then the controls
    assert names(desk) == ["Eerste"]
    expect(desk.button("scenario.remove")).to_be_disabled()
    desk.button("scenario.undo").click()
    desk.wait_score(first)
    desk.until(LISTED, 2)
    assert names(desk) == ["Eerste", "Tweede"], "undo does not bring the scenario back"


def test_what_is_saved_can_be_opened_again(desk):
    call(desk, "Bewaard")
    add(desk, "Tweede")
    before = desk.score
    desk.type("proposed_use", "Gezondheidsadvies verkopen aan verzekeraars")
    shown = desk.wait_score(before)
    content = desk.saved()
    desk.put(START)
    desk.until("([home]) => home.querySelector('select').options.length === 1")
    desk.upload(json.dumps(content).encode(), name="bewaard.json")
    desk.reads(desk.say("scenario.loaded", count=2, file="bewaard.json"))
    desk.until(LISTED, 2)
    assert names(desk) == ["Bewaard", "Tweede"]
    desk.labelled("scenario.pick").locator("select").select_option(index=1)
    desk.until("([home, old]) => home.querySelector('.avg-big')?.textContent === old", shown)
    assert desk.saved() == content, "saving, opening and saving again gives another file"


def test_a_double_click_on_every_button_breaks_nothing(desk):
    pressed: list[str] = []
    patience = time.monotonic() + LONG / 1000
    while name := desk.page.evaluate(NEXT, pressed):
        assert time.monotonic() < patience, f"not to be pressed: {name}"
        # By its mark: advice that comes in meanwhile changes the words on a button. A button that is
        # drawn anew meanwhile has lost its mark, and is marked again.
        try:
            desk.home.locator("button[data-next]").dblclick(timeout=AGAIN)
        except TimeoutError:
            continue
        pressed.append(name)
        desk.still(SHORT_REST)
        desk.page.wait_for_function(ADVISED, timeout=WAIT)
    assert len(pressed) >= 10
    assert "Traceback" not in desk.home.inner_text()
    desk.clear()
    for name in FIELDS:
        desk.field(name).dblclick()
    assert desk.score, "no score on screen after the double clicks"


# In the app test_explorer_pace.py measures it.
@pytest.mark.parametrize("desk", ("lab",), indirect=True)
def test_two_hundred_moves_leave_no_backlog(desk):
    desk.field("control").focus()
    for _ in range(50):
        for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft"):
            desk.page.keyboard.press(key)
    desk.page.keyboard.press("ArrowRight")
    desk.page.evaluate(DRAWN)
    level = desk.field("control").locator("xpath=..").inner_text()
    desk.still()  # the pictures do not run on for ever
    assert desk.field("control").locator("xpath=..").inner_text() == level, "it goes on by itself"
    end = desk.score
    desk.answered()
    assert desk.score == end, "an answer came after the last move was drawn"


def test_the_own_purpose_text_stands_on_the_spectrum_in_both_languages(desk):
    text = "Wij gebruiken uw adres alleen om uw pakje te bezorgen."
    desk.type("purpose_statement", text)
    curve = desk.home.locator(".avg", has=desk.page.locator(".avg-curve"))
    expect(curve.locator(".avg-quote").first).to_contain_text(text, timeout=WAIT)
    expect(curve.locator(".avg-curve .avg-num-own")).to_have_count(1)
    ladder = curve.get_by_text(desk.say("spectrum.texts"))
    ladder.focus()
    desk.page.keyboard.press("Enter")
    rows = shipped.rows("spectrum.csv")
    for row in (rows[0], rows[-1]):
        curve.get_by_text(row["nl"]).wait_for(timeout=WAIT)
    desk.speak("en")
    for row in (rows[0], rows[-1]):
        curve.get_by_text(row["en"]).wait_for(timeout=WAIT)
    expect(curve.locator(".avg-quote").first).to_contain_text(text)
