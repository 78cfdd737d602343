"""The register's desk in JupyterLab (notebook 04), in a real browser: from a file to a workbook."""

from __future__ import annotations

import openpyxl
import pytest
from playwright.sync_api import expect

from avgrisk.core import shipped
from avgrisk.core.labels import label
from avgrisk.explorer.register.intake import EXAMPLE
from tests.browser.driving import LONG, WAIT
from tests.example import ROWS as EXAMPLE_ROWS

ROWS = "table.avgrisk-scores tbody tr"


@pytest.fixture
def register(notebook):
    """Notebook 04 as it stands after all its cells ran; afterwards all was quiet."""
    opened = notebook("04_register.ipynb")
    assert not opened.result["error"], f"notebook 04: {opened.result['error']}"
    opened.heard.forget()
    yield opened.page.locator(".avgrisk-desk").first
    opened.heard.quiet()


def say(key):
    return label(key, "nl")


def press(desk, key):
    """Press the button of exactly this name."""
    desk.get_by_role("button", name=say(key), exact=True).first.click(timeout=WAIT)


def test_a_file_is_read_mapped_scored_opened_and_saved_as_a_workbook(register, tmp_path):
    desk = register
    upload = desk.locator(".avgrisk-upload input[type=file]")
    upload.set_input_files(str(shipped.path(EXAMPLE)), timeout=WAIT)
    desk.get_by_text("14 van de 14 kolommen herkend").first.wait_for(timeout=WAIT)

    desk.get_by_text(say("desk.check")).wait_for(timeout=WAIT)
    desk.get_by_label("Betekent: Opmerking").select_option("")
    desk.get_by_text("13 van de 14 kolommen herkend").wait_for(timeout=WAIT)

    press(desk, "desk.score")
    expect(desk.locator(ROWS)).to_have_count(EXAMPLE_ROWS, timeout=LONG)
    desk.locator("th[data-key=title] button").click()
    desk.locator("th[data-key=title][aria-sort=ascending]").wait_for(timeout=WAIT)
    desk.get_by_label("Zoek in naam").fill("persoonsgerichte")
    expect(desk.locator(ROWS)).to_have_count(1, timeout=WAIT)

    desk.locator(f"{ROWS} button[data-action=a4]").click()
    desk.locator(".avg-sheet").wait_for(timeout=WAIT)
    press(desk, "desk.back")
    desk.locator(f"{ROWS} button[data-action=explore]").click()
    desk.locator(".avg-big").first.wait_for(timeout=WAIT)
    press(desk, "desk.back")
    desk.locator(ROWS).wait_for(timeout=WAIT)  # until then the explorer's own "Bewaren" is there

    press(desk, "desk.part.files")
    with desk.page.expect_download(timeout=WAIT) as saved:
        press(desk, "desk.file.xlsx")
    workbook = tmp_path / "saved.xlsx"
    saved.value.save_as(workbook)
    sheet = openpyxl.load_workbook(workbook).worksheets[0]
    assert sheet.max_row == EXAMPLE_ROWS + 1, "the filter on screen took rows out of the file"
    assert sheet.freeze_panes and sheet.auto_filter.ref
