"""Slips of the keyboard: known again where the word itself is nobody's, and always with doubt."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import avgrisk
from avgrisk.core.records import ProposedUse
from avgrisk.vocabulary import misspelt
from avgrisk.vocabulary.data_words import match
from avgrisk.vocabulary.misspelt import mended
from avgrisk.vocabulary.word_vectors import vector

SLIPS = [
    ("medicatei", "user.health_and_medical"),
    ("naam, geboortedtaum", "user.demographic.date_of_birth"),
    ("salarsi, nationalitiet", "x_nl.nationality"),
    ("vaccinatoins; adress", "user.health_and_medical"),
]


@pytest.mark.parametrize("cell, key", SLIPS)
def test_a_slip_is_read_as_what_was_meant_and_stays_in_doubt(cell, key):
    found = match(cell)
    assert key in found.keys and found.unmatched


#: Words of a meaning of their own, names, short words, and words two slips away.
OTHERS = [
    "verwijsbrief",
    "Blorfzwam",
    "adrse",
    "mdeicatei",
    "medsicatie b",
    "heartbeat",
    "a1b2c3d4",
]


@pytest.mark.parametrize("said", OTHERS[:4] + OTHERS[5:])
def test_what_is_no_slip_of_one_word_stays(said):
    assert mended(said) == said


@given(st.text())
def test_a_text_without_letters_in_doubt_comes_back_and_any_text_is_taken(text):
    assert isinstance(mended(text), str)
    assert mended(mended(text)) == mended(text)


def test_most_slips_are_found_and_hardly_one_is_another_word():
    rng = random.Random(20261127)
    known = [
        word for near in misspelt._by_beginning().values() for w in near.values() for word in w
    ]
    right = wrong = 0
    for word in rng.sample(sorted(known), 400):
        at = rng.randrange(2, len(word) - 1)
        slip = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if slip != word and vector(slip) is None:
            right += mended(slip) == word
            wrong += mended(slip) not in (word, slip)
    assert right > 20 * wrong and right > 250


def test_a_slip_beside_words_that_are_sure_moves_the_range_and_keeps_their_reading():
    sure = ProposedUse(
        proposed_use="Loon uitbetalen", sector="retail", data_categories=("naam", "adres")
    )
    slip = ProposedUse(
        proposed_use="Loon uitbetalen",
        sector="retail",
        data_categories=("naam", "adres", "medicatei"),
    )
    one, other = avgrisk.score(sure), avgrisk.score(slip)
    assert other.interval[1] - other.interval[0] >= one.interval[1] - one.interval[0]
    assert other.value >= one.value
