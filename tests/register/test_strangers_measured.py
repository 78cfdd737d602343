"""Strangers' texts: balanced tables, two halves that share nothing, figures of one half at a time."""

from collections import Counter

import pytest
from click.testing import CliRunner

from avgrisk.cli.main import cli
from avgrisk.core import shipped
from avgrisk.register import strangers_measured as measured
from avgrisk.scoring.index_file import load_index
from avgrisk.vocabulary.sectors import find

TABLES = {"register_rows": 120, "plans": 60, "plan_pairs": 240, "stories": 60}
#: Of each table the rows by the first author and by the outsiders.
ROWS = [
    *((name, "", count) for name, count in TABLES.items()),
    *zip(TABLES, ["outsider_"] * 4, (120, 60, 180, 40), strict=True),
    *zip(TABLES, ["second_"] * 4, (80, 60, 180, 40), strict=True),
    *zip(TABLES, ["third_"] * 4, (60, 40, 144, 40), strict=True),
    *zip(TABLES, ["fourth_"] * 4, (80, 60, 180, 40), strict=True),
    *zip(TABLES, ["fifth_"] * 4, (80, 60, 180, 40), strict=True),
    *zip(TABLES, ["sixth_"] * 4, (80, 60, 180, 40), strict=True),
    ("cases", "fourth_", 60),
    ("cases", "sixth_", 90),
    ("family", "outsider_", 150),
    ("family", "second_", 160),
    ("family", "third_", 94),
    ("family", "fourth_", 120),
    ("family", "fifth_", 120),
    ("family", "sixth_", 120),
]


@pytest.mark.parametrize("name, by, count", ROWS)
def test_the_halves_are_the_whole_and_share_no_text(name, by, count):
    halves = [measured.texts(name, by=by), measured.texts(name, kept=True, by=by)]
    assert [len(half) for half in halves] == [count / 2, count / 2]
    ids = [{row["id"] for row in half} for half in halves]
    assert not ids[0] & ids[1]


@pytest.mark.parametrize("name", ["register_rows", "plans"])
@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize("by", measured.AUTHORS.values())
def test_dull_and_hot_are_balanced_in_each_half(name, kept, by):
    labels = Counter(row["hot"] for row in measured.texts(name, kept, by))
    assert 3 * min(labels["0"], labels["1"]) > sum(labels.values())


def test_no_stranger_is_among_the_texts_we_develop_on():
    ours = {row["text"] for row in shipped.rows("development/use_texts.csv")}
    rows = [
        row
        for name, by, _ in ROWS
        for kept in (False, True)
        for row in measured.texts(name, kept, by)
    ]
    assert not ours & {text for row in rows for text in row.values()}


def test_every_plan_is_told_in_six_ways_and_most_organisations_are_known():
    rows = shipped.rows("development/strangers/plan_pairs.csv")
    assert Counter(row["variant"] for row in rows) == dict.fromkeys(
        ["base", *measured.VARIANTS], 40
    )
    assert all(find(row["organisation"]) for row in rows)


def test_pairs_are_held_against_their_own_base():
    found = measured.pairs(load_index())
    assert len(found) == 100 and all(pair.variant in measured.VARIANTS for pair in found)
    assert len({(pair.id, pair.first) for pair in found}) == 20


def test_the_report_is_of_the_half_that_was_asked(monkeypatch):
    """With a first author and one outsider; their tables are those of all authors (above)."""
    assert {*measured.LABELLED, ""} == {*measured.AUTHORS.values()}
    two = {"first author": "", "outsider": "outsider_"}
    monkeypatch.setattr(measured, "AUTHORS", two)
    result = CliRunner().invoke(cli, ["measure", "strangers"])
    assert result.exit_code == 0 and result.output.startswith("look half")
    assert "look half, index 2, outsider" in result.output and "kept" not in result.output
    assert result.output.count("family of") == 1
    assert CliRunner().invoke(cli, ["measure", "hints", "--kept"]).exit_code == 2


@pytest.mark.parametrize("by", measured.LABELLED)
def test_every_word_for_a_use_stands_for_families_that_exist(by):
    known = {row["key"] for row in shipped.rows("taxonomy/families.csv")}
    for kept in (False, True):
        for item in measured.families(kept, by):
            assert item.labels["family"] and known.issuperset(item.labels["family"])
