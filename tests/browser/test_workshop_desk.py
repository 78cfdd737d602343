"""The app's fourth place in a real browser: a session planned, taken along, rehearsed and ended."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from avgrisk.core.labels import label
from avgrisk.workshop.session_file import read_session
from tests.browser.auditing import audit, together
from tests.browser.driving import HOME, LONG, WAIT, go, still

WIDTH = "document.documentElement.scrollWidth"


def say(key: str, lang: str = "nl") -> str:
    return label(f"workshop.planner.{key}", lang)


@pytest.fixture
def desk(app_page):
    """The app at its fourth place, in Dutch; afterwards back at one plan."""
    page, size = app_page.page, app_page.page.viewport_size
    page.set_default_timeout(WAIT)
    go(page, "app.workshop")
    page.get_by_role("button", name=label("language.name", "nl")).click()
    page.get_by_role("button", name=say("plan"), exact=True).wait_for()
    app_page.heard.forget()
    yield page
    page.set_viewport_size(size)
    go(page, "app.one")
    page.wait_for_selector(f"{HOME} .avgrisk-ask textarea")
    app_page.heard.quiet()


def press(page, key: str, lang: str = "nl") -> None:
    page.get_by_role("button", name=say(key, lang), exact=True).locator("visible=true").click()


def test_a_session_is_planned_and_downloaded_as_a_file_that_can_be_served(desk, tmp_path):
    press(desk, "plan")
    desk.get_by_role("heading", name=say("title")).nth(1).wait_for()
    with desk.expect_download() as coming:
        press(desk, "save")
    kept = tmp_path / coming.value.suggested_filename
    coming.value.save_as(kept)
    assert kept.suffix == ".yaml"
    assert read_session(kept).parts


def test_a_rehearsal_opens_on_this_machine_and_ends(desk):
    press(desk, "plan")
    press(desk, "rehearse")
    wall = desk.get_by_role("link", name=say("open_wall"))
    wall.wait_for()
    address = wall.get_attribute("href")
    assert address.startswith("http://127.0.0.1:")
    with desk.context.expect_page() as opening:
        wall.click()
    told = opening.value.get_by_text(label("workshop.wall.join"))
    asked = opening.value.get_by_text(label("workshop.wall.promise"))  # until the first has come
    told.or_(asked).locator("visible=true").first.wait_for(timeout=LONG)
    opening.value.close()
    press(desk, "end")
    desk.get_by_text(say("ended")).wait_for()
    expect(desk.get_by_role("link", name=say("open_wall"))).to_have_count(0)


@pytest.mark.parametrize("width, scheme", together((1280, 390), ("light", "dark")))
def test_axe_finds_nothing_grave_and_nothing_is_too_wide(desk, width, scheme):
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": width, "height": 900})
    press(desk, "plan")
    desk.get_by_role("heading", name=say("title")).nth(1).wait_for()
    still(desk.locator("body"))
    assert desk.evaluate(WIDTH) <= width
    assert audit(desk) == []
