"""The shipped coefficients of vagueness are what the fit gives on the shipped statements."""

from __future__ import annotations

import csv

import pytest

from avgrisk.calibration.validation.vagueness_fitted import TERMS, design, fit, statements, write
from avgrisk.core.shipped import rows


@pytest.fixture(scope="module")
def result():
    return fit(statements("fit"))


def test_the_shipped_coefficients_come_from_the_shipped_statements(result):
    """After a change of the lexicon or the statements: make fit-vagueness."""
    shipped = {row["term"]: float(row["estimate"]) for row in rows("index/vagueness-1.csv")}
    assert list(shipped) == list(TERMS)
    assert list(result.params) == pytest.approx(list(shipped.values()), abs=1e-4)


def test_the_fit_leaves_the_test_part_and_mixed_statements_out(result):
    used = [row for row in statements("fit") if row["label_1"] != "mixed"]
    assert result.nobs == len(used)
    assert not {row["id"] for row in used} & {row["id"] for row in statements("test")}


def test_the_parts_of_a_translation_pair_are_never_divided():
    parts: dict[str, set[str]] = {}
    for row in rows("development/purpose_statements.csv"):
        if row["pair"]:
            parts.setdefault(row["pair"], set()).add(row["part"])
    assert all(len(part) == 1 for part in parts.values())


def test_a_design_row_is_one_and_the_features():
    table = design(statements("fit")[:3])
    assert all(len(row) == len(TERMS) and row[0] == 1 for row in table)


def test_the_tables_are_written_as_they_are_read(result, tmp_path):
    write(result, tmp_path, 7)
    for name in ("vagueness-1.csv", "vagueness_covariance-1.csv"):
        lines = (tmp_path / name).read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith("#")
        assert "7 development statements" in lines[0]
        assert [row["term"] for row in csv.DictReader(lines[1:])] == list(TERMS)
