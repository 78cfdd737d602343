"""One plan on one screen: from a typed sentence to a useful answer and its A4; desk and phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from avgrisk.core.labels import label
from tests.browser.auditing import EVERY, audit, together
from tests.browser.driving import SHORT_REST, WAIT, still
from tests.browser.pictures import look

PLAN = "De webwinkel geeft boekentips op basis van eerdere aankopen"

TABS = ("why", "help", "law", "cases", "spectrum", "compare", "fields")

#: What scrolls around the screen: nothing may, at a desk.
SCROLLS = """() => [...document.querySelectorAll("*")].filter(n =>
  n.contains(document.querySelector(".avgrisk-one")) && n.scrollHeight > n.clientHeight + 1
  && ["auto", "scroll"].includes(getComputedStyle(n).overflowY)).map(n => n.className)"""


#: How much of a part does not fit in its place.
OVER = (
    "part => Math.max(part.scrollHeight - part.clientHeight, part.scrollWidth - part.clientWidth)"
)

#: What is pressed and smaller than 24 px; links in a sentence may be, and so may what has a label.
SMALL = """() => [...document.querySelectorAll(
    "button, select, textarea, summary, label:has(input), input:not([type=radio], [type=file])")]
  .filter(n => n.checkVisibility()).map(n => [n.getBoundingClientRect(), n])
  .filter(([box]) => box.width && Math.min(box.width, box.height) < 24)
  .map(([box, n]) => `${box.width} x ${box.height}: ${n.outerHTML.slice(0, 120)}`)"""


@pytest.fixture
def page(visited):
    """An empty plan, in Dutch."""
    return visited


def read(page, text: str = PLAN) -> None:
    """Type a plan and have it read."""
    field = page.locator(".avgrisk-ask textarea")
    field.fill(text)
    field.press("Enter")
    page.locator(".avgrisk-chip").first.wait_for(timeout=WAIT)


def example(page, at: int = 0) -> None:
    """Click an example, and wait for its score."""
    page.locator(".avgrisk-examples button").nth(at).click()
    page.locator(".avg-pin .avg-big").wait_for(timeout=WAIT)


def pick(page, name: str, words: str) -> None:
    """Open a chip, search its list and take what is found."""
    page.locator(f".avgrisk-chip[data-part={name}]").click()
    search = page.locator(".avgrisk-search")
    search.fill(words)
    search.press("Enter")


def test_an_empty_form_has_no_number_and_nothing_to_open(page):
    assert not any(letter.isdigit() for letter in page.locator(".avg-pin").inner_text())
    expect(page.get_by_role("button", name="A4", exact=True)).to_be_disabled()
    look(page, "one-plan-empty")


def test_from_one_sentence_to_the_a4_in_three_clicks(page):
    read(page)
    pick(page, "organisation", "webwinkel")
    page.locator(".avg-pin .avg-big").wait_for(timeout=WAIT)
    with page.expect_popup(timeout=WAIT) as popup:
        page.get_by_role("button", name="A4", exact=True).click()
    sheet = popup.value
    sheet.locator(".avg-big").first.wait_for(timeout=WAIT)
    score = page.locator(".avg-pin .avg-big").inner_text()
    assert sheet.locator(".avg-big").first.inner_text() == score
    assert PLAN in sheet.locator("body").inner_text()
    sheet.close()


def test_from_a_sentence_to_the_a4_by_the_keyboard_alone(page):
    press = page.keyboard.press
    page.locator(".avgrisk-ask textarea").focus()
    page.keyboard.type(PLAN)
    press("Enter")
    page.locator(".avgrisk-chip").first.wait_for(timeout=WAIT)
    still(page.locator(".avgrisk-scenario").first)  # the question is smaller now
    press("Tab")  # the button that reads
    press("Tab")
    assert page.evaluate("document.activeElement.dataset.part") == "organisation"
    press("Enter")
    page.keyboard.type("gemeente")
    press("Enter")
    page.locator(".avgrisk-chip[data-part=organisation]", has_text="gemeente").wait_for(
        timeout=WAIT
    )
    page.locator(".avg-pin .avg-big").wait_for(timeout=WAIT)
    sheet = page.get_by_role("button", name="A4", exact=True)
    while not sheet.evaluate("node => node === document.activeElement"):
        press("Shift+Tab")
    with page.expect_popup(timeout=WAIT) as popup:
        press("Enter")
    popup.value.locator(".avg-big").first.wait_for(timeout=WAIT)
    popup.value.close()


@pytest.mark.parametrize("width", (1280, 390))
def test_whatever_is_pressed_is_at_least_24_px(page, width):
    example(page)
    page.set_viewport_size({"width": width, "height": 844})
    small = []
    for tab in TABS:
        page.locator(f".avgrisk-tabs [data-key={tab}]").click()
        small += [f"{tab}: {told}" for told in page.evaluate(SMALL)]
    assert small == []


def test_what_is_missing_is_red_and_asks_and_no_number_stands(page):
    read(page, "Wij tonen iets op basis van blorfs")
    missing = page.locator(".avgrisk-chip-missing")
    assert label("chips.missing") in missing.first.inner_text()
    assert page.locator(".avg-pin .avg-big").count() == 0
    pick(page, "organisation", "bank")
    pick(page, "data", "locatiegegevens")
    page.keyboard.press("Escape")
    pick(page, "proposed_use", "eigen aanbiedingen")
    page.locator(".avg-pin .avg-big").wait_for(timeout=WAIT)
    page.wait_for_function("!document.querySelector('.avgrisk-chip-missing')", timeout=WAIT)


def test_what_is_shared_has_the_answers_and_the_vector(page):
    example(page)
    page.get_by_role("button", name=label("one.share"), exact=True).click()
    page.wait_for_function("document.querySelector('.avgrisk-share textarea').value", timeout=WAIT)
    text = page.locator(".avgrisk-share textarea").input_value()
    assert page.locator(".avg-pin .avg-big").inner_text() in text and "AVGR:" in text
    page.keyboard.press("Escape")


def test_every_tab_fits_and_the_bar_never_leaves_the_screen(page):
    example(page)
    still(page.locator(".avgrisk-scenario").first)
    for tab in TABS:
        page.locator(f".avgrisk-tabs [data-key={tab}]").click()
        still(page.locator(".avgrisk-scenario").first, SHORT_REST)
        assert page.locator(".avgrisk-tab:visible").count() == 1
        assert page.evaluate(SCROLLS) == [], f"the page scrolls under {tab}"
        assert page.locator(".avgrisk-tab:visible").evaluate(OVER) <= 0, f"{tab} is cut off"
        box = page.locator(".avg-pin").bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 800
        look(page, f"one-plan-{tab}")


def test_tabs_go_by_the_arrow_keys(page):
    page.locator(".avgrisk-tabs [data-key=why]").click()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.key") == "help"
    page.keyboard.press("End")
    assert page.locator(".avgrisk-tab-fields").is_visible()


def test_on_a_phone_the_bar_stays_while_one_scrolls(page):
    example(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator(".avgrisk-tabs [data-key=why]").click()
    page.locator(".avgrisk-tab-why .avg").last.scroll_into_view_if_needed()
    box = page.locator(".avg-pin").bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= 844
    look(page, "one-plan-phone")


def test_each_row_of_radio_buttons_has_its_own_choice(page):
    example(page)
    page.locator(".avgrisk-tabs [data-key=fields]").click()
    rows = page.locator(".avgrisk-choice")
    for at in range(rows.count()):
        rows.nth(at).locator("label").last.click()
    expect(page.locator(".avgrisk-choice input:checked")).to_have_count(rows.count())


def test_printing_the_page_prints_the_a4(page):
    example(page)
    page.locator(".avgrisk-sheet .avg-big").wait_for(state="attached", timeout=WAIT)
    page.emulate_media(media="print")
    assert page.locator(".avgrisk-sheet").is_visible()
    assert not page.locator(".avgrisk-tabs").is_visible()
    page.emulate_media(media="screen")


@pytest.mark.parametrize("lang, scheme", together(("nl", "en"), ("light", "dark")))
def test_axe_finds_nothing_on_any_tab(page, lang, scheme):
    page.emulate_media(color_scheme=scheme)
    example(page, 2)
    page.get_by_role("button", name=label("language.name", lang)).click()
    still(page.locator(".avgrisk-scenario").first)
    found = []
    for tab in TABS:
        page.locator(f".avgrisk-tabs [data-key={tab}]").click()
        still(page.locator(".avgrisk-scenario").first, SHORT_REST)
        part = (
            None if EVERY or tab == TABS[0] else f".avgrisk-tab-{tab}"
        )  # around it nothing changes
        found += [f"{tab}: {line}" for line in audit(page, part)]
    page.locator(".avgrisk-chip[data-part=proposed_use]").click()
    found += [f"list: {line}" for line in audit(page)]
    page.keyboard.press("Escape")
    page.emulate_media(color_scheme="light")
    assert found == []
