"""One process that serves one room: no Jupyter, nothing executed, loopback unless asked."""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from avgrisk.core.labels import label
from avgrisk.core.records import InputError
from avgrisk.workshop import web
from avgrisk.workshop.database import StoreFailed
from avgrisk.workshop.handlers import routes
from avgrisk.workshop.kept import Room
from avgrisk.workshop.live import Live
from avgrisk.workshop.pages import qr_lines
from avgrisk.workshop.store import Store

#: Hours between two looks whether the days of a room are over.
FORGET_EVERY = 1

#: What one connection may send, in bytes and seconds; nobody is believed to speak for another.
BOUNDS: dict[str, Any] = {
    "max_body_size": web.BODY,
    "max_header_size": web.BODY,
    "idle_connection_timeout": 120,
    "xheaders": False,
}

#: Every address of this machine.
ANY = ("0.0.0.0", "::")


@dataclass(frozen=True, slots=True)
class Serving:
    """How a room is served: interface, port (0 = any free one), and the public address of a proxy
    before it, where there is one."""

    host: str = "127.0.0.1"
    port: int = 8899
    public: str = ""
    simulated: int = 0
    seed: int = 1


async def serve(
    store: Store, id: str, serving: Serving, started: Callable[[str], object] | None = None
) -> None:
    """Serve until cancelled; `started` hears the address. A port in use is an InputError."""
    web.quiet()
    sockets = _bound(serving)
    port = sockets[0].getsockname()[1]
    address = serving.public.rstrip("/") or f"http://{_name(serving.host)}:{port}"
    live = Live(store, id, address)
    server = HTTPServer(
        application(live, hosts(serving, port), address.startswith("https://")), **BOUNDS
    )
    server.add_sockets(sockets)
    if serving.simulated:
        from avgrisk.workshop.rehearsal import Rehearsal

        Rehearsal(live, serving.simulated, serving.seed)
    live.start()
    if started is not None:
        started(address)
    try:
        await forgetting(store, id)
    finally:
        server.stop()


async def forgetting(store: Store, id: str) -> None:
    """Erase rooms whose days are over, when two looks in a row say so: a clock that jumps there and
    back erases nothing. Raises InputError once this room itself is gone."""
    over: set[str] = set()
    while True:
        await asyncio.sleep(3600 * FORGET_EVERY)
        try:
            now = set(store.expired())
            for room in now & over:
                store.erase(room)
        except StoreFailed:
            continue
        if id in now & over:
            raise InputError("room", id, "", "error.workshop_over")
        over = now


def application(live: Live, known: frozenset[str], secure: bool) -> Application:
    """The server's addresses; no request is logged."""
    return Application(routes(live, known, secure), log_function=lambda handler: None)


def hosts(serving: Serving, port: int) -> frozenset[str]:
    """What a browser may call this server: any other name is a trick (DNS rebinding)."""
    if serving.public:
        return frozenset({urlsplit(serving.public).netloc.lower()})
    names = {_name(serving.host)}
    if serving.host in (*ANY, "127.0.0.1", "localhost"):
        names |= {"127.0.0.1", "localhost"}
    known = {f"{name}:{port}".lower() for name in names}
    return frozenset(known | (names if port == 80 else set()))


def resumed(store: Store, text: str) -> Room | None:
    """The newest real room of this very session that is still kept, None without one."""
    same = [room for room in store.rooms() if room.plan.text == text and not room.is_rehearsal]
    return same[-1] if same else None


def opening(live_address: str, room: Room, secret: str, serving: Serving, lang: str) -> list[str]:
    """What the trainer's terminal says when the room opens: once, and then never again."""
    local = serving.host in ("127.0.0.1", "localhost")
    wall = f"{live_address}/wall?lang={lang}#{room.link}"
    trainer = f"{live_address}/trainer?lang={lang}"
    lines = [
        qr_lines(f"{live_address}/#{room.link}"),
        label("workshop.says.join", lang, address=live_address),
        label("workshop.says.code", lang, code=room.code),
        label("workshop.says.wall", lang, address=wall),
    ]
    if secret:
        lines.append(label("workshop.says.trainer", lang, address=f"{trainer}#{secret}"))
    else:
        lines.append(label("workshop.says.resumed", lang, address=trainer))
    lines.append(label("workshop.says.local" if local else "workshop.says.network", lang))
    key = "rehearsal" if room.is_rehearsal else "kept"
    lines.append(label(f"workshop.says.{key}", lang, until=room.keep_until))
    return lines


def _bound(serving: Serving) -> list[socket.socket]:
    family = socket.AF_INET6 if ":" in serving.host else socket.AF_INET
    try:
        return bind_sockets(serving.port, serving.host, family=family)
    except (OSError, OverflowError, ValueError):
        key = "error.port" if serving.host in (*ANY, "127.0.0.1") else "error.host"
        shown = serving.port if key == "error.port" else f"{serving.host}:{serving.port}"
        raise InputError("--port", shown, "", key) from None


def _name(host: str) -> str:
    """What phones can type: of every interface the one that leads to the network."""
    if host not in ANY:
        return f"[{host}]" if ":" in host else host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: only asks which way it would go
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
