"""The stage: blind until the reveal, whole without a network, and at most ten screens for ING."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from functools import cache

import pytest

from avgrisk.cases.case_base import case_ids, load_case
from avgrisk.cases.talk import hidden_names, parts, talk
from avgrisk.cases.teaching import moments
from avgrisk.core.labels import LANGUAGES, label
from avgrisk.core.records import InputError
from avgrisk.reports import stage_page
from tests.lists import each
from tests.project.test_words_on_screen import wrong

EVERY = (*case_ids(), *case_ids(illustrations=True))
#: Each page is made once for all that is asked of it.
stage_html = cache(stage_page.stage_html)
PACKED = re.compile(r'<script type="application/json" id="packed">"(.*?)"</script>', re.S)


def opened(page: str) -> dict:
    """What is packed in a page."""
    return json.loads(base64.b64decode(PACKED.search(page)[1]))


def seen(markup: str) -> str:
    """The words of markup."""
    bare = re.sub(r"<style>.*?</style>|<script.*?</script>", " ", markup, flags=re.S)
    return html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</?b>", "", bare)))


def forbidden(case: str, lang: str) -> list[str]:
    """What nothing may tell before its moment: names, id, title, sources, ending, later moments."""
    given = load_case(case)
    told = [given.title_nl, given.title_en, given.organisation]
    told += [source.title for source in given.sources]
    told += [source.url for source in given.sources if source.url]
    if given.outcome and given.outcome.ordinal is not None:
        told.append(label(f"outcome.{given.outcome.ordinal}", lang))
    told += [moment.title for moment in moments(case, lang)]
    return [*told, *hidden_names(case), case] if not given.illustration else told[3:]


@pytest.mark.parametrize("lang", LANGUAGES)
@each("case", EVERY)
def test_nothing_on_the_page_tells_the_name_or_the_ending(case, lang):
    """Not on a screen, not in the source of the page, not in its title."""
    page = PACKED.sub("", stage_html(case, lang))
    for secret in forbidden(case, lang):
        assert not re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", page), secret


@each("case", case_ids())
def test_what_comes_before_the_reveal_is_blind_as_well(case):
    """The event that ended it is unpacked before its organisation may be named."""
    page = stage_html(case)
    at = next(n for n, markup in enumerate(opened(page)["named"]) if "data-reveal" in markup)
    for place, markup in opened(page)["later"].items():
        if int(place) <= at:
            for name in hidden_names(case):
                assert not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", seen(markup)), name


@each("case", case_ids())
def test_the_name_is_told_at_the_end(case):
    named = opened(stage_html(case))["named"]
    ending = next(markup for markup in named if "data-reveal" in markup)
    assert load_case(case).organisation in seen(ending)


def test_ing_takes_ten_screens_and_its_score_falls_while_reactions_go_on():
    named = [seen(markup) for markup in opened(stage_html("ing-2014"))["named"]]
    assert len(named) <= 10
    assert any("De score zakt. De woede niet." in text for text in named)
    assert "een ander plan" in named[-1]


@each("case", EVERY)
def test_every_screen_speaks_dutch_without_keys_or_decimal_points(case):
    words = " ".join(re.sub(r"<a .*?</a>", "", part) for part in opened(stage_html(case))["named"])
    assert wrong(seen(words)) == []


def test_only_our_own_script_may_run_and_nothing_is_fetched():
    page = stage_html("ing-2014")
    script = re.search(r'<script type="module">(.*?)</script>', page, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    assert f"script-src 'sha256-{digest}'" in policy and "default-src 'none'" in policy
    assert not re.search(r"\b(?:src|srcset)=|@import|url\(", page)


def test_reactions_are_those_of_the_sourced_events_and_no_more():
    given = talk("ing-2014")
    told = [step for step in given.path[: given.end] if step.event.actor != "organisation"]
    assert sum(len(day.reactions) for day in given.days) == len(told)
    assert all(step.event.sources for step in told)


def test_a_name_is_hidden_as_a_word_only():
    assert parts("DINGEN van ING", ("ING",)) == [("DINGEN van ", False), ("ING", True)]


def test_an_unknown_case_is_an_input_error():
    with pytest.raises(InputError):
        stage_html("ing-2104")
