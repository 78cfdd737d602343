"""On a wide screen the app's controls stay beside the pictures one scrolls to; on a phone they do not."""

from __future__ import annotations

import pytest

from tests.browser.driving import HOME, Desk

#: Where the top of the controls is in the window when the last picture is scrolled to, in pixels.
TOP = """
([home]) => {
  const [controls, pictures] = home.querySelector(".avgrisk-columns").children;
  pictures.lastElementChild.scrollIntoView({ block: "end" });
  return controls.getBoundingClientRect().top;
}
"""


@pytest.fixture
def page(app_page):
    """The app with a plan in view; afterwards as wide as it was."""
    desk = Desk(app_page.page, "app")
    desk.clear()
    was = app_page.page.viewport_size
    yield app_page.page
    app_page.page.set_viewport_size(was)


def test_on_a_wide_screen_the_controls_stay_beside_the_pictures(page):
    assert 0 <= page.evaluate(TOP, [page.locator(HOME).element_handle()]) < 10


def test_on_a_phone_the_controls_scroll_away(page):
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(TOP, [page.locator(HOME).element_handle()]) < 0
