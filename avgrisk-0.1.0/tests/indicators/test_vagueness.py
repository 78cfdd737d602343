"""Vagueness: known orderings, honest unknowns, mixed statements, and texts meant to break it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avgrisk.core.labels import LANGUAGES, label, say
from avgrisk.core.records import InputError, ProposedUse
from avgrisk.core.shipped import rows
from avgrisk.indicators.measure import measure as measured
from avgrisk.indicators.vague_text import vagueness
from avgrisk.indicators.vagueness import FIELDS
from avgrisk.indicators.vagueness_words import FEATURES, features, find
from avgrisk.vocabulary.text import words
from tests.indicators import written

measure = partial(measured, "vagueness")


# Examples of regulators, quoted with their source. WP203: Article 29 Working Party, Opinion
# 03/2013 on purpose limitation; WP260: its Guidelines on transparency, rev.01, paragraph 12.
WP203_VAGUE = (
    "improving users' experience",
    "marketing purposes",
    "IT-security purposes",
    "future research",
)
WP260_POOR = (
    "We may use your personal data to develop new services",
    "We may use your personal data for research purposes",
    "We may use your personal data to offer personalised services",
)
WP260_GOOD = (
    "We will retain your shopping history and use details of the products you have previously"
    " purchased to make suggestions to you for other products which we believe you will also be"
    " interested in",
    "We will retain and evaluate information on your recent visits to our website and how you move"
    " around different sections of our website for analytics purposes to understand how people use"
    " our website so that we can make it more intuitive",
    "We will keep a record of the articles on our website that you have clicked on and use that"
    " information to target advertising on this website to you that is relevant to your interests,"
    " which we have identified based on articles you have read",
)
# The source article's own pair (Kaptein & Kardol, Klantverwachting en AVG).
OFFERS = "het doen van relevante commerciële aanbiedingen"
TIPS = "tips over nieuw te verschijnen boeken op basis van uw boekenvoorkeur"


def value(text: str) -> float:
    read = vagueness(text).value
    assert read is not None, f"unknown: {text}"
    return read


def test_offers_are_vague_and_book_tips_are_specific():
    assert value(OFFERS) > 0.6
    assert value(TIPS) < 0.4


@pytest.mark.parametrize("text", WP203_VAGUE)
def test_wp203_examples_are_vague(text):
    assert value(text) > 0.6


def test_wp260_poor_practice_is_vaguer_than_good_practice():
    assert min(map(value, WP260_POOR)) > 0.6
    assert max(map(value, WP260_GOOD)) < min(map(value, WP260_POOR))


@pytest.mark.parametrize("vague", ["Marketing", "Beheer", "Analytics", "Veiligheid"])
def test_a_bare_noun_is_vague(vague):
    assert value(vague) > 0.6


@pytest.mark.parametrize(
    "text",
    [
        "Marketingdoeleinden",
        "Productinnovatie",
        "Klantwaardering en gebruikerservaringen verbeteren",
        "Het waarborgen van de bedrijfscontinuïteit",
    ],
)
def test_open_purposes_are_found_in_dutch_compounds(text):
    assert "vagueness.open" in {reason.key for reason in vagueness(text).reasons}
    assert value(text) > 0.6


def test_kan_is_a_hedge_as_may_and_not_as_can():
    may = vagueness("Wij kunnen uw adres gebruiken")
    can = vagueness("Zo weten wij uw adres om te kunnen bezorgen")
    assert "vagueness.hedge" in {reason.key for reason in may.reasons}
    assert "vagueness.hedge" not in {reason.key for reason in can.reasons}


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "...", "?!", "—", "🎉🎉🎉", "<p></p>"])
def test_an_empty_text_is_unknown_and_says_so(text):
    reading = vagueness(text)
    assert not reading.known
    assert reading.value is None
    assert [reason.key for reason in reading.reasons] == ["vagueness.blank"]


@pytest.mark.parametrize(
    "text", ["asdf qwer zxcv hjkl", "xxxxxxxx", "تحسين الخدمات", "Оптовая торговля", "改善服务"]
)
def test_what_is_not_recognised_is_unknown_with_a_request_to_judge_by_hand(text):
    reading = vagueness(text)
    assert not reading.known
    assert "vagueness.no_span" in {reason.key for reason in reading.reasons}
    assert "vagueness.lang_unknown" in {reason.key for reason in reading.reasons}


@pytest.mark.parametrize(
    "text",
    [
        "Détecter et bloquer les abus, enquêter sur un incident",
        "Betrieb und Optimierung der Website",
    ],
)
def test_a_text_in_another_language_is_not_read_by_the_words_it_shares_with_ours(text):
    reading = vagueness(text)
    assert not reading.known
    assert [reason.key for reason in reading.reasons] == ["vagueness.foreign"]
    assert vagueness(text, "nl").known, "a language that is given is followed"


def test_words_outside_every_list_give_a_wide_reading_that_says_so():
    reading = vagueness("De kraanvogel klepperde zachtjes tegen zijn spiegelende vijverkant")
    assert reading.known
    assert "vagueness.alone" in {reason.key for reason in reading.reasons}
    assert reading.high - reading.low > 0.4
    assert "kraanvogel" in reading.unmatched


def test_a_mixed_statement_is_led_by_its_vaguest_clause():
    text = "Om u te factureren en voor marketing"
    reading = vagueness(text)
    assert reading.flags == ("mixed_statement",)
    lead = next(reason for reason in reading.reasons if reason.key == "vagueness.leads")
    assert lead.span is not None
    assert text[slice(*lead.span)] == "en voor marketing"
    assert value(text) > 0.6


def test_a_statement_with_one_kind_of_clause_is_not_mixed():
    for text in ("Om u te factureren en om uw bestelling te bezorgen", "Voor marketing en analyse"):
        assert vagueness(text).flags == ()


def test_slots_are_what_the_text_does_not_name():
    assert vagueness("Marketing").slots == (
        "slot.data",
        "slot.action",
        "slot.product",
        "slot.recipient",
        "slot.period",
    )
    full = "Wij sturen uw adres naar de bezorger van uw pakket en wissen het na 14 dagen"
    assert vagueness(full).slots == ()


def test_two_bars_hedges_move_one_and_the_purpose_the_other():
    plain = dict(vagueness("Uw adres gebruiken om uw pakket te bezorgen").facets)
    hedged = dict(vagueness("Eventueel uw adres soms gebruiken om uw pakket te bezorgen").facets)
    open_ = dict(vagueness("Uw adres gebruiken voor marketing en onderzoek").facets)
    assert plain["vagueness.formulation"].mode < hedged["vagueness.formulation"].mode
    assert plain["vagueness.formulation"] == open_["vagueness.formulation"]
    assert plain["vagueness.openness"].mode < open_["vagueness.openness"].mode


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_can_be_said_and_names_its_place(lang):
    text = "Wij kunnen uw e-mailadres soms gebruiken voor marketing. Na 30 dagen wissen we het."
    for reason in vagueness(text).reasons:
        assert say(reason, lang)
        assert reason.span is None or 0 <= reason.span[0] < reason.span[1] <= len(text)
    for slot in vagueness("Marketing").slots:
        assert label(slot, lang).endswith("?")


def test_the_weight_of_a_reason_is_positive_for_vaguer_and_negative_for_sharper():
    signs = {
        reason.key: (reason.weight or 0) > 0
        for reason in vagueness("Mogelijk marketing met uw adres").reasons
    }
    assert signs == {"vagueness.hedge": True, "vagueness.open": True, "vagueness.data": False}


def test_the_language_can_be_given_and_an_unknown_one_is_refused():
    assert vagueness("Marketing", "nl").lang == "nl"
    with pytest.raises(InputError):
        vagueness("Marketing", "fr")
    with pytest.raises(InputError):
        vagueness(None)  # type: ignore[arg-type]


def test_a_use_is_measured_by_its_purpose_statement():
    assert FIELDS == ("purpose_statement",)
    found, read = measure(ProposedUse(purpose_statement=OFFERS)), vagueness(OFFERS)
    assert found == replace(read, range=written(read.range))
    assert not measure(ProposedUse(proposed_use=OFFERS)).known


def test_tags_are_not_read_and_spans_stay_true():
    text = "<script>alert(1)</script> <b>marketing</b>"
    reading = vagueness(text)
    spans = [reason.span for reason in reading.reasons if reason.span]
    assert "marketing" in [text[slice(*span)] for span in spans]


def test_a_megabyte_is_read_and_its_reasons_are_bounded():
    reading = vagueness("Wij kunnen uw adres gebruiken voor marketing; zlork " * 20_000)
    assert reading.known
    assert len(reading.reasons) < 300
    assert len(reading.unmatched) < 300


@pytest.mark.parametrize("row", rows("index/vagueness-1.csv"), ids=lambda row: row["term"])
def test_the_fitted_signs_make_sense(row):
    """Hedges and open purposes never lower vagueness; what is named never raises it."""
    sign = {"hedge": 1, "open": 1, "share": 1, "data": -1, "anchor": -1, "unlisted": -1}
    assert sign.get(row["term"], 0) * float(row["estimate"]) >= 0


def test_the_covariance_is_symmetric_and_belongs_to_the_coefficients():
    cells = {row["term"]: row for row in rows("index/vagueness_covariance-1.csv")}
    for row in rows("index/vagueness-1.csv"):
        term = row["term"]
        assert float(cells[term][term]) == pytest.approx(float(row["se"]) ** 2, rel=1e-3)
        for other in cells:
            assert cells[term][other] == cells[other][term]


DATA = {"nl": "uw rekeningnummer", "en": "your account number"}
PLAIN = [
    row
    for row in rows("development/purpose_statements.csv")
    if row["label_1"] != "mixed" and not vagueness(row["text"]).flags
]


@settings(max_examples=200)
@given(st.sampled_from(PLAIN))
def test_naming_data_never_makes_a_statement_vaguer(row):
    """Holds where the addition does not make a statement of one kind into a mixed one."""
    before = vagueness(row["text"], row["lang"])
    after = vagueness(f"{row['text'].rstrip('.')} ({DATA[row['lang']]})", row["lang"])
    if before.known and not after.flags:
        assert after.range.mode <= before.range.mode + 1e-12


@settings(max_examples=300)
@given(st.text(max_size=400))
def test_any_text_gives_a_reading_with_spans_inside_it(text):
    reading = vagueness(text)
    assert 0 <= reading.low <= reading.range.mode <= reading.high <= 1
    for reason in reading.reasons:
        assert reason.span is None or 0 <= reason.span[0] <= reason.span[1] <= len(text)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(["marketing", "adres", "mogelijk", "dagen", "zlork"]), max_size=8))
def test_features_are_finite_and_in_order(parts):
    numbers = features(find(words(" ".join(parts)), "nl"))
    assert len(numbers) == len(FEATURES)
    assert all(0 <= number < 10 for number in numbers)


def auc(vague: list[float], specific: list[float]) -> float:
    pairs = [(v > s) + 0.5 * (v == s) for v in vague for s in specific]
    return sum(pairs) / len(pairs)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_development_statements_keep_their_order(lang):
    """The part that was fitted on; docs/MEASURED.md says what unseen statements give."""
    table = [
        row
        for row in rows("development/purpose_statements.csv")
        if row["lang"] == lang and row["part"] == "fit"
    ]
    by_label: dict[str, list[float]] = {"vague": [], "specific": [], "mixed": []}
    unknown = 0
    for row in table:
        reading = vagueness(row["text"])
        unknown += not reading.known
        by_label[row["label_1"]].append(reading.range.mean)
    assert auc(by_label["vague"], by_label["specific"]) >= 0.97
    assert unknown <= 0.04 * len(table)


def test_translations_of_each_other_read_alike():
    pairs: dict[str, list[float]] = {}
    for row in rows("development/purpose_statements.csv"):
        if row["pair"]:
            pairs.setdefault(row["pair"], []).append(vagueness(row["text"]).range.mean)
    gaps = [abs(dutch - english) for dutch, english in pairs.values()]
    assert len(gaps) >= 60
    assert sum(gaps) / len(gaps) <= 0.05
