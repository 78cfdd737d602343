"""A notebook run on an avgrisk that differs in one place, and which cells no longer say the same.

A mutant is a change to what was imported, never to source text: one cell of a table, a control to
which nobody listens, a public attribute. The notebook runs in a process of its own, in which avgrisk
was imported but has read no table (preloaded.py), so that a mutant costs a second or two. What is no
table can be changed later too: then avgrisk has read its tables once, and each mutant is a fork.
"""

from __future__ import annotations

import configparser
import copy
import csv
import functools
import inspect
import io
import multiprocessing
import os
import re
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import nbformat
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from tests import ROOT

HOME = ROOT / "notebooks"

#: What every notebook needs and no mutant of a table touches.
NEEDED = ("tests.notebooks.preloaded", "pandas", "scipy.stats", "rich")

#: What is stored of a cell and compared.
MIMES = ("text/plain", "text/html")

Mutant = Callable[[], None]


@dataclass
class Went:
    """How a notebook went, by its code cells counted from 0: which differ, which broke."""

    differ: list[int] = field(default_factory=list)
    broke: dict[int, str] = field(default_factory=dict)


def run(
    notebook: str,
    mutant: Mutant | None = None,
    until: int | None = None,
    needed: Callable[[Any], bool] | None = None,
    loaded: bool = False,
) -> Went:
    """Run a notebook on a mutant, or until so many cells differ, in a process that is thrown away.

    Of the cells after the first only those that are `needed`, all where nothing is said of it. Where
    avgrisk may be `loaded` before the mutant is made, it is loaded once for all.
    """
    given = notebook, mutant, until, needed
    if loaded:
        return _loaded().submit(_forked, *given).result(timeout=300)
    with ProcessPoolExecutor(1, mp_context=_context()) as pool:
        return pool.submit(_run, *given).result(timeout=300)


def _context() -> Any:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, *NEEDED])
    return context


@functools.cache
def _loaded() -> ProcessPoolExecutor:
    """One process in which avgrisk has read its tables."""
    return ProcessPoolExecutor(1, mp_context=_context(), initializer=_load)


def _load() -> None:
    from avgrisk import explorer, load_case, score

    score(load_case("ing-2014").use)
    assert all(getattr(explorer, name) for name in explorer.__all__)


def _forked(*given: Any) -> Went:
    context = multiprocessing.get_context("fork")
    hear, tell = context.Pipe(duplex=False)
    child = context.Process(target=lambda: tell.send(_run(*given)))
    child.start()
    tell.close()
    went = hear.recv()
    child.join()
    return went


def code_cells(notebook: str) -> list[Any]:
    """The cells of code of a notebook, in order."""
    cells = nbformat.read(HOME / notebook, as_version=4).cells
    return [cell for cell in cells if cell.cell_type == "code"]


def _run(
    notebook: str,
    mutant: Mutant | None,
    until: int | None,
    needed: Callable[[Any], bool] | None,
) -> Went:
    os.chdir((HOME / notebook).parent)
    if mutant is not None:
        mutant()
    shell, went = InteractiveShell.instance(), Went()
    for place, cell in enumerate(code_cells(notebook)):
        if place and needed and not needed(cell):
            continue
        with capture_output() as caught:
            shell.display_trap.hook = sys.displayhook  # the last value is an output, not a print
            done = shell.run_cell(cell.source)
        if not done.success:
            went.broke[place] = repr(done.error_in_exec or done.error_before_exec)
        if list(_shown(caught)) != list(_stored(cell.outputs)):
            went.differ.append(place)
        if len(went.differ) == until:
            break
    return went


def _shown(caught: Any) -> Iterator[str]:
    yield clean(caught.stdout)
    for output in caught.outputs:
        yield from (clean(output.data[mime]) for mime in MIMES if mime in output.data)


def _stored(outputs: list[Any]) -> Iterator[str]:
    yield clean("".join(out.text for out in outputs if out.output_type == "stream"))
    for out in outputs:
        data = out.get("data", {})
        yield from (clean(data[mime]) for mime in MIMES if mime in data)


def clean(text: str) -> str:
    """A text without what differs from run to run, by the rules that `make test` gives nbval."""
    for regex, replacement in _rules():
        text = re.sub(regex, replacement, text)
    return text.strip()


def _rules() -> list[tuple[str, str]]:
    rules = configparser.RawConfigParser()
    rules.read(HOME / "nbval_sanitize.cfg")
    return [(rules[name]["regex"], rules[name]["replace"]) for name in rules.sections()]


def cell(table: str, row: dict[str, str], column: str, value: str) -> None:
    """Mutant: one cell of a shipped table, in the only row that has these values, is another."""
    from avgrisk.core import shipped
    from tests.notebooks.preloaded import READ

    assert table not in READ, f"{table} was read already: too late for a mutant"

    true, edited = shipped.text, _edited(shipped.text(table), row, column, value)

    def changed(name: str) -> str:
        return edited if name == table else true(name)

    shipped.text = changed  # type: ignore[assignment]


def _edited(text: str, row: dict[str, str], column: str, value: str) -> str:
    rows = list(csv.DictReader(line for line in text.splitlines() if line[:1] not in ("", "#")))
    (found,) = [one for one in rows if row.items() <= one.items()]
    assert found[column] != value, f"{column} is {value} already: no mutant"
    found[column] = value
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def deaf(home: str, name: str, trait: str) -> None:
    """Mutant: whoever changes this trait of this class of widgets, nobody hears of it."""
    kind = _found(home, name)
    hear = kind.notify_change

    def notify_change(self: Any, change: Any) -> None:
        if change["name"] != trait:
            hear(self, change)

    kind.class_traits()[trait]  # a trait by another name would be no mutant
    kind.notify_change = notify_change


def method(home: str, name: str, method: str, other: Callable[..., Any]) -> None:
    """Mutant: a method of a class does something else; a property is read by it."""
    kind = _found(home, name)
    true = inspect.getattr_static(kind, method)
    setattr(kind, method, property(other) if isinstance(true, property) else other)


def forgotten(home: str, name: str, attribute: str, value: Any) -> None:
    """Mutant: an attribute keeps this value, whatever is set or put into it."""
    kept = property(lambda self: copy.copy(value), lambda self, given: None)
    setattr(_found(home, name), attribute, kept)


def argument(home: str, name: str, parameter: str, value: Any) -> None:
    """Mutant: whatever is given for this parameter, a function works with this value."""
    true = _found(home, name)
    signature = inspect.signature(true)
    assert parameter in signature.parameters

    def fixed(*given: Any, **named: Any) -> Any:
        bound = signature.bind(*given, **named)
        bound.arguments[parameter] = value
        return true(*bound.args, **bound.kwargs)

    for module in [found for key, found in sys.modules.items() if key.startswith("avgrisk")]:
        for key, found in list(vars(module).items()):
            if found is true:
                setattr(module, key, fixed)


def _found(home: str, name: str) -> Any:
    return getattr(__import__(home, fromlist=[name]), name)
