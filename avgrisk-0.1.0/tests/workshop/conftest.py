"""A PostgreSQL of our own for the tests: on loopback, in a folder that goes when they end."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest


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


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """The server; skips where PostgreSQL is not installed. It refuses root, so root lends it."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    tool = found[-1] if found else shutil.which("initdb")
    if tool is None:
        pytest.skip("no PostgreSQL on this machine (on Debian: apt-get install postgresql)")
    as_user: tuple[str, ...] = ()
    home = tmp_path_factory.mktemp("postgres")
    if os.name == "posix" and getpass.getuser() == "root":
        as_user = ("runuser", "-u", "postgres", "--")
        home = Path(subprocess.check_output([*as_user, "mktemp", "-d"], text=True, cwd="/").strip())
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    server = Postgres(home, Path(tool).parent, port, as_user)
    server.make()
    server.start()
    yield server
    server.stop()
    shutil.rmtree(home, ignore_errors=True)
