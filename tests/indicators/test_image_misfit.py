"""Image misfit: what is given wins, else the suggestion, and the data-logical part apart."""

from __future__ import annotations

import pytest

from avgrisk.core.records import FIELDS, LEVEL_FIELDS, UNKNOWN, ProposedUse, Range
from avgrisk.indicators import image_misfit
from avgrisk.indicators.image_fit import suggest
from avgrisk.vocabulary import sectors

ING = ProposedUse(
    sector="bank",
    data_categories="x_nl.payment_transactions",
    proposed_use="adverteerders een aanbod laten doen op basis van betalingen",
)


def test_a_given_level_wins_and_is_called_given():
    found = image_misfit.measure(ING.replace(image_fit="extension"))
    assert (found.status, found.range) == ("given", Range.point(0.25))


def test_a_suggestion_is_called_suggested_and_turned_round():
    found, fit = image_misfit.measure(ING), suggest(ING).fit
    assert found.status == "suggested"
    assert (found.low, found.high) == (1 - fit.high, 1 - fit.low)


def test_data_can_be_logical_while_the_image_does_not_fit():
    """ING 2014: the data are logical for a bank, the use does not fit its image."""
    facets = dict(image_misfit.measure(ING).facets)
    assert facets["fit.data"].mode > 0.85
    assert image_misfit.measure(ING).value > 0.75
    given = dict(image_misfit.measure(ING.replace(image_fit=0.1)).facets)
    assert given["fit.data"] == facets["fit.data"]


def test_the_same_plan_by_a_search_engine_moves_the_misfit():
    plan = ProposedUse(
        sector="bank",
        data_categories="user.behavior.search_history",
        proposed_use_key="marketing.third_party",
        image_fit=0.1,
    )
    moved = image_misfit.measure(sectors.at_other(plan, "zoekmachine"))
    assert moved.status == "suggested"
    assert moved.value < image_misfit.measure(plan.replace(image_fit=None)).value


def test_without_a_sector_it_is_unknown_never_zero():
    found = image_misfit.measure(ING.replace(sector=""))
    assert (found.status, found.range, found.value) == ("unknown", UNKNOWN, None)
    assert found.reasons


@pytest.mark.parametrize("field", sorted(set(FIELDS) - set(image_misfit.FIELDS)))
def test_a_field_it_does_not_name_changes_nothing(field):
    value = 0.3 if field in LEVEL_FIELDS else "verkopen aan een zoekmachine"
    assert image_misfit.measure(ING.replace(**{field: value})) == image_misfit.measure(ING)
