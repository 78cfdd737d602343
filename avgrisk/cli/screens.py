"""Commands that open a screen: JupyterLab, the app; and the notebooks to take along."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from avgrisk.cli.terminal import OK, language, say
from avgrisk.core.labels import label

#: The programs that open a screen.
SCREENS = {"lab": "lab", "app": "serve"}


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Write over notebooks that are there.")
@language
def notebooks(folder: Path, force: bool, lang: str) -> int:
    """Copy the notebooks, in Dutch or English, to a folder of your own."""
    from avgrisk.cli.notebooks_command import copy

    copied = copy(folder, lang, force)
    say(label("cli.notebooks", lang, count=len(copied), file=folder))
    return OK


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@language
def lab(arguments: tuple[str, ...], lang: str) -> int:
    """Open JupyterLab with avgrisk's defaults (no news, quick widgets); arguments are passed on.

    Without a checkout, and when no notebook is named: on copies in ./avgrisk-notebooks.
    """
    from avgrisk.cli.notebooks_command import opened
    from avgrisk.core.extras import needed

    needed("lab", "jupyterlab")
    named = any(not argument.startswith("-") and Path(argument).exists() for argument in arguments)
    os.environ["AVGRISK_LANG"] = lang
    _become("jupyterlab", "lab", arguments if named else (*arguments, *opened(lang)))


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@language
def app(arguments: tuple[str, ...], lang: str) -> int:
    """Open the scenario explorer as a page without code (Voilà); arguments are passed on."""
    os.environ["AVGRISK_LANG"] = lang
    _become("voila", "app", arguments)


def _become(package: str, name: str, arguments: Sequence[str]) -> NoReturn:
    """Go on as the program that opens a screen: the command line knows widgets by name only."""
    from avgrisk.core.extras import needed
    from avgrisk.core.machine import go_on_as

    needed(name, package)
    program = [sys.executable, "-P", "-m", f"avgrisk.explorer.app.{SCREENS[name]}", *arguments]
    go_on_as(program, os.environ)
