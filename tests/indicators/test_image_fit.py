"""The suggested image fit: its answers, what is unknown, its words, and what it is worth."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.calibration.validation.image_fit_measured import PARTS, on_vignettes, vignettes
from avgrisk.core import labels, shipped
from avgrisk.core.records import ProposedUse, Range
from avgrisk.indicators import image_fit as fits
from avgrisk.indicators.fit_places import family_fit, grade, place
from avgrisk.indicators.fit_told import reasons
from avgrisk.indicators.uses import Uses
from avgrisk.vocabulary import sectors, taxonomy
from avgrisk.vocabulary.data_words import categories

SECTORS = st.sampled_from(sorted(sectors.table()))
CATEGORIES = st.sampled_from(sorted(categories()))
FAMILIES = st.sampled_from(sorted(taxonomy.families()))
RULES = {row["key"]: float(row["mode"]) for row in shipped.rows("taxonomy/fit_rules.csv")}


def suggest(use):
    """The suggested fit of one use: a Range or None per answer, and the sentences."""
    found = fits.suggest(Uses.of(use))
    names = ("fit", "data_logical", "data_needed", "use_fit", "kept")
    ends = {name: getattr(found, name)[:, 0] for name in names}
    told = reasons(use, *(bool(found.said[name][0]) for name in ("asked", "natural")))
    answers = {name: None if np.isnan(part[0]) else Range(*part) for name, part in ends.items()}
    return SimpleNamespace(**answers, reasons=told)


def image_fit(sector, data=(), purpose="", collected_for="", recipient=None):
    """The same from words or a key of a family of use."""
    key = "proposed_use_key" if purpose in taxonomy.families() else "proposed_use"
    return suggest(
        ProposedUse(
            sector=sector,
            data_categories=data,
            collected_for=collected_for,
            recipient=recipient,
            **{key: purpose},
        )
    )


GRADES = [
    ("bank", "x_nl.payment_transactions", "essential"),
    ("bank", "user.contact.email", "essential"),  # a parent key covers its children
    ("bank", "user.location.precise", "possible"),
    ("bank", "user.behavior.media_consumption", "far"),
    ("bank", "user.demographic.religious_belief", "far_special"),
    ("library", "user.behavior.media_consumption", "essential"),
    ("pharmacy", "user.health_and_medical", "essential"),
    ("dating_app", "user.demographic.sexual_orientation", "essential"),
    ("webshop", "user.government_id.national_identification_number", "far_special"),
    ("search_engine", "user.behavior.purchase_history", "near"),
    ("lawyer", "user.behavior", "far"),
    ("supermarket", "user.behavior", "possible"),  # above one that is named
]


@pytest.mark.parametrize(("sector", "category", "expected"), GRADES)
def test_data_are_as_logical_as_the_sector_table_says(sector, category, expected):
    assert grade(sectors.find(sector), category) == expected


@pytest.mark.parametrize(
    ("sector", "family", "expected"),
    [
        ("bookshop", "personalize.content", "core"),
        ("bank", "functional.insight", "adjacent"),
        ("bank", "marketing.third_party", "alien"),
        ("bank", "sharing.data", "outside"),
        ("gp", "marketing.first_party", "alien"),  # alien covers what is below it
        ("insurer", "assessment.decision", "core"),
        ("employer", "essential.administration.employment", "core"),
        ("school", "functional.improve.train_ai", "outside"),  # too far from improving to inherit
    ],
)
def test_use_stands_where_the_sector_table_says(sector, family, expected):
    assert place(sectors.find(sector), family) == expected


def test_the_three_answers_are_multiplied():
    bank = image_fit("bank", ["x_nl.payment_transactions"], "functional.insight", recipient=0)
    assert bank.data_logical.mode == RULES["data.essential"]
    assert bank.use_fit.mode == RULES["use.adjacent"]
    assert bank.kept == Range.point(1)
    assert bank.fit.mode == pytest.approx(bank.data_logical.mode * bank.use_fit.mode)


@pytest.mark.parametrize(
    ("sector", "data", "purpose", "needed"),
    [
        # METHOD.md section 6: an identity number at a school, for the diploma and for a survey.
        ("school", "x_nl.bsn", "essential.legal_obligation", 1.0),
        ("school", "x_nl.bsn", "research", 0.15),
        # The core task decides for itself; so does a service about what the organisation is about.
        ("bank", "x_nl.payment_transactions", "essential.service", 1.0),
        ("wearable", "user.health_and_medical", "functional.insight", 1.0),
        ("shop", "user.health_and_medical", "functional.insight", 0.6),
        ("shop", "user.behavior.purchase_history", "marketing.first_party", 0.55),
    ],
)
def test_needed_for_this_use_is_another_question_than_logical_here(sector, data, purpose, needed):
    found = image_fit(sector, [data], purpose)
    assert found.data_needed.mode == pytest.approx(needed)


def test_of_logical_and_needed_the_lower_leads_and_both_are_told():
    found = image_fit("bank", ["x_nl.payment_transactions"], "marketing.third_party", recipient=0)
    assert found.data_logical.mode == 1 > found.data_needed.mode
    assert found.fit.mode == pytest.approx(found.data_needed.mode * found.use_fit.mode)
    told = [labels.say(reason, "nl") for reason in found.reasons]
    assert "Niet nodig voor dit gebruik (Reclame van anderen tonen): financiën." in told
    strange = image_fit("webshop", ["x_nl.bsn"], "essential.service", recipient=0)
    assert strange.data_needed.mode == 1 > strange.data_logical.mode
    assert strange.fit.mode == pytest.approx(strange.data_logical.mode * strange.use_fit.mode)


def test_a_given_level_of_data_needed_wins_and_a_use_nobody_can_read_is_not_asked():
    use = ProposedUse(
        sector="bank", data_categories="user.contact", proposed_use_key="marketing.third_party"
    )
    assert suggest(use).data_needed.mode < 1
    given = suggest(use.replace(data_needed="needed"))
    assert given.data_needed == Range.point(1)
    assert labels.say(given.reasons[1], "en") == (
        "Are the data needed for this use? Given: Needed."
    )
    assert image_fit("bank", ["user.contact"], "blorf wibbel").data_needed is None


@pytest.mark.parametrize("sector", ["search_engine", "news_site", "video_platform"])
def test_who_lives_from_advertising_may_offer_space_and_not_the_data(sector):
    plan = ProposedUse(sector=sector, data_categories="user.device")
    space = plan.replace(proposed_use_key="marketing.third_party", recipient="via_us")
    assert suggest(space).kept.mode > suggest(space.replace(sector="gym")).kept.mode
    handed = suggest(space.replace(recipient="others"))
    assert handed.kept.mode == suggest(space.replace(sector="gym", recipient="others")).kept.mode


def test_the_same_plan_fits_one_organisation_and_not_another():
    plan = ("user.behavior.media_consumption",), "aanbevelingen doen van boeken"
    assert image_fit("boekwinkel", *plan).fit.mean > 0.5
    assert image_fit("werkgever", *plan).fit.mean < 0.3


def test_a_library_that_sells_on_says_why_not():
    found = image_fit("bibliotheek", ["leengedrag"], "leengedrag doorverkopen aan bedrijven")
    said = [labels.say(reason) for reason in found.reasons]
    assert found.fit.mean < 0.15
    assert any("bibliotheek" in line and "daar kan" in line for line in said)
    assert any("ligt buiten wat een bibliotheek hoort te doen" in line for line in said)
    assert any("doorverkopen" in line and "anderen" in line for line in said)


@pytest.mark.parametrize(
    "text",
    [
        "gegevens verkopen",
        "delen met verzekeraars",
        "adverteerders laten adverteren bij onze klanten",
        "verstrekken aan andere bedrijven",
        "sell to advertisers",
        "share the information with insurance companies",
        "offer it to other companies",
    ],
)
def test_passing_on_is_read_from_the_text_and_shown(text):
    kept = image_fit("supermarkt", ["user.behavior.purchase_history"], text)
    assert kept.kept.mode < 0.8
    (reason,) = (r for r in kept.reasons if r.key == "fit.passed.read")
    shown = dict(reason.values)["words"]
    assert text[slice(*reason.span)].strip() in shown


def test_a_recipient_that_is_given_wins_over_the_text():
    texts = ("verkopen aan adverteerders", ["user.contact"])
    own = suggest(
        ProposedUse(sector="shop", proposed_use=texts[0], data_categories=texts[1], recipient="own")
    )
    assert own.kept == Range.point(1)
    public = image_fit("shop", texts[1], "uw bestelling bezorgen", recipient="public")
    assert public.kept.mode < 1


def test_a_natural_recipient_weighs_less():
    data = ("user.health_and_medical",)
    use = ProposedUse(sector="huisarts", data_categories=data, proposed_use_key="sharing.data")
    others = suggest(use.replace(recipient="others"))
    hospital = suggest(use.replace(recipient="others", recipient_sector="ziekenhuis"))
    assert hospital.kept.mode > others.kept.mode


def test_data_given_for_this_very_purpose_fit_better():
    plain = ProposedUse(sector="bedrijf", proposed_use_key="research")
    assert suggest(plain.replace(collected_for_key="research")).fit.mean > suggest(plain).fit.mean


def test_sector_only_gives_the_part_of_the_data_with_the_high_end_at_one():
    logical = image_fit("bank", ["x_nl.payment_transactions"])
    strange = image_fit("bank", ["user.demographic.religious_belief"])
    assert logical.fit.high == strange.fit.high == 1
    assert logical.use_fit is None
    assert logical.fit.mode > strange.fit.mode


def test_unknown_is_unknown():
    assert image_fit("", ["user.contact"], "een nieuwsbrief sturen").fit is None
    assert image_fit("xyzzy", ["user.contact"], "een nieuwsbrief sturen").fit is None
    assert image_fit("bank").fit is None


def test_a_slip_of_the_pen_in_the_sector_is_asked_about():
    (reason,) = image_fit("bibliotheeek").reasons
    assert "Bedoelt u: bibliotheek?" in labels.say(reason, "nl")
    assert "Do you mean: library?" in labels.say(reason, "en")


def test_a_text_without_a_known_purpose_gives_a_wide_range_and_says_so():
    found = image_fit("bank", ["user.contact"], "blorf wibbel")
    assert found.fit.high - found.fit.low > 0.8
    assert "fit.use.unread" in [reason.key for reason in found.reasons]


def test_a_given_level_of_data_logical_wins():
    use = ProposedUse(sector="bank", data_categories="user.contact", data_logical="none")
    assert suggest(use).data_logical == Range.point(0)


@given(SECTORS, st.lists(CATEGORIES, max_size=4), FAMILIES, st.floats(0, 1), st.floats(0, 1))
def test_fit_is_a_range_and_passing_on_never_raises_it(sector, data, family, one, other):
    near, far = sorted((one, other))
    inside = image_fit(sector, data, family, recipient=near).fit
    outside = image_fit(sector, data, family, recipient=far).fit
    for part in ("low", "mode", "high"):
        assert getattr(outside, part) <= getattr(inside, part) + 1e-12


@given(SECTORS, FAMILIES, st.floats(0, 1), st.floats(0, 1))
def test_more_logical_data_never_lower_the_fit(sector, family, one, other):
    use = ProposedUse(sector=sector, proposed_use_key=family)
    less, more = sorted((one, other))
    lower, higher = (suggest(use.replace(data_logical=level)).fit for level in (less, more))
    assert lower.mean <= higher.mean + 1e-12


@given(SECTORS, CATEGORIES, FAMILIES)
def test_every_reason_has_its_words_in_both_languages(sector, category, family):
    for reason in image_fit(sector, [category], family, recipient="others").reasons:
        for lang in labels.LANGUAGES:
            said = labels.say(reason, lang)
            assert "@" not in said, f"a label is missing in {said!r}"
            assert "{" not in said


@given(st.text(max_size=300), st.text(max_size=60))
def test_hostile_texts_never_crash(text, sector):
    suggest(ProposedUse(sector=sector, proposed_use=text, data_categories=(text[:50],)))
    suggest(ProposedUse(sector="bank", proposed_use=text, collected_for=text))


def test_every_family_has_a_place_and_words():
    for sector in sectors.table().values():
        for family in taxonomy.families():
            assert place(sector, family) in ("core", "adjacent", "alien", "outside")
            assert 0 <= family_fit(sector, family).mode <= 1
    for family in taxonomy.families():
        assert f"fit.family.{family}" in labels.table()


@pytest.mark.parametrize("part", PARTS)
def test_vignettes_are_whole(part):
    rows = [row for row in shipped.rows("development/vignettes.csv") if row["part"] == part]
    assert len(rows) >= 75
    for row in rows:
        assert sectors.find(row["organisation"]), row["organisation"]
        assert row["data_keys"] in categories(), row["data_keys"]
        assert -100 <= float(row["rating_1"]) <= 100


def test_the_suggestion_agrees_with_the_own_vignettes():
    """One author's ratings; nothing was tuned on test, and crossed was rated beforehand."""
    rank = {found.name: found.rank for found in on_vignettes()}
    for part in PARTS:
        assert rank[f"vignettes {part}: image fit"] >= 0.72
        assert rank[f"vignettes {part}: score"] >= 0.65
    assert len(vignettes("test")) > 70
