"""Coding a case in JupyterLab with the keyboard alone, and what axe-core finds wrong with it."""

from __future__ import annotations

import pytest

from avgrisk.cases.coding.sheet import FIELDS
from avgrisk.core.labels import label
from tests.browser.auditing import audit
from tests.browser.driving import WAIT
from tests.browser.pictures import look

NOTEBOOK = "05_verantwoording.ipynb"


@pytest.fixture
def coder(notebook):
    """The coder's widget after its probe, which coded four cases; afterwards all was quiet."""
    opened = notebook(NOTEBOOK)
    assert not opened.result["error"], opened.result["error"]
    yield opened.page.locator(".avgrisk-explorer", has=opened.page.get_by_text("Bewaar en ga"))
    opened.heard.quiet()


def test_every_question_is_a_list_with_its_name_and_no_one_is_kept_out(coder):
    for field in FIELDS:
        assert coder.get_by_label(label(f"coding.{field}")).count() == 1
    page = coder.page
    assert audit(page, ".avgrisk-explorer") == []
    look(coder, "coder")


def test_a_case_is_coded_with_the_keyboard_alone(coder):
    page = coder.page
    before = coder.get_by_text("gecodeerd").first.inner_text()
    done = int(before.rsplit(", ", 1)[1].split()[0])
    choice = coder.get_by_label(label("coding.image_fit"))
    choice.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_function("node => node.selectedIndex === 2", arg=choice.element_handle())
    coder.get_by_role("button", name=label("coding.save")).focus()
    page.keyboard.press("Enter")
    coder.get_by_text(f"{done + 1} gecodeerd").wait_for(timeout=WAIT)
    page.wait_for_function("node => node.selectedIndex === 0", arg=choice.element_handle())
