"""The script for 45 minutes: it covers every moment, asks its question, and the minutes add up."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from avgrisk.explorer import moments

SCRIPT = (Path(__file__).resolve().parents[2] / "docs" / "workshop-45.md").read_text("utf-8")
ROW = re.compile(r"^\| (\d+)-(\d+) \|", re.MULTILINE)
PART = re.compile(r"^### (\d+)-(\d+) ", re.MULTILINE)


@pytest.mark.parametrize("pattern", [ROW, PART], ids=["table", "parts"])
def test_the_minutes_run_from_0_to_45_without_a_gap(pattern):
    spans = [(int(begin), int(end)) for begin, end in pattern.findall(SCRIPT)]
    assert spans[0][0] == 0
    assert spans[-1][1] == 45
    assert all(before[1] == after[0] for before, after in pairwise(spans))


def test_the_table_and_the_parts_agree():
    assert ROW.findall(SCRIPT) == PART.findall(SCRIPT)


@pytest.mark.parametrize("moment", moments("ing-2014"), ids=lambda moment: str(moment.number))
def test_every_moment_is_there_with_its_question_word_for_word(moment):
    assert f"Moment {moment.number}" in SCRIPT
    assert moment.question in SCRIPT


def test_its_limits_are_said():
    for words in ("geen juridisch advies", "nog niet geijkt", "De zaal is niet de klant"):
        assert words in SCRIPT
