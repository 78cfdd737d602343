"""On a real screen: nothing sticks out and no text is smaller than 12 px, wide and narrow."""

from __future__ import annotations

import pytest

from avgrisk.figures.bars import reading_bars
from avgrisk.figures.branches import branch_bars
from avgrisk.figures.law import legal_table
from avgrisk.figures.path import score_path
from avgrisk.figures.quadrants import quadrant
from avgrisk.figures.scorecards import scorecard
from avgrisk.figures.strip import score_strip
from tests.figures.test_style import SCHEMES

SMALL = """() => [...document.querySelectorAll('.avg *')].filter(e =>
  [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim())
  && !e.closest('style, title, desc') && parseFloat(getComputedStyle(e).fontSize) < 12
).map(e => e.textContent)"""

CUT = """() => [...document.querySelectorAll('.avg *')].filter(e =>
  getComputedStyle(e).overflow == 'hidden' && e.scrollWidth > e.clientWidth + 1
).map(e => e.textContent)"""


@pytest.fixture(scope="module")
def pages(result, hostile, similar, path, case, variants):
    """All figures below one another, per language."""
    found = {}
    for lang in ("nl", "en"):
        drawn = (
            score_strip(result, lang),
            reading_bars(result, lang),
            quadrant([result, hostile], ["ING 2014", "x" * 90], "both", lang),
            score_path(path, 9, case=case, lang=lang),
            legal_table(result.legal, lang),
            branch_bars(variants, lang),
            scorecard(hostile, similar, lang),
        )
        markup = "".join(figure.markup for figure in drawn)
        found[lang] = markup.replace("<details", "<details open")
    return found


@pytest.mark.parametrize("lang", ("nl", "en"))
@pytest.mark.parametrize("width", (1280, 390))
def test_figures_fit_the_screen(page, pages, width, lang):
    page.set_viewport_size({"width": width, "height": 800})
    page.set_content(f'<!doctype html><body style="margin:8px">{pages[lang]}')
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(SMALL) == []
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize(
    "body, screen, paper",
    [
        ("<body>", "light", "light"),
        ('<body data-jp-theme-light="true">', "light", "light"),
        ('<body data-jp-theme-light="false">', "dark", "light"),
        ('<body class="vscode-dark">', "dark", "light"),
        ('<body style="color-scheme:dark">', "dark", "dark"),
    ],
)
def test_a_figure_is_as_dark_as_the_notebook_around_it_and_light_on_paper(
    page, result, body, screen, paper
):
    page.set_content(f"<!doctype html>{body}{score_strip(result).markup}")
    for media, scheme in (("screen", screen), ("print", paper)):
        page.emulate_media(media=media)
        ground = page.evaluate("getComputedStyle(document.querySelector('.avg')).backgroundColor")
        hexed = SCHEMES[scheme]["surface"].lstrip("#")
        assert ground == f"rgb({', '.join(str(n) for n in bytes.fromhex(hexed))})", media
