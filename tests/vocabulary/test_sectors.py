"""Kinds of organisation: the table's keys, and finding one by key, name, alias or phrase."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.core import labels, shipped
from avgrisk.core.records import ProposedUse
from avgrisk.vocabulary import sector_names, sectors, taxonomy
from avgrisk.vocabulary.text import fold
from tests.lists import each

TABLE = sectors.table()
CATEGORIES = {row["key"] for row in shipped.rows("taxonomy/data_categories.csv")}
WANTED = (  # keys that cases, registers and notebooks use
    "bank", "payment_processor", "navigation", "supermarket", "telecom", "sports_association",
    "retail", "amateur_sport_media", "government", "tax_office", "student_finance",
    "healthcare", "energy_grid", "health_insurer", "webshop", "advertising_network",
    "social_network", "email_service", "music_streaming", "department_store", "messaging",
    "sports_app", "security_software", "video_calling", "car_maker", "video_streaming",
    "search_engine", "paid_newspaper", "bookshop",
)  # fmt: skip
FOUND = {
    "voedselbank": "food_bank",
    "Zorgverzekeraar": "health_insurer",
    "zoekmachine": "search_engine",
    "betaalde krant": "paid_newspaper",
    "sportschool": "gym",
    "sportscholen": "gym",
    "airline": "airline",
    "landlord": "landlord",
    "housing association": "housing_association",
    "your doctor": "gp",
    "your doctor's office": "gp",
    "a bank's fraud department": "bank",
    "uw huisarts": "gp",
    "an online store": "webshop",
    "a fitness app": "sports_app",
    "health website": "health_website",
    "streekziekenhuis": "hospital",
    "De Gemeente Ede": "municipality",
    "plattelandsgemeente": "municipality",
    "kerkelijke gemeente": "church",
    "Protestantse Gemeente Zwolle": "church",
    "College van burgemeester en wethouders": "municipality",
    "Stichting Kinderopvang De Zon": "childcare",
    "Jansen & Zonen Schadeverzekeringen N.V.": "insurer",
    "My Job Uitzendorganisatie B.V.": "recruiter",
    "hypotheekbank": "mortgage_lender",
    "schadeverzekeraar": "insurer",
    "the HR department of your company": "employer",
    "website of a dating company": "dating_app",
    "patiëntenportaal": "health_website",
    "a company": "generic_company",
    "een app": "generic_app",
    "webwinkel/advertenties": "webshop",
    "sociaal netwerk/politiek": "social_network",
}


@each("key", WANTED)
def test_sector_that_others_build_on_exists(key):
    assert sectors.find(key).key == key


@each("text, key", FOUND.items())
def test_text_names_the_kind_of_organisation(text, key):
    assert sectors.find(text).key == key
    assert sectors.find(f"  {text.upper()} ").key == key, "case and spaces do not matter"


@pytest.mark.parametrize(
    "text", ["", " ", "xyz", "?!", "om", "derde partij", "Stichting", "B.V.", "שלום", "💬"]
)
def test_text_without_a_kind_of_organisation_is_unknown(text):
    assert sectors.find(text) is None


@pytest.mark.parametrize(("kept", "found", "right"), [(0, 0.97, 0.95), (1, 0.93, 0.92)])
def test_names_of_organisations_tell_their_kind(kept, found, right):
    """Names written before the table was read; half of them kept."""
    rows = shipped.rows("development/organisation_names.csv")
    told = [(row, sectors.find(row["name"])) for row in rows if int(row["id"][1:]) % 2 != kept]
    hits = [kind.key in row["kinds"].split(";") for row, kind in told if kind is not None]
    assert len(hits) / len(told) >= found and sum(hits) / len(hits) >= right


def test_a_word_that_says_little_gives_way_to_any_other():
    assert sectors.find("Wessex Dental Group").key == "healthcare"
    assert sectors.find("Wessex Heritage Trust").key == "charity"


def test_the_end_of_a_place_in_a_name_gives_way_to_any_other_word():
    assert sectors.find("Millbank Motors").key == "garage"
    assert sectors.find("Apotheek Zandbank").key == "pharmacy"
    assert sectors.find("Streekbank").key == "bank"
    assert not sectors.mentions("Patients of Willowbank Surgery get a text")
    assert [kind.key for kind, _ in sectors.mentions("De Streekbank belt")] == ["bank"]


def test_every_name_and_alias_finds_its_own_sector():
    lost = [
        (key, alias)
        for key, alias in sector_names.names()
        if "*" not in alias and sectors.find(alias).key != key
    ]
    assert not lost, "an alias stands in two rows, or one that is longer takes it"


@each("sector", TABLE.values())
def test_row_uses_known_keys_only(sector):
    data = (*sector.essential_data, *sector.expected_data, *sector.possible_data)
    assert set(data) <= CATEGORIES
    assert len(set(data)) == len(data), "a category stands in two grades"
    purposes = (*sector.core_purposes, *sector.adjacent_purposes)
    for purpose in purposes:
        assert taxonomy.family(purpose).key == purpose
    assert sector.core_purposes
    for alien in sector.alien_purposes:
        assert any(key.startswith(alien) for key in taxonomy.families())
    assert set(sector.natural_recipients) <= set(TABLE)


@each("sector", TABLE.values())
def test_row_has_its_words_in_both_languages(sector):
    assert labels.label(f"sector.{sector.key}", "nl") == sector.label("nl")
    assert labels.label(f"sector.{sector.key}", "en") == sector.label("en")
    for lang in labels.LANGUAGES:
        assert fold(sector.label(lang)) in fold(labels.label(sector.phrase[1:], lang))
        assert sector.subject(lang)
    assert sector.trust_ground
    assert 0 <= sector.guardian <= 1


def test_trust_is_as_the_method_has_it():
    assert [getattr(sectors.find("bank").trust, p) for p in ("low", "mode", "high")] == [
        0.34,
        0.56,
        0.65,
    ]
    assert sectors.find("zoekmachine").trust.mode == 0.22
    assert sectors.find("charity").trust.high == 0.40


def test_near_names_help_with_a_slip_of_the_pen():
    assert "ziekenhuis" in sectors.near_names("ziekenhius")
    assert "supermarket" in sectors.near_names("supermrkt", "en")
    assert sectors.near_names("qqqqqq") == ()


def test_the_same_plan_by_another_moves_what_hangs_on_the_organisation():
    use = ProposedUse(
        sector="bank",
        controller="De Bank",
        image_fit=0.9,
        data_logical=0.9,
        trust=0.9,
        image_misfit=0.1,
        trust_gap=0.1,
        control="opt_in",
        proposed_use="advertenties tonen",
    )
    moved = sectors.at_other(use, "een zoekmachine")
    assert (moved.sector, moved.control, moved.proposed_use) == (
        "search_engine",
        "opt_in",
        "advertenties tonen",
    )
    for cleared in ("image_fit", "data_logical", "trust", "image_misfit", "trust_gap"):
        assert getattr(moved, cleared) is None
    assert moved.controller != use.controller


@given(st.text(max_size=200))
def test_any_text_is_looked_up_without_a_crash(text):
    found = sectors.find(text)
    assert found is None or found.key in TABLE
    sectors.near_names(text)


def test_a_very_long_text_is_looked_up_too():
    assert sectors.find("bank " * 200_000).key == "bank"


def test_a_short_name_tells_its_kind_by_a_word_of_the_trade():
    told = {
        "Orbit Mobile": "telecom",
        "Helder Stroom NV": "energy_supplier",
        "Grace Chapel": "church",
    }
    for name, key in told.items():
        assert sectors.find(name).key == key
    assert sectors.find("Haven Bank").key == "bank"
    for text in (
        "the mobile phone",
        "wij verkopen stroom",
        "Stroom is op en wij weten dat nu nog niet",
    ):
        assert sectors.find(text) is None
