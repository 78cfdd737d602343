"""Files of whoever works here: written whole or not at all, and read by nobody else."""

import os
import secrets
from pathlib import Path

from avgrisk.core.machine import replace_file

#: The folder within a working folder where what is typed is kept.
FOLDER = ".avgrisk"


def write_own(text: str, path: Path) -> None:
    """Write a text for the eyes of its owner (0600; its folder `FOLDER` 0700); else an OSError.

    The old file stands or the new one. A folder that somebody chose keeps its own mode.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.parent.name == FOLDER:
        path.parent.chmod(0o700)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(6)}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        replace_file(draft, path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
