"""Commands on a workshop: plan a session, serve it to a room, look back, take along, forget."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from avgrisk.cli.terminal import OK, asked, say, spoken_in
from avgrisk.core.languages import written

#: What a workshop says there is in Dutch and English only.
language = spoken_in(written)


@click.group()
def workshop() -> None:
    """A room votes: plan a session, serve it to phones, look back on it."""


def of_a_room(command: Callable[..., int]) -> Callable[..., int]:
    """A command on a room that a store keeps: which, in which store, told in which language."""
    which = click.option("--room", default="", help="Id of a room; without: the newest real one.")
    return click.argument("place", metavar="STORE")(which(language(command)))


@workshop.command("plan")
@click.option("--out", type=click.Path(path_type=Path), default=Path("sessie.yaml"), help="yaml")
@click.option("--minutes", type=int, default=45, show_default=True, help="45, 90 or 180")
@click.option("--sector", default="bank", show_default=True, help="Kind of organisation, in words.")
@click.option("--named", is_flag=True, help="Name the organisations of the real cases.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@language
def plan_workshop(**told: Any) -> int:
    """Write a session: real cases, pairs and vignettes that tell most, to read and change."""
    from avgrisk.cli import workshop_command

    workshop_command.plan(**told, say=say)
    return OK


@workshop.command("serve")
@click.argument("session", type=click.Path(path_type=Path), required=False)
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0: every interface.")
@click.option("--port", type=int, default=8899, show_default=True, help="0: any free one.")
@click.option("--store", "kept", default="", help="File or postgresql+psycopg://... [SESSION.db]")
@click.option("--public", default="", help="https://... of a proxy before it.")
@click.option("--rehearse", type=click.IntRange(0, 500), default=0, help="Simulated voters.")
@click.option("--new-secret", is_flag=True, help="Another secret; the old one opens nothing.")
@language
def serve_workshop(host: str, port: int, public: str, rehearse: int, **told: Any) -> int:
    """Serve a session to phones, trainer and projector, until Ctrl+C; without one an example."""
    from avgrisk.cli import workshop_command

    workshop_command.needed()
    from avgrisk.workshop.room_server import Serving

    serving = Serving(host, port, public, rehearse)
    workshop_command.serve(**told, serving=serving, say=click.echo)
    return OK


@workshop.command("report")
@of_a_room
@click.option("--out", type=click.Path(path_type=Path), required=True, help="html")
def report_workshop(**told: Any) -> int:
    """Look back on a room of a STORE: one page to take home."""
    from avgrisk.cli import workshop_command

    workshop_command.report(**told, say=say)
    return OK


@workshop.command("export")
@of_a_room
@click.option("--out", type=click.Path(path_type=Path), required=True, help="csv")
def export_workshop(**told: Any) -> int:
    """The votes of a room of a STORE as a table, with a codebook."""
    from avgrisk.cli import workshop_command

    workshop_command.export(**told, say=say)
    return OK


@workshop.command("erase")
@of_a_room
@click.option("--yes", "sure", is_flag=True, help="Do not ask.")
def erase_workshop(**told: Any) -> int:
    """Forget a room of a STORE for good."""
    from avgrisk.cli import workshop_command

    workshop_command.erase(**told, say=say, ask=asked)
    return OK
