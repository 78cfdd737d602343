"""How sensitive are the data: the most sensitive category, what piles up, who can be recognised."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import cache

from avgrisk.core import shipped
from avgrisk.core.levels import label_key, level_range, nearest
from avgrisk.core.records import ProposedUse, Range, Reading, Reason
from avgrisk.vocabulary.data_words import FLAGS, GENERIC, Matches, categories, match

NAME = "data_sensitivity"
FIELDS = ("data_categories", "identifiability")


def measure(use: ProposedUse) -> Reading:
    """Data sensitivity in [0, 1], 1 = most sensitive (METHOD.md section 5).

    The maximum over the categories, plus .1 for each further group of data beyond the second (at
    most 1), times identifiability. Data that are not named further ("persoonsgegevens") count
    only where nothing else is named. No category found: unknown, with the words nobody knows.
    Raises InputError on a level of identifiability that does not exist.

    >>> measure(ProposedUse(data_categories="user.contact", identifiability="account")).value
    0.25
    """
    found = [match(text) for text in use.data_categories]
    keys = tuple(dict.fromkeys(key for each in found for key in each.keys))
    unmatched = tuple(dict.fromkeys(part for each in found for part in each.unmatched))
    level, level_reason = _identifiability(use)
    if not keys:
        reasons = (Reason("sensitivity.nothing_named"),) if not unmatched else _unread(unmatched)
        return Reading(NAME, reasons=reasons, unmatched=unmatched)
    named = [key for key in keys if key != GENERIC] or [GENERIC]
    groups = tuple(dict.fromkeys(filter(None, (categories()[key].group for key in named))))
    base = _highest(named)
    value = _product(base, _raise(groups), level)
    return Reading(
        NAME,
        value,
        "measured",
        reasons=(
            _leading(named, base),
            *_piled(groups, base),
            level_reason,
            *_words(found),
            *_unread(unmatched),
        ),
        flags=_flags(found),
        unmatched=unmatched,
        facets=(("sensitivity.category", base), ("sensitivity.identifiability", level)),
    )


@cache
def _numbers(key: str) -> tuple[float, float, float]:
    """A row of taxonomy/sensitivity.csv: low, value, high."""
    row = next(row for row in shipped.rows("taxonomy/sensitivity.csv") if row["key"] == key)
    return float(row["low"]), float(row["value"]), float(row["high"])


def _number(key: str) -> float:
    return _numbers(key)[1]


def _highest(keys: Sequence[str]) -> Range:
    """The maximum over categories, end by end."""
    ranges = [categories()[key].range for key in keys]
    return Range(*(max(getattr(each, end) for each in ranges) for end in ("low", "mode", "high")))


def _product(base: Range, raised: float, times: Range) -> Range:
    """(base + raised, at most 1) times identifiability, end by end."""
    return Range(
        min(1.0, base.low + raised) * times.low,
        min(1.0, base.mode + raised) * times.mode,
        min(1.0, base.high + raised) * times.high,
    )


def _raise(groups: Sequence[str]) -> float:
    """What combining groups of data adds: nothing for two, a step for each further one."""
    return max(0, len(groups) - _number("groups_free")) * _number("further_group")


def _identifiability(use: ProposedUse) -> tuple[Range, Reason]:
    given = level_range("identifiability", use.identifiability)
    if given is None:
        blank = Range(*_numbers("identifiability_blank"))
        return blank, Reason("sensitivity.identifiability_blank")
    key = label_key("identifiability", nearest("identifiability", given.mode))
    return given, Reason(
        "sensitivity.times", (("level", f"@{key}"), ("times", f"{given.mode:.2f}"))
    )


def _leading(keys: Sequence[str], base: Range) -> Reason:
    lead = max(keys, key=lambda key: (categories()[key].range.mode, categories()[key].range.mean))
    values = (("category", f"@data.{lead}"), ("value", f"{base.mode:.2f}"))
    return Reason("sensitivity.leads", values, weight=base.mode)


def _piled(groups: Sequence[str], base: Range) -> tuple[Reason, ...]:
    """A reason for each group of data beyond the free ones, where it still adds anything."""
    if base.mode >= 1:
        return ()
    step = _number("further_group")
    return tuple(
        Reason(
            "sensitivity.piled",
            (("group", f"@group.{group}"), ("value", f"{step:.2f}")),
            weight=step,
        )
        for group in groups[int(_number("groups_free")) :]
    )


def _words(found: Sequence[Matches]) -> tuple[Reason, ...]:
    """Why each word stands for its category; keys and labels speak for themselves."""
    return tuple(
        dataclasses.replace(each.reason, span=None)
        for one in found
        for each in one.categories
        if each.reason.key != "data.given"
    )


def _unread(unmatched: Sequence[str]) -> tuple[Reason, ...]:
    return tuple(Reason("sensitivity.unmatched", (("words", part),)) for part in unmatched)


def _flags(found: Sequence[Matches]) -> tuple[str, ...]:
    raised = {flag for each in found for flag in each.flags}
    return tuple(flag for flag in FLAGS if flag in raised)
