"""Commands that open a screen: JupyterLab, the app; and the notebooks to take along."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from avgrisk.cli.terminal import OK, language, say
from avgrisk.core import shipped
from avgrisk.core.extras import needed
from avgrisk.core.labels import label
from avgrisk.core.languages import written
from avgrisk.core.machine import go_on_as, why_not
from avgrisk.core.records import InputError

#: What a screen is made with, and the program that opens it.
SCREENS = {"lab": ("jupyterlab", "lab"), "app": ("voila", "serve")}

#: Where `avgrisk lab` puts them when it is started away from a checkout.
FOLDER = Path("avgrisk-notebooks")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Write over notebooks that are there.")
@language
def notebooks(folder: Path, force: bool, lang: str) -> int:
    """Copy the notebooks, in Dutch or English, to a folder of your own."""
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
    needed("lab", "jupyterlab")
    named = any(not argument.startswith("-") and Path(argument).exists() for argument in arguments)
    _become("lab", arguments if named else (*arguments, *opened(lang)), lang)


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@language
def app(arguments: tuple[str, ...], lang: str) -> int:
    """Open the scenario explorer as a page without code (Voilà); arguments are passed on."""
    _become("app", arguments, lang)


def _become(name: str, arguments: Sequence[str], lang: str) -> NoReturn:
    """Go on as the program that opens a screen: the command line knows widgets by name only."""
    package, module = SCREENS[name]
    needed(name, package)
    program = [sys.executable, "-P", "-m", f"avgrisk.explorer.app.{module}", *arguments]
    go_on_as(program, {**os.environ, "AVGRISK_LANG": lang})


def ours(lang: str) -> list[Path]:
    """The notebooks in a language (else in English), in the order in which they are read."""
    home = shipped.project("notebooks")
    return sorted((home if lang == "nl" else home / written(lang)).glob("*.ipynb"))


def copy(folder: Path, lang: str, force: bool) -> list[Path]:
    """Copy them all, or raise InputError for the first that is there already, copying none."""
    targets = [folder / path.name for path in ours(lang)]
    there = [target for target in targets if target.exists() or target.is_symlink()]
    if there and not force:
        raise InputError("DIR", there[0], "--force", "error.notebook_there")
    for source, target in zip(ours(lang), targets, strict=True):
        _write(source, target)
    return targets


def opened(lang: str) -> tuple[str, ...]:
    """The argument that opens the first notebook where avgrisk is installed without a checkout.

    Copies that are there already stay as their owner left them. () in a checkout.
    """
    if not shipped.installed():
        return ()
    for source in ours(lang):
        if not (FOLDER / source.name).exists():
            _write(source, FOLDER / source.name)
            _trust(FOLDER / source.name)
    return (str(FOLDER / ours(lang)[0].name),)


def _write(source: Path, target: Path) -> None:
    from avgrisk.register.writing import write_bytes

    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError("DIR", target, why_not(error), "error.unwritable") from None
    write_bytes(source.read_bytes(), target)


def _trust(notebook: Path) -> None:
    """JupyterLab shows stored pictures only from notebooks it trusts; these are our own."""
    import subprocess

    program = "import sys, nbformat, nbformat.sign as s; p = sys.argv[1]; "
    program += "s.NotebookNotary().sign(nbformat.read(p, 4))"
    subprocess.run([sys.executable, "-P", "-c", program, str(notebook)], check=False)
