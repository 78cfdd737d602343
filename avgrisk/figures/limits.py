"""What must be said with every score: what it does and does not say."""

from collections.abc import Iterable
from pathlib import Path

from avgrisk.core.labels import label
from avgrisk.core.subjects import Wording
from avgrisk.figures.markup import words

#: In the order they are said (labels limits.<key>); the first says what the weights rest on.
LIMITS = (
    "prior", "thesis", "debate", "two_kinds", "room", "judged", "attitudes", "hindsight",
    "legal",
)  # fmt: skip

#: What always stands in view, after what the weights rest on.
FIRST = ("debate", "legal")

STYLE = Path(__file__).with_suffix(".css")


def keys(basis: str = "prior") -> tuple[str, ...]:
    """The limits of an index with this basis ("prior", "survey" or "cases")."""
    return (basis, *LIMITS[1:])


def limits_list(wording: Wording, basis: str = "prior") -> str:
    """The limits as a list."""
    return _items(keys(basis), wording)


def limits_short(wording: Wording, more: str = "", basis: str = "prior") -> str:
    """Three of the limits in view; the others, and `more` (HTML), behind a fold."""
    told = keys(basis)
    first = (told[0], *FIRST)
    rest = _items([key for key in told if key not in first], wording)
    return (
        f"{_items(first, wording)}<details class=avg-fold>"
        f"<summary>{words('limits.more', wording)}</summary>{rest}{more}</details>"
    )


def _items(shown: Iterable[str], wording: Wording) -> str:
    items = "".join(f"<li>{words(f'limits.{key}', wording)}</li>" for key in shown)
    return f'<ul class="avg-limits avg-small">{items}</ul>'


def limits_lines(wording: Wording, basis: str = "prior") -> list[str]:
    """The limits as plain sentences."""
    return [label(f"limits.{key}", wording) for key in keys(basis)]
