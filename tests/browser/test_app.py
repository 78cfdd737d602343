"""The app in a real browser: no other host, words that light up, texts as text, two languages."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from avgrisk.explorer import app

WAIT = 60_000
PURPOSE = "textarea >> nth=0"
HOSTILE = (
    "<script>window.bad = 1</script><img src=x onerror='window.bad = 1'> relevante aanbiedingen"
)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The app as `avgrisk app` starts it, in a folder of its own; yields its address."""
    home = tmp_path_factory.mktemp("app")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    told = {app.FOLDER: str(home), "JUPYTER_CONFIG_DIR": str(home), "IPYTHONDIR": str(home)}
    environment = app.environment() | told
    command = app.command(["--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"])
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--Voila.allow_root=True")
    log = home / "server.log"
    with log.open("w") as out:
        server = subprocess.Popen(command, env=environment, stdout=out, stderr=out, cwd=home)
        try:
            _wait_for(f"http://127.0.0.1:{port}/", server, log)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait_for(url: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{url}static/no-such-file", timeout=2).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.5)
    pytest.fail(f"Voilà did not start:\n{log.read_text()[-2000:]}", pytrace=False)


def _open(page, served):
    page.goto(served, wait_until="domcontentloaded")
    page.wait_for_selector(".avgrisk-scenario .avg-big", timeout=WAIT)
    page.wait_for_selector(PURPOSE)
    return page


def _type(page, text):
    page.fill(PURPOSE, text)
    page.locator(PURPOSE).dispatch_event("change")


def test_nothing_is_asked_of_another_host(page, served):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    _open(page, served)
    page.wait_for_timeout(1000)
    hosts = {urlsplit(url).hostname for url in asked if url.startswith(("http", "ws"))}
    assert hosts == {"127.0.0.1"}


def test_vague_words_light_up_while_typing(page, served):
    _open(page, served)
    _type(page, "Wij doen u relevante aanbiedingen en verbeteren onze diensten")
    page.wait_for_selector(".avg mark.avg-open", timeout=WAIT)


def test_script_in_a_text_is_shown_as_text(page, served):
    _open(page, served)
    _type(page, HOSTILE)
    page.wait_for_selector(".avg mark", timeout=WAIT)
    page.wait_for_timeout(500)
    assert page.evaluate("window.bad") is None
    assert "onerror" in page.locator(".avg-read").first.inner_text()


def test_the_language_changes_while_the_page_stands(page, served):
    _open(page, served)
    page.get_by_role("button", name="English").click()
    page.wait_for_selector("text=Purpose description the customer gets to read", timeout=WAIT)
    page.get_by_role("button", name="Nederlands").click()
    page.wait_for_selector("text=Doelomschrijving die de klant te lezen krijgt", timeout=WAIT)


def test_a_purpose_text_of_50_kb_does_not_freeze_the_page(page, served):
    _open(page, served)
    _type(page, "Wij doen u relevante aanbiedingen. " * 1450)
    page.wait_for_selector(".avg mark.avg-open", timeout=WAIT)
    _type(page, "Tips over nieuwe boeken")
    page.wait_for_function(
        "document.querySelector('.avg-read').textContent.includes('boeken')", timeout=WAIT
    )
