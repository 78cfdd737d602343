"""Purpose distance: known answers, the share of each facet, and what an unknown facet may do."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import avgrisk
from avgrisk.core import labels
from avgrisk.core.levels import named
from avgrisk.core.records import InputError, ProposedUse, Range
from avgrisk.indicators import purpose_distance as indicator
from avgrisk.indicators.distance_facets import unknown, weights
from avgrisk.indicators.measure import measure as measured
from avgrisk.indicators.purpose_distance import purpose_distance
from avgrisk.vocabulary.taxonomy import families

measure = partial(measured, "purpose_distance")


FACETS = ("tree", "domain", "recipient", "inferred")
LEVEL = st.one_of(st.none(), st.floats(0, 1))
KEY = st.sampled_from(sorted(families()))

BOOKS = "Getipt worden over nieuwe boeken"
PAYING = "Betalingen uitvoeren en rekening voeren"

#: One person's pairs in our own words, 0 the same to 4 against the customer: a sanity list.
PAIRS = [
    ("boekentips", "boekentips", 0),
    ("boekentips", "filmtips", 1),
    ("boekentips", "aanbieding voor een auto", 3),
    ("boekentips", "klantprofiel verkopen aan andere bedrijven", 4),
    ("betalingen", "fraude opsporen", 1),
    ("betalingen", "aanbieding van onze eigen spaarrekening", 2),
    ("betalingen", "tuincentra via de bank laten adverteren", 4),
    ("bestelling", "bezorging", 0),
    ("bestelling", "nieuwsbrief van de winkel", 2),
    ("bestelling", "adressenlijst verkopen", 4),
    ("fitness app", "eigen voortgang laten zien", 0),
    ("fitness app", "delen met een verzekeraar die de premie bepaalt", 4),
]


def facets(reading):
    """The facets of a reading by their bare name."""
    return {key.removeprefix("facet."): value for key, value in reading.facets}


def test_book_tip_film_tip_car_offer_lie_in_that_order():
    book = purpose_distance(BOOKS, "Tip voor een nieuw boek")
    film = purpose_distance(BOOKS, "Tip voor een film")
    car = purpose_distance(BOOKS, "Aanbieding voor een auto")
    assert book.value < film.value < car.value
    assert facets(film)["domain"].mode == 0.25
    assert facets(car)["domain"].mode == 0.75


def test_fraud_detection_is_near_payments_and_advertisers_are_far():
    fraud = purpose_distance(PAYING, "Fraude met betalingen opsporen")
    adverts = purpose_distance(
        PAYING, "Adverteerders laten wij op basis van betaalgegevens een aanbod doen aan klanten"
    )
    assert fraud.value < 0.3
    assert adverts.value > 0.65


def test_the_formula_with_every_facet_given():
    reading = purpose_distance(tree=0.5, domain=0.25, recipient=0.9, inferred=1)
    assert reading.range == Range.point(reading.range.mode)
    assert reading.value == pytest.approx(1 - 0.7 * 0.875 * 0.37 * 0.8, abs=1e-12)
    assert reading.status == "given"


def test_nothing_known_is_unknown_and_the_table_then_gives_exactly_one_half():
    reading = purpose_distance()
    assert (reading.status, reading.value, reading.range) == ("unknown", None, Range(0, 0.5, 1))
    assert set(facets(reading).values()) == {None}
    free = 1.0
    for facet in FACETS:
        free *= 1 - weights()[facet] * unknown()[facet].mode
    assert 1 - free == 0.5


def test_unknown_facets_stand_at_nothing_for_the_low_end_and_at_all_for_the_high_end():
    reading = purpose_distance(tree=0.5)
    assert reading.low == pytest.approx(1 - 0.7)
    assert reading.high == pytest.approx(1 - 0.7 * 0.5 * 0.3 * 0.8)


@given(st.fixed_dictionaries(dict.fromkeys(FACETS, LEVEL)), st.sampled_from(FACETS), st.data())
def test_filling_in_a_facet_at_or_below_its_unknown_height_never_raises_d(levels, facet, data):
    assume(levels[facet] is None)
    filled = data.draw(st.floats(0, unknown()[facet].mode))
    before = purpose_distance(**levels).range.mode
    after = purpose_distance(**{**levels, facet: filled}).range.mode
    assert after <= before


@given(st.fixed_dictionaries(dict.fromkeys(FACETS, LEVEL)), st.sampled_from(FACETS), st.data())
def test_more_of_a_facet_never_lowers_d(levels, facet, data):
    low, high = sorted((data.draw(st.floats(0, 1)), data.draw(st.floats(0, 1))))
    less = purpose_distance(**{**levels, facet: low}).range
    more = purpose_distance(**{**levels, facet: high}).range
    assert (less.low, less.mode, less.high) <= (more.low, more.mode, more.high)


def test_a_facet_given_as_a_range_moves_low_mode_and_high():
    reading = purpose_distance(tree=0, domain=0, inferred=0, recipient="0,2|0,3|0,9")
    assert reading.range.low == pytest.approx(0.14)
    assert reading.range.mode == pytest.approx(0.21)
    assert reading.range.high == pytest.approx(0.63)


@given(KEY, KEY, LEVEL, LEVEL)
def test_the_shares_of_the_facets_add_up_to_d(collected, proposed, recipient, inferred):
    reading = purpose_distance(
        collected_for_key=collected,
        proposed_use_key=proposed,
        recipient=recipient,
        inferred=inferred,
    )
    assert sum(reason.weight for reason in reading.reasons) == pytest.approx(reading.range.mode)
    assert len(reading.reasons) == len(FACETS)


@given(KEY)
def test_the_same_key_twice_is_the_same_kind_of_purpose(key):
    reading = purpose_distance(collected_for_key=key, proposed_use_key=key)
    assert facets(reading)["tree"] == Range.point(0)


def test_levels_win_over_keys_and_keys_over_texts():
    text = {"collected_for": BOOKS, "proposed_use": "Boekenvoorkeuren verkopen aan uitgevers"}
    key = {"collected_for_key": "personalize.content", "proposed_use_key": "research"}
    said = purpose_distance(**text)
    keyed = purpose_distance(**text, **key)
    given_level = purpose_distance(**text, **key, tree=0.1)
    assert facets(said)["tree"].mode > 0.7
    assert facets(keyed)["tree"] == Range.point(0.5)
    assert facets(given_level)["tree"] == Range.point(0.1)


def test_status_is_given_measured_or_suggested_by_the_weakest_ground():
    levels = {"recipient": "own", "inferred": "told", "domain": 0}
    keys = {"collected_for_key": "essential.service", "proposed_use_key": "functional.insight"}
    assert purpose_distance(**levels, tree=0).status == "given"
    assert purpose_distance(**levels, **keys).status == "measured"
    assert purpose_distance(BOOKS, "Tips over films", **levels).status == "suggested"


def test_a_doubtful_use_widens_and_a_sure_one_does_not():
    key = {"collected_for_key": "essential.service"}
    doubtful = facets(purpose_distance(proposed_use="Namen gaan mee naar de vergadering", **key))
    sure = facets(purpose_distance(proposed_use="Adressen verkopen aan datahandelaren", **key))
    assert doubtful["tree"].high - doubtful["tree"].low >= 0.25
    assert sure["tree"].high - sure["tree"].low <= 0.05


def test_words_that_say_too_little_leave_the_facet_unknown():
    reading = purpose_distance("iets", "iets anders", recipient="own")
    assert facets(reading) == {
        "tree": None,
        "domain": None,
        "recipient": Range.point(0),
        "inferred": None,
    }


def test_the_same_words_are_the_same_purpose():
    reading = purpose_distance("Wat wij altijd al deden", "wat wij altijd al DEDEN")
    assert facets(reading)["tree"] == facets(reading)["domain"] == Range.point(0)


def test_the_title_is_read_beside_the_description_and_the_riskiest_counts():
    use = ProposedUse(title="Adressen verkopen aan winkels", collected_for="Bestelling bezorgen")
    assert facets(measure(use))["recipient"].mode == named("recipient")["others"]
    described = use.replace(proposed_use="Bestelling bezorgen")
    assert facets(measure(described))["recipient"].mode == named("recipient")["others"]
    assert facets(measure(described.replace(title="Bestellingen")))["recipient"].mode == 0


def test_a_product_name_alone_was_given_for_the_service_itself():
    reading = purpose_distance("fitness app", "Delen met verzekeraars")
    assert facets(reading)["tree"].mode == pytest.approx(0.9, abs=0.02)


@pytest.mark.parametrize("word", ["boeken", "Books", "books"])
def test_a_domain_may_be_a_key_or_a_word(word):
    reading = purpose_distance(collected_domain=word, proposed_domain="film")
    assert facets(reading)["domain"].mode == 0.25


def test_a_domain_word_that_nobody_knows_leaves_the_facet_unknown_and_is_listed():
    reading = purpose_distance(collected_domain="xyzzy", proposed_domain="film")
    assert facets(reading)["domain"] is None
    assert reading.unmatched == ("xyzzy",)


def test_a_blank_description_is_no_description():
    use = ProposedUse(title="Tip voor een film", proposed_use="  ", collected_for=BOOKS)
    assert measure(use).range == purpose_distance(BOOKS, "Tip voor een film").range


@pytest.mark.parametrize("field", ["collected_for_key", "proposed_use_key"])
def test_an_unknown_key_is_refused_naming_field_and_keys(field):
    with pytest.raises(InputError) as caught:
        purpose_distance(**{field: "marketing.magic.x"})
    assert caught.value.field == field
    assert "marketing.first_party" in caught.value.allowed
    for lang in labels.LANGUAGES:
        assert field in labels.explain(caught.value, lang)


@pytest.mark.parametrize("level", [2, -0.1, float("inf"), "zzz", "1|0|1", object()])
def test_an_impossible_level_is_refused(level):
    with pytest.raises(InputError):
        purpose_distance(tree=level)


def test_what_others_sell_is_not_what_the_data_are_about():
    reading = purpose_distance(PAYING, "De bank analyseert betalingen en laat winkels adverteren")
    assert facets(reading)["domain"].mode > 0.25


def test_reasons_name_the_words_and_the_share_in_both_languages():
    text = "Klantgegevens verkopen aan verzekeraars"
    reading = purpose_distance("Pakketten bezorgen", text)
    for lang in labels.LANGUAGES:
        lines = [labels.say(reason, lang) for reason in reading.reasons]
        assert any("verkopen aan verzekeraars" in line for line in lines)
        assert all("%" in line for line in lines)
    spans = [reason.span for reason in reading.reasons if reason.span]
    assert any("verkopen" in text[start:end] for start, end in spans)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_texts_give_a_distance_in_the_unit_interval(collected, proposed):
    reading = purpose_distance(collected, proposed)
    assert 0 <= reading.low <= reading.range.mode <= reading.high <= 1


def test_the_fields_it_looks_at_exist():
    assert set(indicator.FIELDS) <= set(ProposedUse.__dataclass_fields__)


def test_pairs_lie_in_the_order_a_person_gave_them():
    from scipy.stats import spearmanr

    found = [purpose_distance(collected, proposed).range.mode for collected, proposed, _ in PAIRS]
    wanted = [rating for _, _, rating in PAIRS]
    assert spearmanr(found, wanted)[0] >= 0.85


def test_a_recipient_whom_no_table_knows_is_doubt_and_never_the_organisation_itself():
    use = ProposedUse(
        proposed_use="Bijhouden welke boeken leden lenen", sector="library", recipient_words="Blorf"
    )
    known = use.replace(recipient="own", recipient_words="")
    somebody, nobody = measure(use), measure(known)
    assert somebody.high > nobody.high
    assert [r for r in somebody.reasons if r.key == "distance.recipients_unknown"]
    assert not [r for r in nobody.reasons if r.key == "distance.recipients_unknown"]
    assert somebody.flags == ("unread_recipient",) and "Blorf" in somebody.unmatched
    assert nobody.flags == ()


def test_who_gives_a_level_tells_who_a_stranger_is():
    use = ProposedUse(
        proposed_use="Klanten inplannen",
        sector="shop",
        data_categories="naam",
        recipient_words="Blorf",
    )
    assert avgrisk.score(use).band == "amber"
    told = use.replace(recipient="own")
    assert measure(told).flags == () and avgrisk.score(told).flags == ()
    beside = told.replace(recipient_words="eigen medewerkers; Blorfzwam BV")
    assert measure(beside).flags == ("unread_recipient",)


def test_somebody_known_who_is_not_usual_is_told_as_such():
    use = ProposedUse(proposed_use="Klanten inplannen", sector="shop", recipient_words="schoolarts")
    keys = {reason.key for reason in measure(use).reasons}
    assert "distance.recipients_unknown" not in keys and measure(use).flags == ()


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        ({}, True),
        ({"collected_for_key": "essential.service"}, True),
        ({"collected_for_key": "research"}, False),
        ({"collected_for": "Onderzoek naar hartziekten"}, False),
        ({"proposed_use_key": "sharing.data"}, False),
        ({"tree": 0.5}, False),
    ],
)
def test_how_logical_a_use_is_counts_only_where_nobody_told_what_data_were_given_for(told, counts):
    """Levels, keys and words go before what a reader makes of the text."""
    plan = ProposedUse(
        sector="hospital",
        proposed_use="Het ziekenhuis stuurt patienten na hun behandeling een brief met tips over bewegen",
    )
    reading = avgrisk.score(plan.replace(**told)).readings["purpose_distance"]
    assert ("distance.felt" in {reason.key for reason in reading.reasons}) == counts
    shares = sum(reason.weight or 0 for reason in reading.reasons)
    assert shares == pytest.approx(reading.range.mode)
