"""Reports that a law asks for, and the same data handed over for another end."""

from __future__ import annotations

import pytest

import avgrisk
from avgrisk.core.records import ProposedUse
from avgrisk.indicators.lawful import duty_of

#: Kind of organisation, the words of the use, data, people: every one stands on an article of law.
LAWFUL = (
    ("winkel", "Loonaangifte bij de Belastingdienst", "BSN;loon", "Medewerkers"),
    ("employer", "Filing payroll tax with HMRC", "national insurance number;salary", "employees"),
    ("employer", "Pensioenpremie afdragen aan het pensioenfonds", "BSN;loon", "medewerkers"),
    ("employer", "Ziekmelding doorgeven aan de arbodienst", "naam;ziekmelding", "medewerkers"),
    (
        "employer",
        "Langdurig zieke medewerker melden bij het UWV voor de re-integratie",
        "naam;BSN;ziekmelding",
        "medewerkers",
    ),
    ("bank", "Renteopgave aan de Belastingdienst", "BSN;saldo", "klanten"),
    ("bank", "Ongebruikelijke transacties melden bij de FIU", "naam;transacties", "klanten"),
    (
        "bank",
        "Reporting suspicious transactions to the National Crime Agency: money laundering",
        "name;transactions",
        "customers",
    ),
    ("bank", "Lening registreren bij het BKR", "naam;BSN;lening", "klanten"),
    ("estate_agent", "Koopovereenkomst naar de notaris sturen", "naam;adres;koopsom", "kopers"),
    (
        "hospital",
        "Meldingsplichtige infectieziekte melden bij de GGD",
        "naam;BSN;ziekte",
        "patiënten",
    ),
    ("hospital", "Notifying a notifiable disease to public health", "name;diagnosis", "patients"),
    (
        "hospital",
        "Declaratie van de behandeling bij de zorgverzekeraar",
        "BSN;behandelcode",
        "patiënten",
    ),
    ("hospital", "Geboorteaangifte van een kind bij de gemeente", "naam;geboortedatum", "ouders"),
    (
        "school",
        "Ongeoorloofd verzuim melden bij de leerplichtambtenaar",
        "naam;verzuim",
        "leerlingen",
    ),
    ("school", "Inschrijving van leerlingen doorgeven aan DUO", "naam;BSN", "leerlingen"),
    (
        "school",
        "Onderwijskundig rapport naar de nieuwe school sturen",
        "naam;toetsresultaten",
        "leerlingen",
    ),
    (
        "university",
        "Sending enrolment data to the Department for Education for the student return",
        "name;course",
        "students",
    ),
    (
        "municipality",
        "Verhuizing verwerken in de BRP en doorgeven aan afnemers",
        "naam;BSN;adres",
        "inwoners",
    ),
    (
        "municipality",
        "WOZ-waarde doorgeven aan de Belastingdienst en het waterschap",
        "adres;WOZ-waarde",
        "inwoners",
    ),
    (
        "energy_supplier",
        "Betalingsachterstand melden bij de gemeente voor vroegsignalering",
        "naam;adres;achterstand",
        "klanten",
    ),
    ("garage", "APK afmelden bij de RDW", "kenteken;kilometerstand", "klanten"),
    (
        "car_rental",
        "Bestuurder doorgeven aan het CJIB na een verkeersboete",
        "naam;adres;kenteken",
        "huurders",
    ),
    ("hotel", "Nachtregister beschikbaar houden voor de burgemeester", "naam;woonplaats", "gasten"),
    (
        "airline",
        "Advance passenger information sent to the border force",
        "name;passport number",
        "passengers",
    ),
    (
        "employer",
        "Aanvraag verblijfsvergunning voor een kennismigrant bij de IND",
        "naam;paspoort",
        "medewerkers",
    ),
    ("employer", "Opgave aan het CBS voor de statistiek", "aantal medewerkers;loon", "medewerkers"),
    (
        "generic_company",
        "Accountantscontrole van de jaarrekening door de accountant",
        "naam;loon",
        "medewerkers",
    ),
    (
        "childcare",
        "Vermoeden van kindermishandeling melden bij Veilig Thuis",
        "naam;zorgen",
        "kinderen",
    ),
    (
        "childcare",
        "Reporting suspected child abuse to social services",
        "name;concerns",
        "children",
    ),
    (
        "retail",
        "Winkeldiefstal: aangifte van diefstal doen bij de politie",
        "camerabeelden;naam",
        "verdachten",
    ),
    (
        "telecom",
        "Gegevens verstrekken aan de politie op vordering van de officier van justitie",
        "naam;telefoonnummer",
        "klanten",
    ),
    (
        "employer",
        "Loonbeslag: verklaring sturen aan de deurwaarder",
        "naam;loon;schuld",
        "medewerkers",
    ),
    ("employer", "Arbeidsongeval melden bij de Arbeidsinspectie", "naam;letsel", "medewerkers"),
    ("gambling", "Spelers toetsen aan Cruks bij de Kansspelautoriteit", "BSN;naam", "spelers"),
)

#: The same data, or the same recipient, for another end or by whoever has no such duty.
OTHER_ENDS = (
    (
        "employer",
        "Loongegevens van medewerkers doorgeven aan de Belastingdienst om fraude bij toeslagen op te sporen",
        "BSN;loon",
        "Medewerkers",
    ),
    (
        "employer",
        "Handing payroll records to HMRC so it can profile the lifestyle of staff",
        "national insurance number;salary",
        "employees",
    ),
    (
        "employer",
        "Ziekmeldingen van medewerkers doorgeven aan hun zorgverzekeraar",
        "naam;ziekmelding",
        "medewerkers",
    ),
    (
        "bank",
        "Alle transacties van klanten doorgeven aan de Belastingdienst zodat die kan zien wie te veel uitgeeft",
        "BSN;transacties",
        "klanten",
    ),
    (
        "supermarket",
        "Aankopen van kaarthouders doorgeven aan de Belastingdienst",
        "aankopen;naam",
        "klanten",
    ),
    (
        "bank",
        "Transacties bij bepaalde winkels melden aan de politie",
        "naam;transacties",
        "klanten",
    ),
    (
        "webshop",
        "Betaalgedrag van klanten delen met BKR en andere winkels",
        "naam;betaalgedrag",
        "klanten",
    ),
    (
        "estate_agent",
        "Gegevens van kijkers en hun inkomen doorgeven aan een hypotheekadviseur tegen provisie",
        "naam;inkomen",
        "kijkers",
    ),
    ("hospital", "Diagnoses van patiënten doorgeven aan de politie", "naam;diagnose", "patiënten"),
    ("hospital", "Diagnoses delen met een levensverzekeraar", "BSN;diagnose", "patiënten"),
    (
        "school",
        "Verzuim en thuissituatie van leerlingen delen met de politie om latere daders te vinden",
        "naam;verzuim;thuissituatie",
        "leerlingen",
    ),
    (
        "school",
        "Toetsresultaten verkopen aan huiswerkinstituten",
        "naam;toetsresultaten",
        "leerlingen",
    ),
    (
        "municipality",
        "Adressen van inwoners verstrekken aan een energiebedrijf voor een actie",
        "naam;adres",
        "inwoners",
    ),
    (
        "energy_supplier",
        "Verbruik van klanten doorgeven aan de gemeente om samenwoners te vinden",
        "naam;adres;meterstanden",
        "klanten",
    ),
    ("car_rental", "Ritten van huurders doorgeven aan de politie", "naam;locatie", "huurders"),
    (
        "hotel",
        "Gastenlijst dagelijks delen met de politie zonder dat gasten het weten",
        "naam;paspoortnummer",
        "gasten",
    ),
    (
        "employer",
        "Illegale werknemers melden bij de vreemdelingenpolitie",
        "naam;nationaliteit",
        "medewerkers",
    ),
    (
        "retail",
        "Camerabeelden van alle bezoekers live aan de politie leveren",
        "camerabeelden",
        "bezoekers",
    ),
    ("telecom", "Locatie van abonnees aan de politie geven zonder vordering", "locatie", "klanten"),
    (
        "insurer",
        "Schade door fraude: klanten met veel claims aan andere verzekeraars melden",
        "naam;schadehistorie",
        "klanten",
    ),
    ("library", "Leengedrag doorgeven aan de politie", "leengeschiedenis", "leners"),
    (
        "social_network",
        "Handing private messages to the police without a warrant",
        "messages",
        "users",
    ),
)


def use_of(sector: str, text: str, data: str, people: str) -> ProposedUse:
    return ProposedUse(
        sector=sector,
        proposed_use=text,
        collected_for=text,
        data_categories=tuple(data.split(";")),
        data_subjects=people,
    )


@pytest.mark.parametrize(("sector", "text", "data", "people"), LAWFUL, ids=lambda part: part[:40])
def test_what_a_law_asks_for_costs_no_distance(sector, text, data, people):
    use = use_of(sector, text, data, people)
    scored = avgrisk.score(use)
    assert duty_of(use) is not None and scored.band != "red"
    distance = scored.readings["purpose_distance"]
    assert dict(distance.facets)["facet.recipient"].mode == 0
    assert "distance.recipients_by_law" in [reason.key for reason in distance.reasons]


@pytest.mark.parametrize(
    ("sector", "text", "data", "people"), OTHER_ENDS, ids=lambda part: part[:40]
)
def test_the_same_for_another_end_stays_passing_on(sector, text, data, people):
    use = use_of(sector, text, data, people)
    assert duty_of(use) is None
    assert avgrisk.score(use).band != "green"


def test_only_who_has_the_duty_may_claim_it():
    text = "Renteopgave aan de Belastingdienst"
    assert duty_of(ProposedUse(sector="bank", proposed_use=text))
    assert duty_of(ProposedUse(sector="dating_app", proposed_use=text)) is None
    payroll = ProposedUse(sector="dating_app", proposed_use="Loonaangifte")
    assert duty_of(payroll.replace(recipient_words="Belastingdienst")).key == "payroll"
    assert duty_of(payroll.replace(recipient_words="Belastingdienst; databroker")) is None
