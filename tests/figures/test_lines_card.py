"""Lines as a card: nothing is lost, text from outside is text, what goes on stays in its item."""

from __future__ import annotations

from avgrisk.figures.lines_card import lines_card

LINES = ["Een stelling:", "- <b>een</b>", "  met meer", "- twee", "Een slot."]


def test_the_card_says_what_the_lines_say():
    assert lines_card(LINES).text == "\n".join(LINES)


def test_words_from_outside_are_text_and_an_item_keeps_what_goes_on_with_it():
    markup = lines_card(LINES).markup
    assert "<b>een" not in markup and "&lt;b&gt;een" in markup
    assert markup.count("<li>") == 2 and markup.count("<ul") == 1
    assert markup.index("met meer") < markup.index("twee")
