"""The register as a whole: bands, what drives the risk, where it sits, law against risk."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from avgrisk.core.records import GROUPS
from avgrisk.register.assess import Assessed
from avgrisk.scoring.legal import ANSWERS, VIEWS

#: Departments in the heat map; the rest stand together.
MOST_DEPARTMENTS = 20

#: A remark for whoever puts it in words: a label and what is filled in.
Note = tuple[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Driver:
    """A term of the index over the register: its mean contribution in log-odds against the
    reference, and in how many rows it pushes hardest towards risk."""

    term: str
    mean: float
    leads: int


@dataclass(frozen=True, slots=True)
class Department:
    """A department (None: not filled in, "": the smaller ones together): rows, mean score 0-100,
    and per group of readings the mean contribution in log-odds."""

    name: str | None
    rows: int
    score: float
    groups: dict[str, float]


@dataclass(frozen=True, slots=True)
class Summary:
    """`bands` and `quadrant` count rows: per band, and per view, legal answer and band."""

    rows: int
    scored: int
    complete: float
    bands: dict[str, int]
    drivers: tuple[Driver, ...]
    departments: tuple[Department, ...]
    quadrant: dict[str, dict[str, dict[str, int]]]


def counted(assessed: Assessed, found: Summary) -> list[Note]:
    """How many rows were scored, how they are spread and how complete they are."""
    counts: dict[str, object] = {
        "rows": found.rows,
        "scored": found.scored,
        "rejected": len(assessed.rejected),
        "skipped": assessed.register.skipped,
    }
    return [
        ("rr.counts", counts),
        ("rr.bands", {**found.bands}),
        ("register.complete", {"share": round(100 * found.complete)}),
        ("register.blank", {}),
    ]


def summary(assessed: Assessed) -> Summary:
    """The figures of a register that a report opens with."""
    scored = ~np.isnan(assessed.value)
    table = assessed.scores[scored]
    names = [name for name, _ in assessed.index.bands]
    bands, leads = Counter(table["band"]), Counter(leading(assessed)[scored])
    found = [
        Driver(term, float(part[scored].mean()) if scored.any() else 0.0, leads[term])
        for term, part in assessed.contributions.items()
    ]
    return Summary(
        rows=len(scored),
        scored=int(scored.sum()),
        complete=float(assessed.complete.mean()) if len(scored) else 0.0,
        bands={name: bands[name] for name in names},
        drivers=tuple(sorted(found, key=lambda driver: (-driver.mean, driver.term))),
        departments=_departments(assessed, scored),
        quadrant={view: _quadrant(table[f"legal_{view}"], table["band"], names) for view in VIEWS},
    )


def leading(assessed: Assessed) -> np.ndarray:
    """Per row the term that pushes hardest towards risk."""
    terms = list(assessed.contributions)
    stacked = np.stack([assessed.contributions[term] for term in terms])
    return np.array(terms, dtype=object)[stacked.argmax(axis=0)]


def group_contributions(assessed: Assessed) -> dict[str, np.ndarray]:
    """Contributions added up per group of readings, a column each."""
    zero = np.zeros(len(assessed.value))
    return {
        group: sum(
            (part for term, part in assessed.contributions.items() if term.split(":")[-1] in names),
            start=zero,
        )
        for group, names in GROUPS.items()
    }


def _departments(assessed: Assessed, scored: np.ndarray) -> tuple[Department, ...]:
    """Departments by mean score, riskiest first; the smaller ones and the unnamed at the end."""
    names = np.array([" ".join(name.split()) for name in assessed.departments], dtype=object)
    if not names.any():
        return ()
    groups = group_contributions(assessed)
    sizes = Counter(names[scored & (names != "")])
    large = sorted(sizes, key=lambda name: (-sizes[name], name))[:MOST_DEPARTMENTS]
    found = [_department(name, (names == name) & scored, assessed, groups) for name in large]
    found.sort(key=lambda part: (-part.score, part.name))
    rest = scored & (names != "") & ~np.isin(names, large)
    last = [("", rest), (None, scored & (names == ""))]
    ends = [_department(name, place, assessed, groups) for name, place in last if place.any()]
    return (*found, *ends)


def _department(
    name: str | None, place: np.ndarray, assessed: Assessed, groups: dict[str, np.ndarray]
) -> Department:
    means = {group: float(part[place].mean()) for group, part in groups.items()}
    return Department(name, int(place.sum()), float(assessed.value[place].mean()), means)


def _quadrant(
    answers: pd.Series, bands: pd.Series, names: Sequence[str]
) -> dict[str, dict[str, int]]:
    counts = Counter(zip(answers, bands, strict=True))
    return {answer: {name: counts[answer, name] for name in names} for answer in ANSWERS}
