"""An index of your own as a table: written so that it reads back to the bit.

One csv with the columns part, name, with and value: a term's mean, sd and floor; the thresholds;
bands, reference and margin; the covariance's upper half; the scale of columns that are no reading.
"""

import csv
import io
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from avgrisk.core import shipped
from avgrisk.core.machine import fresh, why_not
from avgrisk.core.records import InputError, Reason
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.scoring import index_table
from avgrisk.scoring.index import SHIPPED, RiskIndex, Term
from avgrisk.scoring.index_table import HEADER, THRESHOLD

NOTE = (
    "# An index of avgrisk, {basis}. Log-odds over the full range of each reading;"
    " part,name,with,value. Read it with avgrisk.load_index(file).\n"
)
#: Files are hostile until read: larger than any index can be.
LARGEST = 1_000_000

VERSIONS = SHIPPED
#: How the name of a file with an index ends.
FILE = ".csv"

Row = tuple[str, str, str, str]


def load_index(version: str | Path | RiskIndex = DEFAULT_INDEX) -> RiskIndex:
    """A shipped index version ("2", "2-guardian", "2-licence", or the same of 1), or one of your
    own from a csv file that `save_index` wrote; an index itself stays what it is."""
    if isinstance(version, RiskIndex):
        return version
    own = isinstance(version, Path) or str(version).lower().endswith(FILE)
    if own or (version not in VERSIONS and os.path.isdir(str(version))):
        return read(version)
    if version not in VERSIONS:
        raise InputError("index", version, ", ".join(VERSIONS), "error.index")
    return _shipped(version)


@cache
def _shipped(version: str) -> RiskIndex:
    base = version.split("-")[0]
    ladder = shipped.rows(f"index/thresholds-{base}.csv")
    return RiskIndex(
        version=version,
        terms=tuple(
            _shipped_term(row) for row in shipped.rows(f"index/coefficients-{version}.csv")
        ),
        thresholds=tuple(float(row["theta"]) for row in ladder),
        scored=next(int(row["level"]) for row in ladder if row["scored"] == "1"),
        shift_sd=float(ladder[0]["shift_sd"]),
        bands=_shipped_pairs(f"index/bands-{base}.csv"),
        reference=_shipped_pairs(f"index/reference-{base}.csv"),
        margin=tuple(value for _, value in _shipped_pairs(f"index/margin-{base}.csv")),  # type: ignore[arg-type]
    )


def _shipped_term(row: Mapping[str, str]) -> Term:
    floor = float(row["floor"]) if row["floor"] else None
    return Term(row["term"], float(row["mean"]), float(row["sd"]), floor, row["ground"])


def _shipped_pairs(name: str) -> tuple[tuple[str, float], ...]:
    """A table of a name and a number per row."""
    return tuple(
        (key, float(value))
        for key, value in (tuple(row.values())[:2] for row in shipped.rows(name))
    )


def save_index(index: RiskIndex, path: str | Path) -> None:
    """Write an index as a csv table; `avgrisk.load_index(path)` gives the same index back."""
    text = io.StringIO()
    text.write(NOTE.format(basis=index.basis))
    table = csv.writer(text, lineterminator="\n")
    table.writerow(HEADER)
    table.writerows(rows(index))
    target = Path(path)
    if target.suffix.lower() != ".csv":
        raise InputError(target.name, target.suffix, ".csv", "error.index_name")
    try:
        with fresh(target) as file:
            file.write(text.getvalue().encode())
    except OSError as error:
        raise InputError("index", target.name, why_not(error), "error.unwritable") from None


def rows(index: RiskIndex) -> Iterator[Row]:
    """The table of an index, a row a number."""
    yield "index", "version", "", index.version
    yield "index", "basis", "", index.basis
    yield "index", "scored", "", str(index.scored)
    yield "index", "shift_sd", "", repr(index.shift_sd)
    for term in index.terms:
        yield "term", term.name, "mean", repr(term.mean)
        yield "term", term.name, "sd", repr(term.sd)
        yield "term", term.name, "floor", "" if term.floor is None else repr(term.floor)
        yield "term", term.name, "ground", term.ground
    for scale in index.extras:
        yield "extra", scale.name, "least", repr(scale.least)
        yield "extra", scale.name, "most", repr(scale.most)
    for step, theta in enumerate(index.thresholds, start=1):
        yield "threshold", str(step), "", repr(theta)
    for part in ("bands", "reference"):
        for name, value in getattr(index, part):
            yield part, name, "", repr(value)
    for end, value in zip(("low", "high"), index.margin, strict=True):
        yield "margin", end, "", repr(value)
    names = [*(term.name for term in index.terms), THRESHOLD]
    for i, cells in enumerate(index.covariance or ()):
        for j in range(i, len(names)):
            yield "covariance", names[i], names[j], repr(cells[j])


def read(path: str | Path) -> RiskIndex:
    """The index in such a file; what is wrong with it is an InputError that names its line.

    A file cannot bear the name of a shipped index unless it is that index.
    """
    name = Path(path).name
    if os.path.isdir(path):
        raise InputError("index", name, Reason("error.is_folder"), "error.unreadable")
    try:
        with Path(path).open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise InputError("index", name, why_not(error), "error.unreadable") from None
    try:
        if len(content) > LARGEST:
            raise ValueError("size")
        table = index_table.Table(content.decode("utf-8-sig"))
        index = index_table.built(table)
        if index.version in VERSIONS and index != _shipped(index.version):
            raise table.wrong(("index", "version", ""), "name")
        return index
    except index_table.WrongRow as error:
        why = Reason(f"index.rule.{error.rule}")
        raise InputError(name, error.told, why, "error.index_row") from None
    except InputError as error:
        raise InputError(name, f"{error.field}: {error.value}", "", "error.index_file") from None
    except KeyError as error:  # a row that is not there
        missing = ", ".join(part for part in error.args[0] if part)
        raise InputError(name, missing, "", "error.index_file") from None
    except (ValueError, csv.Error) as error:
        raise InputError(name, str(error)[:80], "", "error.index_file") from None
