"""Files of whoever works here: written whole or not at all, and read by nobody else."""

from pathlib import Path

from avgrisk.core.machine import fresh

#: The folder within a working folder where what is typed is kept.
FOLDER = ".avgrisk"


def write_own(text: str, path: Path) -> None:
    """Write a text for the eyes of its owner (0600; its folder `FOLDER` 0700); else an OSError.

    The old file stands or the new one. A folder that somebody chose keeps its own mode.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.parent.name == FOLDER:
        path.parent.chmod(0o700)
    with fresh(path, 0o600) as file:
        file.write(text.encode())
