"""A report page as lines of text: the tag a line stands in, then its words, cells with | between."""

from __future__ import annotations

import datetime
from html.parser import HTMLParser
from pathlib import Path

from avgrisk.core import shipped
from avgrisk.register.assess import assess
from avgrisk.register.persons import personal_columns
from avgrisk.register.readers.reading import read_register, without
from avgrisk.register.report_data import Options, report_of
from avgrisk.reports.register_page import register_html

EXAMPLE = Path(str(shipped.path("registers/voorbeeldregister.csv")))
GOLDEN = Path(__file__).parent / "voorbeeldregister.golden.txt"
LINES = {"title", "h1", "h2", "h3", "p", "li", "dt", "dd", "summary", "tr"}
CELLS = {"td", "th"}
#: What is folded away under a row is held by the golden table and by other tests.
SKIPPED = {"style", "details"}
#: Change with the day and the release, not with the report.
PASSING = ("Versie van avgrisk", "Gemaakt op")


class _Lines(HTMLParser):
    """Collects a line for every block of text."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._parts: list[str] = []
        self._tag, self._skip = "", 0

    def handle_starttag(self, tag, attrs):
        if tag in SKIPPED:
            self._skip += 1
        elif self._skip:
            return
        elif tag in LINES:
            self._end()
            self._tag = tag
        elif tag in CELLS:
            self._parts.append("|")

    def handle_endtag(self, tag):
        if tag in SKIPPED:
            self._skip -= 1
        elif tag in LINES and not self._skip:
            self._end()

    def handle_data(self, data):
        if not self._skip:
            self._parts.append(data)

    def _end(self) -> None:
        said = " ".join(" ".join(self._parts).split())
        if said.strip("| "):
            self.lines.append(f"{self._tag}: {said}")
        self._parts, self._tag = [], ""


def lines_of(page: str) -> list[str]:
    """The lines of a page."""
    reader = _Lines()
    reader.feed(page)
    return reader.lines


def report(lang: str = "nl", path: Path = EXAMPLE, **options: str) -> str:
    """The page of a register, as `avgrisk score` makes it."""
    asked = Options(**options)
    register = read_register(path)
    register = without(register, personal_columns(register.rows, register.fields))
    assessed = assess(register, sector=asked.sector)
    return register_html(report_of(assessed, path, asked), lang)


def golden_lines() -> list[str]:
    """The example's report without what changes with the day and the release."""
    lines = lines_of(report())
    today = datetime.date.today().isoformat()
    return [
        line
        for place, line in enumerate(lines)
        if not any(name in line or name in lines[place - 1] for name in PASSING)
        and today not in line
    ]
