"""Both readers together: shares that add up, denials, stories, phrases that stand alone."""

import numpy as np
import pytest

from avgrisk.vocabulary import plan_hints
from avgrisk.vocabulary.plan_hints import likely, read_plan, reasons
from avgrisk.vocabulary.plan_shares import FACETS, HANDED, keys

TEXTS = [
    "Wij verkopen de aankopen van kaarthouders aan een verzekeraar",
    "Salarissen uitbetalen aan het personeel",
    "De klant koopt schoenen. Wij raden sokken aan. Niemand kijkt mee.",
    "blorf",
    "12345",
    "é" * 3_000,
]


@pytest.mark.parametrize("text", TEXTS)
def test_shares_add_up_and_candidates_are_the_best_of_them(text):
    for name in FACETS:
        part = likely(text)[name]
        assert part.sum() == pytest.approx(1) and (part >= -1e-12).all()
        hint = getattr(read_plan(text), name)
        assert hint.confidence == pytest.approx(part.max())
        assert [part[keys(name).index(key)] for key, _ in hint.candidates] == sorted(
            part, reverse=True
        )[: plan_hints.BEST]


def test_digits_tell_nothing():
    assert read_plan("12345").family.key == "" and read_plan("12345").family.confidence == 1


def test_what_is_denied_is_not_handed_over():
    handed = [key.startswith(HANDED) for key in keys("family")]
    told, denied = (
        likely(text)["family"][np.array(handed)].sum()
        for text in ("Wij delen uw gegevens met derden", "Wij delen uw gegevens niet met derden")
    )
    assert told > 0.5 > denied


def test_in_a_story_the_sentence_that_says_more_leads():
    text = "De klant koopt schoenen bij ons. We verkopen zijn adres aan handelaren in data."
    assert read_plan(text).family.key == "sharing.data"


def test_reasons_are_words_of_the_text_and_two_near_texts():
    found = reasons(TEXTS[0])
    assert all(word in TEXTS[0] for words in found.words.values() for word in words)
    assert len(found.near) == 2


def test_texts_read_together_tell_what_they_tell_one_by_one():
    texts = ["We sell your address. Nobody was asked.", "Loon betalen", "12", "De bank belt u."]
    told = []
    for together in (False, True):
        plan_hints._KEPT.clear()
        if together:
            plan_hints.prepare(texts)
            assert plan_hints._KEPT.keys() == set(texts)
        told.append(
            [(each.tobytes()) for text in texts for each in plan_hints.likely(text).values()]
        )
    assert told[0] == told[1]
