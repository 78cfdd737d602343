"""Image misfit: what is given wins, else the suggestion, and the data-logical part apart."""

from __future__ import annotations

import pytest

from avgrisk.core.records import FIELDS, LEVEL_FIELDS, UNKNOWN, ProposedUse, Range
from avgrisk.indicators import image_misfit
from avgrisk.indicators.image_fit import suggest
from avgrisk.indicators.measure import measure
from avgrisk.indicators.uses import Uses
from avgrisk.vocabulary import sectors

ING = ProposedUse(
    sector="bank",
    data_categories="x_nl.payment_transactions",
    proposed_use="adverteerders een aanbod laten doen op basis van betalingen",
)


def test_a_given_level_wins_and_is_called_given():
    found = measure("image_misfit", ING.replace(image_fit="extension"))
    assert (found.status, found.range) == ("given", Range.point(0.25))


def test_a_suggestion_is_called_suggested_and_turned_round():
    found, fit = measure("image_misfit", ING), Range(*suggest(Uses.of(ING)).fit[:, 0])
    assert found.status == "suggested"
    assert (found.low, found.high) == (round(1 - fit.high, 4), round(1 - fit.low, 4))


def test_data_can_be_logical_while_the_image_does_not_fit():
    """ING 2014: the data are logical for a bank, the use does not fit its image."""
    facets = dict(measure("image_misfit", ING).facets)
    assert facets["fit.data"].mode > 0.85
    assert measure("image_misfit", ING).value > 0.75
    given = dict(measure("image_misfit", ING.replace(image_fit=0.1)).facets)
    assert given["fit.data"] == facets["fit.data"]


def test_the_same_plan_by_a_search_engine_moves_the_misfit():
    plan = ProposedUse(
        sector="bank",
        data_categories="user.behavior.search_history",
        proposed_use_key="marketing.third_party",
        image_fit=0.1,
    )
    moved = measure("image_misfit", sectors.at_other(plan, "zoekmachine"))
    assert moved.status == "suggested"
    assert moved.value < measure("image_misfit", plan.replace(image_fit=None)).value


def test_without_a_sector_it_is_unknown_never_zero():
    found = measure("image_misfit", ING.replace(sector=""))
    assert (found.status, found.range, found.value) == ("unknown", UNKNOWN, None)
    assert found.reasons


@pytest.mark.parametrize("field", sorted(set(FIELDS) - {"image_misfit", *image_misfit.FIELDS}))
def test_a_field_it_does_not_name_changes_nothing(field):
    value = 0.3 if field in LEVEL_FIELDS else "verkopen aan een zoekmachine"
    assert measure("image_misfit", ING.replace(**{field: value})) == measure("image_misfit", ING)
