"""What a compound says by its parts: the first part leads where the last only says how it is kept."""

from __future__ import annotations

import pytest

from avgrisk.vocabulary.data_patterns import first_part, last_part
from avgrisk.vocabulary.data_words import match


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("wondverslag", "user.health_and_medical"),
        ("abortusdossier", "user.health_and_medical"),
        ("schuldenverslag", "x_nl.debt"),
        ("gokhistorie", "x_nl.gambling"),
        ("gezichtsfoto", "user.biometric"),
        ("salarishistorie", "x_nl.income_benefit"),
    ],
)
def test_the_first_part_of_a_compound_says_what_it_is_about(word, key):
    assert match(word).keys == (key,)


def test_a_compound_of_which_nobody_knows_the_first_part_is_read_by_its_last():
    assert first_part("blorffoto") is None
    assert match("blorffoto").keys == ("user.content.self_image",)


def test_a_compound_of_which_nobody_knows_any_part_stays_unread():
    assert match("blorfgrafiek").unmatched == ("blorfgrafiek",)


def test_last_part():
    assert (last_part("huurdersgegevens"), last_part("gegevens")) == ("gegevens", "")
