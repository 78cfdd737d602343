"""Pages written from code and tables: `python -m tests.project.pages` writes them into docs.

What a reader may call is listed by its own docstring (API.md), the rooms are drawn from the imports
that are there (ROOMS.md), and the chapter on the article is the text that app and notebook 01 show;
tests/project/test_docs.py holds each page against what this prints.
"""

from __future__ import annotations

import inspect
import tomllib
from functools import partial
from importlib import import_module
from types import ModuleType

import grimp

import avgrisk
from avgrisk.core import by_name
from avgrisk.core.labels import label
from avgrisk.core.subjects import plain
from avgrisk.figures import article
from tests import ROOT

API = """# What you may call

For who writes a notebook or a program: every public name of avgrisk, each with the first line of
its docstring (`help(avgrisk.score)` gives the rest). What is not listed here may change without notice.
Written by `make pages`; do not edit by hand."""

ROOMS = """# The rooms of the package

For contributors: what each folder of `avgrisk/` holds, and which imports which. Written by `make
pages` from the imports that are there; do not edit by hand.

{table}

An arrow goes from a room to one it imports from. Arrows that follow from others are left out: a
room may import from every room that its arrows lead to. `explorer` and `cli` do not know each other.

```mermaid
flowchart TD
{arrows}
```

{rooms} rooms on {floors} floors: no import runs up and none closes a circle, inside a room either,
with those inside functions and those for types alone counted too; a file name occurs once in the
whole package. Before the rooms there were some 55 modules beside eight packages, on 21 floors, with
two circles.

The rule stands in `pyproject.toml` (`[tool.importlinter]`) and `tests/project/test_rooms.py` runs
it. To see for yourself: `.venv/bin/lint-imports` checks it, `.venv/bin/import-linter drawgraph
avgrisk` prints every arrow between rooms in DOT (`avgrisk.scoring` in place of `avgrisk`: between
the modules of that room), and `.venv/bin/import-linter explore avgrisk` opens it in a browser."""

#: Heading, what it is called in a notebook, and the module: those with names of their own.
PARTS = (
    ("Cards and widgets", "explorer", "avgrisk.explorer"),
    ("Pictures", "figures", "avgrisk.figures"),
    ("A room that votes", "workshop", "avgrisk.workshop"),
    ("Lines and tables on the weights", "accountability", "avgrisk.reports.accountability"),
    ("Tables", "tables", "avgrisk.reports.tables"),
    ("Shipped data", "shipped", "avgrisk.core.shipped"),
)


def api() -> str:
    """docs/API.md: the names of `import avgrisk` by room, then those of its parts."""
    rooms: dict[str, list[str]] = {}
    for name in avgrisk.__all__:
        rooms.setdefault(by_name.homes(avgrisk.__file__)[name].split(".")[1], []).append(name)
    parts = [API, "## `import avgrisk`"]
    for room in reversed(layers()):
        if room in rooms:
            parts.append(f"{caption(room)}\n\n{entries(avgrisk, rooms[room])}")
    for heading, called, module in PARTS:
        found = import_module(module)
        parts.append(f"## {heading}: `avgrisk.{called}`\n\n{entries(found, public(found))}")
    return "\n\n".join(parts) + "\n"


def public(module: ModuleType) -> list[str]:
    """The public names of a module: as it says, else the functions and classes it defines."""
    defined = (
        name
        for name, value in vars(module).items()
        if name[0] != "_" and getattr(value, "__module__", "") == module.__name__
    )
    return sorted(getattr(module, "__all__", None) or defined)


def entries(module: ModuleType, names: list[str]) -> str:
    """A line a name: how it is called and what it does."""
    return "\n".join(entry(name, getattr(module, name)) for name in names)


def entry(name: str, value: object) -> str:
    first = (inspect.getdoc(value) or "").split("\n\n")[0].replace("\n", " ")
    if not first:
        raise ValueError(f"{name} has no docstring")
    return f"- **`{called(name, value)}`** {first}"


def called(name: str, value: object) -> str:
    """A function with its parameters; what may be left out in square brackets."""
    if not inspect.isroutine(value):
        return name
    parameters = inspect.signature(value).parameters.values()
    needed = [p.name for p in parameters if p.default is p.empty]
    free = [p.name for p in parameters if p.default is not p.empty]
    optional = f"[{', '.join(free)}]" if free else ""
    return f"{name}({', '.join(filter(None, (*needed, optional)))})"


def rooms() -> str:
    """docs/ROOMS.md: what each room holds, and the drawing."""
    lines = ["| room | what it holds |", "| --- | --- |"]
    lines += [f"| `{room}` | {caption(room)} |" for room in layers()]
    floors = contract()["layers"]
    told = {"rooms": len(layers()), "floors": len(floors), "arrows": "\n".join(arrows())}
    return ROOMS.format(table="\n".join(lines), **told) + "\n"


def caption(room: str) -> str:
    """The first line of a room's docstring."""
    return (inspect.getdoc(import_module(f"avgrisk.{room}")) or "").split("\n")[0]


def contract() -> dict[str, list[str]]:
    """The linter's contract on the rooms."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return next(c for c in project["tool"]["importlinter"]["contracts"] if c["id"] == "rooms")


def layers() -> list[str]:
    """The rooms from top to bottom, as the contract has them."""
    return [room.strip() for layer in contract()["layers"] for room in layer.split("|")]


def arrows() -> list[str]:
    """The imports between rooms that do not follow from others, as lines of a Mermaid drawing."""
    names = layers()
    graph = grimp.build_graph("avgrisk")
    below = {
        room: {
            other
            for other in names
            if other != room
            and graph.direct_import_exists(
                importer=f"avgrisk.{room}", imported=f"avgrisk.{other}", as_packages=True
            )
        }
        for room in names
    }
    reached: dict[str, set[str]] = {}
    for room in reversed(names):
        reached[room] = below[room].union(*(reached[other] for other in below[room]))
    return [
        f"    {room} --> {other}"
        for room in names
        for other in names
        if other in below[room] and not any(other in reached[via] for via in below[room])
    ]


def the_article(lang: str) -> str:
    """The chapter of the course on the article: the text of its card, in Markdown."""
    wording = plain(lang)
    lines = [f"# {label('article.title', wording)}"]
    lines += [label(f"article.{key}", wording) for key in ("source", "unknown")]
    lines += [f"**{head}.** {text}" for head, text in article.parts(article.PARTS, wording)]
    lines.append(f"## {label('article.questions.head', wording)}")
    asked = enumerate(article.questions(wording), start=1)
    lines.append("\n".join(f"{place}. {text}" for place, text in asked))
    lines.append(f"**{label('article.listen', wording)}**")
    lines += [f"**{head}.** {text}" for head, text in article.parts(article.OURS, wording)]
    return "\n\n".join(lines) + "\n"


#: Each page and what writes it.
WRITTEN = {
    "API.md": api,
    "ROOMS.md": rooms,
    "course/04-artikel.md": partial(the_article, "nl"),
    "course/en/04-article.md": partial(the_article, "en"),
}


def main() -> None:
    for name, page in WRITTEN.items():
        (ROOT / "docs" / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
