"""Word order in Dutch and English."""

import pytest

from avgrisk.calibration.reading.clauses import Said, clauses, filled, whose_data
from avgrisk.calibration.reading.plan_tables import Noun, verb

DUTCH = Said(
    "nl",
    verb("pass.a", "a", "nl"),
    Noun("adressen", True),
    "aan adverteerders",
    "de bank",
    "klanten",
    "u",
    (Noun("schulden", True),),
)
ENGLISH = Said(
    "en",
    verb("pass.a", "a", "en"),
    Noun("addresses", True),
    "to advertisers",
    "the bank",
    "customers",
    "you",
    (Noun("debts", True),),
)


@pytest.mark.parametrize(
    "form, text",
    [
        ("INF", "adressen aan adverteerders doorgeven"),
        ("OMTE", "adressen aan adverteerders door te geven"),
        ("WIJ", "wij geven adressen aan adverteerders door"),
        ("SUB", "de bank adressen aan adverteerders doorgeeft"),
        ("PAS", "adressen worden aan adverteerders doorgegeven"),
        ("NOUN", "doorgifte van adressen aan adverteerders"),
        ("HEAD", "Bank geeft adressen aan adverteerders door"),
        ("D", "uw schulden"),
    ],
)
def test_dutch(form, text):
    assert filled(f"{{{form}}}", clauses(DUTCH)) == text


@pytest.mark.parametrize(
    "form, text",
    [
        ("INF", "pass on addresses to advertisers"),
        ("ING", "passing on addresses to advertisers"),
        ("ORG", "the bank passes on addresses to advertisers"),
        ("PAS", "addresses are passed on to advertisers"),
        ("NOUN", "transfer of addresses to advertisers"),
        ("D", "your debts"),
    ],
)
def test_english(form, text):
    assert filled(f"{{{form}}}", clauses(ENGLISH)) == text


def test_a_clause_comes_after_the_last_verb():
    said = clauses(
        Said(
            "nl",
            verb("test.a", "a", "nl"),
            Noun("berichten", True),
            "om te zien wie boos wordt",
            "de bank",
            "klanten",
            "3",
            (),
        )
    )
    assert filled("{INF}", said) == "berichten testen om te zien wie boos wordt"


@pytest.mark.parametrize(
    "noun, person, lang, text",
    [
        (Noun("hartslag", False, True), "3", "nl", "de hartslag van klanten"),
        (Noun("inkomen", False), "3", "nl", "het inkomen van klanten"),
        (Noun("inkomen", False), "je", "nl", "je inkomen"),
        (Noun("income", False), "my", "en", "my income"),
    ],
)
def test_data_are_somebodys(noun, person, lang, text):
    assert whose_data(noun, "klanten", person, lang).text == text


def test_sentences_begin_with_a_capital_and_abbreviations_do_not_end_one():
    assert filled("{A}. {A}", {"A": "het boek"}) == "het boek. Het boek"
    assert filled("t.b.v. {A}", {"A": "verkoop"}) == "t.b.v. verkoop"
