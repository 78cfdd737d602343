"""A move of the explorer costs little more than the barest widget; hurry leaves no backlog.

Only ratios between two things on the same page, so that a slow machine is no failure. The times
themselves are measured by benchmarks/test_explorer_latency.py.
"""

from __future__ import annotations

from statistics import median

import nbformat
import pytest

from tests.browser import pacing, serving
from tests.browser.driving import open_app

#: Three times the work of one bare label is allowed; of three runs the best one counts.
RATIO, RUNS, MOVES = 3, 3, 30

#: The explorer, and the least that a slider can move: the text of one label.
CELL = """
import ipywidgets as widgets
from avgrisk.explorer import ScenarioExplorer
from avgrisk.core.records import ProposedUse
use = ProposedUse(
    sector="bank",
    data_categories=("payment",),
    purpose_statement="Wij doen u relevante aanbiedingen.",
    proposed_use="aanbiedingen van derden tonen",
)
bare, told = widgets.IntSlider(max=100), widgets.Label("0")
bare.add_class("bare-slider"), told.add_class("bare-label")
bare.observe(lambda change: setattr(told, "value", str(change["new"])), "value")
widgets.VBox([bare, told, ScenarioExplorer(use, folder=None)])
"""

BARE = pacing.slider(".bare-slider .noUi-handle", ".bare-label")


@pytest.fixture(scope="module")
def side_by_side(browser, tmp_path_factory):
    """A page of the app with a bare slider above the explorer."""
    home = tmp_path_factory.mktemp("pace")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)])
    path = home / "pace.ipynb"
    nbformat.write(notebook, path)
    with serving.serve_app(home, notebook=path) as running:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        yield open_app(page, running)
        page.close()


def test_a_move_takes_at_most_three_times_a_bare_label(side_by_side):
    found = []
    for _ in range(RUNS):
        bare, moved = pacing.moves(side_by_side, BARE, pacing.explorer(), count=MOVES)
        found.append(median(moved) / median(bare))
        print(f"bare {pacing.told(bare)}; explorer {pacing.told(moved)}")
        if found[-1] <= RATIO:
            return
    pytest.fail(f"explorer / bare label in {RUNS} runs: {[round(part, 2) for part in found]}")


def test_two_hundred_fast_moves_leave_no_backlog(side_by_side):
    found = []
    for _ in range(RUNS):
        (alone,) = pacing.moves(side_by_side, pacing.explorer(), count=20)
        hurried = pacing.burst(side_by_side, pacing.explorer(), 200)
        assert hurried["batches"] > 1, "nothing was drawn while the slider moved"
        found.append(hurried["tail"] / median(alone))
        if found[-1] <= 5:
            return
    pytest.fail(f"after 200 moves the page went on for so many single moves: {found}")
