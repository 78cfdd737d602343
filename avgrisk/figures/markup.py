"""What every figure is made of: a picture with its text twin, escaped words, numbers, links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from avgrisk.core.labels import label
from avgrisk.core.languages import decimal, spoken
from avgrisk.core.records import InputError
from avgrisk.core.subjects import Language

#: Longest text from outside that is shown: a name, and a sentence or two.
NAME, SENTENCE = 120, 600

#: A day, month or year, or two with a / between them, as case files have them.
_DATES = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:/(\d{4})(?:-(\d\d))?(?:-(\d\d))?)?", re.A)

#: Longest address that becomes a link.
ADDRESS = 2000


class TextTwin:
    """What shows itself in a notebook and says the same in `text`, which is also what it prints."""

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def text(self) -> str: ...

    def __repr__(self) -> str:
        return self.text

    __str__ = __repr__


@dataclass(frozen=True, slots=True, repr=False)
class Figure(TextTwin):
    """A picture as markup (HTML or SVG, no scripts) and the same content as plain text."""

    markup: str
    text: str

    def _repr_html_(self) -> str:
        return self.markup

    #: Templates with autoescape leave a figure as it is: its words are escaped already.
    __html__ = _repr_html_


def clean(text: object, limit: int = SENTENCE) -> str:
    """Text from outside on one line, without control characters, cut off with … at `limit`.

    >>> clean("  a\\x00b\\n c", 4)
    'a b…'
    """
    cut = str(text)[: 2 * limit]
    line = " ".join("".join(c if c.isprintable() else " " for c in cut).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def esc(text: object, limit: int = SENTENCE) -> str:
    """Text from outside, made safe for HTML content and attributes."""
    return escape(clean(text, limit))


def words(key: str, lang: Language, **values: object) -> str:
    """A label, made safe for HTML."""
    return escape(label(key, lang, **values))


def soft(text: str) -> str:
    """Text (escaped here) as a smaller, quieter remark."""
    return f'<span class="avg-soft avg-small">{esc(text)}</span>'


def number(value: float, lang: str, decimals: int = 1, signed: bool = False) -> str:
    """A number as people write it: a comma in Dutch, a true minus sign.

    >>> number(-3.14159, "nl", signed=True), number(2.5, "en")
    ('−3,1', '2.5')
    """
    text = f"{value:+.{decimals}f}" if signed else f"{value:.{decimals}f}"
    if not float(text):
        text = text.lstrip("+-")  # neither +0.0 nor -0.0
    text = text.replace("-", "−")
    return decimal(text, lang)


def css_number(value: float) -> str:
    """A number in a style or path: at most two decimals, shortest form."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def piece(name: str, content: str = "", tag: str = "i", **per_cent: float) -> str:
    """A part of a picture by its class, with places and sizes in per cent of what holds it.

    >>> piece("avg-margin", left=12.5, width=40)
    '<i class="avg-margin" style="left:12.5%;width:40%"></i>'
    """
    style = ";".join(f"{key}:{css_number(value)}%" for key, value in per_cent.items())
    return f'<{tag} class="{name}" style="{style}">{content}</{tag}>'


def joined(parts: Iterable[str]) -> str:
    """Sentences one after the other, each with its full stop, empty ones left out."""
    return " ".join(part if part[-1] in ".?!:…" else f"{part}." for part in parts if part)


def safe_address(url: object) -> str:
    """The address when it is an ordinary web address, else an empty text.

    >>> safe_address("https://example.org/a"), safe_address("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    text = str(url or "")
    if len(text) > ADDRESS or not text.isprintable() or " " in text:
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and parts.netloc else ""


def link(url: object, text: str) -> str:
    """A link with this text (escaped here) where the address is safe, else the text alone."""
    address, shown = safe_address(url), esc(text, NAME)
    if not address:
        return f"<span>{shown}</span>"
    return f'<a href="{escape(address)}" rel="noopener noreferrer">{shown}</a>'


def day(date: str, lang: str, year: bool = True) -> str:
    """A date of a case in words; what is not a date comes back as it is.

    >>> day("2014-03-10", "nl"), day("2014-03-10/2014-03-17", "en", year=False), day("n.d.", "nl")
    ('10 mrt 2014', '10–17 Mar', 'n.d.')
    """
    match = _DATES.fullmatch(date)
    if not match:
        return clean(date, NAME)
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


def language(lang: str) -> str:
    """The language as given; an unknown one is an InputError."""
    if lang not in spoken():
        raise InputError("lang", lang, ", ".join(spoken()))
    return lang
