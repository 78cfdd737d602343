"""Every shipped case speaks English too, and a text that has no English says that it is Dutch."""

from __future__ import annotations

import dataclasses
import re

from avgrisk.cases.case_base import case_ids, load_case
from avgrisk.cases.case_facts import use_from_facts
from avgrisk.cases.replay import steps
from avgrisk.core.bilingual import Passage
from avgrisk.core.subjects import plain
from avgrisk.figures.event import event_panel
from avgrisk.figures.lesson_cards import moment_card, outcome_card, plan_card
from avgrisk.reports.tables import replay_table
from avgrisk.vocabulary.language import language
from tests.lists import each

EVERY = [load_case(id) for id in (*case_ids(), *case_ids(illustrations=True))]
FACTS = ("proposed_use", "purpose_original", "purpose_described", "value_back")

of_each = each("case", EVERY)


def texts(case, lang: str) -> list[Passage]:
    """Everything a case tells in its own words."""
    facts = [case.facts.passage(name, lang) for name in FACTS]
    return [*facts, *(event.passage(lang) for event in case.timeline), case.notes_passage(lang)]


@of_each
def test_every_text_has_its_english_with_the_same_digits(case):
    for dutch, english in zip(texts(case, "nl"), texts(case, "en"), strict=True):
        assert english.lang == ("en" if dutch.text else "nl"), dutch.text
        digits = [sorted(re.findall(r"\d", said.text)) for said in (dutch, english)]
        assert digits[0] == digits[1], english.text


@of_each
def test_the_english_reads_as_english(case):
    found = [said.text for said in texts(case, "en")]
    assert language(" ".join(found)) == "en"
    assert [text for text in found if language(text) not in ("en", None)] == []


def test_the_screen_shows_the_english_and_no_note():
    shown = [plan_card("ing-2014", "en"), moment_card("ing-2014", 1, "en")]
    for figure in (*shown, outcome_card("ing-2014", "en")):
        assert "(in Dutch)" not in figure.markup
        assert 'lang="nl"' not in figure.markup
    assert "a garden centre that knows" in shown[1].text
    assert "garden centre" in replay_table("ing-2014", lang="en")["event"][0]


def test_without_english_the_dutch_is_shown_and_says_so():
    case = load_case("ing-2014")
    event = dataclasses.replace(case.timeline[0], text_en="")
    path = [dataclasses.replace(steps(case)[0], event=event)]
    english, dutch = (event_panel(path, 0, case, plain(lang)) for lang in ("en", "nl"))
    assert f'<p class="avg-said" lang="nl">{event.text[:9]}' in english
    assert "(in Dutch)</p>" in english and "(in Dutch)" not in dutch


def test_the_score_does_not_read_the_english():
    texts = {"proposed_use_nl": "Reclame sturen", "sector": "bank"}
    assert use_from_facts(texts | {"proposed_use_en": "Sending tips"}) == use_from_facts(texts)


def test_a_blind_case_tells_no_notes_in_any_language():
    case = load_case("ing-2014")
    assert case.notes_en and not case.blind().notes_passage("en").text


@of_each
def test_the_organisation_is_named_in_the_language_asked(case):
    assert case.named("nl") == case.organisation
    words = set(re.findall(r"[a-z]+", case.named("en").lower()))
    assert not words & {"fictief", "kabinet", "ministerie", "netbeheerders", "nederland", "met"}
