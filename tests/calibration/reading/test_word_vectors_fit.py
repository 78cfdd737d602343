"""Word vectors made: which words, in which directions, the same bytes from a small made-up encoder."""

import io

import numpy as np
import pytest

from avgrisk.calibration.reading import word_vectors_fit
from avgrisk.calibration.reading.word_vectors_fit import Encoder, common, needed, vectors_files
from avgrisk.vocabulary import word_vectors


@pytest.fixture
def encoder():
    def vectors(said):
        draws = [np.random.default_rng(sum(map(ord, word)) + len(word)) for word in said]
        return np.array([draw.normal(size=96) for draw in draws], dtype=np.float32)

    return Encoder(vectors, lambda word: -float(len(word)))


def test_the_commonest_come_first_and_names_are_left_out(monkeypatch):
    monkeypatch.setattr(word_vectors_fit, "EACH", 2)
    rank = {"bank": -1.0, "bonk": -9.0, "crediet": -2.0}
    listed = ["Bank", "bank", "bonk", "crediët", "x", "a-b"]
    assert common(listed, lambda word: rank.get(word, -2.0)) == ["crediet", "bank"]


def test_a_word_that_its_parts_say_is_left_out():
    said = ["cijfers", "verkoop", "verkoopcijfers", "verkooptrucs"]
    one, other = np.array([1.0, 0.0]), np.array([0.0, 1.0])
    found = np.array([one, other, 2 * one / 3 + other / 3, -one])
    assert needed(said, found) == [0, 1, 3]


def test_the_file_is_the_same_on_every_run_and_of_whole_numbers(encoder):
    words = sorted(word_vectors_fit.own_words())[::40]
    own, more = words[::2], [f"{word}s" for word in words[1::2]]
    once = vectors_files(own, more, encoder)
    vectors = np.load(io.BytesIO(once[word_vectors.VECTORS]))
    said = np.load(io.BytesIO(once[word_vectors.WORDS]))["words"].tobytes().decode().split("\n")
    assert set(said) <= {*own, *more} and said == sorted(said)
    assert vectors_files(own, said, encoder) == once
    assert vectors.shape == (len(said), word_vectors_fit.DIRECTIONS)
    assert np.abs(vectors).max() == 127
