"""Scenarios side by side, and which uses customers grant one organisation."""

from __future__ import annotations

import avgrisk
from avgrisk.core.records import ProposedUse
from avgrisk.figures.compare import granted, grants, side_by_side
from avgrisk.figures.markup import number
from avgrisk.vocabulary.taxonomy import families

USE = avgrisk.load_case("ing-2014").use
EASY = USE.replace(control="opt_in_easy")


def test_a_column_for_each_scenario_with_its_score():
    scores = [avgrisk.score(USE), avgrisk.score(EASY)]
    figure = side_by_side(scores, ["Zoals gecodeerd", "<b>Makkelijk</b>"])
    for score in scores:
        assert f"<b>{number(score.value, 'nl')}</b>" in figure.markup
        assert number(score.value, "nl") in figure.text
    assert "&lt;b&gt;Makkelijk" in figure.markup
    assert figure.markup.count('<th scope="col">') == 3


def test_every_family_of_use_lowest_risk_first():
    found = granted(USE)
    values = [score.value for _, score in found]
    assert values == sorted(values)
    assert {key for key, _ in found} == set(families())


def test_the_table_is_a_plain_score_of_another_use():
    key, score = granted(ProposedUse(sector="bank", control="opt_in"))[3]
    plain = avgrisk.score(ProposedUse(sector="bank", control="opt_in", proposed_use_key=key))
    assert score.value == plain.value


def test_a_bank_is_granted_security_rather_than_advertisers():
    value = {key: score.value for key, score in granted(USE)}
    assert value["essential.security"] < value["marketing.third_party"]


def test_both_languages():
    assert "Which uses" in grants(USE, "en").text
    assert "Scenario's vergelijken" in side_by_side([avgrisk.score(USE)], ["x"], "nl").text
