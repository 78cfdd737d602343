"""What the organisation is to the people concerned, and who receives the data."""

from __future__ import annotations

import avgrisk
from avgrisk.core.records import ProposedUse
from avgrisk.indicators.relations import sector_of, usual_recipients
from avgrisk.indicators.uses import Uses

PAY = ProposedUse(
    title="Salarisadministratie",
    proposed_use="Uitbetalen van het salaris aan medewerkers",
    collected_for="Uitbetalen van het salaris aan medewerkers",
    sector="winkel",
    data_categories=("NAW", "BSN", "IBAN", "salaris"),
    data_subjects="Medewerkers",
)


def test_staff_are_judged_by_their_employer():
    assert sector_of(PAY).key == "employer"
    assert sector_of(PAY.replace(data_subjects="", title="", proposed_use="")).key == "retail"
    reasons = [reason.key for reason in avgrisk.score(PAY).readings["image_misfit"].reasons]
    assert reasons[0] == "fit.people"


def test_payroll_is_not_red_in_whatever_trade():
    paid = PAY.replace(
        recipient="government", recipient_words="Belastingdienst, UWV, pensioenfonds"
    )
    for sector in ("winkel", "ziekenhuis", "gemeente", "school", "bank", "app"):
        assert avgrisk.score(paid.replace(sector=sector)).band != "red"


def test_usual_recipients_cost_no_distance_and_say_so():
    paid = PAY.replace(recipient="government", recipient_words="Belastingdienst, UWV")
    assert usual_recipients(Uses.of(paid))[0]
    reading = avgrisk.score(paid).readings["purpose_distance"]
    assert dict(reading.facets)["facet.recipient"].mode == 0
    assert "distance.recipients_by_law" in [reason.key for reason in reading.reasons]
    sold = paid.replace(recipient_words="Belastingdienst, datahandelaren")
    assert not usual_recipients(Uses.of(sold))[0]


def test_people_who_cannot_leave_have_less_choice():
    club = ProposedUse(sector="sportschool", control="opt_in")
    child = club.replace(data_subjects="kinderen")
    free, bound = (avgrisk.score(use).readings["control_gap"] for use in (club, child))
    assert bound.value > free.value


def test_a_partner_named_in_the_use_costs_no_distance_and_an_outsider_does():
    meal = ProposedUse(sector="airline", proposed_use="We pass your meal choice to the caterer")
    assert usual_recipients(Uses.of(meal))[0]
    reading = avgrisk.score(meal.replace(data_categories=("meal choice",))).readings
    assert "distance.recipients_usual" in [r.key for r in reading["purpose_distance"].reasons]
    for other in ("to an insurer", "to the caterer and an insurer"):
        text = f"We pass your meal choice {other}"
        assert not usual_recipients(Uses.of(meal.replace(proposed_use=text)))[0]


def test_a_drug_maker_is_no_pharmacy():
    shared = ProposedUse(sector="gp", proposed_use="share the data with pharmaceutical companies")
    assert not usual_recipients(Uses.of(shared))[0]
