"""What json and yaml of other tools have in common: values that may be anything, read as text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

#: A processing as the columns of a register: field -> text.
Record = dict[str, str]

#: Pieces of a text that stand together in a cell.
BETWEEN = "; "
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
_ARTICLE = re.compile(r"(?:A|GDPR[-_ ]?|DSGVO[-_ ]?)6[-_](?:1[-_])?([a-f])\b", re.IGNORECASE)


def text(value: Any) -> str:
    """A value as text: a list with ; between, yes or no in words, nothing for a block."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list):
        return joined(text(part) for part in value)
    return ""


def joined(parts: Iterable[str]) -> str:
    """Texts in one cell, each once, the empty ones left out."""
    return BETWEEN.join(dict.fromkeys(part for part in parts if part))


def listed(value: Any) -> list[Any]:
    """The list itself, or a list of the one value."""
    return value if isinstance(value, list) else [value]


def blocks(value: Any) -> Iterator[Mapping[str, Any]]:
    """The blocks in a value: itself where it is one, else those of a list."""
    for part in listed(value):
        if isinstance(part, dict):
            yield part


def article(reference: str) -> str:
    """A reference to art. 6(1) of the GDPR as registers write it; other words as they are.

    >>> article("GDPR-6-1-a"), article("eu-gdpr:A6-1-b"), article("BDSG-42")
    ('art. 6(1)(a)', 'art. 6(1)(b)', 'BDSG-42')
    """
    found = _ARTICLE.search(reference)
    return f"art. 6(1)({found[1].lower()})" if found else reference


def named(key: str) -> str:
    """The words of a key or an address: "pd:EmailAddress", "https://w3id.org/dpv#Marketing".

    >>> named("pd:EmailAddress"), named("marketing.advertising"), named("een zin. En nog een.")
    ('Email address', 'marketing advertising', 'een zin. En nog een.')
    """
    if " " in key.strip():
        return key
    own = re.split(r"[#/:]", key.rstrip("#/"))[-1].replace(".", " ")
    words = _CAMEL.sub(" ", own).split()
    return " ".join(word if not at or word.isupper() else word.lower()
                    for at, word in enumerate(words))  # fmt: skip


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(" ")


def without_tags(value: Any) -> str:
    """A text in HTML as plain words."""
    shown = text(value)
    if "<" not in shown and "&" not in shown:
        return shown
    parser = _Plain()
    parser.feed(shown)
    parser.close()
    return " ".join("".join(parser.parts).split())
