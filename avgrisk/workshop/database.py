"""SQLite or PostgreSQL beneath a store: its tables, whole transactions; erased is gone.

A voter is a hash of a random key that only the phone has, so a stolen database votes for nobody.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import sqlalchemy as sql
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    exc,
)
from sqlalchemy.dialects import postgresql, sqlite

from avgrisk.core.records import InputError

Found = TypeVar("Found")


class StoreFailed(Exception):
    """The votes cannot be kept now: disk full, locked or away. Nothing acknowledged is lost."""


class Database:
    """A database by its address, with the few ways in which a store uses it."""

    def __init__(self, address: str):
        self.engine = engine_of(address)

    @property
    def is_postgresql(self) -> bool:
        """Whether it is PostgreSQL; else SQLite."""
        return self.engine.dialect.name == "postgresql"

    def close(self) -> None:
        """Let go of it."""
        self.engine.dispose()

    def upsert(
        self, db: Connection, table: sql.Table, values: dict[str, Any], changed: tuple[str, ...]
    ) -> None:
        """Insert a row, or change these columns of the one that is there."""
        made: Any = postgresql if self.is_postgresql else sqlite
        row = made.insert(table).values(values)
        keys = [column.name for column in table.primary_key]
        new = {name: row.excluded[name] for name in changed}
        db.execute(row.on_conflict_do_update(index_elements=keys, set_=new))

    def write(self, work: Callable[[Connection], Found]) -> Found:
        """Do this in one transaction; StoreFailed where it cannot be kept."""
        return self._in_transaction(work, writes=True)

    def read(self, work: Callable[[Connection], Found]) -> Found:
        """Look this up; StoreFailed where it cannot be read."""
        return self._in_transaction(work, writes=False)

    def _in_transaction(self, work: Callable[[Connection], Found], writes: bool) -> Found:
        """Try again where a server broke the connection, or two came at once: both are whole."""

        def once() -> Found:
            with self.engine.execution_options(writes=writes).begin() as db:
                return work(db)

        with self._told():
            try:
                return once()
            except exc.DBAPIError as error:
                if not (isinstance(error, exc.IntegrityError) or error.connection_invalidated):
                    raise
                return once()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except exc.SQLAlchemyError as error:
            raise StoreFailed(str(getattr(error, "orig", None) or error)) from None

    def compact(self) -> None:
        """Write the database anew, so that no deleted page can be read."""
        work = ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"]
        if self.is_postgresql:
            work = [f"VACUUM FULL {table.name}" for table in metadata.sorted_tables]
        with self._told(), self.engine.connect() as raw:
            db = raw.execution_options(isolation_level="AUTOCOMMIT", alone=True)
            for statement in work:
                db.exec_driver_sql(statement)


def engine_of(address: str) -> Engine:
    """A pool for the address; SQLite writes through to the disk and overwrites what it deletes."""
    url = sql.make_url(address)
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise InputError("store", bare(address), "sqlite, postgresql", "error.store_kind")
    if url.get_backend_name() != "sqlite":
        return sql.create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 5})
    engine = sql.create_engine(url, connect_args={"timeout": 2})

    @sql.event.listens_for(engine, "connect")
    def _set(connection: Any, _: object) -> None:
        connection.isolation_level = None  # the lock is taken where a transaction begins
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @sql.event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if not options.get("alone"):
            kind = "IMMEDIATE" if options.get("writes", True) else "DEFERRED"
            connection.exec_driver_sql(f"BEGIN {kind}")

    return engine


def bare(address: str) -> str:
    """The address without a password, to be shown."""
    try:
        return sql.make_url(address).render_as_string(hide_password=True)
    except exc.ArgumentError:
        return address


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
