"""Control gap: 1 - control, and control counts for less where people cannot go elsewhere."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.core import labels
from avgrisk.core.records import InputError, ProposedUse, Range
from avgrisk.indicators.measure import measure as measured
from avgrisk.vocabulary import sectors

measure = partial(measured, "control_gap")


UNAVOIDABLE = ("bank", "government", "energy_grid", "health_insurer", "employer", "school")


@pytest.mark.parametrize(
    ("level", "gap"),
    [("unknown", 1), ("terms", 0.75), ("opt_out", 0.5), ("opt_in", 0.25), ("opt_in_easy", 0)],
)
def test_named_levels_are_turned_round(level, gap):
    found = measure(ProposedUse(control=level, sector="webshop"))
    assert (found.status, found.range) == ("given", Range.point(gap))


@pytest.mark.parametrize("sector", UNAVOIDABLE)
def test_control_counts_for_less_where_one_cannot_go_elsewhere(sector):
    found = measure(ProposedUse(control="opt_in", sector=sector))
    assert found.value == pytest.approx(1 - 0.6 * 0.75)
    assert "60 %" in labels.say(found.reasons[-1])


def test_without_a_sector_control_counts_in_full():
    assert measure(ProposedUse(control="opt_in")).value == 0.25
    assert measure(ProposedUse(control="opt_in", sector="xyzzy")).value == 0.25


def test_no_control_at_all_needs_no_reduction():
    assert len(measure(ProposedUse(control="unknown", sector="bank")).reasons) == 1


def test_blank_is_unknown():
    assert measure(ProposedUse(sector="bank")).status == "unknown"


def test_a_level_that_does_not_exist_is_an_error():
    with pytest.raises(InputError):
        measure(ProposedUse(control="perhaps"))


@given(st.floats(0, 1), st.sampled_from(sorted(sectors.table())))
def test_the_gap_is_never_smaller_than_without_the_sector(level, sector):
    gap = measure(ProposedUse(control=level, sector=sector)).value
    assert round(1 - level, 4) <= gap <= 1
