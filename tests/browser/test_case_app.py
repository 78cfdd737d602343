"""A case replayed in the app, in a real browser: from the blind plan to the ending, in both languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from avgrisk.cases.case_base import load_case
from avgrisk.cases.talk import blacked_out
from avgrisk.core.labels import label
from avgrisk.figures.twins import stranger
from tests.browser.auditing import audit, together
from tests.browser.driving import HOME, SHORT_REST, WAIT, go, still

#: A case without teaching moments, with a twin, and short enough to step through.
OTHER, TWIN = load_case("equens-2013"), load_case("barclays-2013")
FIRST = load_case("ing-2014")

WIDTHS = (1280, 390)

#: Where the keyboard is, and whether one can see that.
FOCUSED = """() => {
  const now = document.activeElement, style = getComputedStyle(now);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {ring, name: now.textContent.trim()};
}"""

SCROLL = "document.documentElement.scrollWidth"


class Film:
    """The place where a case is replayed, by the words on its controls."""

    def __init__(self, page):
        self.page, self.lang = page, "nl"
        self.home = page.locator(".avgrisk-scenario", has=page.locator(".widget-play"))

    def button(self, key: str):
        return self.page.get_by_role("button", name=label(key, self.lang), exact=True)

    def press(self, key: str) -> None:
        """Press the button of this name that can be seen."""
        self.button(key).locator("visible=true").first.click()

    def shows(self, words: str) -> None:
        self.page.get_by_text(words).locator("visible=true").first.wait_for(timeout=WAIT)

    def speak(self, lang: str) -> None:
        self.page.get_by_role("button", name=label("language.name", lang)).click()
        self.lang = lang
        self.button("case_desk.sources").wait_for(timeout=WAIT)
        still(self.page.locator("body"))  # the menu speaks it in a message of its own

    def choose(self, case) -> None:
        """Another case from the menu: it starts at its plan, with its ending hidden."""
        title = case.title_en if self.lang == "en" else case.title_nl
        texts = self.menu.locator("option").all_text_contents()
        offered = [text.replace("\xa0", " ") for text in texts]  # ipywidgets writes hard spaces
        # The case on the desk is called by its kind and year as long as it is blind.
        called = title if title in offered else stranger(case, self.lang)
        self.menu.select_option(index=offered.index(called))
        self.shows(blacked_out(case.facts.proposed_use_nl, case.id))

    @property
    def menu(self):
        return self.page.get_by_label(label("case_desk.case", self.lang), exact=True)

    def at(self, step: int, case) -> None:
        told = label("fig.event", self.lang, number=step, count=len(case.timeline))
        self.shows(told)

    @property
    def ending(self):
        return self.page.locator(".avg-outcome:visible")


@pytest.fixture
def film(app_page):
    """The app at its third place, Dutch, at the plan of ING 2014; afterwards back at one plan."""
    page, size = app_page.page, app_page.page.viewport_size
    page.set_default_timeout(WAIT)
    found = Film(page)
    go(page, "app.case")
    page.locator(".widget-play").wait_for(state="attached", timeout=WAIT)
    found.speak("nl")
    found.press("case_desk.replay")
    chosen = found.menu.evaluate("menu => menu.selectedOptions[0].text").replace("\xa0", " ")
    if chosen == FIRST.title_nl:
        found.choose(OTHER)  # a case starts anew when another is chosen
    found.choose(FIRST)
    app_page.heard.forget()
    yield found
    page.set_viewport_size(size)
    go(page, "app.one")
    page.wait_for_selector(f"{HOME} .avgrisk-ask textarea")
    app_page.heard.quiet()


def test_another_case_steps_to_its_end_and_tells_its_ending_last(film):
    film.choose(OTHER)
    for step in range(1, len(OTHER.timeline) + 1):
        film.press("explorer.next")
        film.at(step, OTHER)
        assert film.ending.count() == 0
        assert film.page.locator(".avg-event .avg-sources a:visible").count()
    expect(film.button("explorer.next")).to_be_disabled()
    film.press("explorer.reveal")
    film.ending.first.wait_for(timeout=WAIT)
    film.press("explorer.hide")
    film.ending.first.wait_for(state="detached", timeout=WAIT)


def test_a_question_comes_before_its_event(film):
    film.press("explorer.next")
    film.shows(label("explorer.guess"))
    expect(film.page.locator(".avg-stop")).to_have_count(0)
    film.press("explorer.next")
    film.at(1, FIRST)
    expect(film.page.get_by_text(label("explorer.guess"))).to_have_count(0)


def test_what_if_twin_and_sources(film):
    film.choose(OTHER)
    film.press("case_desk.what_if")
    film.page.locator(".avg-branch:visible").first.wait_for(timeout=WAIT)
    film.press("case_desk.sources")
    film.shows(label("case_desk.no_sources"))
    film.press("case_desk.replay")
    film.press("explorer.next")
    film.at(1, OTHER)
    film.press("case_desk.sources")
    film.shows(label("case_desk.sources_so_far"))
    film.press("case_desk.twin")
    film.shows(stranger(TWIN))
    film.shows(label("twins.hidden"))
    assert film.ending.count() == 0
    film.press("explorer.reveal")
    film.ending.nth(1).wait_for(timeout=WAIT)
    film.press("case_desk.sources")
    for source in OTHER.sources:
        film.shows(source.title)
    links = film.page.locator(".avg-reasons a:visible").all()
    assert links and all(
        re.match("https?://", link.get_attribute("href"))
        and link.get_attribute("rel") == "noopener noreferrer"
        for link in links
    )


def test_each_of_several_twins_can_be_chosen(film):
    film.press("case_desk.twin")
    menu = film.page.get_by_label(label("case_desk.which_twin"), exact=True)
    for place, case in enumerate(("bankamerideals-2012", "abn-grip-2016", "ing-2019")):
        menu.select_option(index=place)
        film.shows(f"B. {stranger(load_case(case))}")


def test_the_language_changes_where_one_is_and_goes_along(film):
    film.choose(OTHER)
    film.press("explorer.next")
    film.at(1, OTHER)
    film.speak("en")
    film.at(1, OTHER)
    film.shows(label("fig.path", "en"))
    expect(film.page.get_by_text(label("fig.path", "nl"), exact=True)).to_have_count(0)
    film.page.get_by_role("button", name=label("app.one", "en"), exact=True).click()
    film.shows(label("scenario.field.purpose_statement", "en"))
    film.page.get_by_role("button", name=label("app.case", "en"), exact=True).click()
    film.at(1, OTHER)


def test_the_keyboard_alone_goes_there_and_plays_it(film):
    press = film.page.keyboard.press
    film.page.get_by_role("button", name=label("app.one"), exact=True).focus()
    press("Enter")
    film.page.wait_for_selector(f"{HOME} .avgrisk-ask textarea")
    press("Tab")  # the focus stays on the place we are at
    press("Tab")
    press("Enter")
    film.page.locator(".widget-play").wait_for(timeout=WAIT)
    here = film.page.get_by_role("button", name=label("app.case"), exact=True)
    expect(here).to_have_attribute("aria-current", "page")
    expect(here).to_be_focused()
    still(film.page.locator("body"))
    reached = []
    while label("explorer.reveal") not in reached and len(reached) < 40:
        press("Tab")
        now = film.page.evaluate(FOCUSED)
        assert now["ring"], f"one cannot see that the focus is on {now['name']}"
        reached.append(now["name"])
    wanted = [label(key) for key in ("case_desk.twin", "explorer.next", "explorer.reveal")]
    assert [name for name in reached if name in wanted] == wanted
    film.button("explorer.next").focus()
    press("Enter")
    film.shows(label("explorer.guess"))
    press("Enter")
    film.at(1, FIRST)
    expect(film.button("explorer.next")).to_be_focused()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ("nl", "en"))
def test_axe_finds_nothing_grave_and_nothing_is_too_wide(film, width, lang):
    audited = (lang, width) in together(("nl", "en"), WIDTHS)
    film.page.set_viewport_size({"width": width, "height": 900})
    film.speak(lang)
    film.press("explorer.next")
    film.shows(label("explorer.guess", lang))
    shown = {
        "case_desk.what_if": ".avg-branch",
        "case_desk.twin": ".avg-pair",
        "case_desk.sources": ".avg-note",
        "case_desk.replay": ".avg-ask",
    }
    for part, seen in shown.items():
        film.press(part)
        film.page.locator(f"{seen}:visible").first.wait_for(timeout=WAIT)
        still(film.page.locator("body"), SHORT_REST)
        assert not audited or audit(film.page) == [], f"{part} at {width} px in {lang}"
        assert film.page.evaluate(SCROLL) <= width, part
    film.press("explorer.reveal")
    film.ending.first.wait_for(timeout=WAIT)
    still(film.page.locator("body"), SHORT_REST)
    assert not audited or audit(film.page) == [], f"the ending at {width} px in {lang}"
    assert film.page.evaluate(SCROLL) <= width
