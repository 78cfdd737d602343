"""The pages for readers: what they name exists, and their numbers are those of code and tables."""

from __future__ import annotations

import csv
import re
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote

import pytest

import avgrisk
from avgrisk.cli.main import MEASURED, cli
from avgrisk.core import shipped
from avgrisk.core.records import FIELDS
from avgrisk.register.assess import RANKED
from tests import ROOT
from tests.project import pages

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
EVERY = [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
METHOD = (DOCS / "METHOD.md").read_text(encoding="utf-8")
#: Where a path in a page may start; a page about tables leaves the first part out.
STARTS = (ROOT, ROOT / "datasets", ROOT / "datasets" / "taxonomy", ROOT / "datasets" / "index",
          ROOT / "datasets" / "words", ROOT / "avgrisk" / "scoring",
          ROOT / "avgrisk" / "indicators", ROOT / "avgrisk" / "vocabulary")  # fmt: skip
TABLE = re.compile(r"<!-- (\S+\.csv): ([\w, ]+) -->\n((?:\|.*\n)+)")

every_page = pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def anchors(path: Path) -> set[str]:
    """The places in a page that a link may name, as GitHub makes them of headings."""
    titles = re.findall(r"^#+ (.*)$", text_of(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_begins_with_who_it_is_for(path):
    title, blank, first = text_of(path).splitlines()[:3]
    assert title.startswith("# ")
    assert not blank
    assert first.startswith(("For ", "Voor "))


def test_the_list_of_pages_names_every_page():
    listed = text_of(DOCS / "README.md")
    assert [path.name for path in PAGES if f"({path.name})" not in listed] == ["README.md"]


@every_page
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)\s]+)\)", text_of(path)):
        if re.match(r"\w+:", target):
            continue
        name, _, place = unquote(target).partition("#")
        other = (path.parent / name) if name else path
        assert other.exists(), target
        assert not place or place in anchors(other), target


@every_page
def test_files_that_a_page_names_exist(path):
    """A name in code marks with a folder or ending of ours; those of the reader's own have none."""
    names = re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[a-z_]+-1[\w-]*\.csv)`", text_of(path))
    none = ("fuzz/found", "n/a")
    lost = [n for n in names if n not in none and not any((start / n).exists() for start in STARTS)]
    assert not lost


@every_page
def test_names_of_the_library_that_a_page_uses_exist(path):
    for name in set(re.findall(r"\bavgrisk((?:\.[a-zA-Z_]\w*)+)", text_of(path))):
        found = avgrisk
        for part in name.strip(".").split("."):
            found = getattr(found, part, None) or import_module(f"{found.__name__}.{part}")


@every_page
def test_commands_that_a_page_names_exist(path):
    for name, what in re.findall(r"`avgrisk ([a-z]+)(?: ([a-z-]+))?", text_of(path)):
        assert name in cli.commands
        assert name != "measure" or what in MEASURED, what


@pytest.mark.parametrize("name, page", [("API", pages.api), ("ROOMS", pages.rooms)])
def test_a_page_written_from_the_code_is_what_the_code_says(name, page):
    """When this fails: make pages, and read what changed."""
    assert text_of(DOCS / f"{name}.md") == page()


def test_the_columns_of_a_register_are_those_the_page_names():
    text = text_of(DOCS / "REGISTER.md")
    assert [name for name in (*FIELDS, *RANKED) if name not in text] == []


def references() -> list[tuple[str, str]]:
    """Every "METHOD.md section 4" or "sections 2, 4 and 5" in code, tables, tests and pages."""
    found = []
    for folder in ("avgrisk", "benchmarks", "datasets", "docs", "tests"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".csv", ".md", ".yaml"}:
                joined = re.sub(r"\s*\n\s*(?:# ?)?", " ", text_of(path))
                for numbers in re.findall(
                    r"METHOD\.md,? sections? ((?:\d+(?:, | and )?)+)", joined
                ):
                    found += [(str(path.relative_to(ROOT)), n) for n in re.findall(r"\d+", numbers)]
    return found


def test_every_section_of_the_method_that_is_named_is_there():
    headings = set(re.findall(r"^## (\d+)\. ", METHOD, re.MULTILINE))
    assert len(references()) > 10
    assert [place for place in references() if place[1] not in headings] == []


@pytest.mark.parametrize("table", TABLE.findall(METHOD), ids=lambda table: table[0])
def test_a_table_of_the_method_is_that_of_the_data(table):
    name, columns, lines = table
    wanted = columns.split(", ")
    known = {tuple(cell(row[column]) for column in wanted) for row in shipped.rows(name)}
    shown = [
        tuple(map(cell, row[1:-1])) for row in csv.reader(lines.splitlines()[2:], delimiter="|")
    ]
    assert [row for row in shown if row[: len(wanted)] not in known] == []


def cell(text: str) -> str | float:
    """A cell of a table: a number as a number, a key without marks."""
    try:
        return float(text)
    except ValueError:
        return text.strip().strip("`")


def count(name: str, **values: str) -> int:
    return sum(
        all(row[key] == value for key, value in values.items()) for row in shipped.rows(name)
    )


CATEGORIES = "taxonomy/data_categories.csv"


@pytest.mark.parametrize(
    "said, number",
    [
        ("Each of the {} kinds of data", count(CATEGORIES)),
        ("(`source`, {})", count(CATEGORIES, basis="source")),
        ("(`derived`, {})", count(CATEGORIES, basis="derived")),
        ("(`judgement`, {})", count(CATEGORIES, basis="judgement")),
        ("says of {} kinds of organisation", count("sectors.csv")),
        ("({} keys in `datasets/taxonomy/families.csv`)", count("taxonomy/families.csv")),
        ("families covered / {}", count("taxonomy/families.csv")),
        ("{} cases, and readings count alike", len(avgrisk.case_ids())),
    ],
)
def test_what_the_method_counts_is_there_to_be_counted(said, number):
    assert said.format(number) in " ".join(METHOD.split())
