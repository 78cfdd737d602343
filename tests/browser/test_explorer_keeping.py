"""Nothing typed is lost: a reload, a second tab and a restarted kernel give it back when asked."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest

from avgrisk.explorer.scenario.keeping import OURS, PLACE
from tests.browser.driving import IDLE, LONG, WAIT, Desk, Overheard, open_app, run_all

TYPED = "Kortingen op brood, omdat u die spaart"
OTHER = "Tips over boeken, zolang u lid bent"


@pytest.fixture
def tab(browser, app):
    """Opens the app on a page more; all of them are closed at the end, and were quiet."""
    with contextlib.ExitStack() as pages:
        heard = Overheard()

        def opened() -> Desk:
            context = pages.enter_context(contextlib.closing(browser.new_context(locale="nl-NL")))
            return Desk(open_app(heard.listen(context.new_page()), app), "app")

        yield opened
        heard.quiet()


def kept(desk: Desk, folder: Path, name: str, text: str) -> None:
    """Type a text and wait until a file in this folder has it."""
    desk.type(name, text)
    desk.home.locator(".avg-read", has_text=text.split()[0]).wait_for(timeout=WAIT)
    end = time.monotonic() + WAIT / 1000
    while not any(text in path.read_text("utf-8") for path in (folder / PLACE).glob(OURS)):
        assert time.monotonic() < end, f"not kept: {text!r}"
        time.sleep(0.05)


def given_back(desk: Desk, text: str) -> None:
    """Press the button that gives back, and wait for the text."""
    desk.button("scenario.restore").click()
    purpose = desk.field("purpose_statement").element_handle()
    desk.until(
        "([home, [field, text]]) => field.value === text",
        [purpose, text],
        f"not given back: {text!r}",
    )


def test_two_tabs_keep_their_own_work_and_a_reload_gives_both_back_with_consent(app, tab, desk):
    app.forget()
    one, two = tab(), desk
    kept(one, app.folder, "purpose_statement", TYPED)
    kept(two, app.folder, "purpose_statement", OTHER)
    assert one.field("purpose_statement").input_value() == TYPED, "one tab changed the other"
    for desk in (one, two):
        assert "Traceback" not in desk.page.content()
    open_app(one.page, app)
    assert one.field("purpose_statement").input_value() == "", "given back without consent"
    given_back(one, OTHER)
    given_back(one, TYPED)
    for _ in (TYPED, OTHER):
        one.button("scenario.undo").click()
    one.reads(one.say("standing.needed"))


def test_a_restarted_kernel_gives_the_work_back(lab, notebook):
    opened = notebook("03_verken.ipynb")
    desk = Desk(opened.page, "lab")
    desk.clear()
    kept(desk, lab.work, "purpose_statement", TYPED)
    desk.page.evaluate(
        "() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
    )
    desk.page.wait_for_function(IDLE, timeout=LONG)
    went = run_all(desk.page)
    assert not went["error"], went["error"]
    desk.page.wait_for_selector(".avgrisk-scenario .avg-big", timeout=LONG)
    given_back(desk, TYPED)
