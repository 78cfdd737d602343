"""What all commands share: their language and index, exit codes, lines and tables on a terminal."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from avgrisk.core.labels import label
from avgrisk.core.languages import spoken
from avgrisk.core.vector import DEFAULT_INDEX

if TYPE_CHECKING:
    from rich.console import Console

#: A command, or the function that becomes one.
Command = TypeVar("Command", bound=Callable[..., int] | click.Command)

#: Exit codes (docs/REGISTER.md): every row scored; usage, unknown case or key; some rows rejected;
#: nothing could be read or written.
OK, USAGE, REJECTED, NO_FILE = 0, 2, 3, 4

index_version = click.option(
    "--index",
    "version",
    default=DEFAULT_INDEX,
    help="2, 2-guardian, 2-licence, 1, 1-guardian, 1-licence, FILE.csv",
)


def language_of(lang: str | None) -> str:
    """As asked, else as the environment says, else Dutch."""
    lang = lang or os.environ.get("AVGRISK_LANG", "nl")
    return lang if lang in spoken() else "nl"


def spoken_in(told: Callable[[str], str]) -> Callable[[Command], Command]:
    """The option --lang: a command gets what `told` makes of the language of whoever asks."""
    return click.option(
        "--lang",
        type=click.Choice(spoken()),
        callback=lambda _, __, lang: told(language_of(lang)),
        help="Taal / language [AVGRISK_LANG, nl]",
    )


language = spoken_in(str)


def say(line: str) -> None:
    """A line beside the output."""
    click.echo(seen(line), err=True)


def seen(line: str) -> str:
    """A line in which every sign can be seen."""
    from avgrisk.register.cells import visible

    return visible(line)


def say_ground(version: str, lang: str) -> None:
    """What the weights of an index rest on."""
    from avgrisk.scoring.index_file import load_index

    for key in load_index(version).grounds:
        say(label(key, lang))


def asked(question: str) -> str:
    """One answer from whoever sits at the terminal, or the next line of what was piped in."""
    return str(click.prompt(question, default="", show_default=False))


def agreed(question: str) -> bool:
    """Whether the answer says yes, in either language."""
    return asked(question).strip().lower()[:1] in ("j", "y")


def print_table(table: list[dict[str, str]], wide: str = "") -> None:
    """A table for the terminal, as wide as the terminal is; every cell shown as plain text."""
    from rich.table import Table
    from rich.text import Text

    shown = Table(show_lines=bool(wide))
    for name in table[0] if table else ():
        right = all(str(row[name])[:1].isdigit() for row in table)
        shown.add_column(
            Text(seen(str(name))),
            justify="right" if right else "left",
            no_wrap=bool(wide) and name != wide,
            ratio=1 if name == wide else None,
        )
    for row in table:
        shown.add_row(*[Text(seen(str(cell))) for cell in row.values()])
    console().print(shown)


def console() -> Console:
    """The terminal, or a wide page where the output goes to a file."""
    from rich.console import Console

    found = Console()
    return found if found.is_terminal else Console(width=160)
