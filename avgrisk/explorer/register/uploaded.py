"""Where an upload stands while it is read; what a program that was killed left is taken away."""

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

#: How the folder of an upload is called, before the number of the program that reads it; and after
#: how many seconds such a folder is old where nobody can tell whether that program still runs.
FOLDER, LONG_AGO = "avgrisk-upload-", 3_600


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """A folder that nobody else can look into, for as long as the block lasts."""
    sweep()
    with tempfile.TemporaryDirectory(prefix=f"{FOLDER}{os.getpid()}-") as made:
        yield Path(made)


def sweep() -> None:
    """Take away the uploads of programs that were killed while they read them."""
    for left in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        process = left.name.removeprefix(FOLDER).partition("-")[0]
        with contextlib.suppress(OSError):
            if process.isdecimal() and _gone(int(process), left.stat().st_mtime):
                shutil.rmtree(left, ignore_errors=True)


def _gone(process: int, made: float) -> bool:
    """Whether a program runs no more; where that cannot be asked, whether it is long ago."""
    if os.name != "posix":
        return time.time() - made > LONG_AGO
    try:
        os.kill(process, 0)  # noqa: TID251  # posix: see above
    except ProcessLookupError:
        return True
    return False
