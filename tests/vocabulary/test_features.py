"""A text as numbers: buckets each once, of length one, and where each came from."""

import numpy as np
import pytest

from avgrisk.vocabulary.features import (
    BUCKETS,
    MANY,
    by_word,
    of_word,
    stems,
    weighed,
    weighed_together,
)

EVEN = np.ones(BUCKETS, dtype=np.float32)
TEXTS = ["Wij verkopen uw adres", "de de de de", "x", "é" * 9_000, "één tip: don't"]


@pytest.mark.parametrize("text", TEXTS)
def test_values_have_length_one_and_buckets_stand_there_once(text):
    buckets, values = weighed(text, EVEN)
    assert values @ values == pytest.approx(1, abs=1e-4)
    assert (np.diff(buckets) > 0).all() and buckets.max() < BUCKETS


@pytest.mark.parametrize("text", ["", "?!", "..."])
def test_a_text_without_words_has_no_buckets(text):
    assert not len(weighed(text, EVEN)[0]) and not len(by_word(text, EVEN)[2])


@pytest.mark.parametrize("text", TEXTS)
def test_by_word_adds_up_to_the_same(text):
    buckets, values, places = by_word(text, EVEN)
    once, whole = weighed(text, EVEN)
    assert np.bincount(buckets, values, BUCKETS)[once] == pytest.approx(whole, abs=1e-5)
    assert len(places) == len(buckets) and places.max() < len(text.split()) + 1


def test_many_texts_together_are_each_as_by_itself():
    texts = [*TEXTS, "Adres t.b.v. levering", "wij verkopen adressen " * 300]
    rarity = np.linspace(0.5, 4, BUCKETS, dtype=np.float32)
    starts, buckets, values = weighed_together(texts, rarity)
    parts = zip(np.split(buckets, starts[1:]), np.split(values, starts[1:]), strict=True)
    for text, (found, worth) in zip(texts, parts, strict=True):
        once, alone = weighed(text, rarity)
        assert (found == once).all() and worth == pytest.approx(alone, abs=1e-6)


def test_capitals_and_accents_do_not_matter_and_order_does():
    assert (weighed("Één tip", EVEN)[0] == weighed("een TIP", EVEN)[0]).all()
    assert len(set(weighed("a b", EVEN)[0]) ^ set(weighed("b a", EVEN)[0])) == 2


def test_what_stands_there_often_counts_more_but_not_without_end():
    one, other = weighed("x y", EVEN), weighed("x x x y", EVEN)
    at = of_word("x")[0]
    parts = [values[buckets == at][0] / values.min() for buckets, values in (one, other)]
    assert parts[1] > parts[0]
    often = [weighed(f"{'x ' * times}y", EVEN)[1].max() for times in (MANY + 1, 2 * MANY)]
    assert often[0] == pytest.approx(often[1])


def test_stems_are_of_longer_words():
    assert stems("Wij verkopen adressen") == {"verko", "adres"}
