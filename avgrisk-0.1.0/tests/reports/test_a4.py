"""The A4: all that a DPIA needs of one use, safe, offline, and honest about what was cut off."""

from __future__ import annotations

import datetime
import re

import pytest

from avgrisk.cases.case_base import case_ids, load_case
from avgrisk.core.labels import label
from avgrisk.core.records import InputError, ProposedUse
from avgrisk.core.subjects import plain
from avgrisk.reports.a4 import a4_html
from avgrisk.reports.a4_words import cut
from avgrisk.scoring.advice import advise

DAY = datetime.date(2026, 11, 24)
HOSTILE = "<script>alert(1)</script> \" onload='x' & \x00 \u202e {0} {name} %s"


@pytest.fixture(scope="module")
def ing() -> str:
    return a4_html(load_case("ing-2014").use, date=DAY)


def test_one_file_that_may_run_and_fetch_nothing(ing):
    assert ing.startswith("<!doctype html>") and ing.count("<html") == 1
    assert "default-src 'none'" in ing
    assert ing.count("<script") == 1 and len(ing.encode()) < 400_000
    assert not re.search(r"<link|<img|@import|url\(| on\w+=", ing)


def test_links_are_ordinary_web_addresses(ing):
    found = re.findall(r'href="([^"]*)"', ing)
    assert found and all(re.match("https?://", address) for address in found)


@pytest.mark.parametrize("lang", ("nl", "en"))
def test_what_must_be_said_is_said(lang):
    page = a4_html(load_case("ing-2014").use, lang, date=DAY)
    keys = ("axis.legal", "axis.grant", "fig.letter", "fig.strict", "score.prior", "a4.first")
    for key in (*keys, "legal.not_advice", "a4.green", "a4.judged", "a4.weak_mark"):
        assert label(key, lang).split("'")[0] in page
    assert label("fig.index", lang, version="2") in page
    assert "24 nov 2026" in page.lower()


def test_four_questions_four_bars_and_three_cases_with_source(ing):
    assert len(re.findall(r'<span class="avg-outline">', ing)) == 4
    assert ing.count('class="avg-track"') == 4
    near = ing[ing.index('<ul class="avg-near">') :]
    assert near.count("<li>") == near.count(label("fig.source") + ":") == 3


def test_the_first_step_is_the_first_of_the_advice_with_its_effect(ing):
    step = advise(load_case("ing-2014").use).steps[0]
    assert label(f"lever.{step.levers[0]}") in ing
    assert f"naar {step.value:.1f}".replace(".", ",") in ing


def test_a_case_is_not_its_own_neighbour(ing):
    near = ing[ing.index('<ul class="avg-near">') :]
    assert load_case("ing-2014").title_nl not in near


def test_who_judged_is_a_line_to_fill_in_unless_given():
    use = ProposedUse()
    assert label("a4.judged_hint") in a4_html(use)
    assert "functionaris &lt;b&gt;" in a4_html(use, judged_by="functionaris <b>")


def test_without_a_date_it_is_today():
    assert str(datetime.date.today().year) in a4_html(ProposedUse())


@pytest.mark.parametrize("lang", ("nl", "en"))
def test_a_text_that_is_cut_off_says_so(lang):
    page = a4_html(ProposedUse(title="lang " * 10_000, proposed_use="woord " * 10_000), lang)
    assert page.count(f"… {label('a4.cut', lang)}") == 2
    assert cut("a" + " " * 500 + "b", 3, plain(lang)) == "a b"


def test_hostile_texts_are_shown_as_text():
    texts = ("title", "proposed_use", "collected_for", "purpose_statement", "controller")
    use = ProposedUse(**dict.fromkeys(texts, HOSTILE), data_categories=(HOSTILE,), sector="bank")
    page = a4_html(use, judged_by=HOSTILE)
    assert page.count("<script") == 1 and "alert(1)</script" not in page
    assert "\x00" not in page and "\u202e" not in page


def test_nothing_known_is_said(ing):
    page = a4_html(ProposedUse())
    for key in ("a4.undescribed", "a4.cases_none", "a4.unknown", "a4.not_given"):
        assert label(key) in page and label(key) not in ing


def test_a_green_use_needs_no_way_to_green():
    use = load_case("spotify-wrapped").use
    assert advise(use).score.band == "green"
    assert label("a4.green_now", count="X").split("X")[0] in a4_html(use)


@pytest.mark.parametrize("name", case_ids(illustrations=True))
def test_every_illustration_has_a_page_with_as_many_cases_as_asked(name):
    assert a4_html(load_case(name).use, cases=0).count('class="avg-near"') == 0
    assert a4_html(load_case(name).use, cases=1).count("avg-near") > 0


@pytest.mark.parametrize("wrong", ({"cases": 4}, {"cases": -1}, {"lang": "fr"}, {"index": "99"}))
def test_what_cannot_be_is_an_input_error(wrong):
    with pytest.raises(InputError):
        a4_html(ProposedUse(), **wrong)


def test_same_use_same_bytes(ing):
    assert a4_html(load_case("ing-2014").use, date=DAY) == ing


def test_a_case_from_before_the_gdpr_says_which_law_applied_then():
    then = label("legal.then.wbp_cbp")
    assert then in a4_html(load_case("ing-2014").use)
    assert then not in a4_html(load_case("ing-2019").use)
    assert then not in a4_html(ProposedUse(proposed_use="tips over boeken"))
