"""Screenshots of the main screens, desktop and phone, kept in out/screenshots to be looked at."""

from __future__ import annotations

import pytest

from avgrisk.cases.case_base import load_case
from tests.browser.driving import LONG, START, Desk, still
from tests.browser.serving import ROOT

SHOTS = ROOT / "out" / "screenshots"

#: Width and name of the screens; each picture is as tall as what is on it.
SCREENS = {"desktop": 1280, "phone": 390}

#: The app scrolls within itself: how tall it is in full.
TALL = """() => Math.max(...[...document.querySelectorAll("*")]
  .filter(n => ["auto", "scroll"].includes(getComputedStyle(n).overflowY))
  .map(n => n.scrollHeight + n.getBoundingClientRect().top), document.body.scrollHeight)"""

#: Smaller than this is an empty picture.
BYTES = 30_000


def keep(page, name: str) -> None:
    """A picture of the whole page."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    path = SHOTS / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    assert path.stat().st_size > BYTES, f"{path.name} is empty"


@pytest.fixture
def in_app(app_page):
    """The app with a real plan and a variant, everything opened."""
    desk = Desk(app_page.page, "app")
    desk.clear()
    plan = load_case("ing-2014").use
    desk.put(plan, plan.replace(recipient="own"), names=("Het plan", "Binnen de bank"))
    desk.home.locator(".avg-side").nth(1).wait_for(timeout=LONG)
    yield desk
    desk.page.set_viewport_size({"width": 1280, "height": 900})
    desk.put(START)


@pytest.mark.parametrize("lang", ("nl", "en"))
@pytest.mark.parametrize("screen", SCREENS)
def test_the_app(in_app, screen, lang):
    in_app.speak(lang)
    in_app.unfold()
    size = {"width": SCREENS[screen], "height": 900}
    in_app.page.set_viewport_size(size)
    still(in_app.home)
    size["height"] = int(in_app.page.evaluate(TALL)) + 40
    in_app.page.set_viewport_size(size)
    still(in_app.home)
    keep(in_app.page, f"app-{screen}-{lang}")


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", ("a4", "replay", "register"))
def test_what_is_handed_out(page, handed_out, name, screen):
    page.set_viewport_size({"width": SCREENS[screen], "height": 900})
    page.goto((handed_out / f"{name}-nl.html").as_uri())
    keep(page, f"{name}-{screen}-nl")
