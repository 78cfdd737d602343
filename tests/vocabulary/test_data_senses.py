"""Words for data with two senses: the list, the words of the use and the organisation tell which."""

import pytest

from avgrisk.core import shipped
from avgrisk.core.records import ProposedUse
from avgrisk.indicators.data_named import facts_of
from avgrisk.vocabulary import sectors
from avgrisk.vocabulary.data_senses import TABLE, contexts
from avgrisk.vocabulary.data_words import categories
from avgrisk.vocabulary.plan_data import data

SENSES = [
    ("loan history", "remind of overdue books", "library", "user.behavior.media_consumption"),
    ("loan history", "decide on a mortgage", "bank", "x_nl.debt"),
    ("soort verlof, saldo", "", "", "x_nl.employment"),
    ("factuuradres, contactpersoon", "", "", "user.contact.organization"),
    ("contactpersoon", "bellen in nood", "school", "x_nl.relatives"),
    ("spaargegevens", "", "supermarkt", "user.behavior.purchase_history"),
    ("spaargegevens", "", "bank", "x_nl.wealth"),
    ("dossiers", "onderzoek naar kanker", "ziekenhuis", "user.health_and_medical"),
    ("dossiers", "bouwvergunning behandelen", "gemeente", "x_nl.permit"),
    ("readings", "bill for gas", "energy supplier", "x_nl.smart_meter"),
    ("e-mail, apparaat-token", "", "", "user.device"),
]

#: What a plan in running text names: the words, and the kinds of data besides a name.
IN_PLANS = [
    ("The bank needs your name for running the account", {"user.account"}),
    ("De klant huurt een auto en geeft zijn naam", set()),
    ("De school bewaart de cijfers van de omzet", {"x_nl.administrative"}),
    ("Overtreding van het reglement, naam", {"x_nl.unlawful_behaviour"}),
    ("Golf handicap of the player", {"x_nl.fitness"}),
    ("Handicap van de medewerker", {"user.health_and_medical"}),
    ("De geboortedatum van het paard en de naam", {"x_nl.administrative"}),
    ("De geboortedatum van de ruiter en de naam", {"user.demographic.date_of_birth"}),
    ("Minor repairs: name", set()),
    ("She notes the name", set()),
    ("Recepten van de arts en de naam", {"user.health_and_medical"}),
    ("We separate paper and glass; name", set()),
    ("Tyre profile and name", {"x_nl.vehicle"}),
    ("How many phones were in the square", {"user.location.imprecise"}),
    ("Wie kocht een duurdere telefoon", {"user.device"}),
    ("The app passes cycle dates to a shop", {"user.health_and_medical"}),
]


def test_the_organisation_tells_the_sense_in_a_plan_too():
    plan = "De uitslagen en het programma hangen op het bord"
    found = {each.key for each in data(plan, sector="sports_association")}
    assert "x_nl.membership" in found and "user.health_and_medical" not in found
    assert "user.health_and_medical" in {each.key for each in data(plan, sector="hospital")}


@pytest.mark.parametrize("plan, keys", IN_PLANS)
def test_a_word_of_an_everyday_sense_names_no_other_data(plan, keys):
    named = {each.key for each in data(plan)} - {"user.name", "x_nl.customer_relation"}
    assert named == keys


@pytest.mark.parametrize("listed, use, sector, key", SENSES)
def test_what_stands_around_tells_the_sense(listed, use, sector, key):
    keys = facts_of(ProposedUse(proposed_use=use, sector=sector, data_categories=(listed,))).keys
    assert key in keys
    others = {row["key"] for row in shipped.rows(TABLE) if row["instead"] == key}
    assert not others & set(keys)


def test_a_sense_that_names_nothing_known_is_told_as_unread():
    facts = facts_of(ProposedUse(proposed_use="Taken bijhouden", data_categories=("energie",)))
    assert facts.unmatched == ("energie",) and "x_nl.smart_meter" not in facts.keys


def test_the_table_holds_keys_that_exist_and_contexts_that_are_known():
    rows = shipped.rows(TABLE)
    known = {row["name"] for row in rows if row["kind"] == "context"}
    for row in rows:
        assert row["name"] in known
        assert {row["key"], row["instead"]} <= {*categories(), ""}
        assert set(filter(None, row["sectors"].split(";"))) <= set(sectors.table())
    assert contexts("") == frozenset()
