"""Folding keeps every place in the text true."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from avgrisk.vocabulary.text import fold, words


@given(st.text())
def test_folding_keeps_the_length_and_words_keep_their_place(text):
    folded = fold(text)
    assert len(folded) == len(text)
    for word in words(text):
        assert folded[word.start : word.end] == word.folded


def test_accents_capitals_and_curly_apostrophes_are_folded():
    assert fold("Coördinatie van KLANT’S cafés") == "coordinatie van klant's cafes"


def test_hyphens_slashes_and_punctuation_divide_words():
    found = [word.folded for word in words("e-mail/naam; (BSN), 30% korting…")]
    assert found == ["e", "mail", "naam", "bsn", "30", "korting"]
