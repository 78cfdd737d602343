"""The desk plans, rehearses and looks back; it opens nothing to others, and speaks both languages."""

from __future__ import annotations

import pytest

from avgrisk.core.labels import label
from avgrisk.explorer.workshop.desk import WorkshopDesk
from avgrisk.explorer.workshop.practice import Addresses
from avgrisk.workshop.session_file import parse_session
from tests.explorer.workshop.test_rooms import voted


@pytest.fixture
def desk(tmp_path):
    found = WorkshopDesk("nl", tmp_path)
    yield found
    found.practice.stop()


def test_a_plan_is_a_download_and_stays_in_the_other_language(desk):
    desk.planner.sector.value = "school"
    desk.planner.plan()
    desk.planner.save()
    name, content = desk.saver.last
    assert name == "workshop-school-45.yaml" and not list(desk.folder.iterdir())
    plan = parse_session(content.decode())
    assert plan == desk.planner.session.plan
    desk.language.value = "en"
    assert desk.planner.session.plan == plan and desk.planner.sector.value == "school"
    assert label("workshop.planner.lead", "en") in desk.text


def test_a_rehearsal_needs_a_session_and_a_browser_on_this_machine(desk, monkeypatch):
    assert desk.practise.disabled
    desk.planner.plan()
    assert desk.practise.disabled
    desk.here.local = True
    assert not desk.practise.disabled
    links = Addresses("http://127.0.0.1:1/trainer#<x>", "http://w", "http://p")
    monkeypatch.setattr(desk.practice, "start", lambda plan, lang: links)
    desk.practise.click()
    assert desk.screens.value.count("noopener") == 3 and "#&lt;x&gt;" in desk.screens.value
    desk.stopped.click()
    assert label("workshop.planner.ended", "nl") in desk.text


def test_rooms_are_looked_back_on_and_taken_home(desk):
    assert desk.looking.disabled and label("workshop.planner.no_rooms", "nl") in desk.none.value
    voted(desk.folder / "zaal.db", 6)
    desk.again()
    desk.looking.click()
    assert "6 mensen" in desk.text
    desk.taken.click()
    name, page = desk.saver.last
    assert name.endswith(".html") and b"Krippendorff" in page
    (desk.folder / "zaal.db").unlink()
    desk.looking.click()
    assert 'role="alert"' in desk.room.value
