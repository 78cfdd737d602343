"""A PostgreSQL of our own for the tests, where the machine has one."""

from __future__ import annotations

import pytest

from tests.workshop.own_postgres import own_postgres, tools


@pytest.fixture(scope="session")
def postgres():
    """The server; skips where PostgreSQL is not installed."""
    where = tools()
    if where is None:
        pytest.skip("no PostgreSQL on this machine (on Debian: apt-get install postgresql)")
    with own_postgres(where) as server:
        yield server
