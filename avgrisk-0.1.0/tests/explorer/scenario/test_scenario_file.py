"""Scenarios as a file: out and in again unchanged; a hostile file is one clear error."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import avgrisk
from avgrisk.core.labels import LANGUAGES, explain
from avgrisk.core.levels import named
from avgrisk.core.records import InputError, ProposedUse, Range
from avgrisk.explorer.scenario.scenario_file import (
    MOST,
    TEXT,
    Scenario,
    from_json,
    load,
    plain,
    save,
    to_json,
)

ROW = {"name": "a", "use": {"control": "opt_in"}}
WHOLE = {"format": "avgrisk-scenarios", "version": 1, "scenarios": [ROW]}
TEXTS = st.text(max_size=200).map(plain)


def with_use(**fields):
    return json.dumps(WHOLE | {"scenarios": [{"use": fields}]})


@pytest.mark.parametrize("case", avgrisk.case_ids())
def test_every_case_comes_back_unchanged(case):
    scenario = Scenario(case, avgrisk.load_case(case).use)
    assert from_json(to_json([scenario])) == (scenario,)


@given(TEXTS, TEXTS, st.sampled_from([None, *named("control"), 0.25, Range(0, 0.5, 1)]))
def test_whatever_was_typed_comes_back(name, text, level):
    use = ProposedUse(purpose_statement=text, proposed_use=name, control=level)
    scenario = Scenario(name[:100], use)
    assert from_json(to_json([scenario])) == (scenario,)


def test_only_what_is_filled_in_is_written():
    row = json.loads(to_json([Scenario("a", ProposedUse(control="opt_in"))]))["scenarios"][0]
    assert row == ROW


@given(st.text(max_size=300))
def test_any_text_is_scenarios_or_an_input_error(text):
    with pytest.raises(InputError):
        from_json(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[" * 100_000,
        '{"a":' * 50_000,
        "1" * 5000,
        json.dumps(WHOLE | {"version": 2}),
        json.dumps(WHOLE | {"format": "x"}),
        json.dumps(WHOLE | {"more": 1}),
        json.dumps(WHOLE | {"scenarios": []}),
        json.dumps(WHOLE | {"scenarios": [ROW] * (MOST + 1)}),
        json.dumps(WHOLE | {"scenarios": [ROW | {"name": "x" * 200}]}),
        with_use(nothing="x"),
        with_use(control="no such level"),
        with_use(control=2),
        with_use(control=[0.5, 0.4, 0.6]),
        with_use(control=True),
        with_use(legal_basis="magic"),
        with_use(title=3),
        with_use(title="x" * (TEXT + 1)),
        with_use(data_categories="one text"),
        with_use(control=float("nan")),
        with_use(control=float("inf")),
        '{"format": "avgrisk-scenarios", "version": 1, "scenarios": [{"use": {"trust": 1e999}}]}',
        " " * 5_000_000,
    ],
)
def test_a_hostile_or_broken_file_is_one_error_told_in_both_languages(text):
    with pytest.raises(InputError) as caught:
        from_json(text)
    for lang in LANGUAGES:
        told = explain(caught.value, lang)
        assert "\n" not in told
        assert len(told) < 800


def test_half_a_character_becomes_a_question_mark():
    scenario = from_json(json.dumps(WHOLE | {"scenarios": [{"use": {"title": "a\ud800b"}}]}))[0]
    assert scenario.use.title == "a?b"


def test_on_disk_and_back(tmp_path):
    scenarios = (Scenario("één", ProposedUse(trust=Range(0, 0.5, 1))), Scenario("twee"))
    path = tmp_path / "new folder" / "scenario.json"
    save(scenarios, path)
    assert load(path) == scenarios
    assert [item.name for item in path.parent.iterdir()] == ["scenario.json"]


def test_what_cannot_be_read_or_written_is_an_input_error(tmp_path):
    (tmp_path / "bad.json").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "none.json", tmp_path / "bad.json", tmp_path):
        with pytest.raises(InputError):
            load(path)
    with pytest.raises(InputError):
        save([Scenario()], tmp_path / "bad.json" / "scenario.json")
