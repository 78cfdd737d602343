"""From a key on a choice to the bar as drawn: wanted is a median of 25 ms, 50 ms for 95 %.

In headless Chromium, against the app (Voilà), notebook 03 in JupyterLab as `avgrisk lab` opens it,
and the same with JupyterLab's own default for widgets, each kind of message in a thread of its own;
run it alone on an idle machine: `make bench BENCHMARKS=benchmarks/test_explorer_latency.py`.
"""

from __future__ import annotations

import shutil
from statistics import median

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import pacing, serving
from tests.browser.driving import WAIT, open_app, open_notebook

MOVES = 120

#: What never leaves the screen; the rest are the pictures under the tabs.
BAR = ".avgrisk-pinned"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


#: What JupyterLab does with widgets where nobody says otherwise.
THREADS = {
    "@jupyterlab/apputils-extension/kernels-settings": {"commsOverSubshells": "perCommTarget"}
}


@pytest.fixture(params=("app", "lab", "lab-threads"))
def page(request, tmp_path):
    """The explorer on a page of its server."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        shown = browser.new_page(viewport={"width": 1280, "height": 900})
        if request.param == "app":
            with serving.serve_app(tmp_path) as app:
                open_app(shown, app, as_drawn=True)
                shown.locator(".avgrisk-examples button").first.click()
                shown.locator(f"{BAR} .avg-big").wait_for(timeout=WAIT)
                shown.locator(".avgrisk-tabs [data-key=fields]").click()
                yield shown
        else:
            chosen = THREADS if request.param == "lab-threads" else {}
            with serving.serve_lab(tmp_path, serving.SETTINGS | chosen) as lab:
                assert not open_notebook(shown, lab, "03_verken.ipynb")["error"]
                yield shown
        browser.close()


@pytest.mark.parametrize("where", (BAR, ".avgrisk-place"))
def test_a_key_moves_what_is_seen(request, benchmark, capsys, page, where):
    moved = pacing.explorer(where=where)
    pacing.moves(page, moved, count=10)
    (times,) = pacing.moves(page, moved, count=MOVES)
    benchmark.extra_info["ms"] = {"median": median(times), "p95": pacing.share(times, 0.95)}
    with capsys.disabled():
        print(f"\n{request.node.name}, {MOVES} moves: {pacing.told(times)}")
    # The table of the benchmark shows four moves with their quiet time, the line above what counts.
    benchmark.pedantic(pacing.moves, args=(page, moved), kwargs={"count": 4}, rounds=1)
