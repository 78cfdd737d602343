"""The shipped data: every table says where it comes from, has each key once and both languages."""

from __future__ import annotations

import csv
import re
from collections import Counter
from fnmatch import fnmatchcase

from avgrisk.core import subjects
from tests import ROOT
from tests.lists import each

DATASETS = ROOT / "datasets"
IGNORED = {"__pycache__", ".ipynb_checkpoints"}

FILES = sorted(
    path.relative_to(DATASETS).as_posix()
    for path in DATASETS.rglob("*")
    if path.is_file() and not IGNORED & set(path.parts)
)
TABLES = [name for name in FILES if name.endswith(".csv")]
#: Tables of words in Dutch and English; those of other languages lie in folders beside them.
LABELS = [name for name in TABLES if re.fullmatch(r"labels/[^/]+", name)]

# The columns that together name a row, where it is not the first column alone.
KEYS = {
    "branches.csv": ("case", "branch", "field"),
    "coding/anchors.csv": ("field", "value"),
    "coding/coding.csv": ("id", "coder"),
    "development/plans/second_labels.csv": ("text",),
    "development/plans/verbs.csv": ("verb", "lexicon"),
    "development/strangers/plan_pairs.csv": ("id", "variant"),
    "development/strangers/outsider_plan_pairs.csv": ("id", "variant"),
    "development/strangers/second_plan_pairs.csv": ("id", "variant"),
    "development/strangers/third_plan_pairs.csv": ("id", "variant"),
    "development/strangers/fourth_plan_pairs.csv": ("id", "variant"),
    "development/strangers/fifth_plan_pairs.csv": ("id", "variant"),
    "development/strangers/sixth_plan_pairs.csv": ("id", "variant"),
    "development/strangers/seventh_plan_pairs.csv": ("id", "variant"),
    "development/strangers/eighth_plan_pairs.csv": ("id", "variant"),
    "development/strangers/ninth_plan_pairs.csv": ("id", "variant"),
    "development/strangers/tenth_plan_pairs.csv": ("id", "variant"),
    "development/strangers/uses.csv": ("use",),
    "evidence/felt_sensitivity.csv": ("survey", "question", "kind"),
    "evidence/published_aggregates.csv": ("source", "item", "measure"),
    "levels.csv": ("field", "key"),
    "levers.csv": ("lever", "field"),
    "moments.csv": ("case", "moment"),
    "taxonomy/needed.csv": ("family", "group"),
    "reading/examples.csv": ("text",),
    "taxonomy/case_facts.csv": ("fact", "word", "field"),
    "taxonomy/choices.csv": ("field", "key"),
    "workshop/vignette_levels.csv": ("factor", "key"),
    "workshop/recorded.csv": ("person", "item"),
}

# Word lists: a row is a group of words, and several rows may stand for one key.
WORD_LISTS = "words/*"


def lines(name: str) -> list[str]:
    return (DATASETS / name).read_text(encoding="utf-8").splitlines()


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(line for line in lines(name) if line and not line.startswith("#")))


def licence_rows() -> list[list[str]]:
    """The cells of each row of the table in LICENSES.md that names a file."""
    found = re.findall(r"^\| `([^`]+)` \|(.*)\|$", "\n".join(lines("LICENSES.md")), re.MULTILINE)
    cells = [[name, *(cell.strip() for cell in rest.split("|"))] for name, rest in found]
    return [row for row in cells if len(row) == 5]


@each("name", FILES)
def test_licenses_has_a_row_for_every_file(name):
    """Add a row to datasets/LICENSES.md: origin, date, licence, what was changed."""
    assert any(fnmatchcase(name, row[0]) for row in licence_rows())


@each("row", licence_rows())
def test_licenses_rows_are_filled_and_name_a_file_that_exists(row):
    assert all(row)
    assert any(fnmatchcase(name, row[0]) for name in FILES)


@each("name", [name for name in TABLES if name not in LABELS])
def test_a_table_begins_with_where_it_comes_from(name):
    """Lines that start with # come first: origin, date, licence, status."""
    first = lines(name)[0]
    assert first.startswith("#")
    assert len(first) > len("# origin")


@each("name", TABLES)
def test_a_table_is_utf8_with_as_many_cells_as_columns(name):
    for number, row in enumerate(rows(name), start=1):
        assert None not in row, f"row {number} has too many cells: {row[None]}"
        assert None not in row.values(), f"row {number} has too few cells"
    assert "\ufffd" not in "\n".join(lines(name)), "a letter was lost"


@each("name", [name for name in TABLES if not fnmatchcase(name, WORD_LISTS)])
def test_every_key_stands_once(name):
    table = rows(name)
    columns = KEYS.get(name, tuple(table[0])[:1])
    keys = Counter(tuple(row[column] for column in columns) for row in table)
    assert sorted(key for key, count in keys.items() if count > 1) == []


@each("name", TABLES)
def test_both_languages_are_filled(name):
    for row in rows(name):
        for dutch in [column for column in row if column == "nl" or column.endswith("_nl")]:
            english = re.sub("nl$", "en", dutch)
            if name in LABELS or dutch.startswith("label"):
                assert row[dutch].strip(), f"{row}: {dutch} is empty"
                assert row[english].strip(), f"{row}: {english} is empty"


def placeholders(text: str, lang: str) -> list[str]:
    """What a label leaves open, but for the word for the people concerned: each language has its own."""
    found = re.findall(r"{([^{}]*)}", text)
    return sorted(name for name in found if name.lower() not in subjects.MARKS[lang])


@each("name", LABELS)
def test_both_languages_of_a_label_have_the_same_placeholders(name):
    for row in rows(name):
        dutch, english = (placeholders(row[lang], lang) for lang in ("nl", "en"))
        assert dutch == english, row["key"]


def test_a_placeholder_of_one_language_is_none_of_the_other():
    assert placeholders("{De klant} leest {n}", "nl") == ["n"]
    assert placeholders("{The customer} reads {n}", "nl") == ["The customer", "n"]


def test_a_label_key_stands_in_one_file_only():
    keys = [row["key"] for name in LABELS for row in rows(name)]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []
