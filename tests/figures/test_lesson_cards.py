"""The cards: what they must say, what they must hide, in both languages, for every case."""

from __future__ import annotations

import dataclasses
import html
import re

import pytest

import avgrisk
from avgrisk.cases.case_base import case_ids, load_case
from avgrisk.cases.replay import steps
from avgrisk.core.labels import label
from avgrisk.core.records import InputError
from avgrisk.core.subjects import plain
from avgrisk.core.wording import number
from avgrisk.explorer import (
    limits_card,
    moment_card,
    outcome_card,
    plan_card,
    questions_card,
    reading_card,
)
from avgrisk.figures import strip
from avgrisk.figures.lesson_cards import question_card
from tests.lists import each


@pytest.mark.parametrize("lang", ["nl", "en"])
@each("case", [*case_ids(), *case_ids(illustrations=True)])
def test_every_case_has_a_plan_and_an_outcome_card(case, lang):
    for shown in (plan_card(case, lang), outcome_card(case, lang)):
        assert shown.markup.startswith("<section")
        assert shown.markup.endswith("</section>")
        assert f'lang="{lang}"' in shown.markup


@each("case", case_ids())
def test_the_blind_plan_tells_no_name_and_no_outcome(case):
    given = load_case(case)
    text = plan_card(case).text
    assert given.title_nl not in text
    assert label(f"outcome.{given.outcome.ordinal}") not in text


def test_the_blind_plan_of_ing_does_not_say_ing():
    assert "ING" not in plan_card("ing-2014").text


def test_a_moment_names_actor_date_text_score_and_margin():
    step = steps("ing-2014")[3]
    score = (number(step.score.value), strip.span(step.score.interval, plain("nl")))
    text = moment_card("ing-2014", 3).text
    for words in ("Moment 3", step.event.date, "pers", step.event.text, *score):
        assert words in text


def test_a_moment_shows_its_sources_as_links():
    assert "https://www.marketingfacts.nl/" in moment_card("ing-2014", 3).markup


def test_a_moment_leaves_it_to_the_room_whether_the_plan_was_postponed():
    assert label("status.postponed") not in moment_card("ing-2014", 5).markup


def test_a_moment_follows_the_index_version():
    assert moment_card("ing-2014", 1).text != moment_card("ing-2014", 1, index="2-licence").text


def test_the_question_stays_until_the_next_moment():
    assert question_card("ing-2014", 4) == question_card("ing-2014", 6)
    assert question_card("ing-2014", 6) != question_card("ing-2014", 7)
    assert question_card("barclays-2013", 2).markup == ""


def test_the_outcome_has_its_figures_in_words():
    text = outcome_card("ing-2014").text
    assert "30 %" in text
    assert "4.200.000" in text
    assert "4,200,000" in outcome_card("ing-2014", "en").text


def test_a_reading_tells_its_reasons_and_what_the_text_leaves_open():
    reading = avgrisk.vagueness("het doen van relevante commerciële aanbiedingen")
    shown = reading_card(reading)
    assert "commerciële" in shown.text
    assert "? " in shown.text
    assert "<i>?</i>" in shown.markup


def test_the_limits_say_how_the_cases_were_coded():
    for lang in ("nl", "en"):
        assert label("cases.coding_limits", lang) in limits_card(lang).text


def test_the_articles_three_questions_are_there_and_then_one_listens():
    *asked, listen = questions_card().text.splitlines()
    assert len(asked) == 3 and all("?" in question for question in asked)
    assert listen == label("article.listen")
    assert questions_card().markup.count("<li>") == 3


def test_text_from_a_case_is_escaped():
    case = load_case("ing-2014")
    nasty = dataclasses.replace(
        case,
        notes="<script>alert(1)</script>",
        facts=dataclasses.replace(case.facts, proposed_use_nl="<img src=x onerror=alert(1)>"),
    )
    for shown in (plan_card(nasty), outcome_card(nasty)):
        assert "<script" not in shown.markup
        assert "<img" not in shown.markup


def test_unknown_case_moment_or_language_is_an_input_error():
    for call in (
        lambda: plan_card("../x"),
        lambda: moment_card("ing-2014", 99),
        lambda: outcome_card("ing-2014", "fr"),
    ):
        with pytest.raises(InputError):
            call()


def test_a_plan_reads_the_same_where_a_page_leaves_our_style_out():
    """JupyterLab does, in a notebook that it does not trust."""
    card = plan_card("ing-2014", "en")
    bare = re.sub(r"<style>.*?</style>", "", card.markup, flags=re.S)
    rows = [html.unescape(re.sub("<[^>]+>", "", row)) for row in re.findall("<li>(.*?)</li>", bare)]
    assert rows == card.text.splitlines()
