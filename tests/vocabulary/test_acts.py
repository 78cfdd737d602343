"""What is done to people: turned away for what they are, guessed at; in any order and voice."""

import pytest

from avgrisk.core import shipped
from avgrisk.vocabulary.acts import ACTS, SERVICE, TABLE
from avgrisk.vocabulary.hints import read_use
from avgrisk.vocabulary.natures import STRONG, natures

NAMED = [
    ("Het uitzendbureau filtert sollicitanten op postcode", "judge"),
    ("Applicants are rejected because of their surname", "judge"),
    ("Vrouwen van rond de dertig gaan onder op de stapel", "judge"),
    ("Identification of tenants possibly in need of a visit", "predict"),
    ("Zien welke huurders misschien hulp nodig hebben", "predict"),
    ("We keep customers whose postcode is in a poor area out of the offer", "judge"),
    ("Klanten met een postcode in een arme wijk houden we buiten het aanbod", "judge"),
    ("People who look unfit are kept out of the trial lessons", "judge"),
    ("Women with young children are left off the list of candidates", "judge"),
    ("Wij laten vrouwen met jonge kinderen weg van de lijst met kandidaten", "judge"),
    ("The premium of customers who order fast food is raised", "judge"),
    ("Verhoging van de premie van klanten die vaak fastfood bestellen", "judge"),
    ("Lowering of the credit limit of customers who gamble", "judge"),
    ("Pay slips are asked of people who come to view a flat", "judge"),
    ("Opvragen van loonstroken bij iedereen die komt kijken", "judge"),
    ("Customers with an expensive phone are charged more", "judge"),
    ("Klanten met een dure telefoon betalen meer", "judge"),
    ("A camera keeps track of which pupils pray", "watch"),
    ("Bijhouden welke kinderen bidden", "watch"),
    ("Het gezicht van elke gast wordt bij de deur van het restaurant herkend", "watch"),
    ("Mij wordt een huis geweigerd vanwege mijn achternaam", "judge"),
    ("My social media are searched before I am hired", "scrape"),
    ("We make a list of people who go to the mosque", "watch"),
    ("Een lijst van mensen die naar de moskee gaan en wie er bidt", "watch"),
    ("We look on social media for what applicants do in their spare time", "scrape"),
    ("Op sociale media wordt gezocht naar wat sollicitanten doen", "scrape"),
    ("Wie komt kijken moet een bankafschrift inleveren", "judge"),
    ("Viewers hand in three bank statements before they may see the flat", "judge"),
    ("Sweepers carry cameras that note which homes put glass in the wrong bin", "watch"),
    ("Een kastje in de hal onthoudt welke bewoners bezoek krijgen", "watch"),
    ("The mattresses log who gets up at night", "watch"),
    ("De sloten schrijven op wie er na twaalven thuiskomt", "watch"),
    ("We let the bakery know which parents are behind with the fees", "report"),
    ("Wij laten de kapper weten welke cliënten eenzaam zijn", "report"),
    ("We kijken aan de schoenen welke gezinnen krap zitten", "predict"),
    ("The leftovers are used to check who drinks", "predict"),
    ("Cameras note where shoppers stand still", "watch"),
    ("De knuffel bewaart wat het kind zegt", "watch"),
    ("Wie klaagt over de lift, krijgt geen nieuw contract", "judge"),
    ("Guests who grumble are told we are full", "judge"),
    ("We kijken in jaszakken van klanten", "watch"),
    ("Wie ruzie maakt over een rekening zetten we onderaan de lijst", "judge"),
    ("Visitors in a cheap car are not let in", "judge"),
    ("We look in the books to learn who needs money", "predict"),
    ("The photos on phones that come in for repair: we copy the photos on them", "watch"),
    ("We vertellen ouders welke boeken hun puber leest", "report"),
    ("The library tells parents which books a girl reads", "report"),
    ("Wie klaagt komt met naam op het prikbord", "report"),
    ("We ring widows with an offer for the house", "influence"),
    ("We bellen weduwen met een aanbod voor hun huis", "influence"),
    ("When the battery is low the ride costs more", "judge"),
    ("Wie een nieuwe telefoon heeft, ziet dat de rit duurder is", "judge"),
]
SERVED = [
    "We ring owners when the yearly check is due",
    "We sturen bewoners een kaartje als hun pas verloopt",
    "Drivers are sent their papers a month before the lease ends",
    "Reizigers die erom vroegen krijgen bericht als de bus later is",
    "We phone patients who asked to hear when a place comes free",
    "Leden krijgen een appje op welk veld ze spelen",
    "We text passengers if the gate changes",
    "Bewoners krijgen bericht als het peil omhoog gaat",
    "De koper krijgt de akte een week eerder om te lezen",
]
UNSERVED = [
    "We ring members when their contract runs out and offer them a dearer deal",
    "We bellen leden als hun pas verloopt met een aanbieding",
    "We tell the landlord when a tenant's permit runs out",
    "De baas krijgt bericht als iemand te lang pauze houdt",
    "We tell lenders who is late when the rent is due",
]
NOTHING = [
    "We reject applicants without a diploma",
    "Klanten kunnen producten filteren op prijs",
    "Sollicitanten worden niet geweigerd op hun achternaam",
    "We see which rooms might be free",
    "We keep customers out of the rain",
    "Klanten die zich afmelden laten we weg van de mailinglijst",
    "Visitors whose name is not on the list are refused",
    "The premium is raised every year in January",
    "De premie gaat omhoog met de inflatie",
    "The bank lowers the interest on savings",
    "Tenants send their pay slips before they sign the lease",
    "Loonstroken opvragen bij wie het huurcontract tekent",
    "We plan viewings and send people the address of the flat",
    "Sensors in the car park note which spaces are free",
    "De sensor bij het bed meldt wie er gevallen is",
    "We check who is lonely and ask a volunteer to drop in",
    "We kijken welke gezinnen schulden hebben en bieden hulp aan",
    "We tell parents which teacher their child has",
    "Wie geen kaartje heeft, krijgt geen plaats",
    "The scanner notes where the customer's parcel is",
    "We offer widows help with the forms",
    "The nurse reads the name on the wristband",
    "Wie zijn sleutel kwijt is, moet laten zien wie hij is",
]


@pytest.mark.parametrize("text, nature", NAMED)
def test_small_words_together_name_what_is_done_to_people(text, nature):
    assert nature in {said.key for said in read_use(text).natures}


@pytest.mark.parametrize("text", NOTHING)
def test_what_people_can_do_things_and_denials_name_nothing(text):
    named = {said.key for said in read_use(text).natures}
    assert not {"judge", "predict", "watch", "report", "influence"} & named


@pytest.mark.parametrize("text", SERVED)
def test_who_is_told_what_is_due_or_was_asked_for_is_served(text):
    family = read_use(text).family
    assert family.key == SERVICE and family.confidence >= STRONG


@pytest.mark.parametrize("text", UNSERVED)
def test_who_is_offered_something_or_told_on_is_not(text):
    family = read_use(text).family
    assert family.key != SERVICE or family.confidence < STRONG


def test_every_act_is_a_nature_and_every_role_is_in_the_table():
    roles = {row["role"] for row in shipped.rows(TABLE)} | {"somebody", "anybody"}
    assert all(roles >= {role, *act.beside, *act.unless} for role, act in ACTS.items())
    assert {*natures(), SERVICE} >= {act.key for act in ACTS.values()}
