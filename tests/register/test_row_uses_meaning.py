"""Rows of registers whose words must count: what is done, with which data, about whom, for whom."""

from __future__ import annotations

import pandas as pd
import pytest

import avgrisk
from avgrisk.register.assess import blocks
from avgrisk.register.row_uses import proposed_uses
from avgrisk.scoring.index_file import load_index

FIELDS = {
    "Verwerking": "title",
    "Doel": "purpose_statement",
    "Betrokkenen": "data_subjects",
    "Gegevens": "data_categories",
    "Ontvangers": "recipient_text",
}


def scored(*rows: tuple[str, ...], sector: str = "") -> pd.DataFrame:
    """Rows as name, purpose, people, data, recipients."""
    frame = pd.DataFrame(rows, columns=list(FIELDS), dtype=object)
    return blocks(proposed_uses(frame, FIELDS, sector).frame, load_index("2")).table


def test_predicting_and_tracking_stand_above_payroll_in_a_shop():
    pay, predict, track = scored(
        (
            "Salarisadministratie",
            "Uitbetalen van het salaris aan medewerkers",
            "Medewerkers",
            "NAW, BSN, IBAN, salaris",
            "Belastingdienst, UWV, pensioenfonds",
        ),
        (
            "Voorspelling",
            "Voorspellen welke klanten zwanger zijn en hen babyspullen aanbieden",
            "Klanten",
            "Aankoopgeschiedenis",
            "Geen",
        ),
        (
            "Wifi-tracking",
            "Bezoekers in de winkel volgen via hun telefoon",
            "Bezoekers",
            "MAC-adres, locatie",
            "Geen",
        ),
        sector="winkel",
    )["score"]
    assert pay < 20 and predict > 50 and track > 50


@pytest.mark.parametrize("purpose", ["toestemming", "zie bijlage", "idem", "12345", "art. 6.1.b"])
def test_a_purpose_that_says_nothing_is_none_and_the_name_counts(purpose):
    row = ("Advertenties op maat", purpose, "", "Surfgedrag, cookies", "Adverteerders")
    uses = proposed_uses(pd.DataFrame([row], columns=list(FIELDS), dtype=object), FIELDS).frame
    assert uses["purpose_statement"][0] == "" and uses.get("collected_for", [""])[0] == ""
    assert scored(row, sector="winkel")["score"][0] > 50


def test_a_sale_is_no_milder_with_the_broker_named():
    sale = ("Verkoop", "Klantprofielen verkopen aan datahandelaren", "", "Naam, e-mail")
    without, named = scored((*sale, ""), (*sale, "Datahandelaren"), sector="winkel")["score"]
    assert named >= without > 50


def test_staff_who_are_ill_and_the_company_doctor_are_an_employers_business():
    row = ("Verzuim", "Zieke medewerkers begeleiden", "", "Naam, verzuimgegevens", "Arbodienst")
    assert scored(row, sector="werkgever")["band"][0] == "green"


def test_no_row_with_an_unread_item_is_green():
    rows = [("Brief", "Brief sturen", "", data, "Geen") for data in ("E-mail", "E-mail, blorf")]
    assert list(scored(*rows, sector="webwinkel")["band"]) == ["green", "amber"]


def test_no_row_with_a_recipient_whom_nobody_knows_is_green():
    cells = ("Geen", "Belastingdienst", "Blorfzwam BV", "Eigen medewerkers; Blorfzwam BV",
             "Belastingdienst; Blorfzwam BV", "Blorfzwam BV (verwerker)")  # fmt: skip
    rows = [("Afspraken", "Klanten inplannen", "", "Naam, telefoon", cell) for cell in cells]
    found = scored(*rows, sector="kapper")
    assert list(found["band"]) == ["green", "green", "amber", "amber", "amber", "green"]
    flagged = [vector.endswith("FL:unread_recipient") for vector in found["vector"]]
    assert flagged == [band == "amber" for band in found["band"]]
    assert ["Blorfzwam BV" in words for words in found["unmatched"]] == flagged


@pytest.mark.parametrize(
    ("purpose", "low", "high"),
    [
        ("ALLE GEGEVENS GEBRUIKEN VOOR ALLES", 0.8, 1),
        ("Inkomsten", 0.8, 1),
        ("Misbruik van het contactformulier tegengaan", 0, 0.35),
        ("Inloggen met een code", 0, 0.4),
    ],
)
def test_a_purpose_that_says_what_for_is_told_from_one_that_does_not(purpose, low, high):
    assert low <= avgrisk.vagueness(purpose).value <= high


def test_two_words_make_no_further_use_by_likelihood_alone():
    row = ("Forum", "Berichten tonen", "", "Schuilnaam", "Geen")
    assert scored(row, sector="website")["band"][0] == "green"


def test_a_legal_basis_that_says_nobody_was_asked_tells_control():
    rows = pd.DataFrame(
        {
            "doel": ["Orde", "Orde", "Orde", "Orde"],
            "grondslag": [
                "Convenant; ouders niet ingelicht",
                "toestemming",
                "kleine letters",
                "Wet",
            ],
            "keuze": ["", "", "opt_in", ""],
        }
    )
    fields = {"doel": "purpose_statement", "grondslag": "legal_basis", "keuze": "control"}
    uses = proposed_uses(rows, fields)
    assert uses.frame["control"].tolist() == ["unknown", "", "opt_in", ""]
    assert "control" in uses.derived
    alone = proposed_uses(rows[["doel", "grondslag"]], dict(list(fields.items())[:2]))
    assert alone.frame["control"].tolist() == ["unknown", "", "terms", ""]
    assert "control" not in proposed_uses(rows[1:2], fields).derived
