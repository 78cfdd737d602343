"""What must be said with every score: what it does and does not say."""

from __future__ import annotations

from pathlib import Path

from avgrisk.core.labels import label
from avgrisk.figures.markup import words

#: In the order they are said (labels limits.<key>); the first says what the weights rest on.
LIMITS = (
    "prior",
    "thesis",
    "debate",
    "two_kinds",
    "room",
    "judged",
    "attitudes",
    "hindsight",
    "legal",
)

STYLE = Path(__file__).with_suffix(".css")


def keys(basis: str = "prior") -> tuple[str, ...]:
    """The limits of an index with this basis ("prior", "survey" or "cases")."""
    return (basis, *LIMITS[1:])


def limits_list(lang: str, basis: str = "prior") -> str:
    """The limits as a list."""
    items = "".join(f"<li>{words(f'limits.{key}', lang)}</li>" for key in keys(basis))
    return f'<ul class="avg-limits avg-small">{items}</ul>'


def limits_lines(lang: str, basis: str = "prior") -> list[str]:
    """The limits as plain sentences."""
    return [label(f"limits.{key}", lang) for key in keys(basis)]
