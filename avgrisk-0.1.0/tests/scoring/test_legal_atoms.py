"""What the law reads of a cell: exceptions and signs from words, traits and marks from tables."""

from __future__ import annotations

import pytest

from avgrisk.core import shipped
from avgrisk.core.records import FIELDS
from avgrisk.scoring.legal_atoms import ATOMS, exception, said
from avgrisk.vocabulary import data_words, sectors


def test_atoms_are_of_fields_of_a_use():
    assert set(ATOMS) <= set(FIELDS)


@pytest.mark.parametrize(
    ("ground", "key"),
    [
        ("", ""),
        ("geen", "none"),
        ("Gerechtvaardigd belang", "article6"),
        ("uitdrukkelijke toestemming", "a"),
        ("toestemming", "plain_consent"),
        ("art. 9 lid 2 onder h AVG", "h"),
        ("explicit consent (art. 9(2)(a))", "a"),
        ("UAVG 33 lid 2", "own"),
        ("zwaarwegend algemeen belang", "g"),
        ("omdat het handig is", "other"),
    ],
)
def test_an_exception_is_read_from_its_words(ground, key):
    assert exception(ground) == key


def test_a_text_says_its_signs_and_a_blank_one_nothing():
    assert said(" ") is None
    assert "automated" in said("Automatisch een kredietscore berekenen").signs
    assert said("We place tracking cookies").signs == {"device"}
    assert said("Tips over boeken").signs == frozenset()


def test_every_organisation_and_kind_of_data_in_the_tables_of_the_law_exists():
    assert {row["sector"] for row in shipped.rows("law/organisations.csv")} <= set(sectors.table())
    assert {row["category"] for row in shipped.rows("law/data.csv")} <= set(data_words.categories())
