"""The two servers of the browser tests: the app as `avgrisk app` serves it, and JupyterLab."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from avgrisk.explorer.app import lab as opened
from avgrisk.explorer.app import serve as app
from tests import ROOT

#: Pictures to be looked at, on which no claim hangs (not in git).
SHOTS = ROOT / "out" / "screenshots"

#: What only a browser can show: a widget, and the probe that drives it.
SEEN = {"widget", "probe"}


def seen(cell: dict) -> bool:
    """Whether there is something in a cell that only a browser can show."""
    return bool(SEEN & set(cell["metadata"].get("tags", ())))


def cells(path: Path) -> list[dict]:
    """The cells of a notebook."""
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


#: The notebooks with a widget. That every cell of every notebook runs is for nbval (make test).
NOTEBOOKS = [
    path for path in sorted((ROOT / "notebooks").glob("*.ipynb")) if any(map(seen, cells(path)))
]
#: The English twin that is opened in a browser: the one with the most in it.
ENGLISH = ROOT / "notebooks" / "en" / "02_ing_2014.ipynb"
#: Of these only the imports are run before the widget: minutes of arithmetic that it does not need.
APART = {"05_verantwoording.ipynb"}


def until_the_last_widget(path: Path) -> str:
    """A notebook without the cells of code after its last widget, which a browser need not run."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    needed = code[: 1 + max(place for place, cell in enumerate(code) if seen(cell))]
    if path.name in APART:
        needed = [needed[0], *filter(seen, needed)]
    notebook["cells"] = [
        cell for cell in notebook["cells"] if cell["cell_type"] != "code" or cell in needed
    ]
    return json.dumps(notebook)


#: Lab with every cell in the page, seen or not.
SETTINGS = {"@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"}}

#: How often, and how many seconds apart, a starting server is asked whether it answers.
#: Seconds that a server may take to end.
STOPS = 30
TRIES, PAUSE = 1800, 0.2


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its address, its token, and the folder with its notebooks."""

    address: str
    token: str
    work: Path

    def ask(self, path: str, body: object = None) -> Any:
        """The answer to a request to the server's own API; with a body it is a POST."""
        return json.loads(self._asked(path, body, None if body is None else "POST"))

    def put(self, path: str, body: object) -> None:
        """Put something at a place of the server's own API."""
        self._asked(path, body, "PUT")

    def _asked(self, path: str, body: object, method: str | None) -> bytes:
        request = urllib.request.Request(
            f"{self.address}/{path}?token={self.token}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()


@dataclass(frozen=True)
class App:
    """A running app: its address, and the folder where it keeps what is typed."""

    address: str
    folder: Path

    def forget(self) -> None:
        """As if nobody was here before."""
        shutil.rmtree(self.folder / ".avgrisk", ignore_errors=True)


@contextlib.contextmanager
def serve_app(home: Path, lang: str = "nl", notebook: Path | None = None) -> Iterator[App]:
    """The app in a folder of its own, until the end of the block; or a notebook in its place."""
    port, token = _free_port(), secrets.token_hex(16)
    told = {app.FOLDER: str(home), "JUPYTER_CONFIG_DIR": str(home), "IPYTHONDIR": str(home)}
    asked = ["--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1", f"--Voila.token={token}"]
    command = app.command(asked, lang)
    if notebook is not None:
        command[command.index(str(app.SHARE / "app.ipynb"))] = str(notebook)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--Voila.allow_root=True")
    address = f"http://127.0.0.1:{port}/"
    ready = f"{address}voila/static/none"
    with _running(command, app.environment(lang) | told, home, ready, home / "server.log"):
        yield App(f"{address}?token={token}", home)


@contextlib.contextmanager
def serve_lab(home: Path, settings: Mapping[str, object] = SETTINGS) -> Iterator[Lab]:
    """`avgrisk lab` on copies of the notebooks with an empty home, until the end of the block.

    `settings` are what a user chose, by the name of the plugin.
    """
    work = home / "notebooks"
    (work / "en").mkdir(parents=True)
    for notebook in (*NOTEBOOKS, ENGLISH):
        copy = work / notebook.relative_to(ROOT / "notebooks")
        copy.write_text(until_the_last_widget(notebook), encoding="utf-8")
    for name, chosen in settings.items():
        path = home / "settings" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(chosen), encoding="utf-8")
    port, token = _free_port(), secrets.token_hex(16)
    arguments = {
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": work,
        "ServerApp.open_browser": False,
        "IdentityProvider.token": token,
        "LabApp.expose_app_in_browser": True,
        "LabApp.user_settings_dir": home / "settings",
        "LabApp.workspaces_dir": home / "workspaces",
    }
    command = opened.command([f"--{name}={value}" for name, value in arguments.items()])
    told = {
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "IPYTHONDIR": str(home / "ipython"),
    }
    address = f"http://127.0.0.1:{port}"
    ready = f"{address}/api/status?token={token}"
    with _running(command, opened.environment() | told, work, ready, home / "server.log"):
        yield Lab(address, token, work)


@contextlib.contextmanager
def _running(
    command: Sequence[str], environment: Mapping[str, str], folder: Path, ready: str, log: Path
) -> Iterator[None]:
    with log.open("w", encoding="utf-8") as out:
        server = subprocess.Popen(command, env=environment, stdout=out, stderr=out, cwd=folder)
        try:
            _wait_for(ready, server, log)
            yield
        finally:
            _stop(server)


def _stop(server: subprocess.Popen) -> None:
    """End a server; one that waits for a kernel that is already gone is killed, for by then every
    test has had what it asked."""
    server.terminate()
    try:
        server.wait(timeout=STOPS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def _wait_for(url: str, server: subprocess.Popen, log: Path) -> None:
    """Until the server answers, with a page or with "not found"."""
    for _ in range(TRIES):
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(PAUSE)
    pytest.fail(
        f"{log.parent} did not start:\n{log.read_text(encoding='utf-8')[-2000:]}", pytrace=False
    )
