"""Words for data with two senses: the list, the words of the use and the organisation tell which."""

import pytest

from avgrisk.core import shipped
from avgrisk.core.records import ProposedUse
from avgrisk.indicators.data_named import facts_of
from avgrisk.vocabulary import sectors
from avgrisk.vocabulary.data_senses import TABLE, contexts
from avgrisk.vocabulary.data_words import categories

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


@pytest.mark.parametrize("data, use, sector, key", SENSES)
def test_what_stands_around_tells_the_sense(data, use, sector, key):
    keys = facts_of(ProposedUse(proposed_use=use, sector=sector, data_categories=(data,))).keys
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
