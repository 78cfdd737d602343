"""Everything a report of a register tells, gathered once for HTML, Excel and json."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

import numpy as np

from avgrisk.labels import label
from avgrisk.levels import level_range, named
from avgrisk.records import InputError
from avgrisk.register.assessing import Assessed, assess
from avgrisk.register.diff import Difference, difference
from avgrisk.register.mapping import read_mapping
from avgrisk.register.measures import QuickWin, after_measures, quick_wins
from avgrisk.register.reading import read_register
from avgrisk.register.summary import Summary, summary

#: Rows the set of measures is shown for when nobody chose one: the levers that help most rows.
DEFAULT_MEASURES = 3
#: Legal bases of which it is often asked why they do not lower a score.
STATUTORY = ("legal_obligation", "public_task")


class Asked(Protocol):
    """What was asked for on the command line."""

    @property
    def lang(self) -> str: ...
    @property
    def measures(self) -> str: ...
    @property
    def previous(self) -> Path | None: ...
    @property
    def mapping(self) -> Path | None: ...
    @property
    def sector(self) -> str: ...


@dataclass(frozen=True)
class Measures:
    """A set of levers on all rows: whether somebody chose it, and the score of every row after."""

    levers: tuple[str, ...]
    chosen: bool
    after: np.ndarray


@dataclass(frozen=True)
class Report:
    """A register's report: the assessment, what follows from it, and what it was made from."""

    assessed: Assessed
    summary: Summary
    wins: tuple[QuickWin, ...]
    measures: Measures
    difference: Difference | None
    before: Assessed | None
    source: str
    date: str
    version: str
    escaped: int


def told(assessed: Assessed, source: Path, asked: Asked, escaped: int = 0) -> Report:
    """The report of an assessed register."""
    wins = quick_wins(assessed)
    before = _previous(assessed, asked)
    return Report(
        assessed=assessed,
        summary=summary(assessed),
        wins=wins,
        measures=_measures(assessed, wins, asked.measures),
        difference=None if before is None else difference(assessed, before),
        before=before,
        source=source.name,
        date=datetime.date.today().isoformat(),
        version=version("avgrisk"),
        escaped=escaped,
    )


def derived_lines(assessed: Assessed, lang: str) -> list[str]:
    """Which fields of a use were taken from another column of the register."""
    return taken_lines(assessed.uses.derived, lang)


def statutory_lines(assessed: Assessed, lang: str) -> list[str]:
    """That a legal basis does not lower a score, where rows of the law name other recipients."""
    uses = assessed.uses.frame
    if "legal_basis" not in uses or "recipient" not in uses:
        return []
    lawful = uses["legal_basis"].isin(STATUTORY)
    count = int((lawful & uses["recipient"].map(_handed_on).astype(bool)).sum())
    return [label("rr.statutory", lang, count=count)] if count else []


def _handed_on(cell: object) -> bool:
    """Whether a cell says that the data leave the own organisation, at its most likely."""
    try:
        level = level_range("recipient", str(cell)) if cell else None
    except InputError:
        return False
    return level is not None and level.mode >= named("recipient")["government"]


def taken_lines(derived: Sequence[str], lang: str) -> list[str]:
    """The same from the names of the fields alone."""
    lines = []
    if "proposed_use" in derived:
        key = "register.derived" if "collected_for" in derived else "register.derived_use"
        lines.append(label(key, lang))
    for name, key in (("special_data", "register.special"), ("sector", "rr.sector"),
                      ("no_sector", "register.no_sector")):  # fmt: skip
        if name in derived:
            lines.append(label(key, lang))
    return lines


def _measures(assessed: Assessed, wins: tuple[QuickWin, ...], keys: str) -> Measures:
    """The levers somebody chose, else those that are most often the best one of a row."""
    chosen = tuple(key.strip() for key in keys.split(",") if key.strip())
    often = Counter(win.lever for win in wins).most_common(DEFAULT_MEASURES)
    levers = chosen or tuple(key for key, _ in often)
    return Measures(levers, bool(chosen), after_measures(assessed, levers))


def _previous(assessed: Assessed, asked: Asked) -> Assessed | None:
    """Last year's register, scored by the same index and in the same way."""
    if asked.previous is None:
        return None
    mapping = read_mapping(asked.mapping, asked.lang) if asked.mapping else {}
    register = read_register(asked.previous, asked.lang, mapping)
    return assess(register, assessed.index, sector=asked.sector, seed=assessed.seed)
