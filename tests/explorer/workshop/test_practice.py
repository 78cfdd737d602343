"""A rehearsal is on this machine only, says that it is one, and leaves nothing behind."""

from __future__ import annotations

import socket
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from avgrisk.core.labels import label
from avgrisk.explorer.workshop.practice import Practice
from tests.workshop.rooms import PLAN


def read(address):
    return urllib.request.urlopen(address, timeout=10).read().decode()


def test_it_starts_on_loopback_and_ends_with_all_it_held(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    practice = Practice()
    found = practice.start(PLAN, "en")
    try:
        assert {urlsplit(place).hostname for place in (found.trainer, found.wall)} == {"127.0.0.1"}
        assert label("workshop.screen.rehearsal", "en") in read(found.phone)
        assert practice.going and list(tmp_path.iterdir())
        again = practice.start(PLAN)
        with pytest.raises(urllib.error.URLError):
            read(found.phone)
        assert label("workshop.screen.rehearsal", "nl") in read(again.phone)
    finally:
        practice.stop()
    assert not practice.going and not list(tmp_path.iterdir())
    with pytest.raises(urllib.error.URLError):
        read(again.phone)


def test_nothing_listens_beyond_this_machine():
    practice = Practice()
    port = urlsplit(practice.start(PLAN).wall).port
    try:
        with socket.socket() as other:
            other.settimeout(2)
            own = socket.gethostbyname(socket.gethostname())
            if own.startswith("127."):
                pytest.skip("this machine has no other address")
            assert other.connect_ex((own, port)) != 0
    finally:
        practice.stop()


def test_to_stop_what_was_never_started_is_nothing():
    Practice().stop()
    assert not Path("room.db").exists()
