"""Who receives data by the frame of a sentence: in any order and voice, known parties or not."""

import pytest

from avgrisk.core import shipped
from avgrisk.core.levels import named
from avgrisk.vocabulary.handing_frame import PARTIES, RECEIVE, TABLE, VERBS
from avgrisk.vocabulary.hint_receivers import SHARING
from avgrisk.vocabulary.hints import read_use
from avgrisk.vocabulary.plan_hints import read_plan

VOICES = shipped.rows("development/everyday_voices.csv")

RECEIVED = [
    ("Het rapport belandt op het bureau van een wasmiddelenfabrikant", "others"),
    ("Mijn baas wordt gebeld over mijn schuld", "others"),
    ("De landlord is rung about the arrears", "others"),
    ("We show the vicar who came late", "others"),
    ("The notes are handed to a wandering puppeteer", "others"),
    ("De namen gaan naar het consulaat", "government"),
    ("Het rooster van zieke leerlingen, met namen, hangt op een scherm in de hal", "public"),
    ("The figures go to a shoe brand, no names", "aggregated"),
    ("Er gaat niets de deur uit", "own"),
    ("We never hand the list to anybody", "own"),
    ("The courier is given the address", "own"),
    ("Wij vertellen werkgevers of een sollicitant schulden heeft", "others"),
    ("Informing of employers about the debts of applicants", "others"),
    ("Wij laten een onderzoeksbureau zien wie wie leuk vindt", "others"),
    ("We let a research firm look at who likes whom", "others"),
    ("Een adviesbureau zou die krijgen", "others"),
    ("Wij geven de politie door waar iemand heeft ingecheckt", "government"),
    ("Het adres geven we ook aan een krant die abonnees zoekt", "others"),
    ("We give the address to a newspaper that looks for subscribers", "others"),
    ("Tip aan beleggers over wie net heeft geerfd", "others"),
    ("In the church magazine we show who gave how much", "public"),
    ("De verjaardagen van leden staan in het kerkblad", "group"),
    ("We print members' birthdays in the club magazine", "group"),
    ("Names of the newborn are printed in the parish bulletin", "group"),
    ("De namen van geslaagden worden gepubliceerd in de schoolkrant", "public"),
    ("The list goes to the landlord", "others"),
    ("De gegevens gaan naar de bank", "others"),
    ("The neighbours got a letter with his diagnosis", "others"),
    ("We sell the phone numbers of our customers to consumers", "others"),
    ("De lijst met klanten wordt verkocht aan particulieren", "others"),
]
NOBODY = [
    "We went to the bank for a loan",
    "Ik ging naar de huisbaas met een bos bloemen",
    "My daughter goes to the landlord with the rent",
    "My neighbour got a letter too",
    "Mijn buurvrouw kreeg ook een brief",
    "Opa vertelt het aan iedereen die het horen wil",
    "Gran tells everybody",
    "My sister gave the landlord my number",
    "I gave the shop my size",
    "We ring the customer about her order",
    "E-mail campaigns to existing customers",
    "De bibliotheek brengt de boeken naar huis",
    "Everyone with an old car gets a mail",
    "We sell phones to consumers",
    "Sale of phones to private individuals",
    "Telefoons worden verkocht aan consumenten",
    "The bank sells mortgages to customers",
    "Verkoop van hypotheken aan klanten",
    "We hand out parcels to families",
    "Handing out key fobs for lockers",
    "Wij delen pakketten uit aan gezinnen",
    "We send parents a message when their child is not at school",
    "Wij bellen ouders als een kind niet op school is",
    "Opvragen van loonstroken bij iedereen die komt kijken",
    "We print your birthday in the church magazine if you agree",
    "Uw verjaardag staat in het kerkblad als u dat goedvindt",
    "I get a mail from the library when my book is due",
    "Als ik mijn stappenteller met mijn zorgverzekeraar deel krijg ik korting",
    "Sending the club news to members who want it",
    "Tenants' phone numbers go to the roofing firm for the works",
    "Make sure drivers are licensed and keep to driving hours",
]


@pytest.mark.parametrize("text, level", RECEIVED)
def test_who_receives_is_read_from_the_frame(text, level):
    assert read_use(text).recipient.key == level


@pytest.mark.parametrize("text", NOBODY)
def test_the_people_concerned_and_things_receive_nothing(text):
    assert read_use(text).recipient.key in ("", "own")


def test_everyday_voices_say_who_receives_and_silence_stays_silence():
    missed, invented = [], []
    for row in VOICES:
        found = read_plan(row["text"]).recipient
        key = found.key if found.confidence >= 0.5 else ""
        if key != row["recipient"] and not (key == "own" and not row["recipient"]):
            (missed if row["recipient"] else invented).append(row["text"])
    assert len(missed) <= 10
    assert len(invented) <= 2


def test_every_role_is_read_and_every_receiver_is_a_level_with_a_family():
    roles = {row["role"] for row in shipped.rows(TABLE)}
    assert roles >= {*PARTIES, *VERBS}
    assert named("recipient").keys() >= RECEIVE
    assert SHARING.keys() <= RECEIVE


def test_what_is_given_to_the_person_concerned_is_handed_to_nobody():
    for text in (
        "We give anyone who reports a theft a copy of the report",
        "Verstrekking van een kopie van de aangifte aan de aangever",
    ):
        assert read_use(text).recipient.key in ("", "own")


def test_goods_sold_to_people_are_no_data_and_data_sold_to_nobody_in_particular_are():
    for text in ("Wij verkopen isolatie aan huiseigenaren", "The shop sells coffee to customers"):
        assert read_use(text).recipient.key == "own"
        assert not read_use(text).natures
    for text in (
        "Een spelletjesapp verkoopt de contacten uit het adresboek",
        "Adressen van klanten verkopen aan wie het meest biedt",
        "The school sells pupils' marks to parents of other pupils",
    ):
        assert read_plan(text).recipient.key == "others"


def test_whoever_speaks_as_another_party_gets_what_it_asks_of_us():
    said = "As a company that recruits we get student grades from the university"
    assert read_use(said).recipient.key == "others"
    assert read_use("As a member I get a text from the library").recipient.key == "own"


def test_telling_who_harms_is_a_further_use_by_nature():
    for text in (
        "We geven de verhalen aan de ambassade van het land van herkomst",
        "The neighbours are called about the debt",
    ):
        assert "report" in {said.key for said in read_use(text).natures}
    assert not read_use("We send the customer her invoice").natures
