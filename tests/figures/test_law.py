"""The legal table names every line under both views and marks the weakest."""

from __future__ import annotations

import pytest

from avgrisk.core.labels import label
from avgrisk.core.subjects import plain
from avgrisk.figures.law import SIGNS, legal_table, weakest_words
from avgrisk.scoring.legal import ANSWERS, DUTIES, article_url


def test_every_answer_has_its_own_sign():
    assert set(SIGNS) == {*ANSWERS, *DUTIES} and len(set(SIGNS.values())) == len(SIGNS)


@pytest.mark.parametrize("lang", ("nl", "en"))
def test_every_line_is_there_under_both_views(result, lang):
    figure = legal_table(result.legal, lang)
    assert figure.markup.count("<td ") == 2 * len(result.legal.lines)
    assert label("legal.not_advice", lang) in figure.markup


def test_the_weakest_is_marked_once_a_view_unless_all_is_well(result):
    markup = legal_table(result.legal).markup
    marked = sum(result.legal.answer(view) != "yes" for view in ("letter", "strict"))
    assert marked and markup.count("zwakste punt") == marked
    assert "zwakste punt" not in weakest_words(result.legal, "letter", plain("nl"))


def test_a_plan_under_another_law_says_so(result):
    assert "Wbp" in legal_table(result.legal, "nl", "legal.then.wbp_cbp").markup
    assert "Wbp" not in legal_table(result.legal).markup


def test_every_line_is_one_click_from_its_text(result):
    markup = legal_table(result.legal).markup
    assert all(article_url(line.key).replace("&", "&amp;") in markup for line in result.legal.lines)


def test_a_ground_typed_by_somebody_stays_text(hostile):
    assert "<script" not in legal_table(hostile.legal).markup
