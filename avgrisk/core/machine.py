"""Where Windows, macOS and Linux differ: a file gets its name, a program makes way for another."""

import contextlib
import errno
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, NoReturn

from avgrisk.core.records import Reason

#: Windows would write a line end as two bytes otherwise.
_BINARY = getattr(os, "O_BINARY", 0)
#: Windows refuses to replace a file that another program holds; a virus scanner lets go soon,
#: Excel does not. Seconds between tries.
WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
#: What Windows says then: access denied, a sharing violation, a lock violation.
HELD = (5, 32, 33)
#: Why a file was refused, in our words; the rest is told as the machine tells it, in its language.
WHY = {
    errno.EEXIST: "why.exists",
    errno.ENOTDIR: "why.absent",
    errno.ENOENT: "why.absent",
    errno.EACCES: "why.denied",
    errno.EPERM: "why.denied",
    errno.EROFS: "why.denied",
    errno.ENOSPC: "why.full",
}


def replace_file(draft: Path, target: Path) -> None:
    """Let a written file take the name of another, at once; else an OSError."""
    for wait in WAITS:
        try:
            os.replace(draft, target)
            return
        except PermissionError as error:
            if not is_held(error):
                raise
            time.sleep(wait)
    os.replace(draft, target)


@contextlib.contextmanager
def fresh(path: Path, mode: int = 0o666) -> Iterator[BinaryIO]:
    """A file that takes its name when it is written and on the disk, never half; else an OSError.
    `mode` tells who may read and write it."""
    draft = path.with_name(f"{path.name}.{uuid.uuid4().hex}.new")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        replace_file(draft, path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def is_held(error: Exception) -> bool:
    """Whether Windows refused because another program has the file open."""
    return getattr(error, "winerror", None) in HELD


def why_not(error: Exception) -> Reason | str:
    """Why a file could not be read or written, to be told in the user's language."""
    if is_held(error):
        return Reason("error.held")
    key = WHY.get(getattr(error, "errno", None) or 0)
    return Reason(key) if key else getattr(error, "strerror", "") or ""


def go_on_as(command: Sequence[str], environment: Mapping[str, str]) -> NoReturn:
    """Go on as another program, and end as it ends.

    Windows has no program that takes the place of another: there it runs beneath this one, which
    leaves Ctrl-C to it and passes on its exit code.
    """
    if os.name == "posix":
        os.execve(command[0], list(command), dict(environment))
    below = subprocess.Popen(command, env=dict(environment))
    while True:
        try:
            sys.exit(below.wait())
        except KeyboardInterrupt:
            continue
