"""A plan in words, part by part; no score while an essential part is unread."""

import csv
from pathlib import Path

import pytest

import avgrisk
from avgrisk.core.levels import level_range
from avgrisk.core.records import InputError
from avgrisk.scoring.plan_reading import ESSENTIALS, PARTS, read

SOLD = "De supermarkt verkoopt de aankopen van klanten aan een zorgverzekeraar"


def test_every_part_of_a_plain_plan_is_read_with_its_words():
    plan = avgrisk.read(f"{SOLD}, tenzij zij bezwaar maken.")
    assert plan.organisation.value == "supermarket"
    assert plan.people.value == "customer"
    assert plan.data.values == ("user.behavior.purchase_history",)
    assert plan.proposed_use.value == "sharing.data"
    assert plan.recipient.value == "others"
    assert plan.choice.value == "opt_out"
    assert (
        plan.use.control.low < 0.5 < plan.use.control.high
    )  # both readers, so not the level itself
    assert plan.use.sector == "supermarket"
    for part in plan.parts.values():
        assert 0 <= part.confidence <= 1 and len(part.alternatives) <= 2
        assert all(0 <= start < end <= len(plan.text) for start, end in part.spans)


def test_the_score_is_that_of_its_use_and_missing_parts_leave_none():
    plan = read(SOLD)
    assert plan.score is not None and plan.score.value == avgrisk.score(plan.use).value
    assert plan.score.band == "red"
    bare = read("Wij bellen u terug")
    assert bare.score is None and "organisation" in bare.missing
    assert set(bare.missing) <= set(ESSENTIALS)


@pytest.mark.parametrize(
    "text",
    [
        "De zorgverzekeraar krijgt tegen betaling onze aankoopdata",
        "Een verzekeraar koopt de aankoopgegevens van ons",
        "The insurer buys our purchase data",
    ],
)
def test_the_buyers_side_is_the_sellers_plan(text):
    plan = read(text, "supermarket")
    assert plan.recipient.value == "others" and plan.proposed_use.value == "sharing.data"
    assert plan.score.band == "red"


def test_a_given_sector_goes_before_the_text_and_an_unknown_one_is_refused():
    assert read(SOLD, "bank").organisation.value == "bank"
    assert read(SOLD, "bank").organisation.given
    with pytest.raises(InputError, match="sector"):
        read(SOLD, "xyzzy")


@pytest.mark.parametrize("text", ["", "   ", None, 3])
def test_an_empty_plan_is_refused(text):
    with pytest.raises(InputError):
        read(text)


@pytest.mark.parametrize(
    "text", ["?!", "12345", "zie bijlage", "<script>alert(1)</script>", "é" * 9_000]
)
def test_odd_texts_are_read_without_a_score(text):
    plan = read(text)
    assert plan.score is None and tuple(plan.parts) == PARTS


def test_what_no_part_rests_on_is_told():
    plan = read(f"{SOLD}. Hoeprala wibbelt.")
    assert any("Hoeprala" in skipped for skipped in plan.not_read)


def test_what_data_were_given_for_stands_apart_from_the_use():
    plan = read("Het adres is opgegeven voor de bezorging en wordt nu verkocht aan adverteerders")
    assert plan.collected_for.value == "essential.service" and plan.collected_for.words
    assert "bezorging" not in plan.use.proposed_use


@pytest.mark.parametrize(
    "text", ["Wij delen uw gegevens niet met derden", "We never sell your data"]
)
def test_a_sale_that_is_denied_is_no_sale(text):
    plan = read(text, "bank")
    assert not plan.proposed_use.value.startswith("sharing.") and plan.recipient.value != "others"


def test_denied_data_and_denied_recipients_do_not_count():
    plan = read("De school bewaart cijfers, zonder bsn; niets gaat naar derden")
    assert "x_nl.bsn" not in plan.data.values
    assert plan.recipient.value in ("", "own")


def test_no_sector_is_a_blank_one():
    text = "De winkel verkoopt adressen van klanten aan een bank"
    assert read(text, sector=None) == read(text, sector="") == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "De kapper deelt naam en telefoon van klanten met Blorfzwam BV om afspraken te plannen",
        "De kapper plant klanten in met naam en telefoon; ontvanger: Blorfzwam BV",
        "The hairdresser plans its customers by name and phone and Blorfzwam Ltd gets them",
    ],
)
def test_a_receiver_whom_nobody_knows_is_never_low(text):
    plan = read(text)
    assert plan.score is not None and plan.score.band != "green"
    assert plan.recipient.known or plan.score.flags == ("unread_recipient",)


@pytest.mark.parametrize(
    ("sector", "text"),
    [
        ("shop", "De winkel houdt een jas apart voor wie in termijnen betaalt"),
        ("childcare", "Telling parents how long their child slept"),
        ("webshop", "An app that shows where the shopping is"),
        ("music_streaming", "We choose songs for listeners from what they played before"),
        ("energy_supplier", "Households get a smiling face when they use less than similar homes"),
        ("school", "De mentor bekijkt de cijfers van leerlingen"),
        ("hotel", "Gasten checken in met hun telefoon"),
        ("pharmacy", "Wij sms'en klanten als hun medicijnen klaarliggen"),
        ("municipality", "Inwoners krijgen kwijtschelding voortaan automatisch, zonder formulier"),
    ],
)
def test_a_service_that_people_asked_for_is_not_red(sector, text):
    assert avgrisk.score(read(text, sector).use).band != "red"


@pytest.mark.parametrize(
    ("sector", "text"),
    [
        ("estate_agent", "Kopers krijgen te zien wat de buren verdienen"),
        ("estate_agent", "Buyers are told what the neighbours owe"),
        ("postal_service", "We leggen vast waar onze bezorgers tijdens hun dienst zijn"),
        ("postal_service", "We record where our couriers are during their shift"),
        ("school", "Registratie met een camera van kinderen die niet opletten"),
    ],
)
def test_what_is_found_out_about_people_is_red_in_either_language(sector, text):
    assert avgrisk.score(read(text, sector).use).band == "red"


@pytest.mark.parametrize(
    "text",
    [
        "Griepgevallen per gemeente op een openbare kaart",
        "We publish flu counts per region",
        "Hoeveel virus er per streek rondgaat",
        "Totals for areas are on a public site",
    ],
)
def test_figures_per_area_are_practically_anonymous_and_leave_as_figures(text):
    plan = read(text, "healthcare")
    assert plan.identifiability.value == "practically_anonymous" and plan.identifiability.words
    assert plan.recipient.value in ("aggregated", "")


def test_a_smiling_face_is_no_biometric_data():
    assert read("Guests press a smiling face at the door", "hotel").data.values == ()
    assert "user.biometric" in read("A camera scans the face of guests", "hotel").data.values


#: Ten sentences of our own per kind of thing that real cases tell, none of them a case: what must
#: be read of them is a field, with its mode in [low, high], or the score.
with Path(__file__).with_name("case_kinds.csv").open(encoding="utf-8") as table:
    KINDS = list(csv.DictReader(table))


#: Fields that nobody fills in where both readers speak of them, with the reading that they make.
GAPS = {"value_returned": "value_gap"}
#: Of the deal, which both readers weigh, two of ten may be missed.
DEAL, MISSED = ("control", "value_returned"), 2


@pytest.mark.parametrize("kind", dict.fromkeys(row["kind"] for row in KINDS))
def test_what_real_cases_turn_on_is_read(kind):
    missed = []
    for row in (row for row in KINDS if row["kind"] == kind):
        use = avgrisk.read(row["text"], sector=row["sector"]).use
        if row["field"] == "score":
            found = avgrisk.score(use).value
        elif row["field"] in GAPS:
            reading = avgrisk.score(use).readings[GAPS[row["field"]]]
            found = -1.0 if reading.range is None else 1 - reading.range.mode
        else:
            level = level_range(row["field"], getattr(use, row["field"]))
            found = -1.0 if level is None else level.mode
        if not float(row["low"]) <= found <= float(row["high"]):
            missed.append((row["text"], found))
    assert len(missed) <= (MISSED if row["field"] in DEAL else 0), missed
