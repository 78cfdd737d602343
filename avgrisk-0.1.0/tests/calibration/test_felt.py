"""Printed figures of any scale brought to one; where no survey speaks, the nearest kinds."""

from __future__ import annotations

import pytest

from avgrisk.calibration import felt as felt_module
from avgrisk.calibration.felt import (
    answers,
    felt,
    figures,
    link,
    means,
    nearest,
    protected,
    without,
)
from avgrisk.vocabulary.data_words import categories


@pytest.fixture(scope="module")
def table():
    return felt(figures())


def test_scales_that_measure_the_same_thing_coincide_whatever_their_units():
    """Mean/sigma linking undoes any shift and stretch: Kolen and Brennan, Test Equating, ch. 4."""
    truth = {"a": 0.1, "b": 0.3, "c": 0.4, "d": 0.8, "e": 0.9}
    asked = {
        ("seven", ""): {key: 1 + 6 * truth[key] for key in "abcd"},
        ("euro", ""): {key: 50 * truth[key] - 3 for key in "bcde"},
        ("share", ""): {key: 20 + 40 * truth[key] for key in "acde"},
    }
    linked = link(asked, {})
    for key in truth:
        places = [kinds[key] for kinds in linked.values() if key in kinds]
        assert places == pytest.approx([places[0]] * len(places), abs=1e-6)
    common = means(linked, {})
    steps = [common[key] - common["a"] for key in "bcde"]
    wanted = [truth[key] - truth["a"] for key in "bcde"]
    ratio = steps[-1] / wanted[-1]
    assert steps == pytest.approx([ratio * step for step in wanted], abs=1e-6)


def test_a_question_whose_shared_kinds_do_not_differ_tells_no_distances():
    asked = {("a", ""): {"x": 1.0, "y": 2.0}, ("b", ""): {"x": 5.0, "z": 900.0}}
    found = link(asked, {})[("b", "")]
    assert found["x"] == found["z"]


def test_a_european_sample_counts_double():
    asked = {("nl", ""): {"x": 0.0}, ("us", ""): {"x": 3.0}}
    assert means(asked, {("nl", ""): felt_module.EUROPE_WEIGHS})["x"] == 1.0


def test_willingness_is_turned_and_money_goes_by_ratios():
    row = {
        "survey": "s",
        "question": "q",
        "keys": "user.name",
        "europe": "0",
        "scale": "share",
        "figure": "20",
    }
    row |= {"scale_low": "0", "scale_high": "100", "more_is": "willing"}
    assert felt_module._figure(row).position == pytest.approx(0.8)
    prices = [
        felt_module._figure(row | {"scale": "money", "figure": f}) for f in ("1", "10", "100")
    ]
    one, ten, hundred = (each.position for each in prices)
    assert one - ten == pytest.approx(ten - hundred)


def test_the_legal_class_lifts_the_high_end_only(table, monkeypatch):
    assert protected() == {key for key, each in categories().items() if each.flags}
    assert all(table[key].range.high == 1.0 for key in protected())
    monkeypatch.setattr(felt_module, "protected", frozenset)
    lawless = felt(figures())
    assert {key: each.range.mode for key, each in table.items()} == {
        key: each.range.mode for key, each in lawless.items()
    }
    assert lawless["user.demographic.religious_belief"].range.high < 0.6


def test_every_category_is_felt_and_measured_kinds_are_no_wider_than_guessed_ones(table):
    assert list(table) == list(categories())
    for key, each in table.items():
        for other in each.nearest:
            inner = table[other].range
            assert each.range.low <= inner.low, key
            assert each.range.high >= inner.high, key
            assert (each.range.low, each.range.high) != (inner.low, inner.high), key


def test_each_kind_finds_its_nearest_whichever_survey_is_left_out():
    """A kind nobody measured any more is guessed from kinds that somebody still did."""
    for survey in dict.fromkeys(each.question[0] for each in figures()):
        known = {key for kinds in answers(without(figures(), survey)).values() for key in kinds}
        for key in categories():
            if not key.startswith("system"):
                assert set(nearest(key, known)) <= known


def test_a_chain_of_kinds_that_leads_nowhere_ends_at_all_kinds():
    assert nearest("user.government_id", ("user.name",)) == ("user.name",)
