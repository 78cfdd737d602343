"""A session file is read as hostile: what is wrong is one sentence with its place."""

from __future__ import annotations

import pytest
import yaml

from avgrisk.core.labels import explain
from avgrisk.core.records import InputError
from avgrisk.workshop.session_file import LIMIT, parse_session, read_session, written

CASES = {
    "session": 1,
    "title_nl": "Proef",
    "title_en": "Trial",
    "parts": [
        {"case": "ing-2014", "minutes": 8},
        {"pair": ["tomtom-2011", "google-maps-verkeer-2009"]},
    ],
}
VIGNETTE = {
    "id": "v01",
    "title_nl": "Een bank",
    "title_en": "A bank",
    "text_nl": "Een bank verkoopt <b>alles</b>.",
    "text_en": "A bank sells <b>everything</b>.",
    "use": {"sector": "bank", "vagueness": 0.9},
}


def test_a_pair_becomes_two_parts_of_which_the_second_names_the_first():
    parts = parse_session(written(CASES)).parts
    assert [part.items[0].id for part in parts] == [
        "ing-2014",
        "tomtom-2011",
        "google-maps-verkeer-2009",
    ]
    assert [part.beside for part in parts] == ["", "", "tomtom-2011"]
    assert parts[2].why[0] == "zelfde data, ander gebruik"


def test_html_in_a_text_stays_text():
    plan = parse_session(written(CASES | {"parts": [{"vignettes": [VIGNETTE]}]}))
    assert plan.items["v01"].texts[0] == "Een bank verkoopt <b>alles</b>."


@pytest.mark.parametrize(
    "change, told",
    [
        (
            {"parts": [{"case": "ing-2015"}]},
            "de case ing-2015 bestaat niet. Bedoelt u: ing-2019, ing-2014",
        ),
        ({"parts": [{"case": "ing-2014"}, {"case": "ing-2014"}]}, "ing-2014 staat er tweemaal in"),
        ({"parts": [{"minutes": 5}]}, "precies één van: case, pair, vignettes"),
        ({"parts": []}, "parts"),
        ({"sesion": 1}, "sesion bestaat niet"),
        ({"session": 2}, "session: 2 kan hier niet"),
        (
            {"parts": [{"vignettes": [VIGNETTE | {"text_nl": "a" * 50_000}]}]},
            "50000 tekens, hooguit 1500",
        ),
        (
            {"parts": [{"vignettes": [VIGNETTE | {"use": {"trust": "nogal"}}]}]},
            "v01 trust: nogal kan hier niet",
        ),
        ({"parts": [{"vignettes": [VIGNETTE | {"use": {"colour": 1}}]}]}, "colour"),
        ({"keep_days": 4000}, "keep_days: 4000 kan hier niet"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence_with_its_place(change, told):
    with pytest.raises(InputError) as wrong:
        parse_session(written(CASES | change))
    line = explain(wrong.value, "nl")
    assert told in line and "\n" not in line and len(line) < 700


@pytest.mark.parametrize(
    "text, key",
    [
        ("a: [", "error.session_yaml"),
        ("a: &x [1]\nb: *x", "error.session_bounds"),
        ("[" * 50 + "]" * 50, "error.session_bounds"),
        ("a" * (LIMIT + 1), "error.session_bounds"),
        ("!!python/object/apply:os.system ['true']", "error.session_yaml"),
        ("", "error.session_value"),
        ("session: 1\nsession: 1", "error.session_twice"),
    ],
)
def test_hostile_yaml_is_refused_before_anything_is_built(text, key):
    with pytest.raises(InputError) as wrong:
        parse_session(text)
    assert wrong.value.key == key


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError) as wrong:
        read_session(tmp_path / "geen.yaml")
    assert "avgrisk workshop plan" in explain(wrong.value, "nl")


def test_what_is_written_is_read_back(tmp_path):
    path = tmp_path / "sessie.yaml"
    path.write_text(written(CASES), encoding="utf-8")
    assert yaml.safe_load(read_session(path).text) == CASES
