"""Rooms are found in files of ours only; how they voted shows from five people on."""

from __future__ import annotations

import sqlite3

from avgrisk.explorer.workshop.rooms import kept_rooms, room_card
from avgrisk.workshop.kept import Vote
from avgrisk.workshop.phases import Place
from avgrisk.workshop.store import Store
from tests.workshop.rooms import PLAN


def voted(path, people):
    store = Store.at(path)
    id, _ = store.open(PLAN)
    store.open(PLAN, rehearsal=True)
    store.move(store.room(id), Place(0, "open"))
    for number in range(people):
        store.join(id, f"p{number}")
        store.vote(id, f"p{number}", Vote("ing-2014", 1 + number % 3, "no"))
    store.close()


def test_real_rooms_are_found_and_other_files_stay_as_they_are(tmp_path):
    voted(tmp_path / "zaal.db", 6)
    with sqlite3.connect(tmp_path / "ander.db") as db:
        db.execute("CREATE TABLE klanten (naam TEXT)")
    (tmp_path / "tekst.db").write_text("geen database", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.glob("[at]*.db")}
    (found,) = kept_rooms(tmp_path)
    assert "zaal.db" in found.named("nl") and "Een proef" in found.named("nl")
    assert {path.name: path.read_bytes() for path in tmp_path.glob("[at]*.db")} == before
    assert len(found.session().votes) == 6


def test_of_four_people_only_the_number_shows(tmp_path):
    voted(tmp_path / "vier.db", 4)
    told = room_card(kept_rooms(tmp_path)[0].session(), "en").text
    assert ": 4" in told and "Krippendorff" not in told and "division" not in told
