"""Lines for a page, and the forms of a figure: with its doubt, between two ends."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from avgrisk.labels import label
from avgrisk.tables import number

#: Characters of a line on a page.
PAGE = 95


def told(lines: Iterable[str]) -> str:
    """Lines for a page of a notebook or terminal: broken at PAGE, items of a list further in.

    >>> print(told(["- een", "twee"]))
    - een
    twee
    """
    wrapped = (
        textwrap.fill(line, PAGE, subsequent_indent="    " if line[:1] in "- " else "")
        for line in lines
    )
    return "\n".join(wrapped)


def doubtful(mean: float, sd: float, lang: str) -> str:
    return f"{number(mean, lang, 2)} ({number(sd, lang, 2)})"


def with_ends(row: dict[str, float], name: str, lang: str, decimals: int) -> str:
    """A value with its ends, or alone where it has none."""
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    shown = number(row[name], lang, decimals)
    return shown if low == high else f"{shown} ({span(low, high, lang, decimals)})"


def span(low: float, high: float, lang: str, decimals: int) -> str:
    return label(
        "fig.between",
        lang,
        low=number(low, lang, decimals),
        high=number(high, lang, decimals),
    )
