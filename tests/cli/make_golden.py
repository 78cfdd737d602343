"""Writes the golden files anew: python -m tests.cli.make_golden; then read what changed."""

from __future__ import annotations

import csv
from pathlib import Path

from avgrisk.register.assess import assess
from avgrisk.register.readers.reading import read_register
from tests.cli import report_text

KEPT = ("rank", "title", "score", "score_low", "score_high", "band", "legal_letter", "missing")
HEAD = (
    "# The example register as scored by index 2, read over by its author on 2026-11-24. "
    "Made by tests/cli/make_golden.py from datasets/registers/voorbeeldregister.csv.\n"
)


def shown(cell: object) -> str:
    """A cell of the golden file: one decimal, blank where rejected."""
    if isinstance(cell, float):
        return "" if cell != cell else f"{cell:.1f}"
    return "" if cell is None else str(cell)


def lines() -> list[list[str]]:
    """The rows of the golden file, as the index scores them now."""
    found = assess(read_register(report_text.EXAMPLE))
    table = found.scores.assign(title=found.titles)
    table["rank"] = ["" if rank != rank else f"{rank:.0f}" for rank in table["rank"]]
    return [[shown(row[name]) for name in KEPT] for row in table.to_dict("records")]


if __name__ == "__main__":
    target = Path(__file__).parent / "voorbeeldregister.golden.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([KEPT, *lines()])
    text = "".join(f"{line}\n" for line in report_text.golden_lines())
    report_text.GOLDEN.write_text(text, encoding="utf-8")
