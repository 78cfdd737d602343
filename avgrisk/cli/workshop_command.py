"""`avgrisk workshop`: plan a session, serve it to a room, look back, take votes home, forget."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from avgrisk.core.labels import label
from avgrisk.core.records import InputError

if TYPE_CHECKING:
    from avgrisk.workshop.serve import Serving
    from avgrisk.workshop.session_file import SessionPlan


def needed() -> None:
    """Refuse where what a workshop needs is not installed."""
    from importlib.util import find_spec

    for name in ("sqlalchemy", "tornado", "segno", "pydoe"):
        if find_spec(name) is None:
            raise InputError("workshop", name, "avgrisk[workshop]", "error.extra")


def plan(
    out: Path,
    minutes: int,
    sector: str,
    seed: int,
    masked: bool,
    lang: str,
    say: Callable[[str], object],
) -> None:
    """Write a session file and tell what is in it; a file that is there already stays."""
    needed()
    from avgrisk.core.wording import number
    from avgrisk.workshop.session_plan import plan_session

    if out.exists():
        raise InputError("--out", out, "", "error.workshop_there")
    made = plan_session(minutes, sector, masked, seed)
    _write(made.plan.text, out)
    items = made.plan.items.values()
    cases = sum(item.is_case for item in items)
    counts: dict[str, Any] = {"cases": cases, "vignettes": len(items) - cases}
    told = sum(part.minutes for part in made.plan.parts)
    say(label("workshop.planned", lang, file=out, minutes=minutes, told=told, **counts))
    values = (made.design.efficiency, *made.design.random)
    efficiency, median, best = (number(value, lang, 2) for value in values)
    say(
        label(
            "workshop.design_told",
            lang,
            efficiency=efficiency,
            median=median,
            best=best,
            pool=made.design.pool,
            blocks=1 + max(made.design.blocks),
        )
    )


def _write(text: str, out: Path) -> None:
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError("--out", out, error.strerror or "", "error.unwritable") from None


def serve(
    session: Path | None,
    kept: str,
    serving: Serving,
    new_secret: bool,
    lang: str,
    say: Callable[[str], object],
) -> None:
    """Serve a session to a room until the terminal says stop. A rehearsal is kept nowhere."""
    from avgrisk.core import shipped
    from avgrisk.workshop.session_file import parse_session, read_session
    from avgrisk.workshop.store import Store, StoreFailed

    if session is None:
        session, plan = Path("workshop"), parse_session(shipped.text("workshop/example.yaml"))
    else:
        plan = read_session(session)
    try:
        with contextlib.ExitStack() as ending:
            if serving.simulated:
                kept = str(Path(ending.enter_context(tempfile.TemporaryDirectory())) / "room.db")
            store = Store.at(kept or session.with_suffix(".db"))
            ending.callback(store.close)
            store.erase_expired()
            _serve(store, plan, serving, new_secret, lang, say)
    except StoreFailed as error:
        raise InputError("store", error, "", "error.store_failed") from None


def _serve(
    store: Any,
    plan: SessionPlan,
    serving: Serving,
    new_secret: bool,
    lang: str,
    say: Callable[[str], object],
) -> None:
    from avgrisk.workshop.serve import opening, resumed, serve

    found, secret = (None if serving.simulated else resumed(store, plan.text)), ""
    if found is None:
        id, secret = store.open(plan, rehearsal=bool(serving.simulated))
    else:
        id = found.id
        secret = store.new_secret(id) if new_secret else ""

    def started(address: str) -> None:
        for line in opening(address, store.room(id), secret, serving, lang):
            say(line)

    asyncio.run(serve(store, id, serving, started))
