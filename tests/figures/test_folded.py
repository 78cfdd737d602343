"""A fold is shut, says what is in it, and keeps the same text beside it."""

from __future__ import annotations

import pytest

from avgrisk.core.labels import LANGUAGES, label
from avgrisk.figures.folded import folded
from avgrisk.figures.lines_card import lines_card


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_answer_is_shut_and_says_that_it_is_an_answer(lang):
    card = lines_card(["Rood."], lang)
    shut = folded(card, lang)
    assert shut.text == card.text and card.markup in shut.markup
    assert label("fold.answer", lang) in shut.markup and "<details open" not in shut.markup


def test_what_a_check_printed_stands_as_it_was_and_is_text():
    shut = folded("a  b\n<b>c</b>")
    assert "<pre>a  b\n&lt;b&gt;c&lt;/b&gt;</pre>" in shut.markup
    assert shut.text == "a  b\n<b>c</b>" and label("fold.check") in shut.markup
