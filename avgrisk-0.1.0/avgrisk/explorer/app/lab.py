"""JupyterLab as `avgrisk lab` and `make lab` open it: quiet, and quick to answer a slider."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from avgrisk.core.machine import go_on_as
from avgrisk.explorer.app.serve import SHARE, first_on_path

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The folder with our defaults, which a user's own settings overrule. No news and no look for
#: updates: nothing leaves the machine unasked. Widgets answer in the kernel's main thread, because
#: a slider's answer waits some 40 ms now and then where each message goes to a thread of its own
#: (measured by benchmarks/test_explorer_latency.py), and because a callback beside a running cell
#: can spoil what both draw (jupyterlab/jupyterlab issue 19719).
CONFIG = SHARE / "config"


def command(arguments: Sequence[str] = ()) -> list[str]:
    """The command that opens JupyterLab; `arguments` are passed on to it.

    A container's usual user is root; JupyterLab then wants to be told that this is meant. A file
    jupyterlab.py in the folder it is started in is not taken for JupyterLab (-P).
    """
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    allowed = ["--allow-root"] if root else []
    return [sys.executable, "-P", "-m", "jupyterlab", *allowed, *arguments]


def environment() -> dict[str, str]:
    """The environment to open it in: our defaults are found."""
    return {**os.environ, "JUPYTER_CONFIG_PATH": first_on_path(CONFIG, "JUPYTER_CONFIG_PATH")}


if __name__ == "__main__":
    go_on_as(command(sys.argv[1:]), environment())
