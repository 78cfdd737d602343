"""Words for personal data: known answers in two languages, traps, the tables, and bad input."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.core import labels, shipped
from avgrisk.vocabulary.data_patterns import KINDS
from avgrisk.vocabulary.data_words import categories, category_label, match
from avgrisk.vocabulary.text import fold

KNOWN = [
    ("activiteitsdata", {"user.behavior"}),
    ("zoekdata, trackerdata", {"user.behavior.search_history", "x_nl.fitness"}),
    ("laaddata", {"x_nl.travel"}),
    ("NAW", {"user.name", "user.contact.address"}),
    ("bsn; pasnr", {"x_nl.bsn", "user.payment"}),
    ("inkomsten en uitgaven", {"user.financial"}),
    (
        "D.O.B., NHS no, NoK",
        {"user.demographic.date_of_birth", "user.health_and_medical.record_id"}
        | {"x_nl.relatives"},
    ),
    ("med. dossier; burg. staat", {"user.health_and_medical", "user.demographic.marital_status"}),
    ("NAW t.b.v. bezorging m.u.v. bsn", {"user.name", "user.contact.address"}),
    ("naam via e-mailadres", {"user.name", "user.contact.email"}),
    ("blood pressure and pills", {"user.health_and_medical"}),
    ("bank- en girorekeningnummer", {"user.financial.bank_account"}),
    ("kijk-, luister- en leesgedrag", {"user.behavior.media_consumption"}),
    ("heart rate", {"user.health_and_medical"}),
    ("sleep patterns", {"x_nl.fitness"}),
    ("list of friends", {"user.social"}),
    ("social security number", {"user.government_id.national_identification_number"}),
    ("passport no", {"user.government_id.passport_number"}),
    ("Inkomen, uitkering, toeslag", {"x_nl.income_benefit"}),
    ("x_nl.bsn", {"x_nl.bsn"}),
    ("rekeninginformatie", {"user.financial.bank_account"}),
    ("gedragsdata", {"user.behavior"}),
    ("subscription-id", {"user.unique_id"}),
]

HIDDEN = [
    ("medisch dossiernummer", "special_category"),
    ("ziekteverzuim", "special_category"),
    ("lidmaatschap vakbond", "special_category"),
    ("contributie voor de kerk", "special_category"),
    ("hulpmiddelen", "special_category"),
    ("dieetwensen", "special_category"),
    ("detentie", "criminal"),
    ("VOG", "criminal"),
    ("kopie paspoort", "bsn"),
]

FACT_WORDS = [
    *("payment", "purchases", "location", "health", "comm_content", "browsing", "contact"),
    *("nationality", "social_graph", "media_content", "driving", "energy", "viewing_listening"),
    *("search", "device_id", "benefits_tax", "study_finance", "usage", "preferences"),
]

LEFT_OUT = [
    ("naam, geen bsn, adres", {"user.name", "user.contact.address"}),
    ("naam, maar zonder gezondheidsgegevens of bsn", {"user.name"}),
    ("naam met uitzondering van gegevens over de aard van de ziekte", {"user.name"}),
    ("no health data but location", {"user.location"}),
    ("name, not including social security number; salary", {"user.name", "x_nl.income_benefit"}),
]


@pytest.mark.parametrize("text, keys", KNOWN)
def test_words_abbreviations_and_compounds_name_their_categories(text, keys):
    assert set(match(text).keys) == keys
    assert match(text).unmatched == ()


@pytest.mark.parametrize("text, flag", HIDDEN)
def test_a_plain_word_that_hides_a_special_category_is_flagged_and_says_why(text, flag):
    found = match(text)
    assert flag in found.flags
    assert {reason.reason.key for reason in found.categories} == {"data.matched_why"}


@pytest.mark.parametrize("word", FACT_WORDS)
def test_every_fact_word_of_the_case_base_is_known(word):
    assert match(word).keys
    assert not match(word).unmatched
    assert "too_vague" not in match(word).flags


@pytest.mark.parametrize("text, keys", LEFT_OUT)
def test_what_is_left_out_does_not_count_and_is_told(text, keys):
    found = match(text)
    assert set(found.keys) == keys
    assert found.excluded
    assert not found.flags


def test_only_means_nothing_is_left_out():
    assert match("geen andere gegevens dan naam en adres").keys == (
        "user.name",
        "user.contact.address",
    )


@pytest.mark.parametrize(
    "text", ["persoonsgegevens", "klantgegevens", "de gegevens", "personal data"]
)
def test_data_that_are_not_named_are_too_vague(text):
    assert match(text).keys == ("user",)
    assert match(text).flags == ("too_vague",)


def test_what_no_table_knows_is_listed_not_dropped():
    found = match("naam; frobnicatie en adres, de kwurk")
    assert found.keys == ("user.name", "user.contact.address")
    assert found.unmatched == ("frobnicatie", "kwurk")


def test_names_of_categories_match_themselves():
    for key in categories():
        for name in (key, category_label(key, "nl"), category_label(key, "en")):
            assert match(name).keys == (key,), name


def test_reasons_can_be_said_in_both_languages():
    for text, _ in (*KNOWN, *HIDDEN):
        for found in match(text).categories:
            for lang in labels.LANGUAGES:
                assert category_label(found.key, lang) in labels.say(found.reason, lang)


def test_category_table_is_in_order():
    rows = shipped.rows("taxonomy/data_categories.csv")
    keys = [row["key"] for row in rows]
    assert len(set(keys)) == len(keys)
    for row in rows:
        assert row["parent"] in ("", row["key"].rpartition(".")[0])
        assert row["parent"] in ("", *keys)
        assert row["basis"] in ("source", "derived", "judgement")
        assert row["ground"]
        assert row["group"] == "" or f"group.{row['group']}" in labels.table()
        if categories()[row["key"]].flags:
            assert categories()[row["key"]].range.high == 1, "what the law protects may weigh fully"


def test_word_table_is_in_order():
    seen: dict[str, str] = {}
    for row in shipped.rows("words/data_words.csv"):
        assert row["lang"] in labels.LANGUAGES
        assert set(row["key"].split()) <= {*KINDS, *categories()}, row["key"]
        assert row["why"] == "" or f"why.{row['why']}" in labels.table()
        if row["key"] in KINDS:
            continue
        for words in row["words"].split("|"):
            plain = fold(re.sub("[-_]", " ", words))
            assert plain.strip() == plain, "a blank alternative or blanks around it"
            assert plain, row["key"]
            assert not re.search(r"[^\s]\*[^\s]", plain), f"{words}: * in the middle of a word"
            assert seen.setdefault(plain, row["key"]) == row["key"], f"{words} stands for two keys"


ALPHABET = (
    st.text(alphabet=st.sampled_from("abc naam bsn,;()-.|/&\n\t<>é😀שלום0123'\"=*#")) | st.text()
)


@given(ALPHABET)
def test_any_text_is_read_and_nothing_lies_outside_it(text):
    found = match(text)
    for each in found.categories:
        start, end = each.span
        assert 0 <= start < end <= len(text)
    if not found.categories and not found.excluded:
        assert found.unmatched or not re.search(r"[^\W_]", text)


@given(
    st.lists(st.sampled_from(["naam", "bsn", "kwurk", "salaris", "geloof"]), min_size=1, max_size=6)
)
def test_order_of_items_does_not_matter(items):
    there, back = match("; ".join(items)), match("; ".join(reversed(items)))
    assert set(there.keys) == set(back.keys)
    assert set(there.unmatched) == set(back.unmatched)
    assert there.flags == back.flags


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ";;;,,,",
        "😀😀",
        "<b>naam</b><script>bsn</script>",
        "שם וכתובת",
        "a" * 10**6,
        "naam," * 10**5,
    ],
)
def test_bad_input_is_read_calmly(text):
    found = match(text)
    assert all(len(part) <= 200 for part in found.unmatched)
