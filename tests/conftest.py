"""What all tests share: Chromium for the browser tests, Hypothesis without chance in CI, and which
tests stay together when several workers run them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BROWSER_FIXTURES = {"chromium", "browser", "page"}
BROWSER_TESTS = Path(__file__).parent / "browser"

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


#: What a browser test stands on, by a fixture that asks for it: tests on the same stay together.
SERVED = {
    "lab": "lab",
    "notebook": "lab",
    "app": "app",
    "app_page": "app",
    "handed_out": "pages",
    "side_by_side": "pace",
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use a browser, and say which tests share a worker (pytest -n, loadgroup).

    A fixture may be asked for by name while a test runs, so the folder counts as well. Tests that
    use a browser come last: Playwright leaves a loop running in its process, in which whatever
    starts a loop of its own, as widgets do, fails.
    """
    for item in items:
        given = getattr(item, "callspec", None)
        asked = set(getattr(item, "fixturenames", ())) - set(given.params if given else ())
        if BROWSER_FIXTURES & asked or BROWSER_TESTS in item.path.parents:
            item.add_marker("browser")
        if together := _together(item, asked, given.params.get("desk") if given else None):
            item.add_marker(pytest.mark.xdist_group(together))
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def _together(item: pytest.Item, asked: set[str], desk: str | None) -> str:
    """The tests of a server stay together, else those of a file; slow ones go where there is room."""
    if served := desk or next((SERVED[name] for name in SERVED if name in asked), ""):
        return served
    return "" if item.get_closest_marker("slow") else item.nodeid.partition("::")[0]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of Chromium or Chrome. Without one: skip, or fail when AVGRISK_REQUIRE_BROWSER=1."""
    for name in BROWSERS:
        found = shutil.which(name)
        if found:
            return found
    reason = f"no browser on PATH (looked for {', '.join(BROWSERS)})"
    if os.environ.get("AVGRISK_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{reason}, and AVGRISK_REQUIRE_BROWSER=1", pytrace=False)
    pytest.skip(f"{reason}: this browser test did not run")


@pytest.fixture(scope="session")
def browser(chromium):
    """A headless browser, driven by Playwright's synchronous API."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=BROWSER_ARGS)
        yield running
        running.close()


@pytest.fixture
def page(browser):
    """A new empty page in a context of its own (Dutch, 1280 x 900)."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()
