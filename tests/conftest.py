"""What all tests share: Chromium for the browser tests, Hypothesis without chance in CI, and which
tests stay together when several workers run them."""

from __future__ import annotations

import contextlib
import functools
import gc
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
#: Whatever page a test opens stands on these; a fixture called `page` may be no page of a browser.
BROWSER_FIXTURES = {"chromium", "browser"}
#: Letters of a value in the name of a test.
LONGEST_NAME = 60
#: Milliseconds until a browser gives up, unless a test says otherwise: a busy machine is no failure.
PATIENCE = 120_000
DESK = {"width": 1280, "height": 900}
BROWSER_TESTS = Path(__file__).parent / "browser"
#: `make shake`: what servers send comes late, by chance from this seed.
SHAKE = os.environ.get("AVGRISK_SHAKE", "")

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


#: What a browser test stands on, by a fixture that asks for it: tests on the same stay together.
SERVED = {
    "app": "app",
    "app_page": "app",
    "lab": "lab",
    "notebook": "lab",
    "handed_out": "pages",
    "side_by_side": "pace",
}


#: Files of which the tests take many seconds together.
LONG = {
    "test_bulk.py",
    "test_ratings.py",
    "test_claims.py",
    "test_light_imports.py",
    "test_scenario_explorer.py",
    "test_register_desk.py",
    "test_uncertainty.py",
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection() -> None:
    """What is collected stays: to look it through for circles, then and during each test, takes long."""
    gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
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
    # Where one process runs them (`make quick` until its time is up) what is short need not wait.
    items.sort(key=_turn if hasattr(config, "workerinput") else lambda item: max(1, _turn(item)))


def _turn(item: pytest.Item) -> int:
    """When it is a test's turn: what takes long early, so that no worker is alone with it at the end."""
    if item.get_closest_marker("browser") is not None:
        asked = item.get_closest_marker("xdist_group")
        names = list(dict.fromkeys(SERVED.values()))
        return 2 + names.index(asked.args[0]) if asked and asked.args[0] in names else 9
    long = item.get_closest_marker("slow") is not None or item.path.suffix == ".ipynb"
    return 0 if long or item.path.name in LONG else 1


def _together(item: pytest.Item, asked: set[str], desk: str | None) -> str:
    """The tests of a server stay together, else those of a file; slow ones go where there is room."""
    if served := desk or next((SERVED[name] for name in SERVED if name in asked), ""):
        return served
    return "" if item.get_closest_marker("slow") else item.nodeid.partition("::")[0]


def pytest_make_parametrize_id(val: object) -> str | None:
    """A megabyte of text is no name: each worker would send it three times for every test."""
    if isinstance(val, str | bytes) and len(val) > LONGEST_NAME:
        return f"{val[:LONGEST_NAME]!a} and on, {len(val)} long"
    return None


@pytest.fixture(scope="session")
def thesis():
    """The test of the thesis on the shipped cases, some seconds of work: once for all."""
    from avgrisk.calibration.thesis import thesis_test

    return thesis_test()


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
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium, args=BROWSER_ARGS, timeout=PATIENCE
        )
        running.new_context = _patient(running.new_context)
        running.new_page = _patient(running.new_page)
        yield running
        running.close()


def _patient(opens):
    """The same, but what is opened waits long before it gives up, and under `make shake` hears late."""

    @functools.wraps(opens)
    def opened(**options):
        found = opens(**options)
        found.set_default_timeout(PATIENCE)
        if SHAKE:
            script = (BROWSER_TESTS / "shake.js").read_text(encoding="utf-8")
            found.add_init_script(script.replace("SEED", str(int(SHAKE))))
        return found

    return opened


@pytest.fixture(scope="session")
def only_page(browser):
    """Gives the page that all tests of this process share; a broken one makes way for another.

    A page that has a context and a process of its own costs five times the turning of a leaf.
    """
    from playwright.sync_api import Error

    opened: list = []

    def washed(anew: bool):
        with contextlib.suppress(IndexError, Error):
            if anew:
                opened.pop().context.close()
            opened[-1].goto("about:blank", timeout=20_000)
            opened[-1].emulate_media(media="null", color_scheme="null", reduced_motion="null")
            opened[-1].set_viewport_size(DESK)
            return opened[-1]
        opened.append(browser.new_context(locale="nl-NL", viewport=DESK).new_page())
        return opened[-1]

    yield washed
    for page in opened:
        page.context.close()


@pytest.fixture
def second_try(request) -> bool:
    """Whether the test failed a moment ago (tests/suite.py): what it broke must be made anew."""
    return getattr(request.node, "execution_count", 1) > 1


@pytest.fixture
def page(only_page, second_try):
    """An empty page (Dutch, 1280 x 900), in which nothing may be kept from test to test."""
    return only_page(anew=second_try)
