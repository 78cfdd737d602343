"""A simulated survey is drawn by seed, follows its weights, and is read back."""

from __future__ import annotations

import pytest

from avgrisk.calibration.validation.versions_compared import PEOPLE, SCENARIOS, refitted, survey


def test_a_survey_is_the_same_for_a_seed_and_people_refuse_what_is_risky():
    frame = survey("2", seed=3)
    assert frame.equals(survey("2", seed=3)) and not frame.equals(survey("2", seed=4))
    assert len(frame) == PEOPLE * SCENARIOS
    accepted = frame.groupby("acceptable")["image_misfit"].mean()
    assert accepted[True] < accepted[False]


@pytest.mark.parametrize("prior", ["1", "2"])
def test_either_prior_reads_the_survey_back(prior):
    found = refitted("2", prior)
    assert 0.65 < found.auc < 0.9 and 0.7 < found.slope < 1.3
