"""The tables that a room is kept in, the same in SQLite and PostgreSQL. No time, no address.

A voter is a hash of a random key that only the phone has, so a stolen database votes for nobody.
"""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

#: What the tables look like. An older program refuses a newer number; a change moves it up.
VERSION = 1

metadata = MetaData()

about = Table("about", metadata, Column("version", Integer, nullable=False))

rooms = Table(
    "rooms",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("code", String(12), nullable=False, unique=True),
    Column("link", String(64), nullable=False),
    Column("secret", String(64), nullable=False),
    Column("plan", Text, nullable=False),
    Column("is_rehearsal", Boolean, nullable=False),
    Column("opened", String(10), nullable=False),
    Column("keep_until", String(10), nullable=False),
    Column("place", Integer, nullable=False),
    Column("phase", String(10), nullable=False),
    Column("step", Integer, nullable=False),
)

parts = Table(
    "parts",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("furthest", String(10), nullable=False),
    Column("notes", Text, nullable=False),
)

voters = Table(
    "voters",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("voter", String(32), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("is_simulated", Boolean, nullable=False),
    UniqueConstraint("room", "number"),
)

votes = Table(
    "votes",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("voter", String(32), primary_key=True),
    Column("item", String(60), primary_key=True),
    Column("grant", Integer, nullable=False),
    Column("may", String(8), nullable=False),
    Column("judged", String(32), nullable=False),
)
