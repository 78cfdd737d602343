"""A picture of every screen, for the pages: `make pictures` takes them, a run without holds them."""

from __future__ import annotations

import pytest

from avgrisk.core.labels import LANGUAGES, label
from avgrisk.reports.stage_page import stage_html
from tests.browser import pictures
from tests.browser.driving import LONG, WAIT, go, still
from tests.browser.test_one_plan import TABS
from tests.browser.test_register_app import FILE, scored
from tests.browser.test_stage import screens as scenes
from tests.browser.test_workshop_room import Room, others_vote

#: What is taken elsewhere in this file, beside the tabs of a plan.
OTHERS = {
    "path",
    "register",
    "case",
    "a4",
    "replay",
    "report",
    "stage",
    "phone",
    "trainer",
    "wall",
    "lab",
}


def test_every_screen_of_the_table_is_taken_here():
    assert set(pictures.screens()) == OTHERS | {f"plan-{tab}" for tab in TABS}


@pytest.fixture
def desk(visited):
    """The app as a visitor sees it, at the size of its pictures."""
    visited.set_viewport_size(pictures.size("register"))
    visited.set_default_timeout(WAIT)
    return visited


def speak(page, lang: str, key: str) -> None:
    """Another language, and wait until this is said in it."""
    page.get_by_role("button", name=label("language.name", lang)).locator("visible=true").click()
    page.get_by_text(label(key, lang)).locator("visible=true").first.wait_for()


@pytest.mark.slow
def test_one_plan_by_its_tabs(desk):
    page = desk
    page.locator(".avgrisk-examples button").first.click()
    page.locator(".avg-pin .avg-big").wait_for()
    for lang in LANGUAGES:
        speak(page, lang, "tab.why")
        for tab in TABS:
            page.locator(f".avgrisk-tabs [data-key={tab}]").click()
            pictures.keep(page, f"plan-{tab}", lang)
    speak(page, "nl", "tab.why")


@pytest.mark.slow
def test_a_whole_register(desk):
    page = desk
    go(page, "app.register")
    page.wait_for_selector(FILE, state="attached")
    scored(page)
    for lang in LANGUAGES:
        speak(page, lang, "desk.score")
        page.locator("table.avgrisk-scores").scroll_into_view_if_needed()
        still(page.locator("body"))
        pictures.keep(page, "register", lang)


@pytest.mark.slow
def test_a_case(desk):
    page = desk
    go(page, "app.case")
    for _ in range(4):
        page.get_by_role("button", name=label("explorer.next"), exact=True).locator(
            "visible=true"
        ).first.click()
        still(page.locator("body"))
    for lang in LANGUAGES:
        speak(page, lang, "case_desk.sources")
        still(page.locator("body"))
        pictures.keep(page, "case", lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_handed_out(page, handed_out, lang):
    for screen, name in (("a4", "a4"), ("replay", "replay"), ("report", "register")):
        page.set_viewport_size(pictures.size(screen))
        page.goto((handed_out / f"{name}-{lang}.html").as_uri())
        pictures.keep(page, screen, lang)
    page.set_viewport_size(pictures.size("path"))
    page.goto((handed_out / f"replay-{lang}.html").as_uri())
    drawn = page.locator("section.avg", has=page.locator(".avg-path")).first
    pictures.keep(page, "path", lang, drawn)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_talk(page, tmp_path, lang):
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size(pictures.size("stage"))
    (tmp_path / "stage.html").write_text(stage_html("ing-2014", lang), encoding="utf-8")
    page.goto((tmp_path / "stage.html").as_uri())
    for place in scenes(page):
        if place == 4:
            pictures.keep(page, "stage", lang)
            break


@pytest.mark.slow
def test_a_room(browser, tmp_path):
    room = Room(tmp_path)
    try:
        opened = {}
        for lang in LANGUAGES:
            for screen, place in (("wall", "/wall"), ("trainer", "/trainer"), ("phone", "/")):
                context = browser.new_context(
                    viewport=pictures.size(screen), reduced_motion="reduce"
                )
                key = room.keys["trainer" if screen == "trainer" else "wall"]
                opened[screen, lang] = context.new_page()
                opened[screen, lang].goto(f"{room.home}{place}?lang={lang}#{key}")
        trainer = opened["trainer", "nl"]
        opened["phone", "nl"].locator("#wait").wait_for(timeout=WAIT)
        trainer.locator("#desk").wait_for(timeout=WAIT)
        trainer.keyboard.press("Space")
        for lang in LANGUAGES:
            opened["phone", lang].locator("#ask").wait_for(timeout=WAIT)
            pictures.keep(opened["phone", lang], "phone", lang, live=True)
        others_vote(room, 0, 12)
        trainer.keyboard.press("l")
        opened["phone", "nl"].locator("#wait").wait_for(timeout=WAIT)
        trainer.keyboard.press("r")
        for lang in LANGUAGES:
            wall = opened["wall", lang]
            wall.wait_for_selector("#room[data-phase=spread]", timeout=WAIT)
            still(wall.locator("body"))
            pictures.keep(wall, "wall", lang, live=True)
            still(opened["trainer", lang].locator("body"))
            pictures.keep(opened["trainer", lang], "trainer", lang, live=True)
    finally:
        room.end()


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_notebook(notebook, lang):
    home = "" if lang == "nl" else f"{lang}/"
    page = notebook(f"{home}02_ing_2014.ipynb").page
    before = page.viewport_size
    page.set_viewport_size(pictures.size("lab"))
    shown = page.locator(".jp-OutputArea .avg").first
    shown.wait_for(timeout=LONG)
    shown.scroll_into_view_if_needed()
    still(page.locator(".jp-Notebook").first)
    pictures.keep(page, "lab", lang, live=True)
    page.set_viewport_size(before)
