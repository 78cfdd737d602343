"""`avgrisk workshop`: plan a session, serve it to a room, look back, take votes home, forget."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from avgrisk.cli.terminal import OK, agreed, say, spoken_in
from avgrisk.core import extras
from avgrisk.core.labels import label
from avgrisk.core.languages import written
from avgrisk.core.machine import why_not
from avgrisk.core.records import InputError

if TYPE_CHECKING:
    from avgrisk.workshop.room_server import Serving
    from avgrisk.workshop.session_file import SessionPlan

#: What a workshop says there is in Dutch and English only.
language = spoken_in(written)


@click.group()
def workshop() -> None:
    """A room votes: plan a session, serve it to phones, look back on it."""


def of_a_room(command: Callable[..., int]) -> Callable[..., int]:
    """A command on a room that a store keeps: which, in which store, told in which language."""
    which = click.option("--room", default="", help="Id of a room; without: the newest real one.")
    return click.argument("place", metavar="STORE")(which(language(command)))


def needed() -> None:
    """Refuse where what a workshop needs is not installed."""
    extras.needed("workshop", "sqlalchemy", "tornado", "segno", "pydoe")


@workshop.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("sessie.yaml"), help="yaml")
@click.option("--minutes", type=int, default=45, show_default=True, help="45, 90 or 180")
@click.option("--sector", default="bank", show_default=True, help="Kind of organisation, in words.")
@click.option("--named", is_flag=True, help="Name the organisations of the real cases.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@language
def plan(out: Path, minutes: int, sector: str, named: bool, seed: int, lang: str) -> int:
    """Write a session: real cases, pairs and vignettes that tell most, to read and change."""
    needed()
    from avgrisk.core.wording import number
    from avgrisk.workshop.session_plan import plan_session

    if out.exists():  # a file that is there already stays
        raise InputError("--out", out, "", "error.workshop_there")
    made = plan_session(minutes, sector, not named, seed)
    _write(made.plan.text, out)
    cases = [item.is_case for item in made.plan.items.values()]
    counts = {"cases": sum(cases), "vignettes": cases.count(False)}
    told = sum(part.minutes for part in made.plan.parts)
    say(label("workshop.planned", lang, file=out, minutes=minutes, told=told, **counts))
    design = made.design
    values = zip(("efficiency", "median", "best"), (design.efficiency, *design.random), strict=True)
    shown = {name: number(value, lang, 2) for name, value in values}
    blocks = 1 + max(design.blocks)
    say(label("workshop.design_told", lang, **shown, pool=design.pool, blocks=blocks))
    return OK


def _write(text: str, out: Path) -> None:
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError("--out", out, why_not(error), "error.unwritable") from None


@workshop.command()
@click.argument("session", type=click.Path(path_type=Path), required=False)
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0: every interface.")
@click.option("--port", type=int, default=8899, show_default=True, help="0: any free one.")
@click.option("--store", "kept", default="", help="File or postgresql+psycopg://... [SESSION.db]")
@click.option("--public", default="", help="https://... of a proxy before it.")
@click.option("--rehearse", type=click.IntRange(0, 500), default=0, help="Simulated voters.")
@click.option("--new-secret", is_flag=True, help="Another secret; the old one opens nothing.")
@language
def serve(
    session: Path | None,
    host: str,
    port: int,
    kept: str,
    public: str,
    rehearse: int,
    new_secret: bool,
    lang: str,
) -> int:
    """Serve a session to phones, trainer and projector, until Ctrl+C; without one an example."""
    needed()
    import tempfile

    from avgrisk.core import shipped
    from avgrisk.workshop.room_server import Serving
    from avgrisk.workshop.session_file import parse_session, read_session
    from avgrisk.workshop.store import Store

    if session is None:
        session, plan = Path("workshop"), parse_session(shipped.text("workshop/example.yaml"))
    else:
        plan = read_session(session)
    with contextlib.ExitStack() as ending:
        if rehearse:  # kept nowhere
            kept = str(Path(ending.enter_context(tempfile.TemporaryDirectory())) / "room.db")
        ending.enter_context(_failure_told())
        store = Store.at(kept or session.with_suffix(".db"))
        ending.callback(store.close)
        store.erase_expired()
        _serve(store, plan, Serving(host, port, public, rehearse), new_secret, lang)
    return OK


def _serve(store: Any, plan: SessionPlan, serving: Serving, new_secret: bool, lang: str) -> None:
    import asyncio

    from avgrisk.workshop.room_server import opening, resumed
    from avgrisk.workshop.room_server import serve as until_stopped

    found, secret = (None if serving.simulated else resumed(store, plan.text)), ""
    if found is None:
        id, secret = store.open(plan, rehearsal=bool(serving.simulated))
    else:
        id = found.id
        secret = store.new_secret(id) if new_secret else ""

    def started(address: str) -> None:
        for line in opening(address, store.room(id), secret, serving, lang):
            click.echo(line)

    asyncio.run(until_stopped(store, id, serving, started))


@workshop.command()
@of_a_room
@click.option("--out", type=click.Path(path_type=Path), required=True, help="html")
def report(place: str, room: str, out: Path, lang: str) -> int:
    """Look back on a room of a STORE: one page to take home."""
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
    return OK


@workshop.command()
@of_a_room
@click.option("--out", type=click.Path(path_type=Path), required=True, help="csv")
def export(place: str, room: str, out: Path, lang: str) -> int:
    """The votes of a room of a STORE as a table, with a codebook."""
    needed()
    from avgrisk.workshop.export import codebook, votes_csv

    with _opened(place) as store:
        _, found = _voted(store, room, place)
    beside = out.with_suffix(".codebook.md")
    _write(votes_csv(found), out)
    _write(codebook(found, lang), beside)
    answers = sum(item.split.people for item in found.judged)
    say(label("workshop.exported", lang, file=out, codebook=beside, answers=answers))
    return OK


@workshop.command()
@of_a_room
@click.option("--yes", "sure", is_flag=True, help="Do not ask.")
def erase(place: str, room: str, sure: bool, lang: str) -> int:
    """Forget a room of a STORE for good."""
    needed()
    from avgrisk.workshop.session import chosen

    with _opened(place) as store:
        own = chosen(store, room, place)
        people = store.people(own.id)
        question = label("workshop.erase_sure", lang, date=own.opened, people=people)
        if not sure and not agreed(question):
            say(label("workshop.not_erased", lang))
            return OK
        store.erase(own.id)
    say(label("workshop.erased", lang, date=own.opened, store=place))
    return OK


@contextlib.contextmanager
def _failure_told() -> Iterator[None]:
    """What a store cannot do now is told."""
    from avgrisk.workshop.database import StoreFailed

    try:
        yield
    except StoreFailed as error:
        raise InputError("store", error, "", "error.store_failed") from None


@contextlib.contextmanager
def _opened(place: str) -> Iterator[Any]:
    """A store that is there, closed afterwards."""
    from avgrisk.workshop.session import opened_store

    with contextlib.closing(opened_store(place)) as store, _failure_told():
        yield store


def _voted(store: Any, room: str, place: str) -> tuple[Any, Any]:
    """A room and its votes looked back on; nothing to look back on is told."""
    from avgrisk.workshop.looking_back import LookingBack
    from avgrisk.workshop.session import chosen

    own = chosen(store, room, place)
    votes = store.votes(own.id)
    if not votes:
        raise InputError("store", place, "", "error.workshop_no_votes")
    return own, LookingBack(own.plan, votes, own.is_rehearsal)
