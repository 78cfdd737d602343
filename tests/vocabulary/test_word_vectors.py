"""Word vectors: two languages in one space, compounds by their parts, nothing for noise."""

import numpy as np
import pytest

from avgrisk.core import shipped
from avgrisk.vocabulary import word_vectors
from avgrisk.vocabulary.word_vectors import likeness, meaning, near, parts, shares, vector, weighed

PAIRS = [
    ("ziekenhuis", "hospital"),
    ("verzekeraar", "insurer"),
    ("zwanger", "pregnant"),
    ("verkoopt", "sells"),
    ("nieuwsbrief", "newsletter"),
]


@pytest.mark.parametrize("dutch, english", PAIRS)
def test_a_word_is_nearer_to_its_translation_than_to_the_other_words(dutch, english):
    found = near(dutch, among=[other for _, other in PAIRS], count=1)
    assert found[0].word == english and found[0].likeness > 0.5


def test_compounds_are_split_where_both_parts_are_words():
    known = {"verkoop", "cijfers", "cijfer", "wijk", "verpleegkundige", "dag", "deel", "bedrijf"}
    assert parts("verkoopcijfers", known) == ("verkoop", "cijfers")
    assert parts("bedrijfsverpleegkundige", known) == ("bedrijf", "verpleegkundige")
    assert parts("dagdeel", known) == () == parts("verkoop", known) == parts("x" * 999, known)


def test_a_word_is_known_by_itself_before_a_shorter_form_before_its_parts():
    known = {"foto", "tafel", "wijkteam", "wijk", "teams"}
    assert weighed("foto's", known) == (("foto", 1.0),)
    assert weighed("tafeltje", known) == (("tafel", 1.0),)
    assert weighed("wijkteams", known) == (("wijkteam", 1.0),)
    assert [part for part, _ in weighed("wijkfoto", known)] == [] and weighed("blorf", known) == ()


def test_noise_has_no_meaning_and_a_text_of_it_neither():
    assert vector("blorfgrumpf") is None and vector("x" * 10_000) is None
    assert not meaning(["blorfgrumpf"]).any() and near("blorfgrumpf") == ()
    assert likeness("blorfgrumpf", "bank") == 0


def test_the_parts_of_a_meaning_add_up_to_it_and_it_has_length_one():
    said = ["wij", "verkopen", "blorf", "adressen"]
    assert shares(said).sum(axis=0) == pytest.approx(meaning(said), abs=1e-5)
    assert np.linalg.norm(meaning(said)) == pytest.approx(1, abs=1e-5)
    assert shares([]).shape == (0, word_vectors.table().vectors.shape[1])


def test_what_is_said_often_hardly_speaks():
    often, seldom = (np.linalg.norm(vector(word)) for word in ("de", "verzekeraar"))
    assert often < seldom / 4


def test_the_files_are_small_and_of_whole_numbers():
    sizes = [
        len(shipped.path(name).read_bytes()) for name in (word_vectors.VECTORS, word_vectors.WORDS)
    ]
    assert sum(sizes) <= 6_000_000
    assert word_vectors.table().vectors.dtype == np.int8
