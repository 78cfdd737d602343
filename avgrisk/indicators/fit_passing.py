"""Do the data stay inside? What is left of an image fit when they go to others."""

from functools import cache

import numpy as np

from avgrisk.core.levels import named
from avgrisk.core.shipped import rule
from avgrisk.indicators.cell_columns import Ranges
from avgrisk.indicators.facts import (
    by_place,
    family_numbers,
    filled,
    number_of,
    rule_column,
    sector_numbers,
)
from avgrisk.indicators.fit_places import core
from avgrisk.indicators.meaning import Meaning
from avgrisk.indicators.relations import partly_usual, receiver_numbers, usual_recipients
from avgrisk.indicators.uses import Uses
from avgrisk.vocabulary import sectors


def kept(uses: Uses, sector: np.ndarray, use: Meaning) -> tuple[Ranges, np.ndarray]:
    """What is left of the fit when data go to others, and where that is to be expected."""
    level = reach(uses, use)
    natural = _natural(uses, sector, use) | _space(uses, sector, use, level)
    whole = rule("passed_on.weight").mode
    weight = np.where(natural, whole * rule("passed_on.natural").mode, whole)
    with np.errstate(invalid="ignore"):
        stays = ~(level[2] > 0)
    return np.where(stays, 1.0, 1 - weight * level[::-1]), natural & ~stays


def reach(uses: Uses, use: Meaning) -> Ranges:
    """How far the data go, 0 own organisation - 1 public: as given, as read, or by the nature of a
    family of use that cannot do without others; NaN where nothing is said."""
    given, facts = uses.level("recipient"), use.facts
    sure, far = facts.one("recipient_confidence"), facts.best("recipient")[0]
    read = np.array([far * sure, np.where(facts.sure("recipient"), far, far * sure), far])
    family = family_numbers(uses, "proposed_use_key")
    with np.errstate(invalid="ignore"):
        told = np.where(far > 0, read, _by_nature()[:, family])
        told = np.fmax(told, use.levels["recipient"])
    named = filled(uses, "recipient_words")
    found = np.where(given.known, np.where(named, np.fmax(given.ranges, told), given.ranges), told)
    stranger = np.fmin(found, rule_column("recipient.unknown"))
    found = np.where(partly_usual(uses), stranger, found)
    return np.where(usual_recipients(uses), rule_column("recipient.usual"), found)


@cache
def _by_nature() -> np.ndarray:
    """Per family of use how far data go in it, where it cannot do without others; else NaN."""
    found = by_place("families", "recipient")
    return np.where(found[0] > 0, found, np.nan)


def _natural(uses: Uses, sector: np.ndarray, use: Meaning) -> np.ndarray:
    """Whether handing over is to be expected: for a core purpose, or to such a recipient."""
    given = family_numbers(uses, "proposed_use_key")
    family = np.where(given >= 0, given, use.family[0])
    at_home = core()(sector, family)[0] == 1
    other = sector_numbers(uses, "recipient_sector")
    by_words = np.where(
        receiver_numbers(uses) >= 0,
        receiver_numbers(uses),
        use.facts.one("receiver").astype(np.intp),
    )
    other = np.where(filled(uses, "recipient_sector"), other, by_words)
    sold = number_of("families")["sharing.data"]
    natural = _natural_recipients()[sector, other] & ~use.named_further
    return (at_home & (family != sold) & ~use.named_further) | natural


@cache
def _natural_recipients() -> np.ndarray:
    """Whether handing data to the second kind of organisation is natural for the first."""
    kinds, numbers = sectors.table(), number_of("sectors")
    found = np.zeros((len(kinds) + 1, len(kinds) + 1), dtype=bool)  # last, so for -1: nobody
    for place_, sector in enumerate(kinds.values()):
        found[place_, [numbers[key] for key in sector.natural_recipients]] = True
    return found


def _space(uses: Uses, sector: np.ndarray, use: Meaning, level: Ranges) -> np.ndarray:
    """Whether an organisation that lives from advertising only offers space: others reach people
    through it and receive no data."""
    given = family_numbers(uses, "proposed_use_key")
    family = np.where(given >= 0, given, use.family[0])
    offers = family == number_of("families")[sectors.SPACE]
    with np.errstate(invalid="ignore"):
        return (
            offers
            & by_place("sectors", "lives_from_advertising")[sector]
            & (level[1] <= named("recipient")["via_us"])
        )
