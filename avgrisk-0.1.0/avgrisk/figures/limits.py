"""What must be said with every score: what it does and does not say."""

from __future__ import annotations

from pathlib import Path

from avgrisk.core.labels import label
from avgrisk.core.subjects import Wording
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


def limits_list(wording: Wording, basis: str = "prior") -> str:
    """The limits as a list."""
    items = "".join(f"<li>{words(f'limits.{key}', wording)}</li>" for key in keys(basis))
    return f'<ul class="avg-limits avg-small">{items}</ul>'


def limits_lines(wording: Wording, basis: str = "prior") -> list[str]:
    """The limits as plain sentences."""
    return [label(f"limits.{key}", wording) for key in keys(basis)]
