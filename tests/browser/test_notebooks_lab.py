"""Both notebooks in JupyterLab, in a real browser: run all cells, no error, every widget there."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
REPLAY = ROOT / "notebooks" / "02_ing_2014.ipynb"
SCREENS = ROOT / "out" / "screens"
SETTINGS = {
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
WAIT = 120_000
JUMP = "Moment 3: Opt-in, en de gegevens blijven binnen"
SLICE = 1500

#: How many code cells there are, how many have run, and the first error if there is one.
PROGRESS = """() => {
  const cells = jupyterapp.shell.currentWidget.content.widgets.filter(c => c.model.type === "code");
  const outputs = cells.flatMap(c => c.model.sharedModel.outputs);
  const bad = outputs.find(o => o.output_type === "error");
  return {all: cells.length, run: cells.filter(c => c.model.executionCount).length,
          busy: cells.some(c => c.promptNode && c.promptNode.textContent.includes("*")),
          error: bad ? bad.ename + ": " + bad.evalue : ""};
}"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """JupyterLab on copies of the notebooks, with an empty home; yields its address and token."""
    home = tmp_path_factory.mktemp("lab")
    work = home / "notebooks"
    work.mkdir()
    for notebook in NOTEBOOKS:
        shutil.copy(notebook, work)
    for name, settings in SETTINGS.items():
        path = home / "settings" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(settings), encoding="utf-8")
    port, token = _free_port(), secrets.token_hex(16)
    arguments = {
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": work,
        "ServerApp.open_browser": False,
        "ServerApp.allow_root": True,
        "IdentityProvider.token": token,
        "LabApp.expose_app_in_browser": True,
        "LabApp.user_settings_dir": home / "settings",
        "LabApp.workspaces_dir": home / "workspaces",
    }
    command = [sys.executable, "-m", "jupyterlab"]
    command += [f"--{name}={value}" for name, value in arguments.items()]
    environment = os.environ | {
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "IPYTHONDIR": str(home / "ipython"),
    }
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=work)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/api/status?token={token}", server, home / "server.log")
            yield address, token
        finally:
            server.terminate()
            server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def _wait_for(url: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.5)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()[-2000:]}", pytrace=False)


def _start_session(address: str, token: str, name: str) -> None:
    """A kernel beforehand: otherwise two start, and only one cell runs."""
    body = {"path": name, "name": name, "type": "notebook", "kernel": {"name": "python3"}}
    request = urllib.request.Request(
        f"{address}/api/sessions?token={token}",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    urllib.request.urlopen(request, timeout=60).close()


def _open_and_run(page, address: str, token: str, name: str) -> dict:
    """Open a notebook, run all its cells, and return how that went."""
    _start_session(address, token, name)
    page.goto(f"{address}/lab/tree/{name}?token={token}&reset", wait_until="domcontentloaded")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=WAIT)
    page.wait_for_function(
        "() => jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'",
        timeout=WAIT,
    )
    page.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(
        f"() => {{ const p = ({PROGRESS})(); return p.error || (p.run === p.all && !p.busy); }}",
        timeout=WAIT,
    )
    return page.evaluate(PROGRESS)


def _keep(page, name: str) -> None:
    """Screenshots of the whole notebook, in slices, under out/screens (not in git)."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    for old in SCREENS.glob(f"{name}-*.png"):
        old.unlink()
    scroller = page.locator(".jp-WindowedPanel-outer").first
    height = scroller.evaluate("node => node.scrollHeight")
    for number, top in enumerate(range(0, height, SLICE)):
        scroller.evaluate("(node, top) => { node.scrollTop = top; }", top)
        page.wait_for_timeout(150)
        page.screenshot(path=SCREENS / f"{name}-{number:02d}.png")


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def ran(request, browser, lab):
    """A notebook opened and run from the first cell to the last: path, page, how it went."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": SLICE + 140})
    page = context.new_page()
    result = _open_and_run(page, *lab, request.param.name)
    page.wait_for_timeout(1500)
    yield request.param, page, result
    context.close()


def test_every_cell_runs_in_jupyterlab_without_error(ran):
    path, page, result = ran
    _keep(page, path.stem)
    assert not result["error"]
    assert result["run"] == result["all"]


def test_every_widget_shows_and_everything_to_click_has_a_name(ran):
    path, page, _ = ran
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    widgets = sum("widget" in cell["metadata"].get("tags", ()) for cell in cells)
    assert page.locator(".jp-OutputArea-output .avgrisk-explorer").count() == widgets
    assert "Error displaying widget" not in page.content()
    nameless = page.evaluate(
        """() => [...document.querySelectorAll(".avgrisk-explorer button")]
           .filter(b => !(b.getAttribute("aria-label") || b.textContent).trim())
           .map(b => b.outerHTML)"""
    )
    assert nameless == []


@pytest.mark.parametrize("ran", [REPLAY], indirect=True, ids=["02_ing_2014"])
def test_the_replay_answers_its_buttons(ran):
    _, page, _ = ran
    film = page.locator(".avgrisk-explorer", has=page.locator(".widget-play"))
    film.get_by_role("button", name="Volgende").click()
    film.get_by_text("Gebeurtenis 1 van 16").wait_for(timeout=WAIT)
    choice = film.get_by_label("Naar moment")
    # Older ipywidgets write hard spaces in a menu.
    names = [name.replace("\xa0", " ") for name in choice.locator("option").all_text_contents()]
    choice.select_option(index=names.index(JUMP))
    film.get_by_text("Gebeurtenis 9 van 16").wait_for(timeout=WAIT)
    film.scroll_into_view_if_needed()
    film.screenshot(path=SCREENS / "replay-moment-3.png")
    assert film.get_by_role("button", name="Afspelen").is_visible()
    film.get_by_role("button", name="Onthul de afloop").click()
    film.get_by_role("button", name="Verberg de afloop").wait_for(timeout=WAIT)
