"""Codings in a file: back as they were, one per coder and case, and nothing hostile gets in."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.cases.case_base import case_ids
from avgrisk.cases.coding.file import COLUMNS, FILE, answers, keep, number, read
from avgrisk.cases.coding.sheet import FIELDS, coding
from avgrisk.core.records import InputError

LEVEL = st.none() | st.integers(0, 1000).map(lambda part: part / 1000)


@given(
    case=st.sampled_from(case_ids()),
    levels=st.fixed_dictionaries(dict.fromkeys(FIELDS, LEVEL)),
    coder=st.integers(1, 99),
    recognised=st.booleans(),
)
def test_what_is_kept_comes_back(tmp_path_factory, case, levels, coder, recognised):
    if all(value is None for value in levels.values()):
        levels["control"] = 0.5
    path = tmp_path_factory.mktemp("codings") / "codings.csv"
    made = coding(levels, coder, recognised)
    keep(case, made, path)
    assert read(path) == {(case, made.coder): made}


def test_a_second_coding_takes_the_place_of_the_first_and_others_stay(tmp_path):
    path = tmp_path / "deep" / "codings.csv"
    keep("ing-2014", coding({"control": 0.1}), path)
    keep("ing-2014", coding({"control": 0.2}, 2), path)
    found = keep("ing-2014", coding({"control": 0.9}), path)
    assert found == read(path)
    assert dict(found["ing-2014", "P1"].levels)["control"] == 0.9
    assert dict(found["ing-2014", "P2"].levels)["control"] == 0.2
    assert [item.name for item in path.parent.iterdir()] == ["codings.csv"]


def test_no_file_is_no_coding(tmp_path):
    assert read(tmp_path / "none.csv") == {}


HEAD = ",".join(COLUMNS)
GOOD = "ing-2014,P1,2026-11-24,.5,,,,,,,,,,true"


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "\n" + GOOD.replace("ing-2014", "onbekend"),
        HEAD + "\n" + GOOD.replace("P1", "Jan Jansen"),
        HEAD + "\n" + GOOD.replace("P1", "P0"),
        HEAD + "\n" + GOOD.replace("2026-11-24", "=1+1"),
        HEAD + "\n" + GOOD.replace(".5", "2"),
        HEAD + "\n" + GOOD.replace(".5", "nan"),
        HEAD + "\n" + GOOD.replace("true", "misschien"),
        HEAD + "\n" + GOOD + ",extra",
        HEAD + "\n" + "ing-2014,P1",
        "iets anders\n1",
        HEAD + "\n" + "x" * 200_000,
    ],
)
def test_a_file_that_is_no_file_of_codings_is_one_input_error(tmp_path, text):
    path = tmp_path / "codings.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read(path)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"x" * (FILE + 1), b"\x00" * 10])
def test_bytes_that_are_no_text_are_one_input_error(tmp_path, data):
    path = tmp_path / "codings.csv"
    path.write_bytes(data)
    with pytest.raises(InputError):
        read(path)


@given(data=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("bytes") / "codings.csv"
    path.write_bytes(data)
    for reader in (read, answers):
        with contextlib.suppress(InputError):
            reader(path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError) as caught:
        keep("ing-2014", coding({"control": 0.1}), tmp_path / "file" / "codings.csv")
    assert caught.value.key in {"error.coding_write", "error.coding_read"}


def test_answers_from_a_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('field,value\ncontrol,"0,25"\nimage_fit,\nrecognised,ja\n', encoding="utf-8")
    assert answers(path) == ({"control": 0.25, "image_fit": None}, True)
    path.write_text("field,value\nmood,1\n", encoding="utf-8")
    with pytest.raises(InputError):
        answers(path)


@pytest.mark.parametrize("text", ["-0.1", "1.01", "nan", "inf", "x", "1" * 500])
def test_a_number_out_of_bounds_is_an_input_error(text):
    with pytest.raises(InputError):
        number("control", text)
