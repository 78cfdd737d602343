"""The replay: nothing of what is still to come, score and reactions apart, sources as links."""

from __future__ import annotations

import dataclasses
import re

import pytest

from avgrisk.cases.case_base import case_ids, load_case
from avgrisk.cases.replay import steps
from avgrisk.core.records import InputError
from avgrisk.figures.path import score_path
from tests.lists import each


def test_the_future_is_not_shown(path, case):
    markup = score_path(path, 3, case=case).markup
    assert path[2].event.text[:40] in markup
    for step in path[3:]:
        assert step.event.text[:40] not in markup
    assert "2019" not in markup and markup.count('class="avg-stop') == 3


def test_before_the_first_event_there_is_only_the_frame(path):
    figure = score_path(path, 0)
    assert "Er is nog niets gebeurd" in figure.markup
    assert 'class="avg-stop' not in figure.markup


def test_outcome_stays_hidden_until_asked_for(path, case):
    assert "Afloop" not in score_path(path, case=case).markup
    shown = score_path(path, case=case, reveal_outcome=True)
    assert "Afloop" in shown.markup and "Afloop" in shown.text


def test_every_event_stands_in_the_lane_of_its_actor(path):
    lanes = re.findall(r'<div class="avg-lane"><b>([^<]+)</b>(.*?)</div>', score_path(path).markup)
    assert [name for name, _ in lanes] == [
        "klant",
        "politiek",
        "toezichthouder",
        "pers",
        "organisatie",
    ]
    numbers = [int(n) for _, lane in lanes for n in re.findall(r">(\d+)<", lane)]
    assert sorted(numbers) == list(range(1, len(path) + 1))


def test_the_line_is_broken_once_the_plan_is_postponed(path):
    markup = score_path(path).markup
    postponed = next(i for i, step in enumerate(path) if step.status == "postponed")
    assert "Uitgesteld" in markup
    assert markup.count("avg-later") == 2  # the rule in the style sheet, and the line
    assert "avg-later" not in score_path(path, postponed).markup.split("</style>")[1]


def test_the_score_is_written_where_it_changes(path):
    markup = score_path(path, lang="en").markup
    values = dict.fromkeys(f"{step.score.value:.1f}" for step in path)
    assert re.findall(r'avg-at[^"]*" style="[^"]*">([\d.]+)<', markup) == list(values)


def test_event_has_its_sources_as_links_and_what_became_known(path, case):
    markup = score_path(path, 1, case=case).markup
    for key in path[0].event.sources:
        assert f'href="{case.source(key).url}"' in markup
    assert "Wat men nu weet" in markup and "Wie de gegevens krijgt" in markup


def test_a_hostile_event_or_source_stays_text(path, case):
    bad = "<img src=x onerror=alert(1)>"
    event = dataclasses.replace(path[0].event, text=bad, date=bad)
    step = dataclasses.replace(path[0], event=event)
    source = dataclasses.replace(case.sources[0], url="javascript:alert(1)", publisher=bad)
    event_case = dataclasses.replace(case, sources=(source, *case.sources[1:]))
    markup = score_path([step], 1, case=event_case).markup
    assert "<img" not in markup and "javascript:" not in markup


@pytest.mark.parametrize("upto", (-1, 17))
def test_an_event_that_is_not_there_is_an_input_error(path, upto):
    with pytest.raises(InputError):
        score_path(path, upto)


@pytest.mark.parametrize("lang", ("nl", "en"))
@each("name", case_ids())
def test_every_case_can_be_drawn_event_by_event(name, lang):
    case = load_case(name)
    for upto in range(len(case.timeline) + 1):
        score_path(steps(case), upto, True, case=case, lang=lang)


def test_the_year_stands_where_it_changes_after_a_span_of_months_too(path):
    dates = ("2018-05-01", "2018-06/2018-07", "2018-08-01", "2018-12/2019-01", "2019-02-01")
    told = [
        dataclasses.replace(step, event=dataclasses.replace(step.event, date=date))
        for step, date in zip(path, dates, strict=False)
    ]
    days = re.search(r'<div class="avg-days">(.*?)</div>', score_path(told).markup)[1]
    shown = re.findall(r"<span[^>]*>([^<]*)<", days)
    assert shown == ["1 mei 2018", "jun–jul", "1 aug", "dec 2018–jan 2019", "1 feb"]
