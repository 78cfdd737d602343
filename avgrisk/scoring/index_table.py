"""The table of an index that somebody made: every number held to its range and its order.

What is wrong is told by its line in the file and by the rule that it breaks.
"""

import csv
import math
from itertools import pairwise

import numpy as np

from avgrisk.core.vector import VERSION
from avgrisk.scoring.index import INPUTS, RiskIndex, Scale, Term

HEADER = ("part", "name", "with", "value")
#: The most terms an index may have.
MOST_TERMS = 100
#: Where the threshold stands in the covariance.
THRESHOLD = "threshold"
BASES = ("prior", "survey", "cases")
BANDS = ("green", "amber", "red")
#: Log-odds are no larger than this: exp(100) is beyond any belief. And the ends of a scale.
LARGEST, WIDEST = 100.0, 1e9
#: How far rounding may take a covariance below what it can be, as a share of its largest value.
ROUNDED = 1e-8

Key = tuple[str, str, str]

#: What a margin leaves out on a side: nearer to the middle it need not hold the score, and further
#: out the closed form (Cornish-Fisher) no longer holds.
LEAST_LOW, MOST_LOW = 0.01, 0.25


class WrongRow(ValueError):
    """A row that breaks a rule: what stands in it, with its line, and the rule's key."""

    def __init__(self, part: str, value: str, rule: str, line: int = 0) -> None:
        self.told = f"{line}: {part} {value}" if line else f"{part} {value}"
        self.rule = rule
        super().__init__(self.told)


class Table(dict[Key, str]):
    """The rows of such a file by part, name and with; `lines` is where each stands."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.lines: dict[Key, int] = {}
        numbered = [
            (number, line)
            for number, line in enumerate(text.splitlines(), start=1)
            if line and not line.startswith("#")
        ]
        (_, first), *others = numbered or [(0, "")]
        if tuple(next(csv.reader([first]), ())) != HEADER:
            raise ValueError(first[:80])
        for number, cells in zip(
            (number for number, _ in others), csv.reader(line for _, line in others), strict=True
        ):
            if len(cells) != len(HEADER):
                raise WrongRow("", ",".join(cells)[:40], "cells", number)
            part, name, other, value = cells
            if (part, name, other) in self:
                raise WrongRow(part, name, "twice", number)
            self[part, name, other] = value
            self.lines[part, name, other] = number

    def wrong(self, key: Key, rule: str) -> WrongRow:
        """The error for what stands under a key."""
        part, *others = key
        said = " ".join(cell for cell in (*others, self.get(key, "")) if cell)
        return WrongRow(part, said[:60], rule, self.lines.get(key, 0))

    def number(self, key: Key, rule: str, least: float, most: float) -> float:
        """The number under a key, within these ends."""
        try:
            value = float(self[key])
        except ValueError:
            raise self.wrong(key, rule) from None
        if not least <= value <= most:  # also refuses NaN
            raise self.wrong(key, rule)
        return value

    def pairs(
        self, part: str, rule: str, least: float, most: float
    ) -> tuple[tuple[str, float], ...]:
        """Name and number of every row of a part; there is one at least."""
        keys = [key for key in self if key[0] == part]
        if not keys:
            raise KeyError((part,))
        return tuple((key[1], self.number(key, rule, least, most)) for key in keys)

    def rising(self, part: str, rule: str, values: tuple[tuple[str, float], ...]) -> None:
        """Every number of a part above the one before it."""
        for (_, before), (name, value) in pairwise(values):
            if value <= before:
                raise self.wrong((part, name, ""), rule)


def built(table: Table) -> RiskIndex:
    """The index that a table holds; WrongRow, KeyError or InputError where it holds none."""
    version, basis = table["index", "version", ""], table["index", "basis", ""]
    if not VERSION.fullmatch(version):
        raise table.wrong(("index", "version", ""), "version")
    if basis not in BASES:
        raise table.wrong(("index", "basis", ""), "basis")
    names = list(dict.fromkeys(name for part, name, _ in table if part == "term"))
    if not 0 < len(names) <= MOST_TERMS:
        raise ValueError(f"{len(names)} terms")
    thresholds = table.pairs("threshold", "odds", -LARGEST, LARGEST)
    table.rising("threshold", "thresholds", thresholds)
    steps = len(thresholds)
    scored = table.number(("index", "scored", ""), "scored", 1, steps)
    if not scored.is_integer():
        raise table.wrong(("index", "scored", ""), "scored")
    return RiskIndex(
        version=version,
        terms=tuple(_term(table, name) for name in names),
        thresholds=tuple(value for _, value in thresholds),
        scored=int(scored),
        shift_sd=table.number(("index", "shift_sd", ""), "sd", 0, LARGEST),
        bands=_bands(table),
        reference=_reference(table),
        margin=_margin(table),
        covariance=_covariance(table, [*names, THRESHOLD]),
        extras=tuple(_scale(table, name) for part, name, end in table
                     if part == "extra" and end == "least"),
        basis=basis,
    )  # fmt: skip


def _term(table: Table, name: str) -> Term:
    """A term; its floor lies at most at its mean, unless there is a covariance, by which no floor
    counts."""
    floor = ("term", name, "floor")
    joint = any(part == "covariance" for part, _, _ in table)
    mean = table.number(("term", name, "mean"), "odds", -LARGEST, LARGEST)
    return Term(
        name,
        mean,
        table.number(("term", name, "sd"), "sd", 0, LARGEST),
        table.number(floor, "floor", -LARGEST, LARGEST if joint else mean)
        if table[floor]
        else None,
        table.get(("term", name, "ground"), ""),
    )


def _bands(table: Table) -> tuple[tuple[str, float], ...]:
    """The bands from low to high, the first from 0."""
    found = table.pairs("bands", "bands", 0, 100)
    for place, (name, value) in enumerate(found):
        if place >= len(BANDS) or name != BANDS[place] or (place == 0 and value != 0):
            raise table.wrong(("bands", name, ""), "bands")
    table.rising("bands", "bands", found)
    return found


def _reference(table: Table) -> tuple[tuple[str, float], ...]:
    """A value of every input of the kernel."""
    found = table.pairs("reference", "share", 0, 1)
    for name in INPUTS:
        table["reference", name, ""]
    return found


def _margin(table: Table) -> tuple[float, float]:
    """The probabilities of the interval's ends, the low one first."""
    low, high = (table.number(("margin", end, ""), "margin", 0, 1) for end in ("low", "high"))
    if not LEAST_LOW <= low <= MOST_LOW or not 1 - MOST_LOW <= high <= 1 - LEAST_LOW:
        raise table.wrong(
            ("margin", "low" if not LEAST_LOW <= low <= MOST_LOW else "high", ""), "margin"
        )
    return low, high


def _scale(table: Table, name: str) -> Scale:
    least, most = (
        table.number(("extra", name, end), "scale", -WIDEST, WIDEST) for end in ("least", "most")
    )
    if least == most:
        raise table.wrong(("extra", name, "most"), "scale")
    return Scale(name, least, most)


def _covariance(table: Table, names: list[str]) -> tuple[tuple[float, ...], ...] | None:
    """The covariance, whole from its upper half; one that no numbers can have is refused."""
    if not any(part == "covariance" for part, _, _ in table):
        return None
    bound = LARGEST * LARGEST
    half = {
        (first, other): table.number(
            ("covariance", first, other), "covariance", 0 if first == other else -bound, bound
        )
        for place, first in enumerate(names)
        for other in names[place:]
    }
    whole = [[half.get((a, b), half.get((b, a), 0.0)) for b in names] for a in names]
    values = np.linalg.eigvalsh(np.array(whole))
    if not math.isfinite(values[0]) or values[0] < -ROUNDED * max(float(values[-1]), 1.0):
        raise table.wrong(("covariance", names[0], names[0]), "covariance")
    return tuple(map(tuple, whole))
