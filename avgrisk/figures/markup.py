"""What every figure is made of: a picture with its text twin, escaped words, numbers, links."""

from __future__ import annotations

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


def language(lang: str) -> str:
    """The language as given; an unknown one is an InputError."""
    if lang not in spoken():
        raise InputError("lang", lang, ", ".join(spoken()))
    return lang
