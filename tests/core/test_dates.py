"""Dates of cases in words."""

from __future__ import annotations

import pytest

from avgrisk.core.dates import day


@pytest.mark.parametrize(
    "date, nl, en",
    [
        ("2014", "2014", "2014"),
        ("2014-05", "mei 2014", "May 2014"),
        ("2014-03-10", "10 mrt 2014", "10 Mar 2014"),
        ("2014-03-10/2014-03-17", "10–17 mrt 2014", "10–17 Mar 2014"),
        ("2014-03-30/2014-04-02", "30 mrt–2 apr 2014", "30 Mar–2 Apr 2014"),
        ("2013-12/2014-01", "dec 2013–jan 2014", "Dec 2013–Jan 2014"),
        ("2013/2014", "2013–2014", "2013–2014"),
        ("voor 2018-05-25", "voor 2018-05-25", "voor 2018-05-25"),
        ("2014-13-40", "40 13 2014", "40 13 2014"),
        ("", "", ""),
    ],
)
def test_dates_of_cases_in_words(date, nl, en):
    assert day(date, "nl") == nl
    assert day(date, "en") == en
