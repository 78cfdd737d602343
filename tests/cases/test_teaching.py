"""The teaching moments: the issue's seven and the blind one, each with events and a question."""

from __future__ import annotations

import datetime
import re

import pytest

from avgrisk.cases.case_base import load_case
from avgrisk.cases.teaching import moment, moments, opened
from avgrisk.core import shipped
from avgrisk.core.records import InputError

#: What is told of a plan before its first event.
PLAN = ("proposed_use", "purpose_original", "purpose_described", "value_back")

#: Every case with written moments.
TAUGHT = sorted({row["case"] for row in shipped.rows("moments.csv")})

#: What each moment of ing-2014 must show: words of its events' texts.
SHOWN = {
    1: ("€ 150",),
    2: ("regeringspartijen", "Consumentenbond", "te vaag", "Rabobank"),
    3: ("op toestemming rust", "geen data naar adverteerders"),
    4: ("vrijwilligheid van toestemming", "30%", "CBP-voorzitter"),
    5: ("Open brief", "voorlopig geen proef", "woede ebt snel weg"),
    6: ("Antwoord van staatssecretaris en minister",),
    7: ("Tweede poging",),
}


def test_ing_2014_has_a_blind_moment_and_seven_more():
    assert [part.number for part in moments("ing-2014")] == list(range(8))
    assert moments("ing-2014")[0].events == ()


@pytest.mark.parametrize("number", SHOWN)
def test_a_moment_shows_the_events_the_lesson_is_about(number):
    timeline = load_case("ing-2014").timeline
    told = " ".join(timeline[event - 1].text for event in moment("ing-2014", number).events)
    for words in SHOWN[number]:
        assert words in told


@pytest.mark.parametrize("case", TAUGHT)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_moment_has_a_title_and_a_question_and_events_that_exist(case, lang):
    count = len(load_case(case).timeline)
    for part in moments(case, lang):
        assert part.title
        assert part.question.endswith("?")
        assert all(1 <= event <= count for event in part.events)


#: A number, or a month, in a title or a question: a claim that a source must carry.
CLAIM = re.compile(r"(?:\d[\d.,]*\d|\d)|\b(?:June|juni)\b", re.I)
MONTHS = {"june": "-06", "juni": "-06"}

#: Days, and years, that a title says lie between a moment and the one before; the plan is day one.
LATER = {"Two days later": (2,), "The same day": (0,), "Seven and eight years later": (7, 8)}


@pytest.mark.parametrize("case", TAUGHT)
def test_every_moment_rests_on_events_with_a_date_and_a_source_of_the_case(case):
    given = load_case(case)
    known = {source.key for source in given.sources}
    for part in moments(case)[1:]:
        assert part.events, part.title
        for event in (given.timeline[number - 1] for number in part.events):
            assert event.sources and set(event.sources) <= known
            assert re.match(r"(19|20)\d\d", event.date)


@pytest.mark.parametrize("case", TAUGHT)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_number_of_a_moment_stands_in_what_its_events_or_the_plan_say(case, lang):
    given = load_case(case)
    plan = " ".join(given.facts.passage(name, lang).words(lang) for name in PLAN)
    for part in moments(case, lang):
        events = [given.timeline[number - 1] for number in part.events]
        told = " ".join([plan, *(f"{e.date} {e.passage(lang).words(lang)}" for e in events)])
        for claim in CLAIM.findall(f"{part.title} {part.question}"):
            assert MONTHS.get(claim.lower(), claim) in told, f"{part.title}: {claim}"


@pytest.mark.parametrize("case", TAUGHT)
def test_a_title_that_says_how_much_later_is_right(case):
    timeline, before = load_case(case).timeline, None
    for part in moments(case, "en"):
        dates = [timeline[number - 1].date for number in part.events]
        if (lags := LATER.get(part.title)) and "year" in part.title:
            assert {int(date[:4]) - int(before[:4]) for date in dates} == set(lags)
        elif lags:
            assert {(day_of(date) - day_of(before)).days for date in dates} == set(lags)
        before = dates[-1] if dates else before


def day_of(date: str) -> datetime.date:
    return datetime.date.fromisoformat(date)


def test_moments_open_and_are_told_in_order_without_overlap():
    spans = [end for part in moments("ing-2014")[1:] for end in (part.opens, part.step)]
    assert spans == sorted(spans) == [1, 1, 2, 3, 4, 4, 7, 10, 11, 12, 14, 14, 16, 16]


def test_moment_3_is_where_the_public_learns_of_opt_in():
    event = load_case("ing-2014").timeline[moment("ing-2014", 3).step - 1]
    assert set(event.known) == {"control", "recipient"}


def test_a_moment_holds_from_its_first_new_event_until_the_next():
    steps = (0, 1, 2, 3, 4, 6, 9, 16)
    assert [opened("ing-2014", step).number for step in steps] == [0, 1, 2, 2, 3, 3, 4, 7]


def test_a_case_that_is_no_lesson_has_no_moments():
    assert moments("barclays-2013") == ()
    assert opened("barclays-2013", 3) is None


@pytest.mark.parametrize("call", [lambda: moments("../x"), lambda: moments("ing-2014", "fr")])
def test_an_unknown_case_or_language_is_an_input_error(call):
    with pytest.raises(InputError):
        call()


@pytest.mark.parametrize("number", [-1, 8, "3", None])
def test_an_unknown_moment_says_which_there_are(number):
    with pytest.raises(InputError) as caught:
        moment("ing-2014", number)
    assert caught.value.allowed == "0, 1, 2, 3, 4, 5, 6, 7"
