"""Folding keeps every place in the text true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.core import shipped
from avgrisk.vocabulary.text import ABBREVIATIONS, fold, words

#: What words stand at the place of an abbreviation.
WRITTEN_OUT = frozenset(" ".join(row["full"] for row in shipped.rows(ABBREVIATIONS)).split())


@given(st.text())
def test_folding_keeps_the_length_and_words_keep_their_place(text):
    folded = fold(text)
    assert len(folded) == len(text)
    for word in words(text):
        assert 0 <= word.start < word.end <= len(text)
        assert folded[word.start : word.end] == word.folded or word.folded in WRITTEN_OUT


def test_accents_capitals_and_curly_apostrophes_are_folded():
    assert fold("Coördinatie van KLANT’S cafés") == "coordinatie van klant's cafes"


def test_hyphens_slashes_and_punctuation_divide_words():
    found = [word.folded for word in words("e-mail/naam; (BSN), 30% korting…")]
    assert found == ["e", "mail", "naam", "bsn", "30", "korting"]


def said(text: str) -> str:
    """The words of a text in a row."""
    return " ".join(word.folded for word in words(text))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("tbv", "ten behoeve van"),
        ("T.b.v.", "ten behoeve van"),
        ("m. b. t.", "met betrekking tot"),
        ("v/d", "van de"),
        ("e.g.", "for example"),
        ("appts", "appointments"),
    ],
)
def test_an_abbreviation_is_read_as_the_words_it_stands_for_at_its_place(short, full):
    text = f"lijst {short} dansles"
    assert said(text) == f"lijst {full} dansles"
    within = words(text)[1:-1]
    assert {(word.start, word.end) for word in within} == {(6, 6 + len(short.rstrip(".")))}


@pytest.mark.parametrize("text", ["DMV", "plan t b v", "t, b, v", "t.b", "een e g wagen"])
def test_a_name_in_capitals_and_letters_apart_stay_what_they_are(text):
    assert said(text) == fold(text).replace(",", "").replace(".", " ")


def test_every_abbreviation_stands_once_and_its_words_hold_no_other():
    each = [short for row in shipped.rows(ABBREVIATIONS) for short in row["short"].split("|")]
    assert len(each) == len(set(each))
    assert all(said(row["full"]) == row["full"] for row in shipped.rows(ABBREVIATIONS))
