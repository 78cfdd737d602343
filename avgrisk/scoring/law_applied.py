"""Which law applied to a plan, by the country and the day it was made; a label says it."""

import calendar
import datetime
from functools import cache

from avgrisk.core import shipped

#: The country whose law the lines know.
HOME = "NL"


def era(country: str = "", date: str = "") -> str:
    """A key of law/eras.csv, or abroad, abroad_gdpr (the GDPR with another country's law), between
    (the date is too rough to tell). No country is the Netherlands, no date is today.

    `date` is a year, month or day (2014, 2014-03, 2014-03-10). Its label is legal.then.<key>; "avg"
    has none, for then nothing need be said.

    >>> era("NL", "2014-03-10"), era("NL", "1998"), era("US", "2012-02"), era()
    ('wbp_cbp', 'wpr', 'abroad', 'avg')
    """
    first, last = _days(date) if date else (datetime.date.today(),) * 2
    if country and country != HOME:
        return "abroad_gdpr" if _gdpr(country, first) else "abroad"
    found = {_era(first), _era(last)}
    return found.pop() if len(found) == 1 else "between"


def label_key(country: str = "", date: str = "") -> str:
    """The label that says which law applied, "" where that is today's."""
    key = era(country, date)
    return "" if key == "avg" else f"legal.then.{key}"


def _days(date: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day a date may stand for."""
    year, month, day = (*(int(part) for part in date.split("-")), 0, 0)[:3]
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return (datetime.date(year, month or 1, day or 1), datetime.date(year, last_month, last_day))


@cache
def _eras() -> tuple[tuple[datetime.date, str], ...]:
    rows = shipped.rows("law/eras.csv")
    return tuple((datetime.date.fromisoformat(row["from"]), row["era"]) for row in rows)


def _era(day: datetime.date) -> str:
    return [key for begins, key in _eras() if begins <= day][-1]


def _gdpr(country: str, day: datetime.date) -> bool:
    """Whether the GDPR applied in a country on a day."""
    rows = {row["country"]: row for row in shipped.rows("law/eea.csv")}
    if country not in rows:
        return False
    begins, ends = (rows[country][name] for name in ("from", "until"))
    return begins <= day.isoformat() <= (ends or "9999-12-31")
