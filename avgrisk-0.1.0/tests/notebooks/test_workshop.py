"""The script for 45 minutes, in both languages: every moment, its question, minutes that add up."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from avgrisk.explorer import moments
from tests import ROOT

DOCS = ROOT / "docs"
SCRIPTS = {
    "nl": (DOCS / "workshop-45.md").read_text("utf-8"),
    "en": (DOCS / "workshop-45-en.md").read_text("utf-8"),
}
ROW = re.compile(r"^\| (\d+)-(\d+) \|", re.MULTILINE)
PART = re.compile(r"^### (\d+)-(\d+) ", re.MULTILINE)
LIMITS = {
    "nl": ("geen juridisch advies", "nog niet geijkt", "De zaal is niet de klant"),
    "en": ("not legal advice", "not yet calibrated", "The room is not the customers"),
}

both = pytest.mark.parametrize("lang", SCRIPTS)


@both
@pytest.mark.parametrize("pattern", [ROW, PART], ids=["table", "parts"])
def test_the_minutes_run_from_0_to_45_without_a_gap(lang, pattern):
    spans = [(int(begin), int(end)) for begin, end in pattern.findall(SCRIPTS[lang])]
    assert spans[0][0] == 0
    assert spans[-1][1] == 45
    assert all(before[1] == after[0] for before, after in pairwise(spans))


@both
def test_the_table_and_the_parts_agree(lang):
    assert ROW.findall(SCRIPTS[lang]) == PART.findall(SCRIPTS[lang])


@both
def test_every_moment_is_there_with_its_question_word_for_word(lang):
    for moment in moments("ing-2014", lang):
        assert f"Moment {moment.number}" in SCRIPTS[lang]
        # In the table, and where it is asked; moment 0 asks its two questions one by one.
        assert SCRIPTS[lang].count(moment.question) == (2 if moment.number else 1)


@both
def test_its_limits_are_said(lang):
    for words in LIMITS[lang]:
        assert words in SCRIPTS[lang]


def test_both_scripts_are_built_alike_and_name_the_same_numbers():
    dutch, english = (text.splitlines() for text in SCRIPTS.values())
    for lines in zip(dutch[3:], english[3:], strict=True):
        marks = [re.match(r"#* ?|\| |\d\. |- ", line)[0] for line in lines]
        assert marks[0] == marks[1], lines[1]
        numbers = [sorted(re.findall(r"\d+", re.sub("`[^`]*`", "", line))) for line in lines]
        assert numbers[0] == numbers[1], lines[1]
