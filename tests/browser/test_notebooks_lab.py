"""The notebooks in JupyterLab, in a real browser: run to the last widget, no error, all of them there.

What stands in a notebook besides widgets is for nbval, which runs every cell of every notebook.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from avgrisk.explorer import moments
from tests.browser import pictures
from tests.browser.driving import DRAWN, WAIT, still
from tests.browser.serving import ENGLISH, NOTEBOOKS, ROOT, cells

SCREENS = ROOT / "out" / "screens"
JUMP = "Moment 3: Opt-in, en de gegevens blijven binnen"
SLICE = 1500
FILM = "02_ing_2014.ipynb"


def _keep(page, name: str) -> None:
    """Screenshots of the whole notebook, in slices, under out/screens (not in git)."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    for old in SCREENS.glob(f"{name}-*.png"):
        old.unlink()
    scroller = page.locator(".jp-WindowedPanel-outer").first
    height = scroller.evaluate("node => node.scrollHeight")
    for number, top in enumerate(range(0, height, SLICE)):
        scroller.evaluate("(node, top) => { node.scrollTop = top; }", top)
        page.evaluate(DRAWN)
        page.screenshot(path=SCREENS / f"{name}-{number:02d}.png")


def _name(path) -> str:
    """A notebook's place in the folder of notebooks."""
    return path.relative_to(ROOT / "notebooks").as_posix()


@pytest.fixture(params=[*NOTEBOOKS, ENGLISH], ids=_name)
def ran(request, notebook):
    """A notebook opened and run from the first cell to the last: path, page, how it went."""
    opened = notebook(_name(request.param))
    yield request.param, opened.page, opened.result
    opened.heard.quiet()


def test_the_cells_run_in_jupyterlab_without_error(ran):
    path, page, result = ran
    if pictures.RENEW:  # to be looked at: no claim hangs on it
        _keep(page, _name(path).removesuffix(".ipynb").replace("/", "-"))
    assert not result["error"]
    assert result["run"] == result["all"]


def test_every_widget_shows_and_everything_to_click_has_a_name(ran):
    path, page, _ = ran
    widgets = sum("widget" in cell["metadata"].get("tags", ()) for cell in cells(path))
    inside = ".avgrisk-explorer .avgrisk-explorer"  # a desk holds a replay
    shown = page.locator(f".jp-OutputArea-output .avgrisk-explorer:not({inside})")
    expect(shown).to_have_count(widgets)
    assert "Error displaying widget" not in page.content()
    nameless = page.evaluate(
        """() => [...document.querySelectorAll(".avgrisk-explorer button")]
           .filter(b => !(b.getAttribute("aria-label") || b.textContent).trim())
           .map(b => b.outerHTML)"""
    )
    assert nameless == []


def test_the_replay_answers_its_buttons(notebook):
    page = notebook(FILM).page
    film = page.locator(".avgrisk-explorer", has=page.locator(".widget-play"))
    film.get_by_role("button", name="Stoppen en terug naar het begin").click()
    film.get_by_text("Het plan", exact=True).wait_for(timeout=WAIT)
    still(film)  # an ending that is on its way is told, or hidden
    if film.locator(".avg-outcome").count():
        film.get_by_role("button", name="Verberg de afloop").click()
        film.locator(".avg-outcome").wait_for(state="detached", timeout=WAIT)
    film.get_by_role("button", name="Volgende").click()
    film.get_by_text("Raad eerst.").wait_for(timeout=WAIT)
    film.get_by_role("button", name="Volgende").click()
    film.get_by_text("Gebeurtenis 1 van 16").wait_for(timeout=WAIT)
    choice = film.get_by_label("Naar moment")
    # Older ipywidgets write hard spaces in a menu.
    names = [name.replace("\xa0", " ") for name in choice.locator("option").all_text_contents()]
    choice.select_option(index=names.index(JUMP))
    moment = moments("ing-2014")[3]
    film.get_by_text(moment.question).wait_for(timeout=WAIT)
    film.get_by_role("button", name="Volgende").click()
    film.get_by_text(f"Gebeurtenis {moment.opens} van 16").wait_for(timeout=WAIT)
    pictures.look(film, "replay-moment-3")
    assert film.get_by_role("button", name="Afspelen").is_visible()
    film.get_by_role("button", name="Onthul de afloop").click()
    film.get_by_role("button", name="Verberg de afloop").wait_for(timeout=WAIT)
