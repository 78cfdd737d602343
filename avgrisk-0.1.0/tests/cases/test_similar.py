"""The real cases nearest to a use."""

from __future__ import annotations

import avgrisk
from avgrisk.cases.case_base import load_case, load_cases
from avgrisk.core.records import ProposedUse


def test_a_case_is_nearest_to_itself_unless_left_out():
    for case in load_cases():
        assert avgrisk.similar_cases(case.use, 1)[0].distance == 0
    found = avgrisk.similar_cases(load_case("ing-2014").use, 3, leave_out="ing-2014")
    assert "ing-2014" not in [item.case.id for item in found]


def test_three_real_cases_with_outcome_and_source_nearest_first():
    found = avgrisk.similar_cases(load_case("ill-naast-bankoverzicht").use)
    assert len(found) == 3
    assert [item.distance for item in found] == sorted(item.distance for item in found)
    for item in found:
        assert not item.case.illustration
        assert item.case.outcome.ordinal is not None
        assert item.case.sources[0].url


def test_nothing_known_finds_nothing():
    assert avgrisk.similar_cases(ProposedUse()) == ()


def test_who_does_what_with_which_data_counts_before_the_readings():
    use = ProposedUse(
        sector="supermarkt",
        proposed_use="Klantenkaartgegevens verkopen aan een verzekeraar",
        data_categories=("aankopen",),
    )
    for item in avgrisk.similar_cases(use):
        assert {reason.key for reason in item.why} & {"similar.sector", "similar.family"}
    claimants = use.replace(
        sector="gemeente",
        proposed_use="Bijstandsontvangers een fraudescore geven",
        data_categories=("inkomen", "nationaliteit"),
    )
    near = {item.case.id for item in avgrisk.similar_cases(claimants)}
    assert near & {"syri-2014", "toeslagen-nationaliteit", "duo-uitwonend"}
