"""The measuring command of purpose distance: it prints what docs/MEASURED.md says, and holds it."""

from __future__ import annotations

import pytest

from avgrisk.calibration.validation import distance_measured as distance


def test_pairs_lie_in_the_order_a_person_gave_them():
    assert distance.rank_agreement(distance.pairs()) >= 0.8


def test_kinds_of_purpose_agree_with_the_coded_cases():
    coded = distance.cases(keys=True)
    tree = [(one["tree"].mean, other["tree"].mode) for one, other in coded if other["tree"]]
    assert len(tree) == len(coded)
    assert distance.rank_agreement(tree) >= 0.75


def test_rank_agreement_of_equal_and_of_opposite_orders():
    assert distance.rank_agreement([(1, 1), (2, 2), (3, 3)]) == pytest.approx(1)
    assert distance.rank_agreement([(1, 3), (2, 2), (3, 1)]) == pytest.approx(-1)


def test_the_command_prints_every_facet_by_keys_and_by_texts():
    lines = distance.report().splitlines()
    assert len(lines) == 1 + 2 * len(distance.FACETS)
