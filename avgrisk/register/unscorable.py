"""Rows of which nothing is known: they get no number and no band."""

import numpy as np
import pandas as pd

from avgrisk.core.records import READINGS

#: What a row without any known reading does not get.
NUMBERS = ("score", "score_low", "score_high", "band", "p_green", "p_amber", "p_red")


def unscorable(table: pd.DataFrame) -> np.ndarray:
    """Which rows of a scored table have no known reading; a rejected row is another matter."""
    unknown = table[list(READINGS)].isna().all(axis=1)
    listed = table["missing"].fillna("").astype(str) != ""
    return (unknown & listed).to_numpy(dtype=bool)


def without_numbers(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the score, margin, band and band probabilities of such rows left blank: the
    reference, which they would get, says nothing of them."""
    rows = unscorable(table)
    if not rows.any():
        return table
    return table.assign(**{name: table[name].mask(rows) for name in NUMBERS})
