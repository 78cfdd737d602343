"""Headings that ask: what a question of a form is about, in four languages."""

import re

#: What a question asks for that begins with no name of a field.
_QUESTIONS = (
    (
        "recipient_text",
        re.compile(
            r"(?:(?:aan|met|naar) wie|(?:to|with) whom|a qui|avec qui|an wen|mit wem"
            r"|(?:wie|who|qui|wer)\b.*\b(?:toegang|inzage|krijgt|ontvangt|ziet|access|gets?|sees?"
            r"|receives?|acces|recoit|voit|zugriff|zugang|bekommt|erhalt|sieht)"
            r"|.*\b(?:share[sd]?|disclosed?|delen|gedeeld) (?:\w+ ){0,2}(?:with|to|met)$"
            r"|.*\bwe share (?:\w+ ){0,2}with)\b"
        ),
    ),
    (
        "purpose_statement",
        re.compile(
            r"(?:waarom|waarvoor|waartoe|pourquoi|a quoi|dans quel but|warum|wozu|wofur|why"
            r"|zu welchem zweck|what (?:\w+ ){1,4}(?:use|process|need|keep)\w* (?:\w+ ){0,3}for)\b"
        ),
    ),
    (
        "data_categories",
        re.compile(
            r"(?:(?:over|van)? ?welke (?:soorten )?(?:persoons)?gegevens|what (?:kinds? of )?"
            r"(?:personal )?(?:data|information)|quelles (?:donnees|informations)"
            r"|welche (?:\w+ )?daten|information held)\b"
        ),
    ),
    ("data_subjects", re.compile(r"(?:van wie|over wie|whose|about whom|de qui|wessen|von wem)\b")),
)


def asked_for(heading: str) -> str:
    """The field that a folded question asks for, "" where it asks for none that is known.

    >>> asked_for("waarom verwerken wij dit"), asked_for("who gets to see it"), asked_for("wanneer")
    ('purpose_statement', 'recipient_text', '')
    """
    return next((field for field, asks in _QUESTIONS if asks.match(heading)), "")
