"""Screens show what is due: masked plans, no spread of four, the ending in words."""

from __future__ import annotations

import pytest

from avgrisk.cases.case_base import load_cases
from avgrisk.workshop import room_views
from avgrisk.workshop.kept import Room, Vote
from avgrisk.workshop.phases import Place
from avgrisk.workshop.session_file import Item
from avgrisk.workshop.told import plan_told, story
from tests.workshop.rooms import PLAN


def room(part, phase, furthest=None):
    place = Place(part, phase)
    return Room(
        "r", "CODE22", "link", PLAN, False, "2026-11-26", "2026-12-26", place, 3, furthest or {}, {}
    )


def votes(item, *grants):
    return [(f"p{number}", Vote(item, grant, "no")) for number, grant in enumerate(grants)]


def test_four_votes_show_no_spread_and_say_why():
    shown = room_views.wall(room(0, "spread"), "nl", 4, 4, votes("ing-2014", 1, 1, 2, 5))
    assert shown["spread"] == [{"few": 5}]


def test_a_spread_counts_everybody_once():
    shown = room_views.wall(room(0, "spread"), "en", 6, 6, votes("ing-2014", 1, 1, 2, 5, 0, 3))
    (split,) = shown["spread"]
    assert (split["grants"], split["unsure"], split["people"]) == ([2, 1, 1, 0, 1], 1, 6)
    assert "certainly not 2" in split["told"]


def test_of_a_round_the_most_and_least_granted_and_the_most_divided_are_shown():
    given = [
        *votes("v00", 5, 5, 5, 4, 5),
        *votes("v01", 1, 5, 1, 5, 3),
        *votes("v02", 2, 2, 3, 2, 2),
        *votes("v03", 1, 1, 1, 1, 2),
    ]
    shown = room_views.wall(room(3, "spread"), "nl", 5, 5, given)["spread"]
    assert [split["title"] for split in shown] == ["Plan 0", "Plan 1", "Plan 3"]


def test_the_trainer_gets_a_prompt_for_every_moment_and_the_sessions_own_at_the_spread():
    for lang in ("nl", "en"):
        for part in range(-1, 4):
            phases = ["lobby"] if part < 0 else ["open", "locked", "spread", "score", "story"]
            for phase in phases[:3] if part == 3 else phases:
                shown = room_views.trainer(room(part, phase), lang, 3, 3, [], "http://x")
                assert shown["prompt"]
    assert room_views.trainer(room(0, "spread"), "nl", 0, 0, [], "")["prompt"] == "Wie gunt het?"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_masked_plan_names_its_organisation(lang):
    for case in load_cases():
        shown = plan_told(Item(case.id, case.use, is_case=True), lang)
        words = " ".join([shown.title, shown.lead, *(text for _, text in shown.rows)])
        names = (
            case.organisation.replace("(", " ")
            .replace(")", " ")
            .replace(";", " ")
            .replace(",", " ")
        )
        known = {name for name in names.split() if name[:1].isupper() and len(name) > 2}
        ordinary = {"Ministerie", "Kabinet", "Bank", "Nederland", "Toeslagen", "Belastingdienst"}
        assert not [name for name in known - ordinary if f" {name} " in f" {words} "], case.id


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_story_fits_the_projector(lang):
    for case in load_cases():
        told = story(Item(case.id, case.use, is_case=True), lang)
        assert 1 <= len(told["events"]) <= 4
        assert all(len(event["text"]) <= 150 for event in told["events"])
        assert told["outcome"] and all(source["title"] for source in told["sources"])
