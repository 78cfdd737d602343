"""The purpose spectrum: wider texts cover more, and what they then allow is scored."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avgrisk.cases.case_base import case_ids, load_case
from avgrisk.core import shipped
from avgrisk.core.records import InputError, ProposedUse
from avgrisk.scoring.score import score
from avgrisk.scoring.spectrum import OWN, covered, reach, spectrum
from avgrisk.vocabulary.taxonomy import families
from tests.lists import each

LADDER = [row["key"] for row in shipped.rows("spectrum.csv")]
ING = load_case("ing-2014").use


@pytest.mark.parametrize("lang", ("nl", "en"))
def test_the_ladder_runs_from_concrete_to_vague_and_gains_freedom(lang):
    points = spectrum(ProposedUse(), lang=lang)
    assert [point.key for point in points] == LADDER
    vague = [point.vagueness.mean for point in points[2:]]
    freedom = [point.freedom.mode for point in points]
    assert vague == sorted(vague) and vague[0] < 0.2 and vague[-1] > 0.9
    assert freedom == sorted(freedom) and freedom[0] < 0.1 and freedom[-1] > 0.5


@pytest.mark.slow
@each("name", case_ids())
def test_offers_allow_more_risk_than_a_purpose_per_piece_of_data(name):
    points = spectrum(load_case(name).use, "")
    assert points[-1].highest > points[0].highest
    for point in points:
        assert 0 <= point.lowest <= point.median <= point.highest <= 100
        assert point.freedom.mode == len(point.allowed) / len(families())


@each("row", shipped.rows("spectrum.csv"))
def test_the_ladder_names_families_that_exist(row):
    assert row["family"] in families()


@given(st.sampled_from(sorted(families())), st.floats(0, 1), st.floats(0, 1))
def test_a_vaguer_text_covers_at_least_as_much(named, one, other):
    low, high = sorted((one, other))
    assert named in covered(named, reach(low))
    assert set(covered(named, reach(low))) <= set(covered(named, reach(high)))


def test_the_risk_is_that_of_the_use_under_each_family():
    point = spectrum(ING, "")[0]
    use = ProposedUse(
        collected_for=ING.collected_for,
        collected_for_key=ING.collected_for_key,
        purpose_statement=point.text,
        proposed_use_key=point.allowed[0].family,
        sector=ING.sector,
        controller=ING.controller,
        data_categories=ING.data_categories,
        identifiability=ING.identifiability,
        value_returned=ING.value_returned,
        control=ING.control,
        collected_domain=ING.collected_domain,
        legal_basis=ING.legal_basis,
    )
    assert point.lowest == pytest.approx(score(use).value, abs=1e-9)


def test_what_was_told_of_the_use_holds_for_its_own_family_alone():
    told = spectrum(ING.replace(image_fit=0.0), "")[-1]
    better = spectrum(ING.replace(image_fit=1.0), "")[-1]
    for one in told.allowed:
        other = next(item for item in better.allowed if item.family == one.family)
        if one.family == ING.proposed_use_key:
            assert one.value > other.value
        else:
            assert one.value == other.value


def test_the_own_text_comes_last_and_defaults_to_the_statement():
    assert spectrum(ING)[-1].key == OWN and spectrum(ING)[-1].text == ING.purpose_statement
    assert spectrum(ING, "")[-1].key == spectrum(ING, "  ")[-1].key == LADDER[-1]
    own = spectrum(ING, "Wij sturen u onze nieuwsbrief.")[-1]
    assert own.key == OWN and own.named == "marketing.first_party"


def test_it_says_whether_the_text_covers_the_use_itself():
    """ING told of discounts; the plan was to let advertisers make offers."""
    assert spectrum(ING)[-1].covers_use is False
    assert spectrum(ING, "Relevante aanbiedingen van anderen.")[-1].covers_use is True
    assert spectrum(ProposedUse(), "Xyzzy.")[-1].covers_use is None


def test_a_text_that_names_nothing_reaches_from_what_the_data_were_given_for():
    own = spectrum(ProposedUse(collected_for_key="research"), "Xyzzy.")[-1]
    assert own.named == ""
    assert "research" in [item.family for item in own.allowed]
    nothing = spectrum(ProposedUse(), "Xyzzy.")[-1]
    assert "essential.service" in [item.family for item in nothing.allowed]


@settings(max_examples=15)
@given(st.text(max_size=300))
def test_any_text_gives_a_point_or_is_left_out(text):
    assert len(spectrum(ProposedUse(), text)) == len(LADDER) + bool(text.strip())


def test_a_long_text_is_read():
    assert spectrum(ING, "<b>relevante aanbiedingen</b> " * 2000)[-1].key == OWN


@pytest.mark.parametrize("wrong", ({"text": 3}, {"lang": "fr"}, {"index": "99"}))
def test_what_cannot_be_is_an_input_error(wrong):
    with pytest.raises(InputError):
        spectrum(ING, **wrong)
