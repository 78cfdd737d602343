"""Reports that a law asks for, and the same data handed over for another end."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import avgrisk
from avgrisk.core.records import ProposedUse
from avgrisk.indicators.lawful import duty_of

#: Kind of organisation, the words of the use, data, people. What is `lawful` stands on an article of
#: law; the rest has the same data, or the same recipient, for another end or without such a duty.
with Path(__file__).with_name("lawful.csv").open(encoding="utf-8", newline="") as table:
    USES = [tuple(row.values()) for row in csv.DictReader(table)]
LAWFUL, OTHER_ENDS = (
    [use for kind, *use in USES if kind == wanted] for wanted in ("lawful", "other end")
)


def use_of(sector: str, text: str, data: str, people: str) -> ProposedUse:
    return ProposedUse(
        sector=sector,
        proposed_use=text,
        collected_for=text,
        data_categories=tuple(data.split(";")),
        data_subjects=people,
    )


@pytest.mark.parametrize(("sector", "text", "data", "people"), LAWFUL, ids=lambda part: part[:40])
def test_what_a_law_asks_for_costs_no_distance(sector, text, data, people):
    use = use_of(sector, text, data, people)
    scored = avgrisk.score(use)
    assert duty_of(use) is not None and scored.band != "red"
    distance = scored.readings["purpose_distance"]
    assert dict(distance.facets)["facet.recipient"].mode == 0
    assert "distance.recipients_by_law" in [reason.key for reason in distance.reasons]


@pytest.mark.parametrize(
    ("sector", "text", "data", "people"), OTHER_ENDS, ids=lambda part: part[:40]
)
def test_the_same_for_another_end_stays_passing_on(sector, text, data, people):
    use = use_of(sector, text, data, people)
    assert duty_of(use) is None
    assert avgrisk.score(use).band != "green"


def test_only_who_has_the_duty_may_claim_it():
    text = "Renteopgave aan de Belastingdienst"
    assert duty_of(ProposedUse(sector="bank", proposed_use=text))
    assert duty_of(ProposedUse(sector="dating_app", proposed_use=text)) is None
    payroll = ProposedUse(sector="dating_app", proposed_use="Loonaangifte")
    assert duty_of(payroll.replace(recipient_words="Belastingdienst")).key == "payroll"
    assert duty_of(payroll.replace(recipient_words="Belastingdienst; databroker")) is None
