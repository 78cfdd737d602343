"""Folding keeps every place in the text true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.core import shipped
from avgrisk.vocabulary import acts, conditions, data_patterns, handing_frame, hint_tables, knowing
from avgrisk.vocabulary.text import ABBREVIATIONS, NUMBERS, fold, numbers_alike, words
from avgrisk.vocabulary.word_tables import word_table

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


def test_no_table_knows_a_number_that_is_taken_for_any_other():
    tables = [hint_tables._matcher(), handing_frame.table().phrases, data_patterns.table()[0]]
    tables += [word_table(module.TABLE).phrases for module in (acts, conditions, knowing)]
    said = {shape.strip("*") for table in tables for shape in table._shapes}
    said |= {word for row in shipped.rows(ABBREVIATIONS) for word in row["short"].split("|")}
    assert {shape for shape in said if shape.isdigit()} <= NUMBERS
    assert not any(set(number) == {"0"} for number in NUMBERS)


@given(st.text("ab1 29_'’.-é", max_size=30))
def test_numbers_that_are_alike_leave_every_word_in_its_place(text):
    alike = numbers_alike(text)
    pairs = zip(words(text), words(alike), strict=True)
    for word, other in pairs:
        assert word[1:] == other[1:]
        assert word.folded == other.folded or (word.folded.isdigit() and set(other.folded) == {"0"})
