"""A use by all its words: name, description, recipients."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import avgrisk
from avgrisk.core.records import ProposedUse
from avgrisk.indicators.cell_columns import Cells
from avgrisk.indicators.facts import number_of, text_facts
from avgrisk.indicators.meaning import meaning, words_of
from avgrisk.indicators.uses import Uses

SHOP = ProposedUse(sector="winkel", data_categories=("aankoopgeschiedenis",))
BORING = (
    "",
    "Bestellingen",
    "Klantenservice",
    "Nieuwsbrief",
    "Verkoop",
    "Voorspelling",
    "zie boven",
)
TEXTS = (
    "Bestellingen bezorgen",
    "Klantprofielen verkopen aan datahandelaren",
    "Voorspellen welke klanten zwanger zijn",
    "Vragen van klanten beantwoorden",
    "Adressen delen met partners",
    "Camerabeelden bekijken",
)


def of(**fields):
    return meaning(words_of(ProposedUse(**fields)))


def lead(found) -> str:
    return {place: key for key, place in number_of("families").items()}[int(found.family[0, 0])]


def test_the_riskiest_of_name_description_and_recipients_leads():
    assert (
        lead(of(title="Gegevens verkopen", proposed_use="Bestellingen bezorgen")) == "sharing.data"
    )
    assert (
        lead(of(title="Bestellingen", proposed_use="Bestellingen bezorgen")) == "essential.service"
    )
    named = of(proposed_use="Bestellingen bezorgen", recipient_words="databrokers")
    assert named.further[0] and lead(named) == "sharing.data"


def test_the_name_counts_where_the_description_says_nothing():
    found = of(title="Salarisadministratie", proposed_use="zie hieronder")
    assert lead(found) == "essential.administration.employment" and not found.further[0]


def test_a_duty_leads_over_checking_and_publishing():
    wwft = of(title="Onderzoek Wwft", proposed_use="Transacties volgen om witwassen tegen te gaan")
    assert lead(wwft) == "essential.legal_obligation" and not wwft.further[0]


def test_who_lives_from_advertising_shows_adverts():
    text = "Gepersonaliseerde advertenties tonen"
    assert of(proposed_use=text, sector="winkel").further[0]
    assert not of(proposed_use=text, sector="advertentienetwerk").further[0]


def test_rows_are_read_as_they_are_alone():
    uses = [ProposedUse(title=t, proposed_use=p, sector="bank") for t in BORING for p in TEXTS]
    together = meaning(Uses.of(*uses))
    for row, use in enumerate(uses):
        alone = meaning(words_of(use))
        assert (together.family[:, row] == alone.family[:, 0]).all()
        assert together.further[row] == alone.further[0]


@given(st.sampled_from(TEXTS), st.sampled_from(BORING), st.sampled_from((None, "own", "others")))
@settings(max_examples=40, deadline=None)
def test_naming_a_broker_never_lowers_a_score(text, title, level):
    plain = SHOP.replace(title=title, proposed_use=text, collected_for=text, recipient=level)
    told = plain.replace(recipient_words="Datahandelaren", recipient=level or "others")
    assert avgrisk.score(told).value >= avgrisk.score(plain).value - 1e-9


def test_a_further_use_gets_no_credit_for_its_own_purpose_text():
    text = "Voorspellen welke klanten zwanger zijn"
    use = SHOP.replace(proposed_use=text, collected_for=text)
    tree = dict(avgrisk.score(use).readings["purpose_distance"].facets)["facet.tree"]
    assert tree.mode >= 0.5
    keys = {reason.key for reason in avgrisk.score(use).readings["image_misfit"].reasons}
    assert "fit.use.collected" not in keys and "fit.use.further" in keys


@pytest.mark.parametrize("distinct", [[], ["a"], ["a", "b"]])
def test_a_piece_without_rows_has_facts_of_the_same_kinds(distinct):
    none = text_facts(Cells(distinct, np.array([], dtype=np.intp)))
    one = text_facts(Cells(["a"], np.array([0])))
    assert none.numbers.shape == (len(one.numbers), 0)


ASKED = [
    ("gemeente", "We beoordelen of iemand een traplift via de Wmo krijgt"),
    (
        "gemeente",
        "We bekijken of een mevrouw met reuma een rolstoel nodig heeft en regelen die dan",
    ),
    ("municipality", "We decide whether a resident gets a stairlift after a visit at home"),
    ("municipality", "Granting a disabled parking permit after a doctor has seen the applicant"),
    ("gemeente", "Beslissen of een gezin in aanmerking komt voor bijzondere bijstand"),
    ("school", "We write a special needs plan with the parents of a child with autism"),
    ("school", "Leerlingen met dyslexie krijgen extra tijd bij examens"),
    ("bank", "We check payslips and debts before saying yes to a mortgage"),
    ("university", "Deciding who qualifies for the hardship fund by their income"),
    ("food_bank", "Bepalen of iemand in aanmerking komt voor een pakket"),
]
NOT_ASKED = [
    ("gemeente", "Uit het waterverbruik afleiden of iemand met bijstand samenwoont"),
    ("municipality", "From the water use we work out who on benefit secretly lives together"),
    ("bank", "We weigeren een hypotheek aan mensen die vaak bij de gokhal pinnen"),
    ("bank", "We refuse mortgages to people who often withdraw cash at the casino"),
    ("health_insurer", "People who apply for a stairlift get adverts from a retirement home"),
    ("zorgverzekeraar", "Wie een traplift aanvraagt krijgt reclame van een residentie"),
    ("school", "Foto's van leerlingen met dyslexie verkopen aan een uitgever"),
    ("gemeente", "Banktransacties van aanvragers van bijzondere bijstand door een model halen dat "
     "verdachte levensstijlen aanwijst"),
    ("university", "Selling the names of students who qualify for the hardship fund to lenders"),
    ("energieleverancier", "De politie krijgt op verzoek alle meterstanden"),
]  # fmt: skip
TOLD = [
    ("gemeente", "We sturen ouders van vijfjarigen een brief over de zwemlessen"),
    ("municipality", "Residents get a card about the new bin days"),
    ("gemeente", "We laten ouderen weten dat ze een gratis rookmelder kunnen ophalen"),
    ("municipality", "Writing to parents of four-year-olds about choosing a primary school"),
    ("gemeente", "Inwoners een kaart sturen over de nieuwe afvalkalender"),
    ("gp", "We text patients over sixty-five each autumn to offer them a flu jab"),
    ("huisarts", "Patiënten boven de zestig krijgen een uitnodiging voor de griepprik"),
    ("hospital", "We call in patients with diabetes once a year for a foot check"),
]


@pytest.mark.parametrize(("sector", "text"), ASKED)
def test_deciding_on_what_somebody_asks_for_is_the_service(sector, text):
    found = of(sector=sector, proposed_use=text)
    assert lead(found).startswith("essential.") and not found.further[0]


@pytest.mark.parametrize(("sector", "text"), NOT_ASKED)
def test_what_is_done_to_people_who_ask_for_something_is_no_service(sector, text):
    assert not lead(of(sector=sector, proposed_use=text)).startswith("essential.")


@pytest.mark.parametrize(("sector", "text"), TOLD)
def test_a_public_body_that_tells_people_something_offers_nothing(sector, text):
    assert lead(of(sector=sector, proposed_use=text)).startswith("essential.")
    offered = of(sector="gemeente", proposed_use="Reclame voor onze aanbiedingen mailen")
    assert lead(offered).startswith("marketing.")


@pytest.mark.parametrize(
    "text",
    [
        "We publiceren elke week hoeveel mensen per regio kinkhoest hebben",
        "Weekly counts of flu cases per region",
        "Griepcijfers per week, zonder namen, naar het ministerie",
        "We give universities the number of patients by town, without names",
        "Aantallen mazelen per gemeente doorgeven aan het RIVM",
    ],
)
def test_figures_of_whoever_is_there_for_all_are_no_further_use(text):
    found = of(sector="hospital", proposed_use=text)
    assert not found.further[0] and lead(found).startswith(("essential.", "analytics"))
    sold = of(sector="hospital", proposed_use="Aantallen zieken per straat verkopen aan een site")
    assert sold.further[0]


@pytest.mark.parametrize(
    ("sector", "title", "text", "basis"),
    [
        ("pensioenfonds", "Nabestaandenpensioen", "Uitkeren aan wezen", "legal_obligation"),
        ("hospital", "Trainees", "Assessing and guiding trainees on the ward", "contract"),
    ],
)
def test_a_stated_law_or_contract_asks_a_guess_to_be_surer(sector, title, text, basis):
    found = of(sector=sector, title=title, proposed_use=text, legal_basis=basis)
    assert not found.further[0] and lead(found).startswith("essential.")


@pytest.mark.parametrize("basis", ["legal_obligation", "contract"])
def test_no_stated_ground_takes_back_what_words_name(basis):
    for text in ("Klantprofielen verkopen aan databrokers", "We watch staff by hidden cameras"):
        assert of(sector="winkel", proposed_use=text, legal_basis=basis).further[0]
