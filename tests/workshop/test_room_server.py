"""One process, on this machine unless asked; what is wrong is one sentence before anybody waits."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys

import pytest

import avgrisk
from avgrisk.cli.main import main
from avgrisk.core.labels import label
from avgrisk.core.records import InputError
from avgrisk.workshop import room_server as serving
from avgrisk.workshop.room_server import Serving, hosts, opening, resumed
from avgrisk.workshop.session_file import written
from avgrisk.workshop.store import Store
from tests.workshop.rooms import DATA, PLAN


@pytest.fixture
def session(tmp_path):
    path = tmp_path / "sessie.yaml"
    path.write_text(written(DATA), encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path):
    found = Store.at(tmp_path / "zaal.db")
    yield found
    found.close()


def told(capsys, *command):
    with pytest.raises(SystemExit) as ended:
        main(["workshop", "serve", *map(str, command)])
    shown = capsys.readouterr().err
    assert shown.count("\n") == 1 and "Traceback" not in shown
    return ended.value.code, shown


def test_a_port_in_use_is_told(session, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, shown = told(capsys, session, "--port", port)
    assert status == 4 and f"Poort {port} is bezet" in shown


def test_an_address_of_another_machine_is_told(session, capsys):
    assert "niet van deze computer" in told(capsys, session, "--host", "192.0.2.7")[1]


def test_a_session_that_is_not_there_and_a_store_that_cannot_be_written_are_told(session, capsys):
    assert "avgrisk workshop plan" in told(capsys, "geen.yaml")[1]
    assert "niet bereikbaar" in told(capsys, session, "--store", "/geen/map/zaal.db")[1]
    session.write_text("parts: [{case: ing-2015}]", encoding="utf-8")
    assert "Sessiebestand" in told(capsys, session)[1]


def test_only_names_it_was_started_with_are_known():
    assert hosts(Serving(), 8899) == {"127.0.0.1:8899", "localhost:8899"}
    assert hosts(Serving("192.0.2.7"), 80) == {"192.0.2.7:80", "192.0.2.7"}
    assert hosts(Serving(public="https://Zaal.example/"), 8899) == {"zaal.example"}


def test_the_secret_is_said_once(store):
    id, secret = store.open(PLAN)
    first = "\n".join(opening("http://x", store.room(id), secret, Serving(), "nl"))
    again = "\n".join(opening("http://x", store.room(id), "", Serving("0.0.0.0"), "nl"))
    assert secret in first and secret not in again
    assert label("workshop.says.local", "nl") in first
    assert label("workshop.says.network", "nl") in again


def test_the_same_session_goes_on_in_the_same_room(store):
    assert resumed(store, PLAN.text) is None
    id, _ = store.open(PLAN)
    store.open(PLAN, rehearsal=True)
    assert resumed(store, PLAN.text).id == id


def test_a_clock_that_jumps_erases_nothing_and_days_that_are_over_end_the_room(store, monkeypatch):
    id, _ = store.open(PLAN)
    monkeypatch.setattr(serving, "FORGET_EVERY", 0)
    looks = iter([[id], [], [id], [id]])
    monkeypatch.setattr(store, "expired", lambda: next(looks))
    erased = []
    monkeypatch.setattr(store, "erase", erased.append)
    with pytest.raises(InputError) as over:
        asyncio.run(serving.forgetting(store, id))
    assert erased == [id] and next(looks, "looked four times") == "looked four times"
    assert "gewist" in avgrisk.explain(over.value, "nl")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_our_own_reader_finds_the_privacy_notice_specific(lang):
    keys = ("what", "why", "until")
    notice = " ".join(label(f"workshop.notice.{key}", lang, date="26 dec 2026") for key in keys)
    assert avgrisk.vagueness(notice).value < 0.1


def test_who_only_imports_avgrisk_waits_for_no_server():
    code = "import sys, avgrisk; avgrisk.score; print({'tornado', 'sqlalchemy', 'pydoe'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
