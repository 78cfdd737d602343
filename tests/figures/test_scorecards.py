"""One card with everything, from a full assessment to one of which nothing is known."""

from __future__ import annotations

import pytest

from avgrisk.core.labels import label
from avgrisk.core.records import READINGS, ProposedUse
from avgrisk.figures.scorecards import scorecard
from avgrisk.scoring.score import score


def test_four_groups_open_into_seven_readings(result):
    markup = scorecard(result).markup
    assert markup.count('<details class="avg-group">') == 4
    for name in READINGS:
        assert label(f"reading.{name}") in markup


def test_missing_readings_are_questions_and_the_blank_is_explained(blank):
    figure = scorecard(blank)
    for name in READINGS:
        assert label(f"ask.{name}") in figure.text
    assert label("score.blank") in figure.markup


def test_suggestions_wait_to_be_confirmed(result):
    assert result.suggested
    assert label("fig.confirm") in scorecard(result).markup


def test_data_flags_stand_beside_the_number():
    use = ProposedUse(data_categories=("health", "bsn"), identifiability="account")
    markup = scorecard(score(use)).markup
    assert label("flag.special_category") in markup and label("flag.bsn") in markup


def test_words_nobody_knows_are_listed(hostile):
    assert hostile.unmatched
    assert label("fig.unmatched") in scorecard(hostile).markup


def test_the_vector_is_folded_away(result):
    markup = scorecard(result).markup
    assert markup.index("<details", markup.index(label("fig.limits"))) < markup.index("AVGR:2/")


def test_without_similar_cases_that_part_is_left_out(result, similar):
    assert label("fig.similar") not in scorecard(result).markup
    assert label("fig.similar") in scorecard(result, similar).markup


@pytest.mark.parametrize("version", ("2", "2-guardian", "2-licence"))
@pytest.mark.parametrize("lang", ("nl", "en"))
def test_every_version_in_both_languages(case, similar, version, lang):
    figure = scorecard(score(case.use, version), similar, lang)
    assert f"AVGR:{version}/" in figure.text
