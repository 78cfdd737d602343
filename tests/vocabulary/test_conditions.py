"""Conditions in the text: asked or not, told or not, recognisable or not, for whose benefit."""

import pytest

from avgrisk.core import shipped
from avgrisk.core.levels import choices, named
from avgrisk.vocabulary.conditions import DOUBT, FIELDS, TABLE, read_conditions

CONTROL = [
    ("Alleen met uw toestemming", "opt_in"),
    ("Only if they agree", "opt_in"),
    ("Zonder dat u toestemming geeft", "unknown"),
    ("Er is geen toestemming gevraagd", "unknown"),
    ("Nobody told the passengers", "unknown"),
    ("Tenzij u bezwaar maakt", "opt_out"),
    ("unless she objects", "opt_out"),
    ("U kunt zich afmelden", "opt_out"),
    ("Het staat in de kleine lettertjes", "terms"),
    ("It says so in the terms and conditions", "terms"),
    ("Met toestemming, die u op elk moment weer kunt intrekken", "opt_in_easy"),
    ("De klant klikt zelf aan welke aanbieding hij wil", "opt_in"),
    ("One click loads the deal to the card", "opt_in"),
    ("The box is ticked in advance", "opt_out"),
    ("Het vakje is vooraf aangevinkt", "opt_out"),
    ("You can turn it off in the settings", "opt_out"),
    ("Er komt een verplichte meter; weigeren is strafbaar", "terms"),
    ("Buiten hun weten kijkt de beheerder mee", "unknown"),
    ("It happens behind their backs", "unknown"),
    ("Wij delen uw gegevens niet zonder toestemming", "opt_in"),
    ("They are not told, and filmed without consent", "unknown"),
    ("Er hangt geen bord en zij filmen zonder toestemming", "unknown"),
]


@pytest.mark.parametrize(
    "text",
    [
        "Colleagues who joined the union are noted",
        "Wie de televisie aanzet, wordt gevolgd",
        "De schakelaar noteert wie er thuis is",
        "Wij bewaren daar niets van",
    ],
)
def test_words_that_say_nothing_of_a_choice_give_none(text):
    assert "control" not in read_conditions(text)


@pytest.mark.parametrize("text, level", CONTROL)
def test_what_people_may_choose_is_read(text, level):
    found = read_conditions(text)["control"]
    assert found.level == level
    assert all(text[start:end] in found.words for start, end in found.spans)


@pytest.mark.parametrize(
    "text, field, level",
    [
        ("only for statistics", "identifiability", "practically_anonymous"),
        ("Namen zijn vervangen door een code", "identifiability", "pseudonym"),
        ("De cijfers zijn niet anoniem", "identifiability", "account"),
        ("in an emergency we share where you are", "legal_basis", "vital_interest"),
        ("De wet verplicht ons hiertoe", "legal_basis", "legal_obligation"),
        ("In ruil voor een kleine korting", "value_returned", "token"),
        ("There is nothing in return", "value_returned", "none"),
    ],
)
def test_other_conditions_are_read(text, field, level):
    assert read_conditions(text)[field].level == level


def test_a_consent_nobody_asked_for_is_no_legal_basis():
    assert "legal_basis" not in read_conditions("Zonder toestemming van klanten")


def test_two_conditions_widen_the_range_and_the_worst_leads():
    both = read_conditions("Met toestemming van klanten. Leveranciers weten van niets.")["control"]
    assert both.level == "unknown" and both.others == ("opt_in",)
    assert both.range.high > named("control")["unknown"] + DOUBT


def test_a_building_permit_is_no_consent_and_silence_says_nothing():
    assert read_conditions("Aanvraag van een vergunning behandelen") == {}
    assert read_conditions("") == {}


def test_every_level_of_the_table_exists():
    for row in shipped.rows(TABLE):
        for level in filter(None, (row["level"], row["denied"])):
            known = choices("legal_basis") if row["field"] == "legal_basis" else named(row["field"])
            assert row["field"] in FIELDS
            assert level in known or len(level.split(";")) == 3
