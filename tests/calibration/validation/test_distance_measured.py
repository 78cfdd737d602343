"""The measuring command of purpose distance: it prints what docs/MEASURED.md says, and holds it."""

from __future__ import annotations

from avgrisk.calibration.estimation.discrimination import rank_agreement
from avgrisk.calibration.validation import distance_measured as distance


def test_pairs_lie_in_the_order_a_person_gave_them():
    assert rank_agreement(*zip(*distance.pairs(), strict=True)) >= 0.85


def test_kinds_of_purpose_agree_with_the_coded_cases():
    coded = distance.cases(keys=True)
    tree = [(one["tree"].mean, other["tree"].mode) for one, other in coded if other["tree"]]
    assert len(tree) == len(coded)
    assert rank_agreement(*zip(*tree, strict=True)) >= 0.75


def test_the_command_prints_every_facet_by_keys_and_by_texts():
    lines = distance.report().splitlines()
    assert len(lines) == 1 + 2 * len(distance.FACETS)
