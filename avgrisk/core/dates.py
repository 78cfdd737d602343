"""Dates of cases in words: a day, a month, a year, or from one to another."""

import re

from avgrisk.core.labels import label

#: A day, month or year, or two with a / between them, as case files have them.
_DATES = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:/(\d{4})(?:-(\d\d))?(?:-(\d\d))?)?", re.A)

#: Longest text in the place of a date.
LONGEST = 120


def day(date: str, lang: str, year: bool = True) -> str:
    """A date of a case in words; what is not a date comes back as it is.

    >>> day("2014-03-10", "nl"), day("2014-03-10/2014-03-17", "en", year=False), day("n.d.", "nl")
    ('10 mrt 2014', '10–17 Mar', 'n.d.')
    """
    match = _DATES.fullmatch(date)
    if not match:
        return " ".join("".join(c if c.isprintable() else " " for c in date[:LONGEST]).split())
    year_1, month_1, day_1, year_2, month_2, day_2 = match.groups()
    if not year_2:
        return _date(year_1 if year else "", month_1, day_1, lang)
    same_year = year_1 == year_2
    same_month = same_year and month_1 == month_2 and bool(day_1 and day_2)
    first = _date(
        "" if same_year and month_1 else year_1, "" if same_month else month_1, day_1, lang
    )
    return f"{first}–{_date(year_2 if year else '', month_2, day_2, lang)}"


def _date(year: str, month: str | None, day: str | None, lang: str) -> str:
    """The parts of a date that are there, in the order both languages use."""
    months = label("fig.months", lang).split()
    name = months[int(month) - 1] if month and 0 < int(month) <= len(months) else month or ""
    return " ".join(part for part in (str(int(day)) if day else "", name, year) if part)
