"""Every sentence about a use has its organisation's word for the people whose data it are."""

from __future__ import annotations

import datetime
import pickle
import re

import pytest

from avgrisk.cases.case_base import case_ids, load_case
from avgrisk.core import shipped, subjects
from avgrisk.core.labels import LANGUAGES, label, table
from avgrisk.core.records import InputError, ProposedUse
from avgrisk.explorer.scenario import panel, slow_views, views
from avgrisk.explorer.scenario.scenario_file import Scenario
from avgrisk.explorer.scenario.state import State
from avgrisk.figures.opening import opening_bars
from avgrisk.figures.scorecards import scorecard
from avgrisk.reports.a4 import a4_figure
from avgrisk.scoring.score import score
from avgrisk.vocabulary import sectors
from tests.lists import each

#: Labels that say klant or customer of somebody else than the people a use is about, and why.
PLAIN = {
    "trust_gap.stranger": "the customers of the others who get the data",
    "data.user.unique_id": "a kind of data, the same at every organisation",
    "data.x_nl.correspondence": "a kind of data",
    "language.subject": "the word where nothing is known of the organisation",
    "data.x_nl.customer_relation": "the key of a kind of data",
    "printed.stonge-customer": "a published figure, as it was asked",
    "thesis.note": "what could be done next: a survey among customers",
    "figure.considered_leaving_pct": "a figure of a case, as its source counts",
    "figure.customers": "a figure of a case",
    **dict.fromkeys(("ask.example.bank", "ask.example.shop"), "what a bank or a shop would type"),
    "article.source": "the title of the article",
    **dict.fromkeys(("article.trio", "article.bank"), "a shop and a bank, examples of the article"),
    "course.sheet.whom": "a question to whoever takes the course, of any organisation",
    **dict.fromkeys(
        (
            "workshop.prompt.end",
            "workshop.screen.who",
            "workshop.report.method",
            "workshop.report.room",
        ),
        "a room of people beside whoever is not in it",
    ),
    "figure.online_customers": "a figure of a case",
    "coding.how": "one wording for every coder and every case",
    "coding.image_fit": "one wording for every coder and every case",
    "coding.value_returned": "one wording for every coder and every case",
}
BARE = {"nl": re.compile(r"\bklant", re.I), "en": re.compile(r"\bcustomer", re.I)}
MARK = re.compile(r"\{[^{}]*(?:klant|customer)[^{}]*\}", re.I)
ORGANISATIONS = {
    "municipality": ("inwoner", "resident"),
    "hospital": ("patiënt", "patient"),
    "library": ("het lid", "member"),
    "childcare": ("het kind of de ouder", "child or parent"),
    "political_party": ("het lid of de kiezer", "member or voter"),
    "social_network": ("gebruiker", "user"),
}


def use_at(sector: str) -> ProposedUse:
    """A use that leaves enough open, and goes wrong enough, for every kind of sentence."""
    return ProposedUse().replace(
        sector=sector,
        proposed_use="aanbiedingen van derden tonen",
        proposed_use_key="marketing.third_party",
        collected_for_key="essential.service",
        data_categories=("user.name",),
        legal_basis="contract",
        control="unknown",
        recipient="via_us",
        value_returned="clear",
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_word_of_every_kind_of_organisation_has_its_forms(lang):
    words = {sector.subject(lang) for sector in sectors.table().values()}
    known = subjects.forms(lang)
    assert words | {subjects.plain(lang).subject, subjects.anybody(lang).subject} == set(known)
    needed = set(subjects.MARKS[lang].values())
    assert all(row[form].strip() for row in known.values() for form in needed)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_label_says_customer_without_leaving_room_for_another_word(lang):
    left = {key for key, row in table().items() if BARE[lang].search(MARK.sub("", row[lang]))}
    assert left <= set(PLAIN)


def test_what_stays_plain_is_there_and_says_customer():
    for key in PLAIN:
        text = f"{key} {table()[key]['nl']} {table()[key]['en']}"
        assert BARE["nl"].search(text) or BARE["en"].search(text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_mark_of_a_label_is_filled(lang):
    for key in table():
        for word in subjects.forms(lang):
            assert not MARK.search(label(key, subjects.Wording(lang, word))), key


def test_a_sentence_begins_with_a_capital_whatever_the_word():
    lid = sectors.wording_for("nl", "bibliotheek")
    assert label("legal.why.not_told", lid) == "Het lid kon het niet weten."
    assert label("limits.two_kinds", lid).startswith("Er zijn twee soorten schade: één lid dat")


def test_a_use_without_a_known_organisation_has_the_word_of_the_page():
    page = subjects.anybody("nl")
    assert sectors.wording_for(page, "", None, "xyz") is page
    assert sectors.wording_for("nl", "").subject == "klant"


def test_a_wording_is_no_language_and_goes_where_values_go():
    wording = sectors.wording_for("en", "hospital")
    assert wording != "en" and not isinstance(wording, str)
    assert pickle.loads(pickle.dumps(wording)) == wording
    assert len({wording, sectors.wording_for("en", "clinic"), subjects.plain("en")}) == 2


def test_an_unknown_language_has_no_wording():
    for wrong in (subjects.plain, subjects.anybody):
        with pytest.raises(InputError):
            wrong("fr")


@pytest.mark.parametrize("sector", ORGANISATIONS)
@pytest.mark.parametrize("place", range(len(LANGUAGES)))
def test_everything_shown_about_a_use_has_the_word(sector, place):
    lang, word, use = LANGUAGES[place], ORGANISATIONS[sector][place], use_at(sector)
    now = State((Scenario("", use),), lang=lang)
    result = score(use)
    figures, offers = slow_views.slow(now)
    shown = {
        "a4": a4_figure(use, lang, date=datetime.date(2026, 1, 1), cases=0),
        "card": scorecard(result, None, lang),
        "bars": opening_bars(result, lang),
        **views.live(now, result),
        "advice": figures["advice"],
    }
    said = [text for part in shown.values() for text in (part.text, part.markup)]
    said += [offer.more for offer in offers]
    wrong = [text for text in said if BARE[lang].search(text)]
    assert not wrong
    for name in ("a4", "card", "bars", "axes", "law", "questions"):
        assert word in shown[name].markup or word.capitalize() in shown[name].markup, name


@pytest.mark.parametrize("place", range(len(LANGUAGES)))
def test_the_controls_have_the_word_too_and_change_with_the_organisation(place):
    asked = panel.Acts(lambda _: None, lambda *_: None, lambda _: None, str, str)
    lang, made = LANGUAGES[place], panel.make(asked)
    for sector, words in (*ORGANISATIONS.items(), ("bank", ("klant", "customer"))):
        use = use_at(sector)
        panel.dress(made, State((Scenario("", use),), lang=lang), score(use), False)
        assert words[place].split()[-1] in made.fields["value_returned"].description
        stops = " ".join(text for text, _ in made.fields["value_returned"].options)
        assert words[place].split()[-1] in stops


@each("case", case_ids())
def test_the_sheet_of_every_case_has_the_word_of_its_organisation(case):
    use = load_case(case).use
    sheet = a4_figure(use, "nl", date=datetime.date(2026, 1, 1), cases=0).text
    own = " ".join((use.title, use.proposed_use, use.collected_for, use.purpose_statement))
    if sectors.wording_for("nl", use.sector).subject != "klant" and "klant" not in own.lower():
        assert not BARE["nl"].search(sheet)


def test_the_table_says_each_word_once():
    rows = [(row["lang"], row["singular"]) for row in shipped.rows("words/subjects.csv")]
    assert len(rows) == len(set(rows))
