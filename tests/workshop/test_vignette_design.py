"""The choice of vignettes tells more than chance, is never singular, and its blocks cover it."""

from __future__ import annotations

import numpy as np
import pytest

from avgrisk.core.records import InputError
from avgrisk.workshop import vignette_design as made

KINDS = ("municipality", "bank", "hospital", "supermarket")


@pytest.fixture(scope="module")
def found():
    return made.design(KINDS, 16, 2, seed=3)


def test_it_beats_the_best_of_two_hundred_random_designs(found):
    median, best = found.random
    assert found.efficiency > 1.2 * best > median


def test_its_efficiency_is_that_of_its_rows(found):
    x = made.coded(list(found.vignettes))
    model = np.column_stack([np.ones(16), x])
    assert np.linalg.matrix_rank(model) == model.shape[1] == 11


def test_twelve_people_with_eight_each_cover_all_sixteen(found):
    blocks = [person % 2 for person in range(12)]
    seen = np.array([sum(block == own for own in blocks) for block in found.blocks])
    assert sorted(found.blocks) == [0] * 8 + [1] * 8
    assert (seen == 6).all()


def test_no_plan_stands_there_twice(found):
    assert len({(v.sector, v.data, v.use) for v in found.vignettes}) == 16


def test_the_seed_decides():
    few = made.design(("bank", "hospital"), 12, 1, seed=1)
    assert few == made.design.__wrapped__(("bank", "hospital"), 12, 1, seed=1)  # not remembered
    assert few.blocks == (0,) * 12


def test_too_few_vignettes_are_refused_with_how_many_it_takes():
    with pytest.raises(InputError) as wrong:
        made.design(KINDS, 6, 1)
    assert wrong.value.key == "error.workshop_singular" and wrong.value.allowed == "11"
