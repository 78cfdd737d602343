"""The shipped table is the computed one; each figure says where it comes from and is read."""

from __future__ import annotations

from avgrisk.calibration.felt import FIGURES, felt, figures
from avgrisk.calibration.validation import felt_measured as measured
from avgrisk.core import shipped
from avgrisk.vocabulary.data_words import categories
from tests.lists import each

ROWS = shipped.rows(FIGURES)


@each("row", ROWS)
def test_each_figure_says_where_it_was_read_and_lies_on_its_scale(row):
    assert row["status"] in {"V", "A", "S"}
    assert row["source"] and row["where_read"] and row["country"] and row["question"]
    assert row["europe"] in {"0", "1"}
    assert row["more_is"] in {"sensitive", "willing"}
    assert set(row["keys"].split()) <= set(categories())
    if row["scale"] == "money":
        assert float(row["figure"]) > 0
    else:
        assert row["scale"] in {"share", "mean", "order"}
        assert float(row["scale_low"]) <= float(row["figure"]) <= float(row["scale_high"])


def test_a_survey_is_one_sample_and_a_question_one_scale():
    for name in ("source", "status", "country", "europe", "year", "n"):
        assert len({(row["survey"], row[name]) for row in ROWS}) == len({r["survey"] for r in ROWS})
    scales = {(r["survey"], r["question"], r["scale"], r["more_is"]) for r in ROWS}
    assert len(scales) == len({(r["survey"], r["question"]) for r in ROWS})


def test_the_shipped_table_is_what_make_felt_writes(tmp_path):
    (tmp_path / "taxonomy").mkdir()
    measured.write(tmp_path)
    assert (tmp_path / measured.TABLE).read_text(encoding="utf-8") == shipped.text(measured.TABLE)
    assert tuple(measured.rows(felt(figures()))) == shipped.rows(measured.TABLE)


def test_every_kind_of_data_of_those_surveys_is_read_in_dutch_and_english():
    assert measured.unread() == []


def test_what_is_read_as_something_else_or_in_part_counts_as_unread(monkeypatch):
    row = dict(ROWS[0], keys="user.name", kind_nl="schoenmaat", kind_en="name and blorf")
    monkeypatch.setattr(measured.shipped, "rows", lambda name: (row,))
    assert measured.unread() == [("name and blorf", "user.name"), ("schoenmaat", "user.name")]


def test_other_surveys_rank_the_kinds_as_wanted_and_better_than_version_1():
    found = measured.left_out()
    others, low, _ = measured.agreement(found, "others")
    first, _, high = measured.agreement(found, "version_1")
    assert low > measured.WANTED > first
    assert others > high
    assert sum(each.kinds for each in found) >= 100
