"""From asking for the app's page to an answer on it: wanted is 4 s when its kernel was warm.

In headless Chromium with an empty cache; run it alone on an idle machine:
`make bench BENCHMARKS=benchmarks/test_page_load.py`.
"""

from __future__ import annotations

import shutil
import time

import pytest
from playwright.sync_api import sync_playwright

from avgrisk.core.labels import label
from tests.browser import serving
from tests.browser.driving import HOME, LONG, open_app

PAGES = 5
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]

#: Seconds in which the server has started the kernel for the next page; it does not say when.
WARM = 15

TEXT = "Wij doen u relevante aanbiedingen."


@pytest.fixture
def opened(tmp_path):
    """Opens a page of the running app, in a browser that has not seen it before."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright, serving.serve_app(tmp_path) as app:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)

        def page():
            return open_app(browser.new_page(viewport={"width": 1280, "height": 900}), app)

        yield page
        browser.close()


def usable(opened) -> None:
    """The page with its score, and the first answer of the kernel to a text typed on it."""
    page = opened()
    page.locator(f"{HOME} textarea").first.fill(TEXT)
    page.locator(HOME).get_by_text(label("reading.vagueness"), exact=True).first.wait_for(
        timeout=LONG
    )
    page.locator(f"{HOME} .avg-read").first.wait_for(timeout=LONG)


def test_a_page_answers_with_a_warm_kernel(benchmark, opened):
    benchmark.pedantic(usable, args=(opened,), setup=lambda: time.sleep(WARM), rounds=PAGES)


def test_a_page_answers_that_comes_too_soon_for_the_warm_kernel(benchmark, opened):
    benchmark.pedantic(usable, args=(opened,), rounds=3)
