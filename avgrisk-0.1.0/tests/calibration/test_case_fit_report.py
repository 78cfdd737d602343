"""The printed figures on the cases name what they stand beside."""

from __future__ import annotations

from avgrisk.calibration.case_fit import report


def test_the_report_names_the_baselines_the_ablation_and_the_misfits():
    text = report(permutations=3)
    for word in (
        "consent",
        "prescan",
        "without brand",
        "leave-one-out",
        "barclays-2013",
        "hindsight",
    ):
        assert word in text
    assert "chance 0.250" in text
