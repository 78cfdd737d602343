"""The replay follows what the public knew, and only that."""

from __future__ import annotations

import pytest

import avgrisk
from avgrisk.cases.case_base import load_case
from avgrisk.cases.replay import branches
from avgrisk.core.records import InputError
from tests.lists import each


@pytest.fixture(scope="module")
def ing():
    return avgrisk.replay("ing-2014")


def test_ing_2014_has_every_event_with_date_actor_and_source(ing):
    assert len(ing) == len(avgrisk.load_case("ing-2014").timeline)
    assert (ing[["date", "event", "actor", "source"]] != "").all().all()
    assert set(ing["actor"]) == {"customer", "politics", "regulator", "press", "organisation"}
    assert ing["source"].str.contains("https?://").all()


def test_ing_2014_reads_as_data_to_advertisers_until_a_blog_tells_of_consent(ing):
    changed = ing.index[ing["learned"] != ""].tolist()
    assert changed[0] == 0
    assert "recipient" in ing["learned"][0]
    second = ing["event"].str.contains("juridisch blog").idxmax()
    assert changed[1:] == [second]
    assert ing["score"][second] < ing["score"][0]
    moved = ing["reading_changes"][second]
    assert "purpose_distance" in moved and "control_gap" in moved
    assert (ing["reading_changes"].drop(second) == "").all()


def test_ing_2014_is_postponed_on_17_march_and_the_score_stands(ing):
    first = (ing["status"] == "postponed").idxmax()
    assert ing["date"][first] == "2014-03-17"
    assert (ing["status"][first:] == "postponed").all()
    assert ing["score"][first:].nunique() == 1


def test_reactions_do_not_move_the_score(ing):
    quiet = ing["learned"] == ""
    moved = ing["score"].diff().fillna(0) != 0
    assert not (quiet & moved).any()


def test_the_path_ends_at_the_case_as_coded(ing):
    assert ing["score"].iloc[-1] == avgrisk.score(load_case("ing-2014").use).value


@each("case", avgrisk.case_ids())
@pytest.mark.parametrize("index", ["1", "2-guardian", "2-licence"])
def test_every_case_replays_under_every_index(case, index):
    path = avgrisk.replay(case, index)
    assert len(path) == len(load_case(case).timeline)
    for value, (low, high) in zip(path["score"], path["interval"], strict=True):
        assert low <= value <= high


def test_every_change_in_what_the_public_knew_has_a_source_of_that_case():
    for case in avgrisk.load_cases():
        keys = {source.key for source in case.sources}
        for event in case.timeline:
            for item in event.public_knowledge:
                assert item.sources and set(item.sources) <= keys, (case.id, event.date)


def test_branches_start_with_the_plan_as_coded_and_change_what_they_say():
    found = {branch.key: branch for branch in branches("ing-2014")}
    assert next(iter(found)) == "as_coded"
    assert found["specific"].score.readings["vagueness"].value == 0.1
    assert found["search_engine"].use.sector == "search_engine"
    assert found["own_insight"].use == load_case("abn-grip-2016").use
    assert found["twin_ing_fit"].use.image_fit == load_case("ing-2014").use.image_fit
    assert found["twin_ing_fit"].score.value > found["twin"].score.value


def test_a_case_without_what_ifs_has_only_itself():
    assert [branch.key for branch in branches("tomtom-2011")] == ["as_coded"]


def test_events_are_told_in_the_language_asked_for():
    dutch, english = avgrisk.replay("ing-2014"), avgrisk.replay("ing-2014", lang="en")
    events = avgrisk.load_case("ing-2014").timeline
    assert set(dutch["event"]) == {event.text for event in events}
    assert set(english["event"]) == {event.text_en for event in events}
    assert (dutch["score"] == english["score"]).all()


@pytest.mark.parametrize("bad", ["../x", "", "ing-2014.yaml", None, 5])
def test_an_unknown_case_is_an_input_error(bad):
    with pytest.raises(InputError):
        avgrisk.replay(bad)
