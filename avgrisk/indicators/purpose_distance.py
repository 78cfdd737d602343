"""How far a proposed use lies from what the data were given for: four facets, one distance."""

from dataclasses import replace

import numpy as np

from avgrisk.core.records import Level, ProposedUse, Reading
from avgrisk.core.shipped import rule
from avgrisk.indicators import distance_facets as on
from avgrisk.indicators.cell_columns import UNKNOWN_COLUMN, Cells, Ranges, column_of
from avgrisk.indicators.column import (
    GIVEN,
    MEASURED,
    SUGGESTED,
    UNKNOWN_STATUS,
    Column,
    blanked,
    one,
)
from avgrisk.indicators.distance_facets import unknown, weights
from avgrisk.indicators.distance_pairs import (
    Facet,
    elsewhere,
    ends_of,
    if_usual,
    pair_facet,
    widened,
)
from avgrisk.indicators.distance_sides import (
    USUALLY,
    Side,
    domain_side,
    sides,
    unmatched_domains,
)
from avgrisk.indicators.facts import (
    TextFacts,
    by_place,
    collected_facts,
    family_numbers,
    filled,
    number_of,
    rule_column,
)
from avgrisk.indicators.meaning import FIELDS as MEANING
from avgrisk.indicators.meaning import Meaning, meaning, same_words
from avgrisk.indicators.purpose_distance_told import explain
from avgrisk.indicators.relations import partly_usual, unread_receivers, usual_recipients
from avgrisk.indicators.uses import Uses
from avgrisk.vocabulary.data_words import FLAGS, UNREAD_RECIPIENT, UNREAD_USE
from avgrisk.vocabulary.unread import unread_actions

NAME = "purpose_distance"

#: The fields of a proposed use that this reading looks at.
FIELDS = (
    *MEANING, "collected_for", "collected_for_key", "collected_domain", "proposed_domain",
    "recipient", "inferred", "tree", "domain",
)  # fmt: skip

#: Those that tell the two purposes and their product domains.
_APART = tuple(name for name in FIELDS if name not in ("recipient", "inferred"))

_STATUS = np.array([UNKNOWN_STATUS, GIVEN, MEASURED, MEASURED, *[SUGGESTED] * 8], dtype=np.int8)


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

    D = 1 - product of (1 - weight x facet); beside it, where nobody told what the data were given
    for, how illogical the use is found (docs/METHOD.md). Unknown facets stand at 0 for
    the low end, at 1 for the high end and at the table's height (taxonomy/facets.csv) for the
    mode; nothing known at all: unknown.
    """
    use = meaning(uses)
    tree, domain, keys = uses.by_words("apart", _APART, _pairs)
    facets = {
        "tree": tree,
        "domain": domain,
        "recipient": _recipient(uses, use, keys[1]),
        "inferred": _level("inferred", uses, use, keys[1]),
    }
    grounds = np.array([facet.ground for facet in facets.values()])
    known = (grounds != on.NOTHING).any(axis=0)
    left: np.ndarray | float = 1.0
    for name, facet in facets.items():
        standing = np.where(facet.ground == on.NOTHING, column_of(unknown()[name]), facet.ranges)
        left = left * (1 - weights()[name] * standing)
    flags, strange = _unread(uses, use, facets["recipient"].ground)
    apart, felt, weight = np.asarray(1 - left), _felt(uses, use), rule("distance.felt").mode
    return Column(
        np.where(
            known, np.where(np.isnan(felt[0]), apart, (1 - weight) * apart + felt), UNKNOWN_COLUMN
        ),
        _STATUS[grounds].max(axis=0),  # the weakest ground any known facet rests on
        unmatched=(*unmatched_domains(uses), *strange),
        parts={
            **{
                name: np.where(f.ground != on.NOTHING, f.ranges, np.nan)
                for name, f in facets.items()
            },
            "grounds": grounds,
            "keys": keys,
            "felt": felt,
        },
        flags=flags,
    )


def _felt(uses: Uses, use: Meaning) -> Ranges:
    """What is added for how illogical readers of labelled texts find the use, where nobody told
    what the data were given for but what is usual, so that the facets tell no more than how far it
    is from that; NaN elsewhere."""
    found = rule("distance.felt").mode * (1 - use.deal["image_fit"][::-1])
    key = family_numbers(uses, "collected_for_key")
    usual = [number_of("families")[name] for name in USUALLY]
    told = filled(uses, "collected_for") | uses.level("tree").known
    return np.where(told | ((key >= 0) & ~np.isin(key, usual)), np.nan, found)


def _pairs(uses: Uses) -> tuple[Facet, Facet, np.ndarray]:
    """How far the purposes lie apart, and the product domains; and the keys of the two purposes,
    what was given for first."""
    use, collected = meaning(uses), collected_facts(uses)
    new, old = sides(uses, use, collected)
    same = same_words(uses) & ~use.further
    tree = _unsure(_tree(uses, old, new, same, use.further), use.chance)
    domain = _domain(uses, (collected, use.facts), new.keys[0], same)
    return tree, domain, np.array([old.keys[0], new.keys[0]])


def _unread(uses: Uses, use: Meaning, receiver: np.ndarray) -> tuple[np.ndarray, tuple[Cells, ...]]:
    """The flags of a use of which nobody knows what is done (no key says so, nor do its words), or
    who receives the data; and the recipients and the words for it that nobody knows."""
    said = uses.cells("proposed_use")
    actions = Cells([";".join(unread_actions(text)) for text in said.distinct], said.codes)
    untold = ~use.sure & (family_numbers(uses, "proposed_use_key") < 0)
    strange = untold & actions.spread(np.array([bool(each) for each in actions.distinct]))
    doing = strange | (untold & (use.family[0] < 0) & ~uses.level("tree").known)
    receivers, getting = unread_receivers(uses)
    getting = getting & (receiver == on.NOBODY)
    flags = ((doing, UNREAD_USE), (getting, UNREAD_RECIPIENT))
    raised = [np.where(rows, 1 << FLAGS.index(flag), 0) for rows, flag in flags]
    return raised[0] | raised[1], (blanked(~getting, receivers), blanked(~strange, actions))


def _tree(uses: Uses, old: Side, new: Side, same: np.ndarray, further: np.ndarray) -> Facet:
    """Distance between the kinds of purpose."""
    both, read = old.known & new.known, old.read | new.read
    unsaid = further & (same_words(uses) | ~filled(uses, "collected_for"))
    pair = np.where(read, np.where(unsaid, on.FURTHER, on.READ), on.KEYS)
    pair = np.where(both & ~(read & same), pair, on.NOTHING)
    ground = np.where((pair == on.NOTHING) & same, on.SAME, pair)
    return pair_facet(uses, "tree", old, new, np.where(uses.level("tree").known, on.LEVEL, ground))


def _unsure(tree: Facet, chance: np.ndarray) -> Facet:
    """The same words twice prove little where they may well be a further use by nature."""
    with np.errstate(invalid="ignore"):
        open_ = (tree.ground == on.SAME) & (chance > rule("nature.mostly").mode)
    apart = rule("nature.apart").mode
    likely = np.array([0 * chance, apart * chance, np.maximum(apart, chance)])
    return Facet(np.where(open_, likely, tree.ranges), np.where(open_, on.LIKELY, tree.ground))


def _domain(
    uses: Uses, facts: tuple[TextFacts, TextFacts], usual: np.ndarray, same: np.ndarray
) -> Facet:
    """Distance between the product domains."""
    names = ("collected_domain", "proposed_domain")
    old, new = (domain_side(uses, name, told) for name, told in zip(names, facts, strict=True))
    both, read = old.known & new.known, old.read | new.read
    # Words that name the data, not what others sell: what the family usually is goes before.
    other = new.read & (old.keys[0] == new.keys[0]) & elsewhere()[usual]
    pair = np.where(both & ~other, np.where(read, on.READ, on.KEYS), on.USUAL)
    ground = np.where(~both & new.known, on.NOTHING, pair)
    ground = np.where(same & (read | ~both), on.SAME, ground)
    ground = np.where(uses.level("domain").known, on.LEVEL, ground)
    return pair_facet(uses, "domain", old, new, if_usual("domain", ground, usual), usual)


def _level(name: str, uses: Uses, use: Meaning, usual: np.ndarray) -> Facet:
    """Who receives the data, or whether the use rests on something derived: a level of its own."""
    given, read = uses.level(name), use.facts.best(name)
    said = use.levels[name]
    by_words = np.where(use.facts.sure(name), widened(ends_of(read)), np.nan)
    with np.errstate(invalid="ignore"):
        words = np.where(~(by_words[1] >= said[1]), said, by_words)
    words = np.where(np.isnan(words), by_words, words)
    ground = np.where(given.known, on.LEVEL, np.where(~np.isnan(words[0]), on.WORDS, on.USUAL))
    ground = if_usual(name, ground, usual)
    found = np.where(ground == on.WORDS, words, by_place("families", name)[:, usual])
    return Facet(np.where(ground == on.LEVEL, given.ranges, found), ground)


def _recipient(uses: Uses, use: Meaning, usual: np.ndarray) -> Facet:
    """Who receives the data. Recipients in words count no less than what the use itself says, and
    those that are usual for it as the organisation's own; those whom no table knows are open."""
    found = _level("recipient", uses, use, usual)
    named = filled(uses, "recipient_words")
    said = _level("recipient", _without(uses, "recipient"), use, usual)
    with np.errstate(invalid="ignore"):
        further = named & (said.ground == on.WORDS) & ~(found.ranges >= said.ranges).all(axis=0)
    ranges = np.where(further, np.fmax(found.ranges, said.ranges), found.ranges)
    ground = np.where(named & (found.ground == on.LEVEL), on.NAMED, found.ground)
    expected, own = usual_recipients(uses), rule_column("recipient.usual")
    ranges = np.where(expected, own, ranges)
    ground = np.where(expected, on.EXPECTED, ground)
    stranger, partly = rule_column("recipient.unknown"), partly_usual(uses)
    ranges = np.where(partly, np.fmin(ranges, stranger), ranges)
    open_ = (named & (ground == on.USUAL)) | unread_receivers(uses)[1]
    with np.errstate(invalid="ignore"):
        open_ &= ~(ranges >= stranger).all(axis=0)
    return Facet(
        np.where(open_, np.fmax(ranges, stranger), ranges), np.where(open_, on.NOBODY, ground)
    )


def _without(uses: Uses, name: str) -> Uses:
    """The same uses with one field blank."""
    return replace(uses, columns={k: v for k, v in uses.columns.items() if k != name}, _known={})
