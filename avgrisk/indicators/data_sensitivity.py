"""How sensitive are the data: the most sensitive category, what piles up, who can be recognised."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from avgrisk.core import shipped
from avgrisk.core.levels import label_key, level_range, nearest
from avgrisk.core.records import ProposedUse, Range, Reading, Reason
from avgrisk.indicators.column import MEASURED, UNKNOWN_STATUS, Column
from avgrisk.indicators.uses import REMEMBERED, UNKNOWN_COLUMN, Cells, Uses
from avgrisk.vocabulary.data_words import FLAGS, GENERIC, Matches, categories, match

NAME = "data_sensitivity"
FIELDS = ("data_categories", "identifiability")
FACETS = ("category", "identifiability")


def column(uses: Uses) -> Column:
    """Data sensitivity in [0, 1], 1 = most sensitive (METHOD.md section 5).

    The maximum over the categories as people feel them, plus .1 for each further group of data
    beyond the second (at most 1), times half (nobody can be recognised) to whole. Data that are not
    named further ("persoonsgegevens") count only where nothing else is named. No category found:
    unknown, with the words nobody knows.
    """
    cells = uses.cells("data_categories", ())
    found = [data_facts(words) for words in cells.distinct]
    base = np.array([part.base for part in found]).T
    raised = np.array([part.raised for part in found])
    level = uses.level("identifiability")
    blank = np.array(_numbers("identifiability_blank"))[:, None]
    times = share(np.where(level.known, level.ranges, blank))
    known = cells.spread(~np.isnan(base[0]))
    value = cells.spread(np.minimum(1.0, base + raised)) * times
    return Column(
        np.where(known, value, UNKNOWN_COLUMN),
        np.where(known, MEASURED, UNKNOWN_STATUS),
        unmatched=(Cells([";".join(part.unmatched) for part in found], cells.codes),),
        parts={"category": cells.spread(base), "identifiability": times},
        flags=cells.spread(np.array([part.flags for part in found], dtype=np.int64)),
    )


@dataclass(frozen=True, slots=True)
class DataFacts:
    """What a list of data says: its categories, the highest sensitivity (NaN where no category was
    found), what piling up adds, flags as bits in the order of FLAGS, and words no table knows.

    `keys` are all categories; `named` those that are more than "personal data".
    """

    keys: tuple[str, ...]
    named: tuple[str, ...]
    base: tuple[float, float, float]
    raised: float
    flags: int
    unmatched: tuple[str, ...]


@lru_cache(maxsize=REMEMBERED)
def data_facts(words: tuple[str, ...]) -> DataFacts:
    """The facts of one cell of data words."""
    found = [match(text) for text in words]
    keys = tuple(dict.fromkeys(key for each in found for key in each.keys))
    named = tuple(key for key in keys if key != GENERIC)
    counted = named or keys
    raised = {flag for each in found for flag in each.flags} if keys else set()
    return DataFacts(
        keys,
        named,
        _highest(counted) if keys else (math.nan, math.nan, math.nan),
        _raise(_groups(counted)),
        sum(1 << place for place, flag in enumerate(FLAGS) if flag in raised),
        tuple(dict.fromkeys(part for each in found for part in each.unmatched)),
    )


def share(identifiability: np.ndarray) -> np.ndarray:
    """What is left of sensitivity at an identifiability in [0, 1]: the floor at 0, all at 1."""
    floor = _number("identifiability_floor")
    return floor + (1 - floor) * identifiability


def flag_names(bits: int) -> tuple[str, ...]:
    """The flags of a number, in order."""
    return tuple(flag for place, flag in enumerate(FLAGS) if bits >> place & 1)


def explain(use: ProposedUse, column: Column) -> Reading:
    """The reading of one use in words."""
    facts = data_facts(use.data_categories)
    if not facts.keys:
        nothing = (Reason("sensitivity.nothing_named"),)
        reasons = _unread(facts.unmatched) or nothing
        return Reading(NAME, reasons=reasons, unmatched=facts.unmatched)
    counted = facts.named or facts.keys
    base, level = (Range(*column.parts[name][:, 0].tolist()) for name in FACETS)
    return Reading(
        NAME,
        reasons=(
            _leading(counted, base),
            *_piled(_groups(counted), base),
            _identifiability(use),
            *_words([match(text) for text in use.data_categories]),
            *_unread(facts.unmatched),
        ),
        flags=flag_names(facts.flags),
        unmatched=facts.unmatched,
        facets=(("sensitivity.category", base), ("sensitivity.identifiability", level)),
    )


def _groups(keys: Sequence[str]) -> tuple[str, ...]:
    """The groups of data that these categories count for, each once."""
    return tuple(dict.fromkeys(filter(None, (categories()[key].group for key in keys))))


@cache
def _numbers(key: str) -> tuple[float, float, float]:
    """A row of taxonomy/sensitivity.csv: low, value, high."""
    row = next(row for row in shipped.rows("taxonomy/sensitivity.csv") if row["key"] == key)
    return float(row["low"]), float(row["value"]), float(row["high"])


def _number(key: str) -> float:
    return _numbers(key)[1]


def _highest(keys: Sequence[str]) -> tuple[float, float, float]:
    """The maximum over categories, end by end."""
    ranges = [categories()[key].range for key in keys]
    return (
        max(part.low for part in ranges),
        max(part.mode for part in ranges),
        max(part.high for part in ranges),
    )


def _raise(groups: Sequence[str]) -> float:
    """What combining groups of data adds: nothing for two, a step for each further one."""
    return max(0, len(groups) - _number("groups_free")) * _number("further_group")


def _identifiability(use: ProposedUse) -> Reason:
    given = level_range("identifiability", use.identifiability)
    if given is None:
        return Reason("sensitivity.identifiability_blank")
    key = label_key("identifiability", nearest("identifiability", given.mode))
    times = float(share(np.array(given.mode)))
    return Reason("sensitivity.times", (("level", f"@{key}"), ("times", f"{times:.2f}")))


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
