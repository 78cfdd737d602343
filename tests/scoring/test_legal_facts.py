"""What the law's lines look at: read from cells, small and comparable, blind to all else."""

from __future__ import annotations

import dataclasses

from avgrisk.core.records import ProposedUse
from avgrisk.indicators.measure import readings
from avgrisk.scoring.legal_facts import LegalFacts, facts


def of(**fields):
    use = ProposedUse().replace(**fields)
    return facts(use, readings(use))


def test_facts_can_be_compared():
    assert hash(of(sector="bank")) == hash(of(sector="bank"))
    assert of() == LegalFacts()


def test_the_title_counts_only_where_the_use_is_not_described():
    assert "device" in of(title="cookies plaatsen").signs
    assert "device" not in of(title="cookies plaatsen", proposed_use="tips over boeken").signs


def test_whether_the_description_names_the_kind_of_use():
    tips = of(purpose_statement="tips over boeken geven", proposed_use_key="personalize.content")
    sold = of(purpose_statement="tips over boeken geven", proposed_use_key="sharing.data")
    assert (tips.covered, sold.covered, of().covered) == ("same", "other", "")


def test_what_is_no_fact_changes_nothing():
    use = ProposedUse(sector="bank", legal_basis="consent", control="opt_in")
    other = use.replace(trust=0.1, value_returned="fair", controller="X", identifiability=0.5)
    assert facts(use, readings(use)) == facts(other, readings(other))


def test_every_fact_has_a_blank():
    assert all(field.default is not dataclasses.MISSING for field in dataclasses.fields(LegalFacts))
