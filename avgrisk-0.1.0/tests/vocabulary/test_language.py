"""Language of a text, and the clauses of a statement."""

from __future__ import annotations

import pytest

from avgrisk.core.shipped import rows
from avgrisk.indicators.vagueness_words import text_language
from avgrisk.vocabulary.language import clauses, function_words, language
from avgrisk.vocabulary.text import words


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Wij gebruiken uw gegevens om uw bestelling te bezorgen", "nl"),
        ("We use your data to deliver your order", "en"),
        ("Das ist für die Verbesserung der Dienste", None),
        ("pour améliorer les services de notre site", None),
        ("", None),
        ("12345 !!", None),
        ("Marketing", None),
        ("تحسين الخدمات", None),
    ],
)
def test_the_language_is_told_by_function_words_or_not_at_all(text, expected):
    assert language(text) == expected


def test_the_language_of_nearly_all_development_statements_is_found():
    table = rows("development/purpose_statements.csv")
    right = sum(text_language(words(row["text"])) == row["lang"] for row in table)
    assert right >= 0.98 * len(table)


def test_a_text_in_two_languages_follows_the_larger_part():
    text = "Wij gebruiken uw gegevens om uw bestelling te bezorgen, thanks for your order"
    assert language(text) == "nl"


def test_dutch_and_english_function_words_are_folded():
    assert "een" in function_words("nl")
    assert all(word == word.lower() for word in function_words("en"))


def parts(text: str) -> list[str]:
    line = words(text)
    return [text[line[first].start : line[last].end] for first, last in clauses(text)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Om u te factureren en voor marketing", ["Om u te factureren", "en voor marketing"]),
        ("To bill you and for marketing", ["To bill you", "and for marketing"]),
        (
            "Het behandelen van bezwaren en het verbeteren van processen",
            ["Het behandelen van bezwaren", "en het verbeteren van processen"],
        ),
        (
            "Handling objections and improving our work",
            ["Handling objections", "and improving our work"],
        ),
        ("U koopt een fiets. Wij bezorgen die.", ["U koopt een fiets", "Wij bezorgen die"]),
        ("facturen; marketing", ["facturen", "marketing"]),
        ("naam en adres", ["naam en adres"]),
        ("voor 8.30 uur, o.a. per brief", ["voor 8.30 uur, o.a. per brief"]),
        ("", []),
    ],
)
def test_clauses(text, expected):
    assert parts(text) == expected


def test_clauses_cover_every_word_once():
    for row in rows("development/purpose_statements.csv"):
        places = clauses(row["text"])
        covered = [i for first, last in places for i in range(first, last + 1)]
        assert covered == list(range(len(words(row["text"]))))
