"""The stage in a browser: from blind to twin by the keyboard, on a wall, a laptop and a phone."""

from __future__ import annotations

import pytest

from avgrisk.cases.case_base import load_case
from avgrisk.reports.stage_page import stage_html
from tests.browser.auditing import audit, together
from tests.browser.driving import Overheard
from tests.browser.pictures import look

#: Where a talk is given: on a wall, on a laptop, on a phone.
SIZES = {"wall": (1920, 1080), "laptop": (1280, 800), "phone": (390, 844)}

#: Everything that a room must read: its size in px.
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.scene:not([hidden]) *')]
  .filter(n => [...n.childNodes].some(c => c.nodeType === 3 && c.textContent.trim()))
  .filter(n => !n.closest('.hide, .bar, .guesses .scale') && n.getBoundingClientRect().width)
  .map(n => parseFloat(getComputedStyle(n).fontSize)))"""

#: Whether every part of the screen in view is shown.
ALL = """() => [...document.querySelectorAll('.scene:not([hidden]) [data-step]')]
  .every(n => n.classList.contains('seen'))"""


@pytest.fixture
def stage(page, tmp_path):
    """Opens the stage of a case at a size; nothing it does may fail or ask for anything."""
    heard = Overheard()
    heard.listen(page)
    page.emulate_media(reduced_motion="reduce")

    def opened(case: str, size: str = "wall", lang: str = "nl"):
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        (tmp_path / "stage.html").write_text(stage_html(case, lang), encoding="utf-8")
        page.goto((tmp_path / "stage.html").as_uri())
        return page

    yield opened
    assert heard.errors == [] and heard.dialogs == [] and heard.hosts == set()


def screens(page):
    """Every screen with all its parts, one after the other, by the arrow key."""
    for place in range(1, page.locator(".scene").count() + 1):
        while not page.evaluate(ALL):
            page.keyboard.press("ArrowRight")
        yield place
        page.keyboard.press("ArrowRight")


@pytest.mark.parametrize("size", SIZES)
def test_a_talk_from_blind_to_what_if(stage, size):
    page = stage("ing-2014", size)
    for place in screens(page):
        width, height = page.evaluate(
            "() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        )
        assert width <= SIZES[size][0]
        if size == "wall":
            assert height <= SIZES[size][1]
            assert page.evaluate(SMALLEST) >= 28
        look(page, f"stage-{size}-{place:02}", full_page=True)
    assert page.locator(".scene:not([hidden])").inner_text().count("een ander plan") >= 1


@pytest.mark.parametrize("lang, scheme", together(("nl", "en"), ("light", "dark")))
def test_axe_finds_nothing_on_any_screen(stage, lang, scheme):
    page = stage("ing-2014", "laptop", lang)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = [f"{place}: {line}" for place in screens(page) for line in audit(page)]
    assert found == []


def test_hands_are_counted_and_kept_when_one_goes_back(stage):
    page = stage("ing-2014")
    page.keyboard.press("ArrowRight")
    more = page.locator(".scene:not([hidden]) [data-add='1']")
    for _ in range(3):
        more.nth(0).click()
    more.nth(1).click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert page.locator(".scene:not([hidden]) .tally b").all_inner_texts() == ["3", "1", "0"]


def test_a_reload_goes_on_where_it_was_and_the_name_comes_when_asked(stage):
    page = stage("ing-2014")
    for _ in range(4):
        page.keyboard.press("Space")
    where = page.evaluate("location.hash")
    page.reload()
    assert page.evaluate("location.hash") == where
    assert "ING" not in page.locator("body").inner_text().split()
    page.keyboard.press("n")
    page.keyboard.press("ArrowLeft")
    assert page.locator("[data-act=name]").get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize("case", ("tomtom-2011", "knltb-2018", "ill-boek-auto"))
def test_other_cases_go_by_their_data_alone(stage, case):
    page = stage(case)
    shown = [page.locator(".scene:not([hidden])").inner_text() for _ in screens(page)]
    assert all(text.strip() for text in shown)
    if not load_case(case).illustration:
        assert load_case(case).organisation in " ".join(shown)
