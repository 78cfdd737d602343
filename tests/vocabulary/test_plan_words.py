"""Who acts and who receives, who it is about, which data are named, what they were given for."""

import pytest

from avgrisk.core import shipped
from avgrisk.scoring.plan_reading import read
from avgrisk.vocabulary import plan_data, plan_words, sectors
from avgrisk.vocabulary.data_words import categories

ACTS = [
    ("De bank verkoopt betaalgegevens aan een verzekeraar", "bank"),
    ("An insurer receives our shopping data from the supermarket", "supermarket"),
    ("The weather app sends your location to data brokers", "weather_app"),
    ("Bij de bibliotheek krijgen leden leestips", "library"),
    ("Met de datingapp zie je wie er in de buurt is", "dating_app"),
    ("Ik krijg een e-mail van de woningcorporatie", "housing_association"),
    ("De voedselbank kijkt naar het inkomen", "food_bank"),
]


@pytest.mark.parametrize("text, key", ACTS)
def test_the_organisation_is_whoever_acts(text, key):
    assert plan_words.organisations(text)[0].key == key


@pytest.mark.parametrize(
    "text", ["garden centre ads (2014)", "Bookshop tips", "bank offers; films"]
)
def test_a_thing_behind_a_name_is_no_verb_of_it(text):
    assert plan_words.without_own(text) == text


def test_a_receiver_alone_is_no_organisation_of_the_plan():
    named = plan_words.organisations("De zorgverzekeraar krijgt tegen betaling onze aankoopdata")
    assert all(each.weight <= 0 for each in named)


def test_people_others_than_customers_lead():
    assert plan_words.people("Klanten en hun kinderen")[0].key == "child"
    assert [each.key for each in plan_words.people("the tenants")] == ["tenant"]
    assert plan_words.people("een patiëntveiligheidsplan") == ()


def test_a_privacy_statement_and_a_model_in_training_name_no_data():
    for text in ("De privacyverklaring laat dit toe", "Used for training AI", "AI-training"):
        assert not plan_data.data(text), text


@pytest.mark.parametrize(
    "text, key",
    [
        ("Wie pint bij de slager", None),
        ("De winkel leest je mail mee", "user.content.private"),
        ("We count phones in the street, and where they have been", "user.location"),
        ("Zonder bsn en zonder adres", None),
        ("Uit hartslag en stappen", "user.health_and_medical"),
    ],
)
def test_data_are_read_from_running_text(text, key):
    found = [each.key for each in plan_data.data(text)]
    assert key in found if key else not found


def test_a_word_for_people_that_ends_in_data_names_data():
    text = "De corporatie geeft huurdersgegevens aan de politie"
    people = [each.span for each in plan_words.people(text)]
    assert [each.words for each in plan_data.data(text, (), people)] == ["huurdersgegevens"]


def test_what_data_were_given_for_is_told_apart_from_the_plan():
    text = "The address was given for delivery and is now sold"
    assert plan_words.given_for(text)[0] == "for delivery"
    assert plan_words.given_for("We sell addresses") is None


def test_the_keys_of_the_tables_exist():
    for row in shipped.rows(plan_words.MARKS):
        assert not row["key"] or row["key"] in categories()
    for row in shipped.rows(plan_words.PEOPLE):
        assert not row["sector"] or row["sector"] in sectors.table()


def test_a_name_of_two_words_with_capitals_is_no_data_but_a_heading_in_capitals_still_names_some():
    assert [named.key for named in plan_data.data("Pine Street Dental has your name")] == [
        "user.name"
    ]
    assert plan_data.data("Bank Sells Home Address Of Customers")


@pytest.mark.parametrize(
    "text, key",
    [
        ("We rent out our donor list", "user.contact"),
        ("The list of our members goes to a bank", "user.contact"),
        ("De klantenlijst gaat naar een bank", "user.contact"),
        ("Wij verhuren de lijst met donateurs", "user.contact"),
        ("We keep a list of guests who complain", None),
        ("Verlopen betaling van huurders bijhouden", "x_nl.debt"),
        ("We look at overdue payments", "x_nl.debt"),
        ("Betaling van de huur", None),
    ],
)
def test_a_list_of_people_is_where_to_reach_them_and_a_payment_that_is_late_is_a_debt(text, key):
    people = [each.span for each in plan_words.people(text)]
    found = [each.key for each in plan_data.data(text, (), people)]
    assert key in found if key else not {"user.contact", "x_nl.debt"} & {*found}


@pytest.mark.parametrize(
    "text",
    ["Mailing aan klanten", "Plaatsing van kinderen", "The charity posts a letter to its friends"],
)
def test_what_is_done_is_no_data(text):
    named = {each.words.lower() for each in plan_data.data(text)}
    assert not named & {"mailing", "plaatsing", "posts"}


@pytest.mark.parametrize(
    "plan",
    [
        "An insurer hands out watches. The watch passes every run to the insurer.",
        "De verzekeraar legt een kastje in de auto. Het kastje geeft het rijden door aan de verzekeraar.",
        "Our bank has an app. It sends what you spend to the bank.",
        "Het ziekenhuis geeft patienten een armband. Die stuurt de hartslag naar het ziekenhuis.",
    ],
)
def test_who_is_named_once_more_is_the_plans_own_organisation(plan):
    assert read(plan).recipient.value in ("", "own")


@pytest.mark.parametrize(
    "plan",
    [
        "De verzekeraar geeft de schade door aan de verzekeraar van de tegenpartij",
        "A bank sells your payments to another bank",
        "The insurer hands the file to the insurer that covers the other driver",
    ],
)
def test_another_of_its_kind_receives(plan):
    assert read(plan).recipient.value == "others"


@pytest.mark.parametrize(
    "plan",
    [
        "De krant van de club wordt bewaard om leden te bezorgen",
        "Your number is kept for the monthly bill",
    ],
)
def test_what_is_done_in_the_passive_is_the_plan_and_not_what_went_before(plan):
    assert plan_words.given_for(plan) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("We email our guests", "user.contact.email"),
        ("The museum films its guests", "user.behavior.media_consumption"),
        ("De prijs van het water dat ik verbruik", "x_nl.smart_meter"),
    ],
)
def test_a_verb_is_no_data(text, key):
    assert key not in [named.key for named in plan_data.data(text)]
