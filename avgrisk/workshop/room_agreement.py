"""Do people in a room agree? Krippendorff's alpha for ordered answers, and an ICC.

alpha = 1 - observed / expected disagreement, from the coincidences of answers within items, with
answers as far apart as there are answers between them (K. Krippendorff, Computing Krippendorff's
Alpha-Reliability, 2011). 1 is agreement, 0 what chance gives; it bears missing answers and few.
"""

import numpy as np

from avgrisk.calibration.estimation.clustering import icc


def ordinal_alpha(answers: np.ndarray) -> float:
    """Alpha of answers, a row a person, a column an item, NaN where not answered.

    NaN where nothing can be compared: no item with two answers, or one answer only.

    >>> round(ordinal_alpha(np.array([[1.0, 2, 3], [1, 2, 3]])), 2)
    1.0
    """
    values = np.unique(answers[~np.isnan(answers)])
    counts = np.array([(answers == value).sum(axis=0) for value in values], dtype=float).T
    counts = counts[counts.sum(axis=1) >= 2]
    if not len(counts):
        return float("nan")
    each = counts.sum(axis=1, keepdims=True)
    together = (counts / (each - 1)).T @ counts - np.diag((counts / (each - 1)).sum(axis=0))
    total = together.sum(axis=0)
    # The squared ordinal distance: the answers between two, and half of each
    until = np.cumsum(total) - total / 2
    apart = np.asarray((until[:, None] - until[None, :]) ** 2)
    expected = (np.outer(total, total) * apart).sum() / (total.sum() - 1)
    return float(1 - (together * apart).sum() / expected) if expected > 0 else float("nan")


def item_icc(answers: np.ndarray) -> float:
    """How alike the answers to one item are beside those to another: ICC(1, 1) of Shrout & Fleiss
    (1979), items as the groups; 1 = the plan decides all, 0 = the person does. NaN where none."""
    people, items = np.nonzero(~np.isnan(answers))
    return icc(answers[people, items], items)
