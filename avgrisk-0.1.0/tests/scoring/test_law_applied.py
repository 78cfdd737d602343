"""Which law applied is told by country and date; today's law here needs no word."""

from __future__ import annotations

import pytest

from avgrisk.core import shipped
from avgrisk.core.labels import LANGUAGES, label
from avgrisk.scoring.law_applied import era, label_key


@pytest.mark.parametrize(
    ("country", "date", "key"),
    [
        ("NL", "1988-01-01", "before"),
        ("NL", "1998", "wpr"),
        ("NL", "2001-08-31", "wpr"),
        ("NL", "2001-09-01", "wbp_cbp"),
        ("NL", "2015-12-31", "wbp_cbp"),
        ("NL", "2016-01-01", "wbp_ap"),
        ("NL", "2018-05-24", "wbp_ap"),
        ("NL", "2018-05-25", "avg"),
        ("NL", "2018", "between"),
        ("NL", "2018-05", "between"),
        ("", "", "avg"),
        ("US", "2024-03", "abroad"),
        ("SE", "2017", "abroad"),
        ("CZ", "2020-01", "abroad_gdpr"),
        ("UK", "2018-06", "abroad_gdpr"),
        ("UK", "2021", "abroad"),
    ],
)
def test_the_era_of_a_plan(country, date, key):
    assert era(country, date) == key


def test_every_era_but_todays_has_words():
    assert label_key("NL", "2020") == ""
    keys = [row["era"] for row in shipped.rows("law/eras.csv") if row["era"] != "avg"]
    for key in (*keys, "between", "abroad", "abroad_gdpr"):
        for lang in LANGUAGES:
            assert label(f"legal.then.{key}", lang)


def test_a_plan_of_2014_names_neither_the_ap_nor_todays_law_as_its_own():
    then = label(label_key("NL", "2014-03-10"), "nl")
    assert "CBP" in then and "AP " not in then
    assert "Wbp" not in label(label_key("US", "2012"), "nl")
