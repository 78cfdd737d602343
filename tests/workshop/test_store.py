"""What is acknowledged is kept, what is erased is gone from the file, and nothing slips past a lock."""

from __future__ import annotations

import datetime
import sqlite3

import pytest

from avgrisk.core.labels import explain
from avgrisk.core.records import InputError
from avgrisk.workshop import store as keeping
from avgrisk.workshop.database import StoreFailed, engine_of
from avgrisk.workshop.kept import Vote
from avgrisk.workshop.phases import Place
from avgrisk.workshop.session_file import parse_session, written
from avgrisk.workshop.store import Store

PLAN = parse_session(
    written(
        {
            "session": 1,
            "title_nl": "Zaal-merkteken",
            "title_en": "Room",
            "parts": [{"case": "ing-2014"}, {"case": "tomtom-2011"}],
        }
    )
)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request, tmp_path):
    """An empty store in a file, and one on a PostgreSQL of our own where the machine has one."""
    address = f"sqlite:///{tmp_path / 'zaal.db'}"
    if request.param == "postgresql":
        address = request.getfixturevalue("postgres").address
        keeping.tables.metadata.drop_all(engine_of(address))
    found = Store.at(address)
    yield found
    found.close()


@pytest.fixture
def room(store):
    id, secret = store.open(PLAN)
    store.move(store.room(id), Place(0, "open"))
    store.secret = secret
    return store.room(id)


def test_a_vote_replaces_the_one_before_it_and_only_that(store, room):
    store.join(room.id, "een")
    store.join(room.id, "twee")
    assert store.vote(room.id, "een", Vote("ing-2014", 1, "no"))
    assert store.vote(room.id, "een", Vote("ing-2014", 5, "yes"))
    assert store.vote(room.id, "twee", Vote("ing-2014", 0))
    assert dict(store.votes(room.id)) == {
        "een": Vote("ing-2014", 5, "yes"),
        "twee": Vote("ing-2014", 0),
    }
    assert store.counted(room.id, ["ing-2014"]) == store.people(room.id) == 2


def test_a_vote_for_what_is_not_open_is_refused(store, room):
    assert not store.vote(room.id, "een", Vote("tomtom-2011", 1))
    assert not store.vote("elders", "een", Vote("ing-2014", 1))
    store.move(room, Place(0, "locked"))
    assert not store.vote(room.id, "een", Vote("ing-2014", 1))
    assert store.votes(room.id) == []


def test_of_two_trainers_the_second_does_nothing_twice(store, room):
    seen = store.room(room.id)
    assert store.move(seen, Place(0, "locked"))
    assert not store.move(seen, Place(0, "locked"))
    assert store.room(room.id).step == seen.step + 1


def test_who_comes_back_keeps_the_number_and_blocks_are_dealt_in_turn(store, room):
    assert [store.join(room.id, key) for key in ("a", "b", "a", "c")] == [0, 1, 0, 2]
    assert store.number(room.id, "c") == 2 and store.number(room.id, "d") is None


def test_a_full_room_is_full(store, room, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_VOTERS", 1)
    assert store.join(room.id, "a") == 0
    assert store.join(room.id, "b") is None


def test_the_secret_is_kept_as_a_hash_and_a_new_one_ends_the_old(store, room):
    assert store.is_trainer(room.id, store.secret)
    assert not store.is_trainer(room.id, "x") and not store.is_trainer("x", store.secret)
    new = store.new_secret(room.id)
    assert store.is_trainer(room.id, new) and not store.is_trainer(room.id, store.secret)


def test_a_reset_forgets_the_votes_of_one_part(store, room):
    store.join(room.id, "een")
    store.vote(room.id, "een", Vote("ing-2014", 1))
    store.move(store.room(room.id), Place(0, "spread"))
    store.reset(store.room(room.id), 0)
    again = store.room(room.id)
    assert (again.place, again.furthest[0], store.votes(room.id)) == (Place(0, "open"), "open", [])


def test_notes_stay_beside_how_far_a_part_came(store, room):
    store.move(store.room(room.id), Place(0, "spread"))
    store.note(store.room(room.id), 0, "Vraag naar de bank.")
    store.move(store.room(room.id), Place(0, "locked"))
    found = store.room(room.id)
    assert (found.notes[0], found.furthest[0]) == ("Vraag naar de bank.", "spread")


def test_a_session_of_last_year_opens_and_is_forgotten_when_its_days_are_over(store, room):
    assert store.rooms()[0].plan.titles == PLAN.titles
    assert store.erase_expired(datetime.date.fromisoformat(room.keep_until)) == 0
    over = datetime.date.fromisoformat(room.keep_until) + datetime.timedelta(days=1)
    assert store.erase_expired(over) == 1
    with pytest.raises(InputError):
        store.room(room.id)


def test_nothing_of_an_erased_room_is_left_in_the_file_or_its_log(tmp_path):
    store = Store.at(tmp_path / "zaal.db")
    id, _ = store.open(PLAN)
    store.move(store.room(id), Place(0, "open"))
    for number in range(50):
        voter = keeping.hashed(f"telefoon {number}")
        store.join(id, voter)
        store.vote(id, voter, Vote("ing-2014", 1 + number % 5, "no"))

    def bytes_kept():
        return b"".join(path.read_bytes() for path in tmp_path.glob("zaal.db*"))

    marks = [id.encode(), b"Zaal-merkteken", b"ing-2014", keeping.hashed("telefoon 7").encode()]
    assert all(mark in bytes_kept() for mark in marks)
    store.erase(id)
    assert not [mark for mark in marks if mark in bytes_kept()]


def test_it_writes_through_to_the_disk(tmp_path):
    store = Store.at(tmp_path / "zaal.db")
    with store.db.engine.connect() as db:
        found = [
            db.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous")
        ]
    assert found == ["wal", 2]


def test_neither_time_nor_address_nor_device_has_a_column():
    columns = {
        column.name for table in keeping.tables.metadata.tables.values() for column in table.columns
    }
    assert not {
        name for name in columns if any(word in name for word in ("time", "ip", "agent", "address"))
    }


def test_postgresql_may_start_anew_in_the_midst_of_a_vote(postgres):
    keeping.tables.metadata.drop_all(engine_of(postgres.address))
    store = Store.at(postgres.address)
    id, _ = store.open(PLAN)
    store.move(store.room(id), Place(0, "open"))
    assert store.vote(id, "een", Vote("ing-2014", 2))
    postgres.stop()
    with pytest.raises(StoreFailed):
        store.vote(id, "twee", Vote("ing-2014", 3))
    postgres.start()
    assert store.vote(id, "twee", Vote("ing-2014", 3))
    assert [vote.grant for _, vote in store.votes(id)] == [2, 3]
    store.erase(id)
    assert store.rooms() == []
    store.close()


def test_a_locked_database_is_told_and_costs_nothing_that_was_confirmed(tmp_path):
    store = Store.at(tmp_path / "zaal.db")
    id, _ = store.open(PLAN)
    store.move(store.room(id), Place(0, "open"))
    store.vote(id, "een", Vote("ing-2014", 2))
    other = sqlite3.connect(tmp_path / "zaal.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreFailed, match="locked"):
        store.vote(id, "twee", Vote("ing-2014", 2))
    other.execute("ROLLBACK")
    assert store.vote(id, "twee", Vote("ing-2014", 2))
    assert len(store.votes(id)) == 2


def test_a_full_disk_is_told(tmp_path):
    store = Store.at(tmp_path / "zaal.db")
    id, _ = store.open(PLAN)
    with store.db.engine.connect() as db:
        pages = db.exec_driver_sql("PRAGMA page_count").scalar()
        db.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreFailed, match="full"):
        [store.join(id, str(number).zfill(32)) for number in range(1900)]
    assert store.people(id) > 0


@pytest.mark.parametrize(
    "address, told",
    [
        ("/geen/map/zaal.db", "unable to open"),
        ("postgresql+psycopg://naam:geheim@127.0.0.1:1/zaal", "127.0.0.1"),
        ("mysql://x/y", "sqlite, postgresql"),
        ("wat://", "wat://"),
    ],
)
def test_a_store_that_cannot_be_reached_is_one_sentence_without_a_password(address, told):
    with pytest.raises(InputError) as wrong:
        Store.at(address)
    line = explain(wrong.value, "nl")
    assert told in line and "geheim" not in line and "\n" not in line


def test_a_store_of_a_newer_program_is_refused_unchanged(tmp_path):
    path = tmp_path / "zaal.db"
    Store.at(path).close()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE about SET version = 99")
    with pytest.raises(InputError) as wrong:
        Store.at(path)
    assert "versie 99" in explain(wrong.value, "nl")
