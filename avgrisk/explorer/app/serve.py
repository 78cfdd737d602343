"""The scenario explorer as a web page without code: how Voilà serves it, and what it shows."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.core.machine import go_on_as

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ipywidgets as widgets

#: The notebook that is served, and the page around it (a Jupyter data folder).
SHARE = Path(__file__).parent / "share"

#: The folder where what is typed is kept, told to the kernels; where the app was started.
FOLDER = "AVGRISK_FOLDER"

#: Seconds without a page before a kernel is stopped (an open page keeps its own), and between two
#: looks: the server refuses a page's own farewell, so every page that is left stays that long.
IDLE, LOOK = 120, 30

#: Seconds after a page was made before its reader is warmed up.
SOON = 0.5


def command(arguments: Sequence[str] = (), lang: str = "nl") -> list[str]:
    """The command that serves the app; `arguments` are passed on to Voilà.

    One kernel is kept warm, so that a page opens at once; kernels of closed pages are stopped.
    Whoever opens a page has the token, and kernels are spoken to by files of their owner, not by
    ports; no module of the folder it is started in is taken for one of ours (-P).
    """
    files = ["--KernelManager.transport=ipc"] if os.name == "posix" else []
    return [
        *(sys.executable, "-P", "-m", "avgrisk.explorer.app.guarded", str(SHARE / "app.ipynb")),
        *("--Voila.auto_token=True", *files),
        *("--template=avgrisk", f"--VoilaExporter.language_code={lang}"),
        *("--preheat_kernel=True", "--pool_size=1"),
        "--VoilaConfiguration.multi_kernel_manager_class=avgrisk.explorer.app.kernels.Kernels",
        f"--MappingKernelManager.cull_idle_timeout={IDLE}",
        f"--MappingKernelManager.cull_interval={LOOK}",
        *arguments,
    ]


def environment(lang: str = "nl") -> dict[str, str]:
    """The environment to serve it in: our page is found, the folder and the language are told."""
    path = first_on_path(SHARE, "JUPYTER_PATH")
    told = {"JUPYTER_PATH": path, "AVGRISK_LANG": lang, FOLDER: str(Path.cwd())}
    told["PYTHONSAFEPATH"] = "1"  # for the kernels too
    return {**os.environ, **told}


def first_on_path(folder: Path, name: str) -> str:
    """A search path of the environment with this folder before what it has already."""
    return os.pathsep.join(part for part in (str(folder), os.environ.get(name, "")) if part)


def page() -> widgets.Widget:
    """What the app shows: the scenario explorer, and a register or a case behind a button.

    Kernels are warmed beforehand, so what an earlier page kept is looked up when a page opens; the
    other places are loaded when somebody goes there.
    """
    from avgrisk.core.languages import spoken
    from avgrisk.explorer.app.app_page import AppPage
    from avgrisk.explorer.app.arrival import Arrival
    from avgrisk.explorer.register.uploaded import sweep
    from avgrisk.explorer.scenario.scenario_explorer import ScenarioExplorer

    asked = os.environ.get("AVGRISK_LANG", "nl")
    folder = os.environ.get(FOLDER, ".")
    sweep()
    lang = asked if asked in spoken() else "nl"
    explorer = ScenarioExplorer(lang=lang, folder=folder)
    arrival = Arrival(explorer.arrive, lang)
    page = AppPage(explorer, arrival)
    page.places.observe(lambda change: arrival.speak(change["new"]), "lang")
    with contextlib.suppress(RuntimeError):  # no loop: nobody waits for an answer either
        asyncio.get_running_loop().call_later(SOON, _warm)
    return page


def _warm() -> None:
    """The reader of plans takes seconds the first time: let that be before somebody asks.

    What is loaded by then stays: the collector of garbage need not walk through all of it again
    (a tenth of a second) in the middle of somebody's move.
    """
    from avgrisk.core.labels import label
    from avgrisk.scoring.plan_reading import read

    read(label("ask.example.bank"))
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    asked = os.environ.get("AVGRISK_LANG", "nl")
    go_on_as(command(sys.argv[1:], asked), environment(asked))
