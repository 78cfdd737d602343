"""A whole register in the app, in a real browser: upload to download, nothing asked of others."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from playwright.sync_api import expect

from avgrisk.core import shipped
from avgrisk.core.labels import LANGUAGES, label
from avgrisk.explorer.register.intake import EXAMPLE, MOST_MB
from tests.browser.auditing import audit, together
from tests.browser.driving import HOME, SHORT_REST, WAIT, go, still
from tests.example import ROWS as EXAMPLE_ROWS

EXAMPLE_FILE = str(shipped.path(EXAMPLE))
FILE = ".avgrisk-upload input[type=file]"
ROWS = "table.avgrisk-scores tbody tr"
FILLED = f"document.querySelectorAll('{ROWS}').length === {EXAMPLE_ROWS}"


@pytest.fixture
def register(app_page):
    """The app at its register; afterwards back at one plan, and all was quiet."""
    page, size = app_page.page, app_page.page.viewport_size
    page.set_default_timeout(WAIT)
    app_page.heard.forget()
    go(page, "app.register")
    page.wait_for_selector(FILE, state="attached")
    yield page
    page.set_viewport_size(size)
    names = re.compile("|".join(label("desk.back", lang) for lang in LANGUAGES))
    back = page.get_by_role("button", name=names)
    if back.is_visible():
        back.click()
    go(page, "app.one")
    page.wait_for_selector(FILE, state="detached")  # a row that is open holds an explorer as well
    page.wait_for_selector(f"{HOME} .avgrisk-ask textarea")
    app_page.heard.quiet()


def upload(page, path, said):
    """Choose a file, and wait until this is said of it."""
    page.set_input_files(FILE, str(path))
    page.get_by_text(said).first.wait_for()


def score(page):
    """Press the button that scores, and wait until the report of all rows is worked out."""
    pull = page.locator("button", has_text="Bereken deze maatregelen")
    expect(page.locator("table.avgrisk-scores:visible")).to_have_count(0)  # that of the file before
    expect(pull).to_be_disabled()
    page.get_by_role("button", name="Scoren").click()
    expect(pull).to_be_enabled()


def scored(page):
    """The example register uploaded and scored, and its report worked out."""
    upload(page, EXAMPLE_FILE, "14 van de 14 kolommen herkend")
    score(page)
    page.wait_for_function(FILLED)


def titles(page):
    return page.locator(f"{ROWS} th").all_inner_texts()


def test_from_upload_to_download_without_another_host(register):
    page = register
    assert "25 MB" in page.locator(".avgrisk-upload").inner_text()
    page.get_by_text("verlaat de computer waarop avgrisk draait niet").wait_for()
    upload(page, EXAMPLE_FILE, "Contactpersoon")

    page.get_by_role("heading", name="Eerst: wat is er begrepen?").wait_for()
    pick = page.get_by_label("Betekent: Opmerking")
    pick.select_option("")
    page.get_by_text("13 van de 14 kolommen herkend").wait_for()
    assert pick.input_value() == ""

    score(page)
    page.wait_for_function(FILLED)
    one = next(name for name in titles(page) if name.startswith("Persoonsgerichte"))
    by_title = page.locator("th[data-key=title] button")
    by_title.click()
    page.wait_for_selector("th[data-key=title][aria-sort=ascending]")
    page.wait_for_function(f"document.querySelector('{ROWS} th').textContent < 'B'")
    by_title.click()
    page.wait_for_selector("th[data-key=title][aria-sort=descending]")
    page.wait_for_function(f"document.querySelector('{ROWS} th').textContent > 'W'")
    page.get_by_label("Zoek in naam").fill("persoonsgerichte")
    page.get_by_text(f"1 van {EXAMPLE_ROWS} verwerkingen").wait_for()
    expect(page.locator(f"{ROWS} th")).to_have_count(1)
    assert titles(page) == [one]

    page.get_by_role("button", name=f"A4: {one}").click()
    page.wait_for_selector(".avg-sheet")
    expect(page.locator(".avg-sheet h2")).to_contain_text(one)
    page.get_by_role("button", name="Terug naar het register").click()
    page.get_by_role("button", name=f"Verken: {one}").click()
    page.wait_for_selector(".avgrisk-desk .avg-big")
    page.get_by_label("Doelomschrijving die de inwoner te lezen krijgt").fill(
        "Wij bespreken uw zorgen met de wijkagent, 1 keer, en wissen dit na 3 maanden."
    )
    page.locator("textarea").first.dispatch_event("change")
    page.get_by_role("button", name="Terug naar het register").click()
    page.wait_for_selector("th[data-key=changed]")
    cells = page.locator(f"{ROWS} td").all_inner_texts()
    assert any(cell.replace(",", "").isdigit() for cell in cells[-2:-1]), cells

    page.get_by_role("button", name="Bewaren").click()
    for kind, name in (
        ("html", "Rapport (html)"),
        ("csv", "Tabel (csv)"),
        ("json", "Gegevens (json)"),
    ):
        button = page.get_by_role("button", name=name)
        with page.expect_download() as saved:
            button.click()
        path = saved.value.path()
        assert saved.value.suggested_filename == f"voorbeeldregister-avgrisk.{kind}"
        text = path.read_text(encoding="utf-8-sig")
        if kind == "html":
            assert text.startswith("<!doctype html>") and "Contactpersoon" in text
        elif kind == "csv":
            assert len(list(csv.DictReader(io.StringIO(text)))) == EXAMPLE_ROWS
        else:
            assert len(json.loads(text)["rows"]) == EXAMPLE_ROWS


def test_a_file_goes_on_being_sent_while_one_looks_at_another_place(register, tmp_path):
    page = register
    path = tmp_path / "onderweg.csv"
    row = f"Salaris;Loon uitbetalen;naam, BSN;UWV;{'-' * 5_000}\n"
    path.write_text("Naam;Doel;Gegevens;Ontvangers;Kolom\n" + row * 500, "utf-8")  # three parts
    page.set_input_files(FILE, str(path))
    go(page, "app.one")
    page.wait_for_selector(f"{HOME} .avgrisk-ask textarea")
    go(page, "app.register")
    page.get_by_text("onderweg.csv").first.wait_for()
    expect(page.locator(FILE)).to_be_enabled()


def test_a_hostile_and_an_oversize_file_are_told_in_one_line(register, tmp_path):
    page = register
    hostile = tmp_path / "<img src=x onerror=alert(1)>.xlsx"
    hostile.write_bytes(b"PK\x03\x04" + b"\0" * 500)
    upload(page, hostile, "beschadigd of geen echte spreadsheet")
    large = tmp_path / "groot.csv"
    with large.open("wb") as file:
        file.truncate(MOST_MB * 1_000_000 + 1)
    upload(page, large, "groter dan 25 MB")
    bad = tmp_path / "r.csv"
    texts = "<script>window.bad=1</script>,<img src=x onerror=window.bad=1>,<b>x</b>"
    bad.write_text(f"Naam,Doel,Afdeling\n{texts}\n", encoding="utf-8")
    upload(page, bad, "3 van de 3 kolommen")
    score(page)
    page.locator(f"{ROWS} th", has_text="<script>window.bad=1</script>").wait_for(state="attached")
    assert len(titles(page)) == 1
    page.get_by_role("button", name="De plaatjes").click()
    page.wait_for_selector(".avg-ranks")
    assert page.evaluate("window.bad") is None
    assert "Traceback" not in page.content()


@pytest.mark.parametrize(("lang", "speak"), [("nl", "Nederlands"), ("en", "English")])
def test_the_check_comes_first_and_the_columns_can_be_put_right(register, tmp_path, lang, speak):
    page = register
    page.get_by_role("button", name=speak).first.click()
    path = tmp_path / "r.csv"
    path.write_text(
        "Naam;Doel;Spul;Ontvangers\nA;Tips geven;e-mail;Blorf\nB;Sturen;naam;geen\n", "utf-8"
    )
    upload(page, path, label("desk.check.too_little", lang, ready=0)[:30])
    page.get_by_role("heading", name=label("desk.check", lang)).wait_for()
    page.get_by_text(label("check.no_organisation", lang, count=2, rows=2)).wait_for()
    page.get_by_text(label("desk.check.gains", lang)).wait_for()
    page.get_by_text(label("check.not_understood", lang, count=1)).click()
    page.get_by_role("cell", name="Blorf", exact=True).wait_for()
    page.get_by_role("button", name=label("desk.score_anyway", lang)).wait_for()
    still(page.locator(".avgrisk-desk").first)
    assert audit(page) == []
    page.get_by_label(re.compile("Spul$")).select_option("data_categories")
    page.get_by_text(label("desk.check.enough", lang)).wait_for()
    page.get_by_role("button", name=label("desk.score", lang), exact=True).click()
    page.locator(f"{ROWS} button[data-action=a4]").first.wait_for(state="attached")
    page.get_by_role("button", name="Nederlands").first.click()


def test_axe_finds_nothing_grave_and_nothing_is_too_wide(register):
    page = register
    scored(page)
    page.get_by_role("button", name="Kolommen nakijken").click()
    page.wait_for_selector("select[data-column]")
    for width, scheme in together((1280, 390), ("light", "dark")):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        for part in ("De tabel", "De plaatjes", "Wat zou helpen", "Bewaren"):
            page.get_by_role("button", name=part).click()
            still(page.locator(".avgrisk-desk").first, SHORT_REST)
            assert audit(page) == [], part
            assert page.evaluate("document.documentElement.scrollWidth") <= width, part
        page.get_by_role("button", name="De tabel").click()
        page.locator("button[data-action=explore]").first.click()
        page.wait_for_selector(".avgrisk-desk .avg-big")
        still(page.locator(".avgrisk-desk").first)
        assert audit(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.get_by_role("button", name="Terug naar het register").click()
        page.locator(ROWS).first.wait_for()
    page.emulate_media(color_scheme="light")


def test_the_language_changes_while_the_page_stands(register):
    page = register
    scored(page)
    page.get_by_role("button", name="De tabel").click()
    page.get_by_role("button", name="English").click()
    page.get_by_text(f"{EXAMPLE_ROWS} of {EXAMPLE_ROWS} activities").wait_for()
    page.get_by_role("button", name="One plan").wait_for()
    page.get_by_role("columnheader", name="processing activity").wait_for()
    page.get_by_role("button", name="One plan").click()
    page.get_by_text("Purpose description the customer gets to read").first.wait_for()
    page.get_by_role("button", name="Nederlands").click()
    page.get_by_role("button", name="Eén plan").wait_for()
