"""The two boxes: they only connect, start empty, and keep nothing."""

from __future__ import annotations

import avgrisk
from avgrisk.explorer import hands, room

SCORE = avgrisk.score(avgrisk.load_case("ing-2014").use)


def test_the_boxes_start_empty():
    boxes = hands()
    assert (boxes.yes.value, boxes.no.value) == (0, 0)
    assert boxes.text == room(0, 0).text


def test_a_box_shows_what_the_plain_call_says():
    boxes = hands(SCORE, "en")
    boxes.yes.value, boxes.no.value = 8, 24
    plain = room(8, 24, SCORE, "en")
    assert boxes.text == plain.text
    assert boxes.picture.value == plain.markup
    assert repr(boxes) == plain.text


def test_reset_empties_both_boxes():
    boxes = hands()
    boxes.no.value = 5
    boxes.reset()
    assert boxes.text == room(0, 0).text


def test_two_rooms_do_not_share_their_hands():
    first, second = hands(), hands()
    first.no.value = 9
    assert second.no.value == 0


def test_a_box_refuses_more_than_it_may_hold():
    boxes = hands()
    boxes.yes.value = -5
    assert boxes.yes.value == 0


def test_both_boxes_have_a_name_in_the_language_asked():
    boxes = hands(lang="en", question="Would you?")
    assert boxes.yes.description == "I would"
    assert boxes.children[-1].name == "Would you?"
    assert boxes.children[-1].lang == "en"


def test_the_question_is_escaped():
    assert "<b>" not in hands(question="<b>x</b>").children[0].value
