"""The deal with people, by both readers: what they know and may choose, what they get back, and how
logical they find it that this organisation does this with these data.

Words of conditions (`conditions`) say it where it is said in so many words; the reader that learned
says how likely every level is in any text. Their log-odds add up as those of families of use do:
words count as much as they proved worth on texts of authors that neither had read. What people know
and may choose stays open where no words speak of it: silence is doubt (docs/READING.md has what a
guess would bring and cost).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from avgrisk.core.levels import named
from avgrisk.core.records import Range
from avgrisk.vocabulary import learned, unread
from avgrisk.vocabulary.conditions import DOUBT, LONGEST, Condition, read_conditions
from avgrisk.vocabulary.text import numbers_alike

#: The fields of a proposed use that tell the deal, with the learned reader's name for them.
FACETS = {"control": "control", "value_returned": "benefit", "image_fit": "fit"}
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
    """What a text, Dutch or English, says of one side of the deal, a key of `FACETS`.

    >>> read_deal("We share payments, only with your consent", "control").candidates[0][0]
    'opt_in'
    """
    parts = _shares([_heard(text[:LONGEST])], field)
    keys, order = learned.model().keys[FACETS[field]], np.argsort(-parts[0], kind="stable")
    candidates = tuple((keys[i], float(parts[0, i])) for i in order if parts[0, i])
    return Deal(candidates, Range(*_stands(parts, field)[:, 0].tolist()))


def dealt(texts: Sequence[str]) -> dict[str, np.ndarray]:
    """Where each side of the deal stands by each text: low, mode and high, shape (3, texts); NaN
    where a text is silent of it."""
    found, heard = {}, [_heard(text[:LONGEST]) for text in texts]
    for field, name in FACETS.items():
        parts = _shares(heard, field)
        silent = parts[:, learned.model().keys[name].index("")] >= SILENT
        found[field] = np.where(silent, np.nan, _stands(parts, field))
    return found


#: What a text says of all sides: log-odds of every key, conditions, how much of it is known.
_Heard = tuple[np.ndarray, dict[str, Condition], float]


def _heard(text: str) -> _Heard:
    known = unread.known(text) * unread.understood(text)
    return learned.odds(text), read_conditions(numbers_alike(text)), known


def _shares(heard: Sequence[_Heard], field: str) -> np.ndarray:
    """How likely each level is ("" is: the text does not tell), a row a text."""
    known, name = learned.model(), FACETS[field]
    keys = known.keys[name]
    odds = np.array([each[known.place[name]] for each, _, _ in heard])
    odds = odds.reshape(len(heard), len(keys))
    read = np.array([part for _, _, part in heard])
    for row, (_, conditions, _) in enumerate(heard):
        said = conditions.get(field)
        if said is not None:
            odds[row, keys.index(level_of(field, said))] += known.phrase[name] * STATED
        elif field == SPOKEN:
            read[row] = 0.0
    # Of words that no reader knows nothing follows.
    parts = learned.shares(odds) * read[:, None]
    parts[:, keys.index("")] += 1 - read
    return parts


def _stands(parts: np.ndarray, field: str) -> np.ndarray:
    """The level by its shares, with the range that holds eight in ten, of a silent text anything; a
    row's sums never depend on its company."""
    levels, keys = named(field), learned.model().keys[FACETS[field]]
    stands = np.array([levels.get(key, 0.5) for key in keys])
    doubt = np.array([_READ if key else _SILENT for key in keys])
    mean = (parts * stands).sum(axis=1)
    spread = (parts * (doubt + (stands - mean[:, None]) ** 2)).sum(axis=1)
    reach = np.where(parts[:, keys.index("")] < 1, _REACH * np.sqrt(spread), 0.5)
    return np.array([np.maximum(mean - reach, 0), mean, np.minimum(mean + reach, 1)])


def level_of(field: str, said: Condition) -> str:
    """The named level that words say, or the nearest to where they stand."""
    levels = named(field)
    if said.level in levels:
        return said.level
    mode = float(said.level.split(";")[1])
    return min(levels, key=lambda key: abs(levels[key] - mode))
