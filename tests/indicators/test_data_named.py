"""Data of the list and of the words of the use; items that nobody knows."""

from __future__ import annotations

import pytest

import avgrisk
from avgrisk.core.records import ProposedUse
from avgrisk.indicators.data_named import data_facts, facts_of

LIST = ProposedUse(sector="gemeente", data_categories=("naam", "adres"))


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("nagaan welke inwoner zwanger is", "user.health_and_medical"),
        ("inwoners met een verslaving opzoeken", "user.health_and_medical"),
        ("de stemming van bezoekers meten", "x_nl.emotion"),
        ("bijhouden wie welk geloof heeft", "user.demographic.religious_belief"),
        ("het gezicht van bezoekers vergelijken", "user.biometric"),
        ("screenen op een postnatale depressie", "user.health_and_medical"),
    ],
)
def test_data_that_the_use_names_count(text, category):
    use = LIST.replace(proposed_use=text)
    assert category in facts_of(use).named and category not in facts_of(LIST).named
    before, after = (avgrisk.score(each).readings["data_sensitivity"] for each in (LIST, use))
    assert after.value > before.value
    assert "sensitivity.said" in [reason.key for reason in after.reasons]


def test_what_is_denied_in_the_use_does_not_count():
    assert facts_of(LIST.replace(proposed_use="zonder gezichtsherkenning")).named == (
        facts_of(LIST).named
    )


def test_an_item_that_nobody_knows_stands_among_its_neighbours():
    known, unread = data_facts(("adres",)), data_facts(("kwartierstanden; adres; blorfdata",))
    assert unread.unmatched == ("blorfdata",) and unread.base[2] == 1 > known.base[2]
    assert unread.base[0] >= known.base[0] and unread.base[1] >= known.base[1]


def test_an_item_that_nobody_knows_may_not_be_logical_for_the_organisation():
    use = ProposedUse(
        sector="energieleverancier",
        proposed_use="Jaarafrekening maken",
        data_categories=("kwartierstanden; adres",),
    )
    unread = use.replace(data_categories=("kwartierstanden; adres; blorfdata",))
    known, doubtful = (avgrisk.score(each).readings["image_misfit"] for each in (use, unread))
    assert doubtful.value > known.value and doubtful.high > known.high


def test_an_item_that_nobody_knows_blocks_green_in_a_row_and_alone():
    use = ProposedUse(
        sector="webwinkel",
        proposed_use="Bestellingen bezorgen",
        collected_for="Bestellingen bezorgen",
        data_categories=("adres",),
        control="opt_in_easy",
    )
    assert avgrisk.score(use).band == "green"
    unread = use.replace(data_categories=("adres", "blorfdata"))
    score = avgrisk.score(unread)
    assert score.band == "amber" and "unread" in score.flags and score.unmatched == ("blorfdata",)
    assert avgrisk.score(avgrisk.from_vector(score.vector)).band == "amber"


@pytest.mark.parametrize(
    "cell",
    [
        "gebeurtenissen zonder naam, e-mail of IP",
        "Geen bijzondere gegevens (zoals ras, gezondheid of geloof)",
        "Betaalstatus. Geen BSN, adres of geboortedatum",
    ],
)
def test_a_denial_reaches_the_whole_list(cell):
    denied = {"user.contact.email", "user.device.ip_address", "x_nl.bsn", "user.contact.address"}
    found = data_facts((cell,))
    assert not denied & set(found.keys)
    assert "special_category" not in avgrisk.score(ProposedUse(data_categories=(cell,))).flags


@pytest.mark.parametrize(
    "cell", ["Geaggregeerd: land, IP-adres", "Gehasht IP-adres, alleen totalen"]
)
def test_aggregated_in_words_lowers_identifiability_and_says_so(cell):
    raw, told = (
        avgrisk.score(ProposedUse(data_categories=(text,))).readings["data_sensitivity"]
        for text in ("IP-adres, land", cell)
    )
    assert told.value < raw.value
    assert "sensitivity.times_read" in [reason.key for reason in told.reasons]
