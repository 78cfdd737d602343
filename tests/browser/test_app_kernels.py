"""A kernel that dies says so and loses nothing; many pages at once all come, some after a wait."""

from __future__ import annotations

import contextlib
import json
import os
import signal
from pathlib import Path

from avgrisk.core.labels import label
from avgrisk.explorer.app.kernels import MAKING
from tests.browser.driving import HOME, WAIT, Desk, open_app
from tests.browser.test_explorer_keeping import TYPED, given_back, kept

#: So many pages are asked for at once: one more than are made at a time.
PAGES = MAKING + 1


def processes_of(page) -> list[int]:
    """The processes of the kernel behind a page."""
    config = json.loads(page.locator("#jupyter-config-data").text_content())
    name = f"kernel-{config['kernelId']}.json".encode()
    found = []
    for told in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if name in told.read_bytes():
                found.append(int(told.parent.name))
    return found


def test_a_page_whose_kernel_died_says_so_and_gives_back_what_was_typed(browser, app):
    with contextlib.closing(browser.new_context(locale="nl-NL")) as context:
        desk = Desk(open_app(context.new_page(), app), "app")
        kept(desk, app.folder, "purpose_statement", TYPED)
        processes = processes_of(desk.page)
        assert processes, "the kernel of the page was not found"
        for process in processes:
            os.kill(process, signal.SIGKILL)
        desk.field("purpose_statement").fill("iets anders", force=True)
        told = desk.page.get_by_role("alertdialog")
        told.wait_for(timeout=WAIT)
        assert label("app.gone_title", "nl") in told.inner_text()
        assert desk.page.locator("body > [inert]").count(), "the old score can still be used"
        told.get_by_role("button").click()
        desk = Desk(open_app(desk.page, app), "app")
        given_back(desk, TYPED)


def test_pages_that_are_asked_for_at_once_all_come_whole(browser, app):
    with contextlib.ExitStack() as closing:
        pages = []
        for _ in range(PAGES):
            context = closing.enter_context(contextlib.closing(browser.new_context()))
            pages.append(context.new_page())
            pages[-1].goto(app.address, wait_until="commit")
        for page in pages:
            page.locator(".avgrisk-places").wait_for(timeout=6 * WAIT)
            page.locator(f"{HOME} .avgrisk-ask textarea").first.wait_for(timeout=WAIT)
