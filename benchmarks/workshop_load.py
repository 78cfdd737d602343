"""A room under load and under fire, measured on loopback against the server as people start it.

    python -m benchmarks.workshop_load votes|crowd|kills|restarts|soak [--store URL | --postgres]

votes: 200 people vote within two seconds; how long until a vote is confirmed, and is each kept once?
crowd: 1,000 phones follow one session; memory, and how long until all know of a step.
kills: the server is killed (-9) twenty times while people vote; is any confirmed vote lost?
restarts: PostgreSQL itself starts anew five times in mid-vote (a server of our own, --postgres).
soak:  steps and votes for N minutes, a round every --pace seconds; does memory grow?
Each is bounded, uses ports of its own and leaves nothing behind.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from avgrisk.workshop.kept import hashed
from avgrisk.workshop.session_file import written
from avgrisk.workshop.store import Store
from tests.workshop.own_postgres import Postgres, own_postgres, tools

#: One case and then another: enough to open, vote and lock.
SESSION = written(
    {
        "session": 1,
        "title_nl": "Drukte",
        "title_en": "Crowd",
        "parts": [{"case": "ing-2014"}, {"case": "tomtom-2011"}],
    }
)

VOTERS, PHONES, KILLS, RESTARTS = 200, 1000, 20, 5


@dataclass
class Server:
    """The server as a process of its own, which can be killed and started again on its port."""

    home: Path
    store: str
    port: int = 0
    secret: str = ""
    link: str = ""
    process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start, and wait until it said where it is."""
        command = [sys.executable, "-m", "avgrisk", "workshop", "serve", "s.yaml"]
        command += ["--port", str(self.port), "--store", self.store]
        self.process = subprocess.Popen(
            command, cwd=self.home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        text = ""
        while "avgrisk workshop erase" not in text:
            line = self.process.stdout.readline()
            if not line:
                raise RuntimeError(text)
            text += line
        address = re.search(r"http://127\.0\.0\.1:(\d+)/wall\S*#(\S+)", text)
        self.port, self.link = int(address[1]), address[2]
        if found := re.search(r"/trainer\S*#(\S+)", text):
            self.secret = found[1]

    def kill(self, how: int = signal.SIGKILL) -> None:
        """End this process, the one we started."""
        self.process.send_signal(how)
        self.process.wait()
        self.process.stdout.close()

    @property
    def memory(self) -> float:
        """Resident memory in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024

    @property
    def seconds(self) -> float:
        """Processor time that the server took."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").split()
        return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


@contextlib.asynccontextmanager
async def serving(store: str) -> AsyncIterator[Server]:
    """A server with a room that is open for its first vote; ended and forgotten afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "s.yaml").write_text(SESSION, encoding="utf-8")
        server = Server(home, store or str(home / "room.db"))
        server.start()
        try:
            yield server
        finally:
            if server.process.poll() is None:
                server.kill(signal.SIGTERM)
            kept = Store.at(server.store)
            for room in kept.rooms():
                kept.erase(room.id)
            kept.close()


async def post(server: Server, path: str, body: object, key: str = "") -> tuple[int, str]:
    """A post on a connection of its own: status, and the key it set if any."""
    payload = json.dumps(body).encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    try:
        host = f"127.0.0.1:{server.port}"
        cookie = f"Cookie: avgrisk={key}\r\n" if key else ""
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n{cookie}"
            f"Content-Type: application/json\r\nContent-Length: {len(payload)}\r\n"
            "Connection: close\r\n\r\n"
        )
        writer.write(head.encode() + payload)
        answer = (await reader.read()).decode()
    finally:
        writer.close()
    if not answer:
        raise ConnectionError
    found = re.search(r"Set-Cookie: avgrisk=([^;]+)", answer)
    return int(answer.split()[1]), found[1] if found else ""


async def join(server: Server, people: int) -> list[str]:
    """So many phones get in, ten at a time; their keys."""
    keys: list[str] = []
    for start in range(0, people, 10):
        some = range(start, min(start + 10, people))
        found = await asyncio.gather(
            *(post(server, "/phone/join", {"link": server.link}) for _ in some)
        )
        keys += [key for _, key in found]
    return keys


async def act(server: Server, action: str, step: int) -> int:
    """A step of the trainer."""
    body = {"action": action, "step": step}
    return (await post(server, "/trainer/act", body, server.secret))[0]


async def votes(store: str) -> None:
    """200 people vote within two seconds, and then all at once."""
    async with serving(store) as server:
        keys = await join(server, VOTERS)
        assert await act(server, "next", 0) == 200
        for within in (2.0, 0.0):
            taken: list[float] = []
            grants = {key: random.randint(1, 5) for key in keys}

            async def vote(key: str, wait: float, given: dict, into: list) -> None:
                await asyncio.sleep(wait)
                start = time.perf_counter()
                body = {"item": "ing-2014", "grant": given[key], "may": "no", "judged": ""}
                status, _ = await post(server, "/phone/vote", body, key)
                into.append(time.perf_counter() - start)
                assert status == 200, status

            waits = [random.uniform(0, within) for _ in keys]
            await asyncio.gather(
                *(vote(key, wait, grants, taken) for key, wait in zip(keys, waits, strict=True))
            )
            kept = kept_votes(server)
            assert sorted(kept) == sorted(grants.values()), "lost or doubled"
            taken.sort()
            print(
                f"{VOTERS} votes within {within:g} s: p50 {1000 * taken[100]:.0f} ms, "
                f"p95 {1000 * taken[189]:.0f} ms, most {1000 * taken[-1]:.0f} ms; "
                f"kept {len(kept)} of {VOTERS}; {server.memory:.0f} MB"
            )


def kept_votes(server: Server) -> list[int]:
    """The grants that stand in the store, read by another process: us."""
    store = Store.at(server.store)
    try:
        return [vote.grant for room in store.rooms() for _, vote in store.votes(room.id)]
    finally:
        store.close()


async def crowd(store: str) -> None:
    """1,000 phones follow a session; a step reaches them all."""
    async with serving(store) as server:
        keys = await join(server, PHONES)
        empty = server.memory
        lines = [await follow(server, key) for key in keys]
        await asyncio.gather(*(until(reader, '"phase": "lobby"') for reader, _ in lines))
        start = time.perf_counter()
        assert await act(server, "next", 0) == 200
        told = await asyncio.gather(*(until(reader, '"phase": "open"') for reader, _ in lines))
        print(
            f"{PHONES} phones: {server.memory:.0f} MB ({empty:.0f} before they listened); "
            f"a step reached the first after {1000 * (min(told) - start):.0f} ms, "
            f"all after {1000 * (max(told) - start):.0f} ms"
        )
        for _, writer in lines:
            writer.close()


async def follow(server: Server, key: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A phone's own line."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port, limit=2**18)
    host = f"127.0.0.1:{server.port}"
    writer.write(
        f"GET /phone/stream?lang=nl HTTP/1.1\r\nHost: {host}\r\nCookie: avgrisk={key}\r\n\r\n".encode()
    )
    return reader, writer


async def until(reader: asyncio.StreamReader, words: str) -> float:
    """Wait until a line was heard that holds these words; when that was."""
    while words.encode() not in await asyncio.wait_for(reader.readline(), 60):
        pass
    return time.perf_counter()


@dataclass
class Voters:
    """People who keep changing their vote, whatever happens: what was confirmed last, and what was
    sent since without an answer, which may or may not be kept."""

    server: Server
    keys: list[str]
    confirmed: dict[str, int] = field(default_factory=dict)
    flying: dict[str, set[int]] = field(default_factory=dict)
    kept: int = 0
    refused: int = 0
    last: float = 0.0
    going: bool = True

    async def vote(self, key: str) -> None:
        """Vote, and again, until told to stop."""
        while self.going:
            grant = random.randint(1, 5)
            sent = self.flying.setdefault(key, set())
            known = set(sent)
            sent.add(grant)
            body = {"item": "ing-2014", "grant": grant, "may": "no", "judged": ""}
            try:
                status, _ = await post(self.server, "/phone/vote", body, key)
            except ConnectionRefusedError:  # nobody there: it never left
                self.flying[key], status = known, 0
            except (OSError, ConnectionError):
                status = 0
            if status == 200:
                self.confirmed[key], self.flying[key] = grant, set()
                self.last = time.perf_counter()
                self.kept += 1
            else:
                self.refused += 1
            await asyncio.sleep(random.uniform(0.2, 0.4))

    @contextlib.asynccontextmanager
    async def voting(self) -> AsyncIterator[None]:
        """All vote until this ends."""
        people = [asyncio.create_task(self.vote(key)) for key in self.keys]
        yield
        self.going = False
        await asyncio.gather(*people)

    def missing(self) -> int:
        """How many confirmed votes are neither kept nor followed by one that was sent since."""
        store = Store.at(self.server.store)
        try:
            kept = {voter: vote.grant for voter, vote in store.votes(store.rooms()[-1].id)}
        finally:
            store.close()
        return sum(
            kept.get(hashed(key)) not in {grant, *self.flying[key]}
            for key, grant in self.confirmed.items()
        )

    async def again(self, since: float) -> float:
        """Wait until a vote is confirmed again; how many seconds after `since`."""
        while self.last < since:
            await asyncio.sleep(0.02)
        return self.last - since


async def kills(store: str) -> None:
    """The server dies twenty times while forty people keep changing their vote."""
    async with serving(store) as server:
        people = Voters(server, await join(server, 40))
        assert await act(server, "next", 0) == 200
        lost, back = 0, []
        async with people.voting():
            for _ in range(KILLS):
                await asyncio.sleep(random.uniform(0.3, 0.9))
                server.kill()
                lost += people.missing()
                start = time.perf_counter()
                await asyncio.to_thread(server.start)
                back.append(time.perf_counter() - start)
        print(
            f"{KILLS} kills, {people.kept} confirmed votes of {len(people.keys)} people: "
            f"{lost + people.missing()} lost; back after {middle(back):.1f} s; the room stands at "
            "the same question"
        )


async def restarts(postgres: Postgres) -> None:
    """PostgreSQL stops and starts five times while forty people keep changing their vote."""
    async with serving(postgres.address) as server:
        people = Voters(server, await join(server, 40))
        assert await act(server, "next", 0) == 200
        away, back = [], []
        async with people.voting():
            for _ in range(RESTARTS):
                await asyncio.sleep(random.uniform(1, 2))
                start = time.perf_counter()
                await asyncio.to_thread(postgres.stop)
                await asyncio.to_thread(postgres.start)
                up = time.perf_counter()
                away.append(up - start)
                back.append(await people.again(up))
        print(
            f"{RESTARTS} restarts of PostgreSQL, away for {middle(away):.1f} s each: {people.kept} "
            f"confirmed votes of {len(people.keys)} people, {people.missing()} lost, "
            f"{people.refused} refused and sent again; first vote {middle(back):.2f} s after"
        )


def middle(values: list[float]) -> float:
    """The middle of some values."""
    return sorted(values)[len(values) // 2]


async def soak(store: str, minutes: float, pace: float) -> None:
    """Steps, votes and a hundred phones that listen, for so many minutes, a round every `pace`
    seconds: what memory does once the server is warm."""
    async with serving(store) as server:
        keys = await join(server, 100)
        lines = [await follow(server, key) for key in keys]
        drains = [asyncio.create_task(drained(reader)) for reader, _ in lines]
        began, step, rounds = time.monotonic(), 0, 0
        held: list[tuple[float, float]] = []
        while (now := (time.monotonic() - began) / 60) < minutes:
            step = await soaked(server, keys, step)
            rounds += 1
            if not held or now - held[-1][0] >= 1:
                held.append((now, server.memory))
                print(f"{now:.0f} min: {server.memory:.1f} MB, {rounds} rounds", flush=True)
            await asyncio.sleep(max(0, began + rounds * pace - time.monotonic()))
        half = held[len(held) // 2 :]
        print(
            f"{rounds} rounds, {rounds * len(keys)} votes, none lost, in {minutes:g} min: "
            f"{held[0][1]:.1f} MB at first, {held[-1][1]:.1f} MB at last; in the second half "
            f"{60 * slope(half):+.2f} MB an hour; {server.seconds:.0f} s of processor"
        )
        for task in drains:
            task.cancel()
        for _, writer in lines:
            writer.close()


async def soaked(server: Server, keys: list[str], step: int) -> int:
    """One round: open, forget, everybody votes, all kept, back to the lobby; the step after it."""
    for action in ("next", "reset"):
        assert await act(server, action, step) == 200
        step += 1
    for key in keys:
        body = {"item": "ing-2014", "grant": random.randint(1, 5), "may": "no", "judged": ""}
        assert (await post(server, "/phone/vote", body, key))[0] == 200
    assert len(kept_votes(server)) == len(keys)
    for _ in range(2):
        assert await act(server, "back", step) == 200
        step = server_step(server)
    return step


def slope(points: list[tuple[float, float]]) -> float:
    """How fast the second grows with the first: least squares, 0 for a single point."""
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    spread = sum((at - x) ** 2 for at, _ in points)
    return sum((at - x) * (value - y) for at, value in points) / spread if spread else 0.0


async def drained(reader: asyncio.StreamReader) -> None:
    while await reader.readline():
        pass


def server_step(server: Server) -> int:
    store = Store.at(server.store)
    try:
        return store.rooms()[-1].step
    finally:
        store.close()


def main() -> None:
    kinds = {"votes": votes, "crowd": crowd, "kills": kills}
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=[*kinds, "restarts", "soak"])
    parser.add_argument("--store", default="", help="an empty database; without: a file that goes")
    parser.add_argument("--postgres", action="store_true", help="a PostgreSQL of our own that goes")
    parser.add_argument("--minutes", type=float, default=60, help="of the soak")
    parser.add_argument("--pace", type=float, default=5, help="seconds a round of the soak")
    given = parser.parse_args()
    with contextlib.ExitStack() as ending:
        postgres = None
        if given.postgres or given.what == "restarts":
            if (where := tools()) is None:
                parser.error("no PostgreSQL on this machine")
            postgres = ending.enter_context(own_postgres(where))
        store = postgres.address if postgres else given.store
        if given.what == "soak":
            asyncio.run(soak(store, given.minutes, given.pace))
        elif given.what == "restarts":
            asyncio.run(restarts(postgres))
        else:
            asyncio.run(kinds[given.what](store))


if __name__ == "__main__":
    main()
