"""`avgrisk workshop`: plan a session, serve it to a room, look back, take votes home, forget."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from avgrisk.core import extras
from avgrisk.core.labels import label
from avgrisk.core.machine import why_not
from avgrisk.core.records import InputError

if TYPE_CHECKING:
    from avgrisk.workshop.room_server import Serving
    from avgrisk.workshop.session_file import SessionPlan


def needed() -> None:
    """Refuse where what a workshop needs is not installed."""
    extras.needed("workshop", "sqlalchemy", "tornado", "segno", "pydoe")


def plan(
    out: Path,
    minutes: int,
    sector: str,
    named: bool,
    seed: int,
    lang: str,
    say: Callable[[str], object],
) -> None:
    """Write a session file and tell what is in it; a file that is there already stays."""
    needed()
    from avgrisk.core.wording import number
    from avgrisk.workshop.session_plan import plan_session

    if out.exists():
        raise InputError("--out", out, "", "error.workshop_there")
    made = plan_session(minutes, sector, not named, seed)
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
        raise InputError("--out", out, why_not(error), "error.unwritable") from None


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
    from avgrisk.workshop.database import StoreFailed
    from avgrisk.workshop.session_file import parse_session, read_session
    from avgrisk.workshop.store import Store

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
    from avgrisk.workshop.room_server import opening, resumed, serve

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


def report(place: str, room: str, out: Path, lang: str, say: Callable[[str], object]) -> None:
    """Write the page to take home; real rooms in the same store are pooled beside it."""
    needed()
    from avgrisk.workshop import learning
    from avgrisk.workshop.looking_back import LookingBack
    from avgrisk.workshop.report import report_html

    with _opened(place) as store:
        own, found = _voted(store, room, place)
        others = [
            LookingBack(other.plan, store.votes(other.id)).fit
            for other in store.rooms()
            if not other.is_rehearsal
        ]
    fits = [fit for fit in others if fit is not None]
    together = learning.pooled(fits) if len(fits) > 1 else None
    _write(report_html(found, lang, own.opened, together), out)
    say(label("workshop.reported", lang, file=out, date=own.opened, people=found.people))


def export(place: str, room: str, out: Path, lang: str, say: Callable[[str], object]) -> None:
    """Write the votes as csv, with a codebook beside them."""
    needed()
    from avgrisk.workshop.export import codebook, votes_csv

    with _opened(place) as store:
        _, found = _voted(store, room, place)
    beside = out.with_suffix(".codebook.md")
    _write(votes_csv(found), out)
    _write(codebook(found, lang), beside)
    answers = sum(item.split.people for item in found.judged)
    say(label("workshop.exported", lang, file=out, codebook=beside, answers=answers))


def erase(
    place: str,
    room: str,
    sure: bool,
    lang: str,
    say: Callable[[str], object],
    ask: Callable[[str], str],
) -> None:
    """Forget a room for good, once somebody says yes."""
    needed()
    from avgrisk.workshop.session import chosen

    with _opened(place) as store:
        own = chosen(store, room, place)
        people = store.people(own.id)
        asked = label("workshop.erase_sure", lang, date=own.opened, people=people)
        if not sure and ask(asked).strip().lower()[:1] not in ("j", "y"):
            say(label("workshop.not_erased", lang))
            return
        store.erase(own.id)
    say(label("workshop.erased", lang, date=own.opened, store=place))


@contextlib.contextmanager
def _opened(place: str) -> Iterator[Any]:
    """A store that is there, closed afterwards; what it cannot do is told."""
    from avgrisk.workshop.database import StoreFailed
    from avgrisk.workshop.session import opened_store

    store = opened_store(place)
    try:
        yield store
    except StoreFailed as error:
        raise InputError("store", error, "", "error.store_failed") from None
    finally:
        store.close()


def _voted(store: Any, room: str, place: str) -> tuple[Any, Any]:
    """A room and its votes looked back on; nothing to look back on is told."""
    from avgrisk.workshop.looking_back import LookingBack
    from avgrisk.workshop.session import chosen

    own = chosen(store, room, place)
    votes = store.votes(own.id)
    if not votes:
        raise InputError("store", place, "", "error.workshop_no_votes")
    return own, LookingBack(own.plan, votes, own.is_rehearsal)
