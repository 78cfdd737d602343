"""Where votes are kept: a file (SQLite) or a server (PostgreSQL); an answer follows the commit."""

from __future__ import annotations

import datetime
import hmac
import secrets
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy import Connection, exc

from avgrisk.core.records import InputError
from avgrisk.workshop import database as tables
from avgrisk.workshop.database import Database, bare
from avgrisk.workshop.kept import LENGTH, SIGNS, Room, Vote, hashed
from avgrisk.workshop.phases import START, Place, later
from avgrisk.workshop.session_file import SessionPlan, parse_session

#: More people than this do not fit in a room.
MOST_VOTERS = 2000

#: Columns to look things up by.
_rooms, _voters, _votes = tables.rooms.c, tables.voters.c, tables.votes.c


class Store:
    """Rooms and votes in a database by its address: `sqlite:///file.db` or `postgresql+psycopg://`.

    Raises InputError where the database cannot be reached, or was made by a newer avgrisk.
    """

    def __init__(self, address: str):
        self.address = address
        try:
            self.db = Database(address)
            self._prepare()
        except (exc.SQLAlchemyError, OSError, ImportError) as error:
            told = str(getattr(error, "orig", None) or error).splitlines()[0]
            raise InputError("store", bare(address), told, "error.store_unreachable") from None

    @classmethod
    def at(cls, place: str | Path) -> Store:
        """A store by its address, or in a file."""
        text = str(place)
        return cls(text if "://" in text else f"sqlite:///{text}")

    def open(self, plan: SessionPlan, *, rehearsal: bool = False) -> tuple[str, str]:
        """A new room for a session: its id, and the trainer's secret, which is kept nowhere."""
        id, secret = secrets.token_hex(8), secrets.token_urlsafe(18)
        today = datetime.date.today()
        row = {
            "id": id,
            "code": "".join(secrets.choice(SIGNS) for _ in range(LENGTH)),
            "link": secrets.token_urlsafe(16),
            "secret": hashed(secret),
            "plan": plan.text,
            "is_rehearsal": rehearsal,
            "opened": today.isoformat(),
            "keep_until": (today + datetime.timedelta(days=plan.keep_days)).isoformat(),
            "place": START.part,
            "phase": START.phase,
            "step": 0,
        }
        self.db.write(lambda db: db.execute(sql.insert(tables.rooms).values(row)))
        return id, secret

    def rooms(self) -> list[Room]:
        """Every room, oldest first."""
        order = (_rooms.opened, _rooms.id)
        rows = self.db.read(lambda db: db.execute(sql.select(tables.rooms).order_by(*order)).all())
        return [self._room(row) for row in rows]

    def room(self, id: str) -> Room:
        """A room by its id; an unknown one is an InputError."""
        query = sql.select(tables.rooms).where(_rooms.id == id)
        row = self.db.read(lambda db: db.execute(query).first())
        if row is None:
            raise InputError("room", id, "", "error.workshop_no_room")
        return self._room(row)

    def is_trainer(self, id: str, secret: str) -> bool:
        """Whether this is the trainer's secret, compared in constant time."""
        query = sql.select(_rooms.secret).where(_rooms.id == id)
        kept = self.db.read(lambda db: db.execute(query).scalar())
        return hmac.compare_digest(kept or "", hashed(secret))

    def new_secret(self, id: str) -> str:
        """Another secret for the trainer; the one before it opens nothing any more."""
        secret = secrets.token_urlsafe(18)
        change = sql.update(tables.rooms).where(_rooms.id == id)
        self.db.write(lambda db: db.execute(change.values(secret=hashed(secret))))
        return secret

    def move(self, room: Room, place: Place) -> bool:
        """Put the room elsewhere; False where somebody else did first."""

        def moved(db: Connection) -> bool:
            change = sql.update(tables.rooms).where(_rooms.id == room.id, _rooms.step == room.step)
            values = {"place": place.part, "phase": place.phase, "step": room.step + 1}
            if not db.execute(change.values(values)).rowcount:
                return False
            if place.part in range(len(room.plan.parts)) and place.phase != "end":
                furthest = later(place.phase, room.furthest.get(place.part, place.phase))
                self._put_part(db, room, place.part, furthest=furthest)
            return True

        return self.db.write(moved)

    def note(self, room: Room, part: int, text: str) -> None:
        """Keep the trainer's own words on a part."""
        self.db.write(lambda db: self._put_part(db, room, part, notes=text))

    def join(self, room: str, voter: str, simulated: bool = False) -> int | None:
        """The voter's number from 0, by which blocks are dealt; None where the room is full."""

        def joined(db: Connection) -> int | None:
            number = db.execute(_number(room, voter)).scalar()
            if number is not None:
                return int(number)
            last = db.scalar(sql.select(sql.func.max(_voters.number)).where(_voters.room == room))
            number = 0 if last is None else last + 1
            if number >= MOST_VOTERS:
                return None
            values = {"room": room, "voter": voter, "number": number, "is_simulated": simulated}
            db.execute(sql.insert(tables.voters).values(values))
            return number

        return self.db.write(joined)

    def number(self, room: str, voter: str) -> int | None:
        """The voter's number, None for who never joined."""
        return self.db.read(lambda db: db.execute(_number(room, voter)).scalar())

    def people(self, room: str) -> int:
        """How many joined."""
        query = sql.select(sql.func.count()).where(_voters.room == room)
        return int(self.db.read(lambda db: db.execute(query).scalar()) or 0)

    def vote(self, room: str, voter: str, vote: Vote) -> bool:
        """Keep a vote in the place of an earlier one; False where its part is not open.

        Looked up and written in one transaction, so that no vote slips in after the lock.
        """

        def voted(db: Connection) -> bool:
            query = sql.select(tables.rooms).where(_rooms.id == room)
            if self.db.is_postgresql:
                query = query.with_for_update(read=True)
            row = db.execute(query).first()
            if row is None or row.phase != "open":
                return False
            if vote.item not in {item.id for item in _plan(row.plan).parts[row.place].items}:
                return False
            values = {"room": room, "voter": voter, **asdict(vote)}
            self.db.upsert(db, tables.votes, values, ("grant", "may", "judged"))
            return True

        return self.db.write(voted)

    def votes(self, room: str, voter: str | None = None) -> list[tuple[str, Vote]]:
        """Every vote as (voter, vote), of one voter if asked; in no order that tells of time."""
        query = sql.select(tables.votes).where(_votes.room == room)
        if voter is not None:
            query = query.where(_votes.voter == voter)
        query = query.order_by(_votes.voter, _votes.item)
        rows = self.db.read(lambda db: db.execute(query).all())
        return [(row.voter, Vote(row.item, row.grant, row.may, row.judged)) for row in rows]

    def counted(self, room: str, items: list[str]) -> int:
        """How many people voted on any of these."""
        query = sql.select(sql.func.count(sql.distinct(_votes.voter)))
        query = query.where(_votes.room == room, _votes.item.in_(items))
        return int(self.db.read(lambda db: db.execute(query).scalar()) or 0)

    def reset(self, room: Room, part: int) -> None:
        """Forget the votes of one part and open it again."""
        items = [item.id for item in room.plan.parts[part].items]

        def forgotten(db: Connection) -> None:
            votes = sql.delete(tables.votes)
            db.execute(votes.where(_votes.room == room.id, _votes.item.in_(items)))
            self._put_part(db, room, part, furthest="open")
            values = {"place": part, "phase": "open", "step": room.step + 1}
            db.execute(sql.update(tables.rooms).where(_rooms.id == room.id).values(values))

        self.db.write(forgotten)

    def erase(self, id: str) -> None:
        """Forget a room: no vote, voter or word of it stays in the file or beside it."""

        def erased(db: Connection) -> None:
            for table in (tables.votes, tables.voters, tables.parts):
                db.execute(sql.delete(table).where(table.c.room == id))
            db.execute(sql.delete(tables.rooms).where(_rooms.id == id))

        self.db.write(erased)
        self.db.compact()

    def erase_expired(self, today: datetime.date | None = None) -> int:
        """Forget the rooms whose days are over; how many."""
        old = self.expired(today)
        for id in old:
            self.erase(id)
        return len(old)

    def expired(self, today: datetime.date | None = None) -> list[str]:
        """The rooms whose days are over."""
        day = (today or datetime.date.today()).isoformat()
        return [room.id for room in self.rooms() if room.keep_until < day]

    def close(self) -> None:
        """Let go of the database."""
        self.db.close()

    def _prepare(self) -> None:
        """Make the tables where there are none; refuse those of a newer program."""
        with self.db.engine.begin() as db:
            tables.metadata.create_all(db)
            found = db.execute(sql.select(tables.about.c.version)).scalar()
            if found is None:
                db.execute(sql.insert(tables.about).values(version=tables.VERSION))
            elif found > tables.VERSION:
                raise InputError("store", found, str(tables.VERSION), "error.store_newer")

    def _room(self, row: Any) -> Room:
        query = sql.select(tables.parts).where(tables.parts.c.room == row.id)
        found = self.db.read(lambda db: db.execute(query).all())
        furthest = {part.part: part.furthest for part in found}
        notes = {part.part: part.notes for part in found}
        told = row.id, row.code, row.link, _plan(row.plan), row.is_rehearsal, row.opened
        return Room(*told, row.keep_until, Place(row.place, row.phase), row.step, furthest, notes)

    def _put_part(self, db: Connection, room: Room, part: int, **changes: str) -> None:
        kept = {"furthest": room.furthest.get(part, "open"), "notes": room.notes.get(part, "")}
        values = {"room": room.id, "part": part, **kept, **changes}
        self.db.upsert(db, tables.parts, values, tuple(changes))


def _number(room: str, voter: str) -> sql.Select[Any]:
    return sql.select(_voters.number).where(_voters.room == room, _voters.voter == voter)


@lru_cache(maxsize=1)
def _plan(text: str) -> SessionPlan:
    """The session of a room, read once per text."""
    return parse_session(text)
