"""What comes from outside is text and nothing else, however long; broken files are told in words."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from avgrisk.explorer.scenario.scenario_file import Scenario, to_json
from avgrisk.explorer.scenario.use_fields import TEXTS
from tests.browser.driving import START, WAIT

HOSTILE = (
    "<script>window.bad = 1</script><img src=x onerror='window.bad = 1'>"
    "</textarea><svg onload=alert(1)>{{7*7}}${7*7} relevante aanbiedingen"
)

#: Files that are no scenarios, and the label that says so.
BROKEN = {
    "empty": (b"", "error.scenario_json"),
    "binary": (bytes(range(256)) * 20, "error.scenario_json"),
    "cut": (to_json([Scenario("a", START)]).encode()[:-30], "error.scenario_json"),
    "deep": (b"[" * 100_000, "error.scenario_json"),
    "other": (json.dumps({"format": "something else"}).encode(), "error.scenario_missing"),
    "seven": (
        json.dumps(
            {"format": "avgrisk-scenarios", "version": 1, "scenarios": [{"name": "a"}] * 7}
        ).encode(),
        "error.scenario_many",
    ),
}


def ran(desk) -> bool:
    """Whether the page carried out what was typed."""
    return desk.page.evaluate("window.bad !== undefined || !!document.querySelector('img[src=x]')")


def test_script_in_each_field_is_shown_as_text(desk):
    for name in ("sector", *TEXTS, "data_categories"):
        desk.type(name, HOSTILE)
        desk.answered()
        assert not ran(desk), f"what was typed in {name} was carried out"
        assert "onerror" in desk.field(name).input_value()


def test_script_in_names_and_in_every_field_of_a_file_is_shown_as_text(desk):
    fields = dict.fromkeys((*TEXTS, "title", "controller"), HOSTILE)
    use = START.replace(**fields, data_categories=(HOSTILE, "gezondheid"))
    names = (HOSTILE[:100], f"{HOSTILE[:100]} 2")
    desk.put(use, use.replace(control="opt_in"), names=names)
    desk.reads(desk.say("scenario.compare"))
    for lang in ("en", "nl"):
        desk.speak(lang)
        desk.answered()
    assert not ran(desk), "what stood in a file was carried out"
    expect(desk.home.locator(".avgrisk-tab-compare")).to_contain_text("onerror")
    desk.put(use.replace(sector=HOSTILE))  # an organisation that nobody knows has no score
    desk.reads(desk.say("standing.none"))
    assert not ran(desk), "what stood in a file was carried out"


def test_a_file_whose_name_is_markup_is_told_as_text(desk):
    desk.upload(to_json([Scenario("", START)]).encode(), name="<img src=x onerror=alert(1)>.json")
    desk.reads("onerror")
    assert not ran(desk)


def test_a_purpose_text_of_50_kb_does_not_freeze_the_page(desk):
    desk.type("purpose_statement", "Wij doen u relevante aanbiedingen. " * 1450)
    desk.home.locator(".avg-read mark.avg-open").first.wait_for(timeout=WAIT)
    desk.type("purpose_statement", "Tips over nieuwe boeken")
    desk.until("([home]) => home.querySelector('.avg-read').textContent.includes('boeken')")


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told_in_words_and_changes_nothing(desk, name):
    content, key = BROKEN[name]
    before = desk.score
    desk.upload(content, name="kapot.json")
    told = desk.say(key, field="", value="", allowed="")
    desk.reads(told.split('"')[0].split(":")[0].split(",")[0].strip()[:24])
    assert "Traceback" not in desk.page.content()
    assert desk.score == before
    assert desk.field("purpose_statement").input_value() == START.purpose_statement


def test_the_same_file_can_be_opened_twice(desk):
    before = desk.score
    desk.type("proposed_use", "Gezondheidsadvies verkopen aan verzekeraars")
    desk.wait_score(before)
    desk.put(START)
    desk.until("([home, old]) => home.querySelector('.avg-big')?.textContent === old", before)


def test_every_message_of_a_file_stays_to_be_read(desk):
    desk.upload(to_json([Scenario("", START)]).encode())
    told = desk.say("scenario.loaded", count=1, file="proef.json")
    desk.reads(told)
    desk.still()
    assert told in desk.home.inner_text(), "the message is gone before it can be read"
