"""The Dutch README says and does what the English one does: the same rows, each of which is run."""

from __future__ import annotations

import re

import pytest

from tests import ROOT

DUTCH, ENGLISH = (
    (ROOT / name).read_text(encoding="utf-8") for name in ("README.nl.md", "README.md")
)


def rows(page):
    """What is to be done in each row of the first table: its commands, calls and targets."""
    table = re.search(r"^\| (?:u wilt|you want) \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", page, re.M)[1]
    cells = [line[1:-1].split("|")[-1] for line in table.splitlines()]
    return [re.findall(r"(?<!\[)`((?:avgrisk[ .]|make )[^`]+)`", cell) for cell in cells]


def examples(page):
    """The python of a page, which README.md runs as doctests."""
    return re.findall(r"```python\n(.*?)```", page, re.S)


def test_each_row_does_what_the_english_row_does():
    assert rows(DUTCH) == rows(ENGLISH) and len(rows(DUTCH)) > 10


def test_the_examples_are_those_that_are_run():
    assert examples(DUTCH) == examples(ENGLISH)


def test_links_and_numbers_are_the_same():
    pages = (DUTCH.replace("-nl.png", "-en.png"), ENGLISH)
    linked = [set(re.findall(r"\]\(([^)#:]+)\)", page)) for page in pages]
    assert linked[0] - {"README.md"} == linked[1] - {"README.nl.md"}
    assert re.search(r"van (\d+) echte", DUTCH)[1] == re.search(r"of (\d+) real cases", ENGLISH)[1]


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)", DUTCH))))
def test_a_link_leads_to_a_file(link):
    assert (ROOT / link).exists()
