"""Headings that ask, in four languages, and what they ask for."""

import pytest

from avgrisk.register.readers.asked_fields import asked_for
from avgrisk.register.readers.mapping import field_of

ASKED = {
    "recipient_text": ["aan wie geven wij het door", "wie heeft toegang tot de gegevens",
                       "with whom is it shared", "who sees the records", "a qui sont ils transmis",
                       "wer hat zugriff auf die daten"],
    "purpose_statement": ["waarom bewaren wij dit", "what do we use it for", "pourquoi",
                          "zu welchem zweck", "why do you hold it"],
    "data_categories": ["welke gegevens gebruikt u", "what kind of personal data is held",
                        "quelles donnees", "welche personenbezogenen daten"],
    "data_subjects": ["van wie zijn ze", "about whom", "wessen daten"],
    "": ["wanneer wissen wij dit", "hoe lang", "wie", "naam", ""],
}  # fmt: skip


@pytest.mark.parametrize(
    "field, asked", [(f, q) for f, questions in ASKED.items() for q in questions]
)
def test_a_question_is_about_its_field(field, asked):
    assert asked_for(asked) == field


def test_a_heading_with_accents_and_a_question_mark_is_asked_too():
    assert field_of("À qui sont transmises les données ?") == "recipient_text"
    assert field_of("Waarvoor gebruiken wij het?") == "purpose_statement"
