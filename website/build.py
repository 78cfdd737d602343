"""The site of documentation, Dutch and English, offline: `make docs` writes out/website/html.

Pages for three readers (website/nl, website/en; each in four steps), README and docs/, every public
name from its docstring, every case with its path, sources and a page to move, every notebook with
its stored output. A link that leads nowhere stops the build.
"""

from __future__ import annotations

import csv
import html
import inspect
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml
from nbconvert import MarkdownExporter

import avgrisk
from avgrisk.cases.case_base import load_cases
from avgrisk.cases.case_records import Case
from avgrisk.cases.replay import steps
from avgrisk.core.dates import day
from avgrisk.core.labels import LANGUAGES, label
from avgrisk.core.languages import either
from avgrisk.figures.markup import number
from avgrisk.figures.path import score_path
from avgrisk.reports.replay_page import replay_html

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "out" / "website"
SCREENS = ROOT / "website" / "screens.csv"
SOURCE = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"][
    "Source"
]
READERS = ("trainer", "officer", "analyst")
STEPS = ("start", "do", "understand", "look-up")
READMES = {"nl": "README.nl.md", "en": "README.md"}
#: Names in the navigation.
WORDS = {
    "nl": {"home": "avgrisk", "trainer": "Voor trainers", "officer": "Voor privacy officers",
           "analyst": "Voor analisten", "docs": "Naslag (Engels)", "cases": "Cases",
           "notebooks": "Notebooks", "move": "Verschuif de factoren",
           "screens": "Schermen"},
    "en": {"home": "avgrisk", "trainer": "For trainers", "officer": "For privacy officers",
           "analyst": "For analysts", "docs": "Reference", "cases": "Cases",
           "notebooks": "Notebooks", "move": "Move the factors",
           "screens": "Screens"},
}  # fmt: skip


def build(lang: str, cases: Sequence[Case], out: Path = OUT) -> Path:
    """Write the pages of a language and build them; a dead link is an error. Where it stands."""
    pages = out / "pages" / lang
    shutil.rmtree(pages, ignore_errors=True)
    navigation = [*assemble(lang, cases, pages)]
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["theme"]["language"] = lang
    others = [{"name": each, "link": f"../{each}/index.html", "lang": each} for each in LANGUAGES]
    made = out / "html" / lang
    settings |= {
        "docs_dir": f"pages/{lang}",
        "site_dir": f"html/{lang}",
        "nav": navigation,
        "extra": {"alternate": others},
    }
    config = out / f"mkdocs.{lang}.yml"
    config.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", str(config)]
    done = subprocess.run(command, cwd=out, check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return made


def assemble(lang: str, cases: Sequence[Case], pages: Path) -> Iterator[dict[str, object]]:
    """Write every page; the navigation, a part at a time."""
    words = WORDS[lang]
    homes = _homes(lang)
    docs = _docs(pages, homes)
    books = _notebooks(lang, pages)
    _write(pages / "index.md", _moved(ROOT / READMES[lang], homes))
    yield {words["home"]: "index.md"}
    for reader in READERS:
        yield {words[reader]: _path(reader, lang, pages)}
    _write(pages / "screens.md", _screens(lang))
    yield {words["screens"]: "screens.md"}
    yield {words["cases"]: _cases(lang, cases, pages)}
    yield {words["notebooks"]: [f"notebooks/{name}.md" for name in books]}
    yield {words["docs"]: docs}


def _path(reader: str, lang: str, pages: Path) -> list[str]:
    """The four pages of a reader, from one file with four headings."""
    text = (ROOT / "website" / lang / f"{reader}.md").read_text(encoding="utf-8")
    parts = re.split(r"^(?=# )", text, flags=re.M)[1:]
    names = [f"{reader}/{step}.md" for step in STEPS]
    for name, part in zip(names, parts, strict=True):
        _write(pages / name, part)
    return names


def _screens(lang: str) -> str:
    """Every screen with its picture, as the browser tests take it, and what opens it."""
    lines = [line for line in SCREENS.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    parts = [f"# {WORDS[lang]['screens']}"]
    for row in csv.DictReader(lines):
        picture = f"docs/images/{row['screen']}-{lang}.png"
        parts.append(f"## {row[lang]}\n\n`{row['opens']}`\n\n![{row[lang]}]({picture})")
    return "\n\n".join(parts) + "\n"


def _homes(lang: str) -> dict[Path, str]:
    """Where a file of the project stands on the site."""
    docs = {path: str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md")}
    books = {path: f"notebooks/{path.stem}.md" for path in _books(lang)}
    pictures = {path: str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.png")}
    readmes = {ROOT / name: "index.md" for name in READMES.values()}
    return {ROOT / "CONTRIBUTING.md": "docs/CONTRIBUTING.md"} | docs | books | pictures | readmes


def _moved(path: Path, homes: dict[Path, str]) -> str:
    """A page of the project as it stands on the site: its links lead to where things stand there,
    or to the source of what has no page."""
    here = Path(homes[path]).parent

    def link(found: re.Match[str]) -> str:
        target = (path.parent / found[1]).resolve()
        if target in homes:
            return f"]({os.path.relpath(homes[target], here)}{found[2] or ''})"
        if target.exists():
            return f"]({SOURCE}/blob/main/{target.relative_to(ROOT)})"
        return found[0]

    return re.sub(r"\]\((?!\w+:|#)([^)#]+)(#[^)]*)?\)", link, path.read_text(encoding="utf-8"))


def _docs(pages: Path, homes: dict[Path, str]) -> list[str]:
    """docs/, CONTRIBUTING and the reference; gives those that stand in the navigation."""
    for path, name in homes.items():
        if path.suffix == ".png":
            (pages / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, pages / name)
        elif name.startswith("docs/"):
            _write(pages / name, _moved(path, homes))
    _write(pages / "docs" / "REFERENCE.md", _reference())
    first = [f"docs/{name}.md" for name in ("README", "METHOD", "MODEL_CARD", "REFERENCE")]
    rest = {name for name in homes.values() if name.startswith("docs/") and name.endswith(".md")}
    return [*first, *sorted(rest - {*first})]


def _reference() -> str:
    """Every public name: how it is called, and its docstring."""
    parts = ["# Reference\n\nEvery public name, from its docstring.\n"]
    for name in avgrisk.__all__:
        value = getattr(avgrisk, name)
        called = f"avgrisk.{name}{inspect.signature(value)}"
        parts.append(f"## {name}\n\n```python\n{called}\n```\n\n{_told(inspect.getdoc(value))}\n")
    return "\n".join(parts)


def _told(docstring: str | None) -> str:
    """A docstring as a page has it: its examples as code."""
    blocks = (docstring or "").split("\n\n")
    return "\n\n".join(map(_block, blocks))


def _block(block: str) -> str:
    is_example = block.lstrip().startswith(">>>")
    return f"```python\n{block}\n```" if is_example else html.escape(block, False)


def _cases(lang: str, cases: Sequence[Case], pages: Path) -> list[str]:
    """A page a case, and a list of them."""
    rows = []
    for case in cases:
        title = either(case.title_nl, case.title_en, lang)
        _write(pages / "cases" / f"{case.id}.md", _case(case, title, lang))
        _write(pages / "cases" / f"{case.id}-move.html", replay_html(case.id, lang))
        rows.append(f"| {case.announced[:4]} | [{_cell(title)}]({case.id}.md) |")
    head = f"# {WORDS[lang]['cases']}\n\n| | |\n|---|---|\n"
    _write(pages / "cases" / "index.md", head + "\n".join(sorted(rows)) + "\n")
    return ["cases/index.md", *(f"cases/{case.id}.md" for case in cases)]


def _case(case: Case, title: str, lang: str) -> str:
    """A case: the plan, its path of scores drawn and in words, its sources, and its outcome folded
    away."""
    plan = case.facts.passage("proposed_use", lang).words(lang)
    heads = [label(f"column.{name}", lang) for name in ("date", "event", "score", "interval")]
    path = steps(case)
    # On one line: an empty line would end the block of HTML in a page.
    drawn = " ".join(score_path(path, case=case, lang=lang).markup.split()) if path else ""
    rows = [
        " | ".join(
            (
                day(step.event.date, lang),
                _cell(step.event.passage(lang).words(lang)),
                number(step.score.value, lang),
                "–".join(number(end, lang) for end in step.score.interval),
            )
        )
        for step in path
    ]
    table = f"| {' | '.join(heads)} |\n|---|---|---|---|\n" + "".join(f"| {r} |\n" for r in rows)
    sources = "".join(
        f"- {_cell(source.title)}, {_cell(source.publisher)}"
        f"{f' (<{source.url}>)' if source.url else ''}\n"
        for source in case.sources
    )
    ended = case.outcome and case.outcome.ordinal is not None
    outcome = label(f"outcome.{case.outcome.ordinal}", lang) if ended else ""
    folded = f"\n<details><summary>{label('report.outcome', lang)}</summary>{outcome}</details>\n"
    return (
        f"# {_cell(title)}\n\n{_cell(plan)}\n\n"
        f'<a href="{case.id}-move.html">{WORDS[lang]["move"]}</a>\n\n'
        f"## {label('report.timeline', lang)}\n\n{drawn}\n\n"
        f"{table if rows else label('report.no_timeline', lang)}\n"
        f"## {label('fig.sources', lang)}\n\n{sources}{folded if outcome else ''}"
    )


def _cell(text: str) -> str:
    """A text from a table, as text in a page."""
    return re.sub(r"([|*_`\[\]])", r"\\\1", html.escape(text, False).replace("\n", " "))


def _notebooks(lang: str, pages: Path) -> list[str]:
    """Every notebook with its stored output."""
    names = []
    for path in _books(lang):
        text, _ = MarkdownExporter().from_filename(str(path))
        text = re.sub(r"\n\s*\n(?=\s*<)", "\n\n", text)
        _write(pages / "notebooks" / f"{path.stem}.md", text)
        names.append(path.stem)
    return names


def _books(lang: str) -> list[Path]:
    home = ROOT / "notebooks" / ("" if lang == "nl" else lang)
    return sorted(home.glob("*.ipynb"))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Both languages, every case."""
    cases = load_cases()
    for lang in LANGUAGES:
        made = build(lang, cases)
        print(f"{made.relative_to(ROOT)}: {len(list(made.rglob('*.html')))} pages")


if __name__ == "__main__":
    main()
