"""The deal with people: what they know and may choose, what they get back, by both readers.

Words of conditions (`conditions`) say it where it is said in so many words; the reader that learned
says how likely every level is in any text. Their log-odds add up as those of families of use do:
words count as much as they proved worth on texts of authors that neither had read. What people know
and may choose stays open where no words speak of it: silence is doubt (docs/READING.md has what a
guess would bring and cost).
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from avgrisk.core.levels import named
from avgrisk.core.records import Range
from avgrisk.vocabulary import learned
from avgrisk.vocabulary.conditions import DOUBT, LONGEST, Condition, read_conditions
from avgrisk.vocabulary.text import numbers_alike

#: The fields of a proposed use that tell the deal, with the learned reader's name for them.
FACETS = {"control": "control", "value_returned": "benefit"}
#: What words of a condition state before they are weighed: as a phrase of .9 does.
STATED = -math.log(0.1)
#: From this share on that a text does not tell, nothing is read.
SILENT = 0.5
#: The field of which nothing is read where no words speak of it.
SPOKEN = "control"
#: The variance of a level read right, and of what a text is silent about: it may be anything.
_READ, _SILENT = DOUBT**2 / 3, 1 / 12
#: How many standard deviations either way the range goes: eight in ten of a normal curve lie there.
_REACH = 1.28


@dataclass(frozen=True, slots=True)
class Deal:
    """One side of the deal: how likely each level is, likeliest first ("" is: the text does not
    tell), and where they stand together, in [0, 1]."""

    candidates: tuple[tuple[str, float], ...]
    range: Range


def read_deal(text: str, field: str) -> Deal:
    """What a text, Dutch or English, says of `control` or `value_returned`, remembered.

    >>> read_deal("We share payments, only with your consent", "control").candidates[0][0]
    'opt_in'
    """
    return _remembered(text[:LONGEST], field)


@lru_cache(maxsize=65_536)
def _remembered(text: str, field: str) -> Deal:
    known, name = learned.model(), FACETS[field]
    keys, levels = known.keys[name], named(field)
    odds = learned.odds(text)[known.place[name]].copy()
    said = read_conditions(numbers_alike(text)).get(field)
    if said is None and field == SPOKEN:
        return Deal((("", 1.0),), Range(0.0, 0.5, 1.0))
    if said is not None:
        odds[keys.index(level_of(field, said))] += known.phrase[name] * STATED
    parts = learned.shares(odds)
    stands = np.array([levels.get(key, 0.5) for key in keys])
    doubt = np.array([_READ if key else _SILENT for key in keys])
    mean = float(parts @ stands)
    reach = _REACH * math.sqrt(float(parts @ (doubt + (stands - mean) ** 2)))
    order = np.argsort(-parts, kind="stable")
    return Deal(
        tuple((keys[i], float(parts[i])) for i in order),
        Range(max(0.0, mean - reach), mean, min(1.0, mean + reach)),
    )


def level_of(field: str, said: Condition) -> str:
    """The named level that words say, or the nearest to where they stand."""
    levels = named(field)
    if said.level in levels:
        return said.level
    mode = float(said.level.split(";")[1])
    return min(levels, key=lambda key: abs(levels[key] - mode))
