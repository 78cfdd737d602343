"""What to know before believing a fit: which notes apply, and what they name."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from avgrisk.calibration.estimate import Estimate
from avgrisk.calibration.estimation import clustering
from avgrisk.calibration.survey.factors import Column
from avgrisk.core.shipped import setting

#: A row of the label table under "calibration.", and what fills it in.
Note = tuple[str, Mapping[str, object]]


def notes(fit: Estimate) -> Iterator[Note]:
    """In the order in which they are printed."""
    yield f"about_{fit.basis}", {}
    yield from _as_read(fit)
    yield from _clusters(fit)
    yield from _prior(fit)
    yield from _weights(fit)


def _as_read(fit: Estimate) -> Iterator[Note]:
    """How columns and rows were read."""
    design = fit.design
    called = [f"{c.name} = {c.term}" for c in design.columns if c.scale and c.name != c.term]
    off = [f"{c.name} {c.span}" for c in design.columns if c.read_off]
    for key, found in (("called", called), ("read_off", off)):
        if found:
            yield key, {"names": ", ".join(found)}
    yield from _worded(design.columns)
    coded = [f"{c.name} {c.apart:g}" for c in design.columns if c.apart is not None]
    if coded:
        yield "apart", {"names": ", ".join(coded)}
    if design.apart is not None:
        yield "answer_apart", {"answer": f"{design.apart:g}"}
    if design.dropped:
        yield "dropped", {"count": design.dropped}
    if design.again:
        yield "again", {"count": design.again}


def _worded(columns: Iterable[Column]) -> Iterator[Note]:
    """Columns answered in words, with the order those were taken in; one note per order."""
    orders: dict[tuple[str, ...], list[str]] = {}
    for column in columns:
        if column.words:
            orders.setdefault(column.words, []).append(column.name)
    for words, names in orders.items():
        yield "worded", {"names": ", ".join(names), "words": " < ".join(words)}


def _clusters(fit: Estimate) -> Iterator[Note]:
    """What belongs together, and whether intervals and weights know."""
    groups = fit.design.groups
    used = clustering.enough(groups)
    for name, codes in groups.items():
        key = "robust" if name in used else "few_groups"
        yield key, {"groups": f"@calibration.{name}", "count": len(np.unique(codes))}
    for name, count in fit.design.nameless.items():
        if count:
            yield "nameless", {"groups": f"@calibration.{name}", "count": count}
    if not groups and fit.basis == "survey":
        yield "no_groups", {}
    if fit.clustering is not None:
        counted = fit.clustering.weights
        about = {"icc": f"{fit.clustering.icc:.2f}", "count": len(counted)}
        by = f"@calibration.{fit.clustering.by}"
        yield "weighted", {**about, "groups": by, "worth": f"{counted.sum():.0f}"}


def _prior(fit: Estimate) -> Iterator[Note]:
    if not fit.has_prior:
        yield "no_prior", {}
    if fit.settled.factor > 1:
        yield "widened", {"factor": f"{fit.settled.factor:.1f}"}


def _weights(fit: Estimate) -> Iterator[Note]:
    """Coefficients to look at twice."""
    table, columns = fit.coefficients, fit.design.columns
    far = setting("far") * table["prior_sd"]
    for key, names in (
        ("unknown", table.index[table["unknown"] > 0]),
        ("constant", [column.name for column in columns if column.constant]),
        ("leaning", table.index[table["sd_ratio"] >= setting("leaning")]),
        ("far", table.index[abs(table["estimate"] - table["prior"]) > far]),
    ):
        if len(names):
            yield key, {"names": ", ".join(map(str, names))}
    below = [c for c, weight in zip(columns, table["estimate"], strict=True) if weight < 0]
    if len(below) == len(columns):
        yield "all_negative", {}
    if below:
        yield "negative", {"names": named(below), "turn": turned(below)}


def named(columns: Iterable[Column]) -> str:
    """Their names, with commas."""
    return ", ".join(str(column.name) for column in columns)


def turned(columns: Iterable[Column]) -> str:
    """The argument `scales` that turns them round, as it is typed; a product has no scale."""
    ends = [
        f'"{column.name}": ({column.scale.most:g}, {column.scale.least:g})'
        for column in columns
        if column.scale is not None
    ]
    return "scales={" + ", ".join(ends) + "}"
