"""What the customer does not get back: 1 - value returned."""

import numpy as np

from avgrisk.core.levels import level_range, shown
from avgrisk.core.records import ProposedUse, Range, Reading, Reason
from avgrisk.core.shipped import rule
from avgrisk.indicators.cell_columns import UNKNOWN_COLUMN
from avgrisk.indicators.column import GIVEN, SUGGESTED, UNKNOWN_STATUS, Column
from avgrisk.indicators.facts import by_place, family_numbers
from avgrisk.indicators.meaning import FIELDS as MEANING
from avgrisk.indicators.meaning import meaning
from avgrisk.indicators.meaning_words import heard_in, of_family, of_level
from avgrisk.indicators.uses import Uses
from avgrisk.vocabulary import taxonomy

FIELDS = (*MEANING, "value_returned")


def column(uses: Uses) -> Column:
    """The value gap in [0, 1], 1 = only the organisation gains.

    A given level wins. Else what the words say (a refund, an alert; selling, predicting), else what
    the family of use means for people (taxonomy/family_deal.csv), with what both readers make of
    the text itself (`vocabulary.deal`) beside it: a suggestion. Nothing: unknown.
    """
    given, use = uses.level("value_returned"), meaning(uses)
    key = family_numbers(uses, "proposed_use_key")
    family = np.where(key >= 0, key, np.where(use.sure, use.family[0], -1))
    usual, said = by_place("deals", "value")[:, family], use.levels["value_returned"]
    sure = np.where(key >= 0, 1.0, use.confidence[0])  # what is left may be anything
    usual = sure * usual + (1 - sure) * UNKNOWN_COLUMN
    helps = ~np.isnan(said[0]) & ~use.further
    with np.errstate(invalid="ignore"):
        found = np.where(helps, said, np.where(use.named_further, np.fmin(usual, said), usual))
    # A further use that only the learned reader sees may yet be one that people asked for.
    found[2] = np.where(use.further, np.maximum(found[2], use.doubt), found[2])
    found = np.where(np.isnan(found[0]), _likely(use.chance), found)
    weight, felt = rule("value.deal").mode, use.deal["value_returned"]
    mixed = (1 - weight) * found + weight * felt
    found = np.where(helps | np.isnan(felt), found, mixed)
    known = ~np.isnan(found[0])
    found = np.where(given.known, given.ranges, np.where(known, found, UNKNOWN_COLUMN))
    status = np.where(given.known, GIVEN, np.where(known, SUGGESTED, UNKNOWN_STATUS))
    return Column(
        1 - found[::-1],
        status,
        parts={"family": family, "said": helps | use.named_further, "heard": ~np.isnan(felt[0])},
    )


def _likely(chance: np.ndarray) -> np.ndarray:
    """The value where nothing is sure but how likely a further use is: anything, leaning to what
    that makes likely; NaN where even that is unknown."""
    ends = rule("nature.returns")
    mode = chance * ends.low + (1 - chance) * ends.high
    return np.array([0 * chance, mode, 0 * chance + 1])


def explain(use: ProposedUse, column: Column) -> Reading:
    """The reading of one use in words."""
    value = level_range("value_returned", use.value_returned)
    if value is not None:
        return Reading("value_gap", reasons=(Reason("value_gap.given", _level(value)),))
    if not column.known[0]:
        return Reading("value_gap", reasons=(Reason("value_gap.unknown"),))
    level = _level(Range(*(1 - column.ranges[::-1, 0]).tolist()))
    if column.parts["said"][0]:
        words = of_level(use, "value_returned")
        reason = Reason("value_gap.read", (*level, ("words", words.quoted)), words.span)
        return Reading("value_gap", reasons=(reason,))
    family, heard = int(column.parts["family"][0]), column.parts["heard"][0]
    key = tuple(taxonomy.families())[family]
    told = (("use", f"@family.{key}"),) if family >= 0 else ()
    if heard:
        words = heard_in(use, "value_returned")
        values = (*level, *told, ("words", words.quoted))
        name = "value_gap.heard" if told else "value_gap.read"
        return Reading("value_gap", reasons=(Reason(name, values, words.span),))
    if not told:
        return Reading("value_gap", reasons=(Reason("value_gap.likely", level),))
    span = None if use.proposed_use_key else of_family(use, key).span
    reason = Reason("value_gap.usual", (*level, *told), span)
    return Reading("value_gap", reasons=(reason,))


def _level(value: Range) -> tuple[tuple[str, str]]:
    return (("level", shown("value_returned", value.mode)),)
