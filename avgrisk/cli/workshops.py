"""Commands on a workshop: plan a session, serve it to a room, look back, take along, forget."""

from __future__ import annotations

from pathlib import Path

import click

from avgrisk.cli.terminal import OK, asked, language, language_of, say
from avgrisk.core.languages import written

kept = click.argument("store")
which = click.option("--room", default="", help="Id of a room; without: the newest real one.")


@click.group()
def workshop() -> None:
    """A room votes: plan a session, serve it to phones, look back on it."""


@workshop.command("plan")
@click.option("--out", type=click.Path(path_type=Path), default=Path("sessie.yaml"), help="yaml")
@click.option("--minutes", type=int, default=45, show_default=True, help="45, 90 or 180")
@click.option("--sector", default="bank", show_default=True, help="Kind of organisation, in words.")
@click.option("--named", is_flag=True, help="Name the organisations of the real cases.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@language
def plan_workshop(
    out: Path, minutes: int, sector: str, named: bool, seed: int, lang: str | None
) -> int:
    """Write a session: real cases, pairs and vignettes that tell most, to read and change."""
    from avgrisk.cli import workshop_command

    workshop_command.plan(out, minutes, sector, seed, not named, written(language_of(lang)), say)
    return OK


@workshop.command("serve")
@click.argument("session", type=click.Path(path_type=Path), required=False)
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0: every interface.")
@click.option("--port", type=int, default=8899, show_default=True, help="0: any free one.")
@click.option("--store", default="", help="File or postgresql+psycopg://... [SESSION.db]")
@click.option("--public", default="", help="https://... of a proxy before it.")
@click.option("--rehearse", type=click.IntRange(0, 500), default=0, help="Simulated voters.")
@click.option("--new-secret", is_flag=True, help="Another secret; the old one opens nothing.")
@language
def serve_workshop(
    session: Path | None,
    host: str,
    port: int,
    store: str,
    public: str,
    rehearse: int,
    new_secret: bool,
    lang: str | None,
) -> int:
    """Serve a session to phones, trainer and projector, until Ctrl+C; without one an example."""
    from avgrisk.cli import workshop_command

    workshop_command.needed()
    from avgrisk.workshop.serve import Serving

    serving = Serving(host, port, public, rehearse)
    workshop_command.serve(
        session, store, serving, new_secret, written(language_of(lang)), click.echo
    )
    return OK


@workshop.command("report")
@kept
@which
@click.option("--out", type=click.Path(path_type=Path), required=True, help="html")
@language
def report_workshop(store: str, room: str, out: Path, lang: str | None) -> int:
    """Look back on a room of a STORE: one page to take home."""
    from avgrisk.cli import workshop_command

    workshop_command.report(store, room, out, written(language_of(lang)), say)
    return OK


@workshop.command("export")
@kept
@which
@click.option("--out", type=click.Path(path_type=Path), required=True, help="csv")
@language
def export_workshop(store: str, room: str, out: Path, lang: str | None) -> int:
    """The votes of a room of a STORE as a table, with a codebook."""
    from avgrisk.cli import workshop_command

    workshop_command.export(store, room, out, written(language_of(lang)), say)
    return OK


@workshop.command("erase")
@kept
@which
@click.option("--yes", "sure", is_flag=True, help="Do not ask.")
@language
def erase_workshop(store: str, room: str, sure: bool, lang: str | None) -> int:
    """Forget a room of a STORE for good."""
    from avgrisk.cli import workshop_command

    workshop_command.erase(store, room, sure, written(language_of(lang)), say, asked)
    return OK
