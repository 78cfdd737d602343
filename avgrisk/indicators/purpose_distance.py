"""How far a proposed use lies from what the data were given for: four facets, one distance."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from avgrisk.core import shipped
from avgrisk.core.levels import label_key, level_range, named, nearest
from avgrisk.core.records import Level, ProposedUse, Range, Reading, Reason
from avgrisk.indicators.column import GIVEN, MEASURED, SUGGESTED, UNKNOWN_STATUS, Column, one
from avgrisk.indicators.facts import (
    Filled,
    TextFacts,
    collected_facts,
    family_numbers,
    folded,
    number_of,
    proposed_facts,
    proposed_text,
)
from avgrisk.indicators.uses import UNKNOWN_COLUMN, Cells, Ranges, Uses
from avgrisk.vocabulary.hint_tables import settings
from avgrisk.vocabulary.hints import Hint, read_use
from avgrisk.vocabulary.taxonomy import (
    domain_distance,
    domains,
    families,
    family,
    family_distance,
)

NAME = "purpose_distance"
FACETS = ("tree", "domain", "recipient", "inferred")

#: The fields of a proposed use that this reading looks at.
FIELDS = (
    "title",
    "proposed_use",
    "collected_for",
    "proposed_use_key",
    "collected_for_key",
    "collected_domain",
    "proposed_domain",
    "recipient",
    "inferred",
    "tree",
    "domain",
)

#: On what a facet stands: nothing, a level as given, both texts the same words, two keys, keys that
#: words gave, words by themselves, what the family of use usually is.
NOTHING, LEVEL, SAME, KEYS, READ, WORDS, USUAL = range(7)
_STATUS = np.array(
    [UNKNOWN_STATUS, GIVEN, MEASURED, MEASURED, SUGGESTED, SUGGESTED, SUGGESTED], dtype=np.int8
)


@dataclass(frozen=True, slots=True)
class Side:
    """A purpose or product domain, given or proposed, per row: its possible keys as places in
    their table, best first, -1 is none, shape (3, rows); and whether words gave them."""

    keys: np.ndarray
    read: np.ndarray

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
    proposed, collected = proposed_facts(uses), collected_facts(uses)
    new, old = sides(uses, proposed, collected)
    same = _same(uses, collected)
    usual = new.keys[0]
    facets = {
        "tree": _tree(uses, old, new, same),
        "domain": _domain(uses, (collected, proposed), usual, same),
        "recipient": _level("recipient", uses, proposed, usual),
        "inferred": _level("inferred", uses, proposed, usual),
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
        },
    )


def sides(uses: Uses, proposed: TextFacts, collected: TextFacts) -> tuple[Side, Side]:
    """The proposed purpose and the one data were given for: by key, else by a sure hint.

    Data given for a product, without a word on the use, were given for the service itself.
    """
    new = _side(family_numbers(uses, "proposed_use_key"), proposed, "family")
    old = _side(family_numbers(uses, "collected_for_key"), collected, "family")
    silent = ~old.known & (collected.keys("family")[0] < 0) & collected.sure("domain")
    service = np.array([[0], [-1], [-1]])
    return new, Side(np.where(silent, service, old.keys), old.read | silent)


def _side(given: np.ndarray, facts: TextFacts, name: str) -> Side:
    """By its key, else by a sure hint in its text, else nothing."""
    read = (given < 0) & facts.sure(name)
    found = np.where(read, facts.keys(name), -1)
    found[0] = np.where(given >= 0, given, found[0])
    return Side(found, read)


def _same(uses: Uses, facts: TextFacts) -> np.ndarray:
    """In which rows both texts are the same words."""
    if "collected_for" not in uses.columns:
        return np.zeros(uses.rows, dtype=bool)
    one, other = folded(proposed_text(uses), uses.cells("collected_for"))
    return (one == other) & (facts.one("words") > 0)


def _tree(uses: Uses, old: Side, new: Side, same: np.ndarray) -> Facet:
    """Distance between the kinds of purpose."""
    both, read = old.known & new.known, old.read | new.read
    pair = np.where(both & ~(read & same), np.where(read, READ, KEYS), NOTHING)
    ground = np.where((pair == NOTHING) & same, SAME, pair)
    return _pair(uses, "tree", old, new, np.where(uses.level("tree").known, LEVEL, ground))


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
        np.where(known, own, told.keys), np.where(known, cells.spread(found[3]) > 0, told.read)
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


def _level(name: str, uses: Uses, facts: TextFacts, usual: np.ndarray) -> Facet:
    """Who receives the data, or whether the use rests on something derived: a level of its own."""
    given, read = uses.level(name), facts.best(name)
    ground = np.where(given.known, LEVEL, np.where(facts.sure(name), WORDS, USUAL))
    ground = _if_usual(name, ground, usual)
    found = np.where(ground == WORDS, _widened(_span(read)), _usual(name)[:, usual])
    return Facet(np.where(ground == LEVEL, given.ranges, found), ground)


def _pair(
    uses: Uses, name: str, old: Side, new: Side, ground: np.ndarray, usual: np.ndarray | None = None
) -> Facet:
    """A facet that is the distance between two keys, the range over all pairs of candidates."""
    span = _span(_apart(name)(old.keys[:, None], new.keys[None])[1].reshape(-1, uses.rows))
    found = np.where(ground == READ, _widened(span), span)
    if usual is not None:
        found = np.where(ground == USUAL, _usual(name)[:, usual], found)
    found = np.where(ground == SAME, 0.0, found)
    return Facet(np.where(ground == LEVEL, uses.level(name).ranges, found), ground)


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


@cache
def weights() -> dict[str, float]:
    """The weight of each facet in D (taxonomy/facets.csv)."""
    return {row["facet"]: float(row["weight"]) for row in shipped.rows("taxonomy/facets.csv")}


@cache
def unknown() -> dict[str, Range]:
    """Where each facet stands when nobody knows it: 0, the table's height, 1."""
    rows = shipped.rows("taxonomy/facets.csv")
    return {row["facet"]: Range(0.0, float(row["unknown"]), 1.0) for row in rows}


def _standing(name: str, facet: Facet) -> np.ndarray:
    """Where a facet stands, known or not."""
    return np.where(facet.ground == NOTHING, _nobody(name), facet.ranges)


@cache
def _nobody(name: str) -> np.ndarray:
    part = unknown()[name]
    return np.array([[part.low], [part.mode], [part.high]])


def explain(use: ProposedUse, column: Column) -> Reading:
    """The reading of one use in words: a reason per facet with its share of D at the mode."""
    grounds = dict(zip(FACETS, column.parts["grounds"][:, 0].tolist(), strict=True))
    ranges = {
        name: None if grounds[name] == NOTHING else Range(*column.parts[name][:, 0].tolist())
        for name in FACETS
    }
    reasons = _reasons(use, grounds, ranges, float(column.ranges[1, 0]))
    if not any(grounds.values()):
        reasons = (Reason("distance.unknown"),)
    unmatched = tuple(word for cells in column.unmatched for word in cells.distinct if word)
    facets = tuple((f"facet.{name}", part) for name, part in ranges.items())
    return Reading(NAME, reasons=reasons, facets=facets, unmatched=unmatched)


def _reasons(
    use: ProposedUse, grounds: dict[str, int], ranges: dict[str, Range | None], total: float
) -> tuple[Reason, ...]:
    """A reason per facet; the shares add up to D."""
    parts = [
        -math.log1p(-weights()[name] * (part or unknown()[name]).mode)
        for name, part in ranges.items()
    ]
    whole = sum(parts)
    reasons = []
    for (name, ground), part in zip(grounds.items(), parts, strict=True):
        share = part / whole if whole else 0.0
        reason = _reason(use, name, ground)
        values = (*reason.values, ("share", f"{share:.0%}"))
        reasons.append(Reason(reason.key, values, reason.span, total * share))
    return tuple(reasons)


def _reason(use: ProposedUse, name: str, ground: int) -> Reason:
    """Why a facet stands where it stands."""
    facet = (("facet", f"@facet.{name}"),)
    if ground == LEVEL:
        value = level_range(name, getattr(use, name))
        assert value is not None
        shown = (
            f"@{label_key(name, nearest(name, value.mode))}" if named(name) else f"{value.mode:g}"
        )
        return Reason("distance.given", (*facet, ("level", shown)))
    if ground == SAME:
        return Reason("distance.same", facet)
    if ground in (KEYS, READ):
        return _about_pair(use, name, ground)
    if ground == WORDS:
        hint = getattr(read_use(_text(use)), name)
        level = f"@{label_key(name, hint.key)}"
        values = (*facet, ("level", level), ("words", ", ".join(hint.words)))
        return Reason("distance.words", values, hint.span)
    if ground == USUAL:
        key, _ = _key(use.proposed_use_key, _text(use))
        return Reason("distance.usual", (*facet, ("proposed", f"@family.{family(key).key}")))
    return Reason("distance.facet_unknown", facet)


def _about_pair(use: ProposedUse, name: str, ground: int) -> Reason:
    """Which two purposes or domains are compared, and by which words they were read."""
    if name == "tree":
        old, old_hint = _key(use.collected_for_key, use.collected_for)
        new, hint = _key(use.proposed_use_key, _text(use))
        labels = [f"@family.{family(key).key}" for key in (old, new)]
    else:
        old, old_hint = _domain_key(use.collected_domain, use.collected_for)
        new, hint = _domain_key(use.proposed_domain, _text(use))
        labels = [f"@domain.{key}" for key in (old, new)]
    values = tuple(zip(("collected", "proposed"), labels, strict=True))
    if ground == KEYS:
        return Reason(f"distance.{name}.keys", values)
    said = "; ".join(filter(None, (", ".join(part.words) for part in (old_hint, hint))))
    return Reason(f"distance.{name}.words", (*values, ("words", said)), hint.span)


def _text(use: ProposedUse) -> str:
    """What is proposed, in words; the title where nobody described it."""
    return use.proposed_use if use.proposed_use.strip() else use.title


def _key(given: str, text: str) -> tuple[str, Hint]:
    """A purpose as it was found: its key, and the hint where words gave it."""
    if given:
        return given, Hint()
    read = read_use(text)
    if read.family.sure:
        return read.family.key, read.family
    return next(iter(families())), read.domain


def _domain_key(given: str, text: str) -> tuple[str, Hint]:
    """A domain as it was found: its key, and the hint where words gave it."""
    if given in domains():
        return given, Hint()
    hint = read_use(given).domain if given else Hint()
    hint = hint if hint.key else read_use(text).domain
    return hint.key, hint
