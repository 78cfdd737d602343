"""`avgrisk notebooks`: the notebooks in a folder of one's own; nothing there is written over."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from avgrisk.core import shipped
from avgrisk.core.languages import written
from avgrisk.core.machine import why_not
from avgrisk.core.records import InputError
from avgrisk.register.writing import write_bytes

#: Where `avgrisk lab` puts them when it is started away from a checkout.
FOLDER = Path("avgrisk-notebooks")


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
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError("DIR", target, why_not(error), "error.unwritable") from None
    write_bytes(source.read_bytes(), target)


def _trust(notebook: Path) -> None:
    """JupyterLab shows stored pictures only from notebooks it trusts; these are our own."""
    program = "import sys, nbformat, nbformat.sign as s; p = sys.argv[1]; "
    program += "s.NotebookNotary().sign(nbformat.read(p, 4))"
    subprocess.run([sys.executable, "-P", "-c", program, str(notebook)], check=False)
