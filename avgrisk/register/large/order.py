"""The ranks of all rows of a large register, without ever holding all scores at once.

Every part keeps its distinct scores from low to high. Cut at the same places, the parts form
groups; within a group the scores of all parts are put in order together, and how many rows stand
above a group follows from the groups above it.
"""

from collections.abc import Sequence
from functools import partial
from itertools import accumulate

import numpy as np

from avgrisk.core.machine import fresh
from avgrisk.register.large.engines import Engine
from avgrisk.register.large.parts import Done
from avgrisk.register.readers.plans import Job

#: A group holds about so many distinct scores of parts.
GROUP = 4_000_000

Cuts = tuple[float, ...]


def cuts(done: Sequence[Done]) -> Cuts:
    """Where the scores are cut into groups; nowhere when all fit in one."""
    total = sum(part.distinct for part in done)
    groups = -(-total // GROUP)
    if groups < 2:
        return ()
    values = np.concatenate([part.samples for part in done])
    weights = [np.full(len(part.samples), part.distinct / len(part.samples)) for part in done
               if part.samples]  # fmt: skip
    order = np.argsort(values, kind="stable")
    filled = np.cumsum(np.concatenate(weights)[order])
    edges = np.searchsorted(filled, np.arange(1, groups) * filled[-1] / groups)
    return tuple(np.unique(values[order][edges]).tolist())


def above(job: Job, parts: int, places: Cuts, engine: Engine) -> tuple[int, ...]:
    """Puts every group in order, and tells how many rows stand above each."""
    work = partial(_group, job, parts, places)
    rows = dict(engine(work, range(len(places) + 1)))
    totals = [rows[number] for number in range(len(places), -1, -1)]
    return tuple(accumulate(totals[:-1], initial=0))[::-1]


def _group(job: Job, parts: int, places: Cuts, number: int) -> tuple[int, int]:
    """One group in order: per distinct score of every part, how many rows of it stand above."""
    found = [_own(job, part, places, number) for part in range(parts)]
    rows = np.concatenate([part["rows"] for part in found])
    values, place = np.unique(
        np.concatenate([part["score"] for part in found]), return_inverse=True
    )
    each = np.zeros(len(values), dtype=np.int64)
    np.add.at(each, place, rows)
    higher = each[::-1].cumsum()[::-1] - each
    starts = np.concatenate([[0], np.cumsum([len(part) for part in found])]).astype(np.int64)
    with fresh(job.file(number, "starts.npy")) as file:
        np.save(file, starts)
    with fresh(job.file(number, "above.npy")) as file:
        np.save(file, higher[place])
    return number, int(rows.sum())


def _own(job: Job, part: int, places: Cuts, number: int) -> np.ndarray:
    """A part's distinct scores in a group."""
    found = np.load(job.file(part, "npy"), mmap_mode="r")
    edges = [0, *np.searchsorted(found["score"], places), len(found)]
    return np.array(found[edges[number] : edges[number + 1]])


def ranks(job: Job, part: int, score: np.ndarray, higher: Sequence[int]) -> np.ndarray:
    """The rank of every row of a part, 1 = riskiest, equals alike; NaN where it was rejected."""
    found = []
    for number, rows in enumerate(higher):
        starts = np.load(job.file(number, "starts.npy"), mmap_mode="r")
        own = np.load(job.file(number, "above.npy"), mmap_mode="r")[starts[part] : starts[part + 1]]
        found.append(own + rows + 1)
    distinct = np.load(job.file(part, "npy"), mmap_mode="r")["score"]
    result = np.full(len(score), np.nan)
    known = ~np.isnan(score)
    place = np.searchsorted(distinct, score[known])
    result[known] = np.concatenate(found)[place]
    return result
