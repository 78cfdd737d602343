"""How a room splits, in figures that are checked by hand."""

from __future__ import annotations

import pytest

from avgrisk.workshop.kept import Vote
from avgrisk.workshop.spread import Spread, spread


def test_fewer_than_five_are_nobodys_business():
    assert spread([Vote("x", 1)] * 4) is None
    assert spread([Vote("x", 1)] * 5).people == 5


@pytest.mark.parametrize(
    "grants, median, against, divided",
    [
        ((5, 0, 0, 0, 0), 1, 1.0, 0.0),
        ((5, 0, 0, 0, 5), 3, 0.5, 1.0),
        ((0, 0, 4, 0, 0), 3, 0.5, 0.0),
        ((1, 1, 1, 1, 2), 3.5, 2.5 / 6, None),
        ((0, 0, 0, 0, 0), None, None, 0.0),
    ],
)
def test_median_share_and_division(grants, median, against, divided):
    found = Spread(grants, 2, (0, 0, 0, 0))
    assert (found.median, found.against) == (median, against)
    assert divided is None or found.divided == pytest.approx(divided)
