"""Whose data it are."""

from __future__ import annotations

import pytest

from avgrisk.core import shipped
from avgrisk.vocabulary.people import likely, named, table
from avgrisk.vocabulary.sectors import table as sectors


def test_every_row_says_why_and_points_to_a_kind_of_organisation():
    for each in table().values():
        assert each.ground and each.relation in {"", *sectors()}
        assert 0 <= each.guardian <= 1 and 0 <= each.sensitivity <= 0.2
    assert {row["key"] for row in shipped.rows("words/people_words.csv")} == {*table(), ""}


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("Medewerkers", "employee"),
        ("werknemers van klanten", "employee"),
        ("employees of our customers", "employee"),
        ("sollicitanten", "applicant"),
        ("leerlingen gr 7/8", "child"),
        ("huurders", "tenant"),
        ("medewerkers en klanten", ""),
        ("inwoners", ""),
        ("blorf", None),
    ],
)
def test_people_are_named(cell, key):
    assert named(cell) == key


def test_a_text_that_tells_nobody_names_nobody():
    assert likely("") == "" and likely("facturen sturen") == ""
