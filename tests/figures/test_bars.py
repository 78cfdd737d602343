"""Longer is more risk, for every bar and every index version."""

from __future__ import annotations

import dataclasses
import re

import pytest

from avgrisk.core.records import READINGS, ProposedUse
from avgrisk.figures.bars import amount, amounts, group_amounts, group_bars, reading_bars
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.score import score

VERSIONS = ("2", "2-guardian", "2-licence")


@pytest.mark.parametrize("version", VERSIONS)
def test_bars_add_up_to_eta(case, version):
    result = score(case.use, version)
    parts = amounts(result, None).values()
    assert sum(part.mean for part in parts) == pytest.approx(result.eta)
    assert sum(part.mean for part in group_amounts(result).values()) == pytest.approx(result.eta)


@pytest.mark.parametrize("version", VERSIONS)
def test_bars_stay_inside_their_room_and_their_margin(result, blank, version):
    for use in (result.use, blank.use):
        for part in amounts(score(use, version), None).values():
            assert -1e-12 <= part.low <= part.mean + 1e-12
            assert part.mean - 1e-12 <= part.high <= part.room + 1e-12


@pytest.mark.parametrize("name", READINGS)
def test_more_risk_in_a_reading_makes_its_bar_longer(name):
    low, high = (
        amounts(score(ProposedUse(**{name: value})), None)[name].mean for value in (0.2, 0.7)
    )
    assert low < high


def test_a_term_that_lowers_risk_still_has_longer_for_more_risk(given):
    index = load_index("2-guardian")
    term = dataclasses.replace(index.terms[-1], mean=-1.0)
    mild = dataclasses.replace(index, terms=(*index.terms[:-1], term))
    result = score(given.use.replace(sector="bank"), mild)
    other = score(given.use.replace(sector="bank", image_misfit=0.2), mild)
    assert amount(result, mild, term).mean < amount(other, mild, term).mean
    assert 0 <= amount(result, mild, term).share <= 100


def test_each_reading_has_its_name_status_and_value(given):
    markup = reading_bars(given).markup
    assert "Vaagheid van de doelomschrijving" in markup and "0,80" in markup
    assert markup.count("avg-given") == 6
    assert 'class="avg-bar avg-unknown"' in markup and ">?<" in markup


def test_unknown_draws_the_whole_room_as_margin(blank):
    for part in amounts(blank, None).values():
        assert (part.low, part.high) == (0, part.room)


def test_a_suggestion_says_that_it_waits_for_somebody(result):
    assert "voorstel, nog te bevestigen" in reading_bars(result).markup


def test_a_hypothesis_has_a_bar_of_its_own(given):
    figure = reading_bars(score(given.use, "2-licence"))
    assert "hypothese" in figure.text
    assert "telt in deze indexversie niet op zichzelf mee" in figure.text


def test_log_odds_are_told_on_hover_only(given):
    figure = group_bars(given)
    assert figure.markup.count("log-odds") == figure.markup.count('title="Telt mee met')
    assert "log-odds" not in figure.text


def test_four_groups_in_order(given):
    text = group_bars(given, "en").text
    places = [text.index(name) for name in ("Purpose", "Data", "Brand", "Benefit and choice")]
    assert places == sorted(places)


def test_no_name_is_glued_to_its_number_where_a_page_leaves_our_style_out(case):
    for figure in (group_bars(score(case.use)), reading_bars(score(case.use))):
        bare = re.sub("<[^>]+>", "", figure.markup.partition("</style>")[2])
        assert re.search(r"[a-z)] [+−]?\d", bare) and not re.search(r"[a-z)][+−]?\d", bare)
