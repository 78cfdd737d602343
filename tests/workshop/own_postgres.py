"""A PostgreSQL of our own: on loopback, in a folder that goes when it ends; for tests and loads."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Postgres:
    """A running server that a test may stop and start."""

    home: Path
    tools: Path
    port: int
    as_user: tuple[str, ...]

    @property
    def address(self) -> str:
        return f"postgresql+psycopg://avgrisk@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.home}"
        self._run("pg_ctl", "-D", str(self.home / "data"), "-o", options, "-w", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.home / "data"), "-m", "fast", "-w", "stop")

    def make(self) -> None:
        self._run("initdb", "-D", str(self.home / "data"), "-U", "avgrisk", "-A", "trust")

    def _run(self, tool: str, *arguments: str) -> None:
        command = [*self.as_user, str(self.tools / tool), *arguments]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, timeout=60)


def tools() -> Path | None:
    """Where PostgreSQL's programs are, None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    tool = found[-1] if found else shutil.which("initdb")
    return Path(tool).parent if tool else None


@contextlib.contextmanager
def own_postgres(where: Path) -> Iterator[Postgres]:
    """A server that runs until this ends. It refuses root, so root lends it to its own user."""
    as_user: tuple[str, ...] = ()
    home = Path(tempfile.mkdtemp())
    if os.name == "posix" and getpass.getuser() == "root":
        as_user = ("runuser", "-u", "postgres", "--")
        shutil.chown(home, "postgres")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    server = Postgres(home, where, port, as_user)
    try:
        server.make()
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)
