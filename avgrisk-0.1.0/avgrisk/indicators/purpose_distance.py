"""How far a proposed use lies from what the data were given for: four facets, one distance."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import numpy as np

from avgrisk.core.records import Level, ProposedUse, Reading
from avgrisk.core.shipped import rule
from avgrisk.indicators.column import GIVEN, MEASURED, SUGGESTED, UNKNOWN_STATUS, Column, one
from avgrisk.indicators.distance_facets import (
    EXPECTED,
    FURTHER,
    KEYS,
    LEVEL,
    LIKELY,
    NAMED,
    NOTHING,
    READ,
    SAME,
    USUAL,
    WORDS,
    unknown,
    weights,
)
from avgrisk.indicators.facts import (
    Filled,
    TextFacts,
    collected_facts,
    family_numbers,
    filled,
    number_of,
)
from avgrisk.indicators.meaning import FIELDS as MEANING
from avgrisk.indicators.meaning import Meaning, meaning, same_words
from avgrisk.indicators.purpose_distance_told import explain
from avgrisk.indicators.relations import people_numbers, usual_recipients
from avgrisk.indicators.uses import UNKNOWN_COLUMN, Cells, Ranges, Uses
from avgrisk.vocabulary import people
from avgrisk.vocabulary.hint_tables import settings
from avgrisk.vocabulary.hints import read_use
from avgrisk.vocabulary.taxonomy import domain_distance, domains, families, family_distance

NAME = "purpose_distance"

#: The fields of a proposed use that this reading looks at.
FIELDS = (
    *MEANING,
    "collected_for",
    "collected_for_key",
    "collected_domain",
    "proposed_domain",
    "recipient",
    "inferred",
    "tree",
    "domain",
)

#: From how likely on a pair of purposes counts in the range; judgement.
_MAY_BE = 0.1

_STATUS = np.array(
    [UNKNOWN_STATUS, GIVEN, MEASURED, MEASURED, *[SUGGESTED] * 7],
    dtype=np.int8,
)


@dataclass(frozen=True, slots=True)
class Side:
    """A purpose or product domain, given or proposed, per row: its possible keys as places in
    their table, best first, -1 is none, shape (3, rows); whether words gave them; and how likely
    each is, in [0, 1]."""

    keys: np.ndarray
    read: np.ndarray
    likely: np.ndarray

    @property
    def known(self) -> np.ndarray:
        """In which rows there is a key."""
        return self.keys[0] >= 0


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet per row: its range, shape (3, rows), and what it stands on."""

    ranges: Ranges
    ground: np.ndarray


def purpose_distance(
    collected_for: str = "",
    proposed_use: str = "",
    *,
    collected_for_key: str = "",
    proposed_use_key: str = "",
    collected_domain: str = "",
    proposed_domain: str = "",
    recipient: Level = None,
    inferred: Level = None,
    tree: Level = None,
    domain: Level = None,
) -> Reading:
    """Distance between what data were given for and a proposed use, in [0, 1], 0 = the same.

    Levels win over keys, keys over texts; a text only suggests. Keys are those of
    datasets/taxonomy; a domain may also be a word. Raises InputError on an unknown key or level.
    A signal about expectation, not the legal compatibility test of article 6(4) GDPR.

    >>> purpose_distance("Tips over boeken", "Tips over films").value < .4
    True
    """
    return one(
        NAME,
        ProposedUse(
            collected_for=collected_for,
            proposed_use=proposed_use,
            collected_for_key=collected_for_key,
            proposed_use_key=proposed_use_key,
            collected_domain=collected_domain,
            proposed_domain=proposed_domain,
            recipient=recipient,
            inferred=inferred,
            tree=tree,
            domain=domain,
        ),
        column,
        explain,
    )


def column(uses: Uses) -> Column:
    """The purpose distance in [0, 1], 1 = furthest; its four facets are parts.

    D = 1 - product of (1 - weight x facet), METHOD.md section 4. Unknown facets stand at 0 for
    the low end, at 1 for the high end and at the table's height (taxonomy/facets.csv) for the
    mode; nothing known at all: unknown.
    """
    use, collected = meaning(uses), collected_facts(uses)
    new, old = sides(uses, use, collected)
    same = same_words(uses) & ~use.further
    usual = new.keys[0]
    facets = {
        "tree": _unsure(_tree(uses, old, new, same, use.further), use.chance),
        "domain": _domain(uses, (collected, use.facts), usual, same),
        "recipient": _recipient(uses, use, usual),
        "inferred": _level("inferred", uses, use, usual),
    }
    grounds = np.array([facet.ground for facet in facets.values()])
    known = (grounds != NOTHING).any(axis=0)
    left: np.ndarray | float = 1.0
    for name, facet in facets.items():
        left = left * (1 - weights()[name] * _standing(name, facet))
    return Column(
        np.where(known, 1 - left, UNKNOWN_COLUMN),
        _STATUS[grounds].max(axis=0),  # the weakest ground any known facet rests on
        unmatched=_unmatched(uses),
        parts={
            **{name: np.where(f.ground != NOTHING, f.ranges, np.nan) for name, f in facets.items()},
            "grounds": grounds,
            "keys": np.array([old.keys[0], new.keys[0]]),
        },
    )


def sides(uses: Uses, use: Meaning, collected: TextFacts) -> tuple[Side, Side]:
    """The proposed purpose and the one data were given for: by key, else by what was read.

    Data given for a product, without a word on the use, were given for the service itself; so were
    those of a further use that only its own words describe, or for their work those of staff.
    """
    given = family_numbers(uses, "proposed_use_key")
    new = _by_key(given, use.sure, use.family, use.confidence)
    old = _side(family_numbers(uses, "collected_for_key"), collected, "family")
    unsaid = use.further & (same_words(uses) | ~filled(uses, "collected_for")) & (new.keys[0] >= 0)
    unsaid &= family_numbers(uses, "collected_for_key") < 0
    silent = ~old.known & (collected.keys("family")[0] < 0) & collected.sure("domain")
    service = np.array(
        [_first_purpose()[people_numbers(uses)], np.full(uses.rows, -1), np.full(uses.rows, -1)]
    )
    taken = silent | unsaid
    likely = np.where(taken, np.array([[1.0], [0.0], [0.0]]), old.likely)
    return new, Side(np.where(taken, service, old.keys), old.read | taken, likely)


@cache
def _first_purpose() -> np.ndarray:
    """What people give their data for where nobody says: staff their work, all others a service."""
    numbers = number_of("families")
    service, work = numbers["essential.service"], numbers["essential.administration.employment"]
    return np.array([work if p.relation else service for p in people.table().values()] + [service])


def _side(given: np.ndarray, facts: TextFacts, name: str) -> Side:
    """By its key, else by a sure hint in its text, else nothing."""
    return _by_key(given, facts.sure(name), facts.keys(name), facts.confidence(name))


def _by_key(given: np.ndarray, sure: np.ndarray, keys: np.ndarray, likely: np.ndarray) -> Side:
    """A given key, else what was read where that is sure."""
    read = (given < 0) & sure
    found = np.where(read, keys, -1)
    found[0] = np.where(given >= 0, given, found[0])
    return Side(found, read, np.where(read, likely, found >= 0))


def _tree(uses: Uses, old: Side, new: Side, same: np.ndarray, further: np.ndarray) -> Facet:
    """Distance between the kinds of purpose."""
    both, read = old.known & new.known, old.read | new.read
    unsaid = further & (same_words(uses) | ~filled(uses, "collected_for"))
    pair = np.where(read, np.where(unsaid, FURTHER, READ), KEYS)
    pair = np.where(both & ~(read & same), pair, NOTHING)
    ground = np.where((pair == NOTHING) & same, SAME, pair)
    return _pair(uses, "tree", old, new, np.where(uses.level("tree").known, LEVEL, ground))


def _unsure(tree: Facet, chance: np.ndarray) -> Facet:
    """The same words twice prove little where they may well be a further use by nature."""
    with np.errstate(invalid="ignore"):
        open_ = (tree.ground == SAME) & (chance > rule("nature.mostly").mode)
    apart = rule("nature.apart").mode
    likely = np.array([0 * chance, apart * chance, np.maximum(apart, chance)])
    return Facet(np.where(open_, likely, tree.ranges), np.where(open_, LIKELY, tree.ground))


def _domain(
    uses: Uses, facts: tuple[TextFacts, TextFacts], usual: np.ndarray, same: np.ndarray
) -> Facet:
    """Distance between the product domains."""
    names = ("collected_domain", "proposed_domain")
    old, new = (_domain_side(uses, name, told) for name, told in zip(names, facts, strict=True))
    both, read = old.known & new.known, old.read | new.read
    # Words that name the data, not what others sell: what the family usually is goes before.
    elsewhere = new.read & (old.keys[0] == new.keys[0]) & _elsewhere()[usual]
    pair = np.where(both & ~elsewhere, np.where(read, READ, KEYS), USUAL)
    ground = np.where(~both & new.known, NOTHING, pair)
    ground = np.where(same & (read | ~both), SAME, ground)
    ground = np.where(uses.level("domain").known, LEVEL, ground)
    return _pair(uses, "domain", old, new, _if_usual("domain", ground, usual), usual)


def _domain_side(uses: Uses, name: str, facts: TextFacts) -> Side:
    """A domain from its key, else from words given for it, else from a sure hint in the text."""
    if name not in uses.columns:
        return _side(np.full(uses.rows, -1), facts, "domain")
    cells = uses.cells(name)
    found = np.array([_given_domain(cell) for cell in cells.distinct], dtype=np.intp).T
    own, told = cells.spread(found[:3]), _side(np.full(uses.rows, -1), facts, "domain")
    known = own[0] >= 0
    return Side(
        np.where(known, own, told.keys),
        np.where(known, cells.spread(found[3]) > 0, told.read),
        np.where(known, own >= 0, told.likely),
    )


@lru_cache(maxsize=4096)
def _given_domain(cell: str) -> tuple[int, int, int, bool]:
    """Up to three domains that a cell stands for, -1 is none, and whether words gave them."""
    numbers = number_of("domains")
    if cell in numbers:
        return numbers[cell], -1, -1, False
    keys = [numbers[key] for key, _ in read_use(cell).domain.candidates] if cell else []
    first, second, third = [*keys, -1, -1, -1][:3]
    return first, second, third, True


def _unmatched(uses: Uses) -> tuple[Cells, ...]:
    """Words given for a domain that no table knows."""
    found = []
    for name in ("collected_domain", "proposed_domain"):
        if name in uses.columns:
            cells = uses.cells(name)
            told = [c if c.strip() and _given_domain(c)[0] < 0 else "" for c in cells.distinct]
            found.append(Cells(told, cells.codes))
    return tuple(found)


def _level(name: str, uses: Uses, use: Meaning, usual: np.ndarray) -> Facet:
    """Who receives the data, or whether the use rests on something derived: a level of its own."""
    given, read = uses.level(name), use.facts.best(name)
    said = use.levels[name]
    by_words = np.where(use.facts.sure(name), _widened(_span(read)), np.nan)
    with np.errstate(invalid="ignore"):
        words = np.where(~(by_words[1] >= said[1]), said, by_words)
    words = np.where(np.isnan(words), by_words, words)
    ground = np.where(given.known, LEVEL, np.where(~np.isnan(words[0]), WORDS, USUAL))
    ground = _if_usual(name, ground, usual)
    found = np.where(ground == WORDS, words, _usual(name)[:, usual])
    return Facet(np.where(ground == LEVEL, given.ranges, found), ground)


def _recipient(uses: Uses, use: Meaning, usual: np.ndarray) -> Facet:
    """Who receives the data. Recipients in words count no less than what the use itself says, and
    those that are usual for it as the organisation's own."""
    found = _level("recipient", uses, use, usual)
    named = filled(uses, "recipient_words")
    said = _level("recipient", _without(uses, "recipient"), use, usual)
    with np.errstate(invalid="ignore"):
        further = named & (said.ground == WORDS) & ~(found.ranges >= said.ranges).all(axis=0)
    ranges = np.where(further, np.fmax(found.ranges, said.ranges), found.ranges)
    ground = np.where(named & (found.ground == LEVEL), NAMED, found.ground)
    expected = named & usual_recipients(uses)
    part = rule("recipient.usual")
    own = np.array([[part.low], [part.mode], [part.high]])
    return Facet(np.where(expected, own, ranges), np.where(expected, EXPECTED, ground))


def _without(uses: Uses, name: str) -> Uses:
    """The same uses with one field blank."""
    return replace(uses, columns={k: v for k, v in uses.columns.items() if k != name}, _known={})


def _pair(
    uses: Uses, name: str, old: Side, new: Side, ground: np.ndarray, usual: np.ndarray | None = None
) -> Facet:
    """A facet that is the distance between two keys, the range over all pairs of candidates; of
    kinds of purpose the mode is their mean, by how likely each pair is."""
    apart = _apart(name)(old.keys[:, None], new.keys[None])[1].reshape(-1, uses.rows)
    span = _span(apart)
    likely = (old.likely[:, None] * new.likely[None]).reshape(-1, uses.rows)
    read = _weighed(apart, likely) if name == "tree" else _widened(span)
    found = np.where((ground == READ) | (ground == FURTHER), read, span)
    if usual is not None:
        found = np.where(ground == USUAL, _usual(name)[:, usual], found)
    found = np.where(ground == SAME, 0.0, found)
    return Facet(np.where(ground == LEVEL, uses.level(name).ranges, found), ground)


def _weighed(apart: np.ndarray, likely: np.ndarray) -> np.ndarray:
    """The mean of candidates by how likely each is; the range spans those that may well be, and a
    step of the codebook more the less likely the first is."""
    total, whole = np.zeros(apart.shape[1]), np.zeros(apart.shape[1])
    for value, part in zip(apart, likely, strict=True):
        there = ~np.isnan(value)
        total = np.where(there, total + part * np.where(there, value, 0.0), total)
        whole = np.where(there, whole + part, whole)
    with np.errstate(invalid="ignore", divide="ignore"):
        mode = np.where(whole > 0, total / whole, apart[0])
    possible = np.where(likely >= _MAY_BE, apart, np.nan)
    step = settings()["margin"] * (1 - likely[0])
    low = np.fmin(np.fmin.reduce(possible), mode) - step
    high = np.fmax(np.fmax.reduce(possible), mode) + step
    return np.array([np.maximum(0.0, low), mode, np.minimum(1.0, high)])


def _span(values: np.ndarray) -> np.ndarray:
    """The lowest, the first and the highest of candidates, NaN is none; shape (3, rows)."""
    return np.array([np.fmin.reduce(values), values[0], np.fmax.reduce(values)])


@cache
def _apart(name: str) -> Filled:
    """The distance between two families or two domains, by their places in the table."""
    keys = tuple(families() if name == "tree" else domains())
    between: Callable[[str, str], float] = family_distance if name == "tree" else domain_distance
    return Filled((len(keys), len(keys)), lambda one, other: between(keys[one], keys[other]))


@cache
def _usual(name: str) -> np.ndarray:
    """Per family of use what it says of a facet, shape (3, families + 1); NaN where it is silent,
    and last, so for -1."""
    found = [getattr(each, name) for each in families().values()]
    ends = [(math.nan,) * 3 if part is None else (part.low, part.mode, part.high) for part in found]
    return np.array([*ends, (math.nan,) * 3]).T


def _if_usual(name: str, ground: np.ndarray, usual: np.ndarray) -> np.ndarray:
    """Where the family of use has to speak and is silent, nothing is known."""
    return np.where((ground == USUAL) & np.isnan(_usual(name)[0, usual]), NOTHING, ground)


@cache
def _elsewhere() -> np.ndarray:
    """Per family whether it usually serves another domain than the one the data are from."""
    return _usual("domain")[1] > unknown()["domain"].mode


def _widened(span: np.ndarray) -> np.ndarray:
    """A suggestion is never surer than one step of the codebook on either side."""
    step = settings()["margin"]
    low, mode, high = span
    wide = np.array([np.minimum(low, mode - step), mode, np.maximum(high, mode + step)])
    return np.minimum(1.0, np.maximum(0.0, wide))


def _standing(name: str, facet: Facet) -> np.ndarray:
    """Where a facet stands, known or not."""
    return np.where(facet.ground == NOTHING, _nobody(name), facet.ranges)


@cache
def _nobody(name: str) -> np.ndarray:
    part = unknown()[name]
    return np.array([[part.low], [part.mode], [part.high]])
