"""The app is for whoever started it: each way in from outside is tried, and refused."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from avgrisk.explorer.app import guarded, serve

TOKEN = "only-the-owner-knows"
KERNEL = "/api/kernels/00000000-0000-0000-0000-000000000000/channels"
#: What an ordinary browser sends to open a socket.
UPGRADE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """The app in a folder that somebody sent, with modules and configuration of its own."""
    folder, port = tmp_path_factory.mktemp("sent"), _free_port()
    for name in ("voila", "jupyter_config", "avgrisk", "ipywidgets"):
        (folder / f"{name}.py").write_text("open('ran', 'w').close()", encoding="utf-8")
    (folder / "voila.json").write_text('{"Voila": {"ip": "0.0.0.0"}}', encoding="utf-8")
    arguments = ["--no-browser", f"--port={port}", f"--Voila.token={TOKEN}"]
    environment = os.environ | {
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "IPYTHONDIR": str(folder / "ipython"),
    }
    command = [sys.executable, "-P", "-m", "avgrisk.explorer.app.serve", *arguments]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            yield _ready(server, folder, port)
        finally:
            server.terminate()
            server.wait(timeout=60)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def _ready(server: subprocess.Popen, folder: Path, port: int) -> tuple[Path, int]:
    for _ in range(480):
        try:
            ask(port, "/voila/static/none")
            return folder, port
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.25)
    pytest.fail((folder / "log").read_text()[-2000:], pytrace=False)


def ask(port: int, path: str, **headers: str) -> tuple[int, dict[str, str]]:
    """The status and headers of an answer."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as link:
        link.request("GET", path, headers=headers)
        answer = link.getresponse()
        return answer.status, dict(answer.getheaders())


def page(port: int) -> tuple[str, str]:
    """The page as its owner opens it, and the cookie it leaves in the browser."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=300)) as link:
        link.request("GET", f"/?token={TOKEN}")
        answer = link.getresponse()
        cookies = [cookie.partition(";")[0] for cookie in answer.msg.get_all("Set-Cookie", [])]
        return answer.read().decode("utf-8"), "; ".join(cookies)


def test_without_the_token_no_page_and_no_kernel(app):
    _, port = app
    status, headers = ask(port, "/")
    assert status == 302 and "/login" in headers["Location"]
    assert ask(port, KERNEL, **UPGRADE)[0] == 403
    assert ask(port, "/?token=guess")[0] == 302


def test_a_page_that_took_our_address_for_its_own_name_is_refused(app):
    _, port = app
    name = f"evil.example:{port}"
    for path in (f"/?token={TOKEN}", f"{KERNEL}?token={TOKEN}"):
        assert ask(port, path, Host=name, Origin=f"http://{name}", **UPGRADE)[0] == 403


def test_a_page_elsewhere_opens_no_socket(app):
    _, port = app
    text, cookie = page(port)
    kernel = re.search(r'"kernelId": *"([0-9a-f-]{36})"', text)
    assert kernel is not None
    path = f"/api/kernels/{kernel[1]}/channels"
    for origin, status in (("http://evil.example", 403), (f"http://127.0.0.1:{port}", 101)):
        assert ask(port, path, **UPGRADE, Cookie=cookie, Origin=origin)[0] == status
    assert ask(port, path, **UPGRADE)[0] == 403


def test_the_address_is_told_to_nobody_and_nothing_from_elsewhere_runs(app):
    _, port = app
    status, headers = ask(port, f"/?token={TOKEN}")
    assert status == 200
    assert headers["Referrer-Policy"] == "no-referrer"
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "http" not in policy


def test_the_folder_it_is_started_in_is_no_program_and_no_configuration(app):
    folder, port = app
    assert not (folder / "ran").exists()
    assert f"http://localhost:{port}" in (folder / "log").read_text()


@pytest.mark.skipif(os.name != "posix", reason="files of an owner are a matter of posix")
def test_kernels_are_spoken_to_by_files_that_only_the_owner_opens(app):
    folder, _ = app
    said = (folder / "log").read_text()
    place = Path(said.split("Storing connection files in ")[1].split("\n")[0].rstrip("."))
    assert place.stat().st_mode & 0o777 == 0o700
    assert any(path.is_socket() for path in place.iterdir())


def test_the_browser_is_sent_to_the_page_with_its_token_by_a_file_of_the_owner(monkeypatch):
    opened = []
    browser = SimpleNamespace(open=lambda address, new: opened.append(address))
    monkeypatch.setattr(guarded.webbrowser, "get", lambda name: browser)
    made = guarded.GuardedVoila(port=1234)
    made.identity_provider = SimpleNamespace(token="a&b")
    made.launch_browser()
    path = Path(opened[0].removeprefix("file://"))
    assert "http://localhost:1234/?token=a%26b" in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o077 == 0 and "token" not in opened[0]
    path.unlink()


def test_arguments_come_last_so_that_they_count():
    assert serve.command(["--Voila.ip=0.0.0.0"])[-1] == "--Voila.ip=0.0.0.0"
