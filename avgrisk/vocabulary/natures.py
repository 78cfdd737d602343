"""The nature of a use: what is done by the words, whatever the register calls it, and its deal.

Selling, predicting, watching or passing on are uses that people did not give their data for, so
their own purpose text cannot say that they did. Words name a nature (words/nature_words.csv); where
they name none, the learned reader says how likely the text is a further use.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from avgrisk.core import shipped
from avgrisk.core.records import Range
from avgrisk.core.shipped_records import by_key, record
from avgrisk.vocabulary import plan_hints, plan_shares
from avgrisk.vocabulary.features import LONGEST
from avgrisk.vocabulary.hints import Hint, UseHints, read_use
from avgrisk.vocabulary.taxonomy import families, family_distance
from avgrisk.vocabulary.text import words

#: What a nature may say of a field, in the order of the table.
LEVELS = ("recipient", "inferred", "value_returned", "control", "identifiability")
#: How many texts are remembered by likelihood.
_KEPT = 200_000
#: From how sure on a phrase goes before the learned reader: it was written for what that misread.
STRONG = 0.9
#: From how sure on a family counts that is the likeliest of those that help: rather than not.
SURE = 0.5
#: Deciding on what somebody asks for, and figures that leave: no phrase of either goes before.
DECISION, FIGURES = "assessment.decision", "sharing.aggregated"
#: Texts with fewer words were hardly learned from.
FEW_WORDS = 6
#: Keys of the learned reader that hand the data over, and how much they and "derived" count.
_HANDED, _SIDE = ("others", "public", "government", "via_us"), 0.7


@dataclass(frozen=True, slots=True)
class Nature:
    """A row of taxonomy/natures.csv: whether it is a further use, its family of use ("" is none)
    and the levels it says by itself; `at_home`: none where the family is what the organisation is
    for."""

    key: str
    further: bool
    at_home: bool
    family: str
    levels: dict[str, Range]
    ground: str


@cache
def natures() -> dict[str, Nature]:
    """Every nature by key, in the order of the table."""
    return {
        row["key"]: record(Nature, row, levels={k: _range(row[k]) for k in LEVELS if row[k]})
        for row in shipped.rows("taxonomy/natures.csv")
    }


def _range(cell: str) -> Range:
    return Range(*(float(part) for part in cell.split("|")))


@dataclass(frozen=True, slots=True)
class Deal:
    """What a family of use means for people: by nature further, how much it counts as such when
    read by likelihood, in [0, 1], and the value they get back."""

    further: bool
    hazard: float
    value: Range


@cache
def deals() -> dict[str, Deal]:
    """Every family of use with its deal, in the order of families.csv."""
    found = by_key(Deal, "taxonomy/family_deal.csv")
    return {key: found[key] for key in families()}


@lru_cache(maxsize=_KEPT)
def likely(text: str) -> tuple[float, ...]:
    """How likely each family of use is by both readers, in the order of families.csv; then
    how likely the text says that data are handed over, and that something is derived, all in
    [0, 1]; last how many words it has.

    >>> found = likely("We sell your address to other companies")
    >>> found[list(families()).index("sharing.data")] > 0.8
    True
    """
    said = plan_hints.likely(text[:LONGEST])
    family, handed, derived = _places()
    return (
        *said["family"][family].tolist(),
        float(said["recipient"][handed].sum()),
        float(said["inferred"][derived]),
        size(text),
    )


def prepare(texts: Iterable[str]) -> None:
    """Have `likely` ready for these texts: read together they take less."""
    plan_hints.prepare(text[:LONGEST] for text in texts)


def prepare_kinds(texts: Iterable[str]) -> None:
    """Have `kind_of` ready for these texts."""
    prepare(text for text in texts if not _phrased(text))


@cache
def _places() -> tuple[list[int], list[int], int]:
    """Where families, receivers and what is derived stand among the keys of plans."""
    family, recipient, inferred = map(plan_shares.keys, plan_shares.FACETS)
    places = [family.index(key) for key in families()], [recipient.index(key) for key in _HANDED]
    return *places, inferred.index("derived")


def read(text: str) -> UseHints:
    """What a text says of its use by both readers; of a few words the learned reader alone is not
    sure of a family."""
    found, said = plan_hints.read_plan(text), read_use(text).family
    strong = said.confidence >= STRONG and size(text) <= plan_shares.MANY_WORDS
    if strong and said.key != found.family.key and said.key != FIGURES:
        return found._replace(family=said)
    other = said.key != found.family.key and not (said.key and deals()[said.key].further)
    if _only_helps(found) and (not said.sure or other or found.family.key == DECISION):
        found = found._replace(family=_without_further(found.family))
    if not found.family.sure or size(text) >= FEW_WORDS or read_use(text).family.sure:
        return found
    return found._replace(family=found.family._replace(sure=False))


def size(text: str) -> int:
    """How many words of more than one letter a text has."""
    return sum(len(word.folded) > 1 for word in words(text))


def _only_helps(found: UseHints) -> bool:
    """Whether words say that people are helped and none that a further use is made."""
    named = {each.key for each in found.natures}
    return "benefit" in named and not any(natures()[key].further for key in named)


def _without_further(family: Hint) -> Hint:
    """A family where help says that it is none of the uses that turn on people: their shares go
    to the others. Whoever decides on what somebody asks for does what he asked."""
    asked = [
        ("essential.service" if key == DECISION else key, part) for key, part in family.candidates
    ]
    kept = dict.fromkeys((key for key, _ in asked if key and not deals()[key].further), 0.0)
    for key, part in asked:
        if key in kept:
            kept[key] += part
    rest, whole = sum(kept.values()), sum(part for _, part in asked)
    if [*kept.items()] == [*family.candidates] or not rest:
        return family
    parts = sorted(kept.items(), key=lambda each: -each[1])
    best = tuple((key, part * whole / rest) for key, part in parts)
    return Hint(*best[0], candidates=best, sure=best[0][1] >= SURE)


def kind_of(text: str) -> str:
    """The family of use of one text, "" where it is not sure: of the family that phrases name and
    those of further uses by nature the riskiest, else what the learned reader is sure of.

    >>> kind_of("Wij verkopen de gegevens van klanten aan datahandelaren")
    'sharing.data'
    >>> kind_of("Bestellingen bezorgen"), kind_of("blorf")
    ('essential.service', '')
    """
    named = _phrased(text)
    if named:
        return max(named, key=lambda key: family_distance("essential.service", key))
    found = likely(text)
    best = max(range(len(families())), key=found.__getitem__)
    return tuple(families())[best] if found[best] >= enough(found[-1]) else ""


def _phrased(text: str) -> list[str]:
    """The families of use that phrases are sure of."""
    read = read_use(text)
    sure = [read.family.key] if read.family.sure else []
    return sure + [natures()[n.key].family for n in read.natures if natures()[n.key].further]


def enough(words_read: float) -> float:
    """From which likelihood on a text of so many words counts: the learned reader saw few short
    ones (taxonomy/fit_rules.csv)."""
    return shipped.rule("nature.further" if words_read >= FEW_WORDS else "nature.further_few").mode


def hazard(likelihood: np.ndarray, core: np.ndarray) -> np.ndarray:
    """How likely a text is a further use, in [0, 1], from `likely`, shape (families + 3, rows).

    `core`, shape (families, rows), is 1 where a family is what the organisation is for: it then
    counts for less. Handing over and deriving count beside the family.
    """
    weight = np.array([deal.hazard for deal in deals().values()])[:, None]
    part = likelihood[:-3] * weight * (1 - (1 - _AT_HOME) * core)
    total = np.zeros(likelihood.shape[1])
    for line in part:  # one after the other, so that a sum never depends on its company
        total = total + line
    handed, derived = likelihood[-3], likelihood[-2]
    return np.asarray(1 - (1 - np.minimum(total, 1)) * (1 - _SIDE * handed) * (1 - _SIDE * derived))


#: What a hazardous family counts where it is what the organisation is for.
_AT_HOME = 0.4
