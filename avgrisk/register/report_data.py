"""Everything a report of a register tells, gathered once for HTML, Excel and json."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from avgrisk import __version__
from avgrisk.core.levels import level_range, named
from avgrisk.core.records import InputError
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.register.assess import Assessed, assess
from avgrisk.register.checking import RegisterCheck, check_of
from avgrisk.register.diff import Difference, difference
from avgrisk.register.quick_wins import QuickWin, after_measures, quick_wins
from avgrisk.register.readers.mapping_file import read_mapping
from avgrisk.register.readers.reading import read_register
from avgrisk.register.summary import Note, Summary, summary

#: Rows the set of measures is shown for when nobody chose one: the levers that help most rows.
DEFAULT_MEASURES = 3
#: Legal bases of which it is often asked why they do not lower a score.
STATUTORY = ("legal_obligation", "public_task")
#: What is said where a field was taken from elsewhere, besides the use itself.
TAKEN = {
    "special_data": "register.special", "control": "register.control", "sector": "rr.sector",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Options:
    """How a register is to be scored; see `avgrisk score --help`."""

    version: str = DEFAULT_INDEX
    out: Path | None = None
    mapping: Path | None = None
    write_mapping: Path | None = None
    previous: Path | None = None
    measures: str = ""
    sector: str = ""
    keep_columns: bool = False
    anyway: bool = False
    seed: int = 1
    engine: str = "pandas"
    scheduler: str = ""


@dataclass(frozen=True)
class Measures:
    """A set of levers on all rows: whether somebody chose it, and the score of every row after."""

    levers: tuple[str, ...]
    chosen: bool
    after: np.ndarray


@dataclass(frozen=True)
class Report:
    """A register's report: the assessment, what it was made from, and what follows from it, worked
    out when it is first shown: a workbook asks for less than a page."""

    assessed: Assessed
    options: Options
    source: str
    escaped: int = 0
    date: str = field(default_factory=lambda: datetime.date.today().isoformat())
    version: str = __version__

    @property
    def made(self) -> dict[str, str]:
        """What it was made from and with, in words of labels made.<key>."""
        register, index = self.assessed.register, self.assessed.index
        made = {"source": self.source, "sha256": register.digest, "index": index.version}
        return made | {"tool": self.version, "seed": str(self.assessed.seed), "date": self.date}

    @cached_property
    def summary(self) -> Summary:
        """The figures that a report opens with."""
        return summary(self.assessed)

    @cached_property
    def check(self) -> RegisterCheck:
        """What was understood of the register."""
        return check_of(self.assessed.register, self.assessed.uses)

    @cached_property
    def wins(self) -> tuple[QuickWin, ...]:
        """The one measure per row that lowers its risk most for the least effort."""
        return quick_wins(self.assessed)

    @cached_property
    def measures(self) -> Measures:
        """A set of measures on all rows."""
        # The levers somebody chose, else those that are most often the best one of a row
        chosen = tuple(key.strip() for key in self.options.measures.split(",") if key.strip())
        often = Counter(win.lever for win in self.wins).most_common(DEFAULT_MEASURES)
        levers = chosen or tuple(key for key, _ in often)
        return Measures(levers, bool(chosen), after_measures(self.assessed, levers))

    def worked_out(self) -> Report:
        """The report itself with everything that is shown of it worked out."""
        for name in ("summary", "check", "wins", "measures", "difference"):
            getattr(self, name)
        return self

    def with_measures(self, measures: Measures) -> Report:
        """The same report with another set of measures; what was worked out stays."""
        other = replace(self)
        vars(other).update({**vars(self), "measures": measures})
        return other

    @cached_property
    def before(self) -> Assessed | None:
        """Last year's register by the same index and in the same way; None without one."""
        if self.options.previous is None:
            return None
        mapping = read_mapping(self.options.mapping) if self.options.mapping else {}
        register, own = read_register(self.options.previous, mapping), self.assessed
        return assess(register, own.index, sector=self.options.sector, seed=own.seed)

    @cached_property
    def difference(self) -> Difference | None:
        """What changed since last year's register."""
        return None if self.before is None else difference(self.assessed, self.before)


def report_of(assessed: Assessed, source: Path, options: Options, escaped: int = 0) -> Report:
    """The report of an assessed register."""
    return Report(assessed, options, source.name, escaped)


def statutory_notes(assessed: Assessed) -> list[Note]:
    """That a legal basis does not lower a score, where rows of the law name other recipients."""
    uses = assessed.uses.frame
    if "legal_basis" not in uses or "recipient" not in uses:
        return []
    lawful = uses["legal_basis"].isin(STATUTORY)
    count = int((lawful & uses["recipient"].map(_handed_on).astype(bool)).sum())
    return [("rr.statutory", {"count": count})] if count else []


def _handed_on(cell: object) -> bool:
    """Whether a cell says that the data leave the own organisation, at its most likely."""
    try:
        level = level_range("recipient", str(cell)) if cell else None
    except InputError:
        return False
    return level is not None and level.mode >= named("recipient")["government"]


def taken_notes(derived: Sequence[str]) -> list[Note]:
    """Which fields of a use were taken from another column of the register, by their names."""
    keys = []
    if "proposed_use" in derived:
        keys.append("register.derived" if "collected_for" in derived else "register.derived_use")
    keys += [key for name, key in TAKEN.items() if name in derived]
    return [(key, {}) for key in keys]
