"""How little people trust whoever gets their data: 1 - trust."""

import numpy as np

from avgrisk.core.levels import level_range, named
from avgrisk.core.records import UNKNOWN, ProposedUse, Range, Reading, Reason
from avgrisk.core.shipped import rule
from avgrisk.indicators.cell_columns import UNKNOWN_COLUMN, Ranges, mean
from avgrisk.indicators.column import GIVEN, SUGGESTED, UNKNOWN_STATUS, Column
from avgrisk.indicators.facts import by_place, filled, rule_column, sector_numbers
from avgrisk.indicators.lawful import partnered, reported
from avgrisk.indicators.meaning import FIELDS as MEANING
from avgrisk.indicators.meaning import meaning
from avgrisk.indicators.relations import organisation, receiver_numbers, sector_of, usual_recipients
from avgrisk.indicators.uses import Uses
from avgrisk.vocabulary import sectors
from avgrisk.vocabulary.sectors import Sector

FIELDS = (*MEANING, "trust", "recipient", "recipient_sector")


def column(uses: Uses) -> Column:
    """The trust gap in [0, 1], 1 = no trust: a given level, else the sector's default range.

    When data go to a recipient, its trust counts if lower: that of the recipient's sector. Where
    the trust in the organisation itself is a default, so does that of whoever the text of the use
    names, or of a company people do not know when all we know is that others receive the data.
    Defaults have the status "suggested".
    """
    given = uses.level("trust")
    own = np.where(given.known, given.ranges, by_place("sectors", "trust")[:, organisation(uses)])
    other, receiver = _recipient(uses, given.known)
    no_own, no_other = np.isnan(own[0]), np.isnan(other[0])
    with np.errstate(invalid="ignore"):
        lower = ~no_other & (no_own | ~(mean(other) >= mean(own)))
    middle = UNKNOWN.mode
    at_most = np.array([np.full(uses.rows, UNKNOWN.low), np.minimum(middle, other[1]), other[2]])
    found = np.where(lower, np.where(no_own, at_most, other), own)
    known = ~np.isnan(found[0])
    given_status = np.where(lower | ~given.known, SUGGESTED, GIVEN)
    return Column(
        np.where(known, 1 - found[::-1], UNKNOWN_COLUMN),
        np.where(known, given_status, UNKNOWN_STATUS),
        parts={"lower": lower, "receiver": receiver},
    )


def _recipient(uses: Uses, own_given: np.ndarray) -> tuple[Ranges, np.ndarray]:
    """Trust in whoever receives the data, NaN where nobody does; and which kind of organisation
    that is, -1 for one that people do not know."""
    given = sector_numbers(uses, "recipient_sector")
    level, facts = uses.level("recipient"), meaning(uses).facts
    others = named("recipient")["others"]
    with np.errstate(invalid="ignore"):
        handed = facts.sure("recipient") & (facts.best("recipient")[0] >= others)
    handed &= (reported(uses) == 0) & ~partnered(uses)
    words = filled(uses, "recipient_words")
    passed_on = np.where(level.known, (level.mode >= others) | (words & handed), handed)
    passed_on &= ~usual_recipients(uses)
    read = _least_trusted(
        np.where(handed & (~level.known | words), facts.one("receiver").astype(np.intp), -1),
        np.where(passed_on, receiver_numbers(uses), -1),
    )
    receiver = np.where(given >= 0, given, np.where(own_given, -1, read))
    stranger = (receiver < 0) & ~own_given & (passed_on | filled(uses, "recipient_sector"))
    found = by_place("sectors", "trust")[:, receiver]
    return np.where(stranger, rule_column("trust.recipient"), found), receiver


def _least_trusted(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Of two kinds of organisation the less trusted one; of one that is unknown the other."""
    first, second = (mean(by_place("sectors", "trust")[:, kind]) for kind in (one, other))
    with np.errstate(invalid="ignore"):
        return np.where((one < 0) | (second < first), other, one)


def explain(use: ProposedUse, column: Column) -> Reading:
    """The reading of one use in words."""
    why = [_about_own(use)]
    if column.parts["lower"][0]:
        why.append(_about_receiver(int(column.parts["receiver"][0])))
    return Reading("trust_gap", reasons=tuple(why))


def _about_own(use: ProposedUse) -> Reason:
    """Trust in the organisation itself, and where that comes from."""
    given = level_range("trust", use.trust)
    if given is not None:
        return Reason("trust_gap.given", (("trust", _percent(given)),))
    sector = sector_of(use)
    return _unknown(use.sector) if sector is None else _default("trust_gap.default", sector)


def _about_receiver(receiver: int) -> Reason:
    """Trust in whoever receives the data: a kind of organisation, or one that nobody knows."""
    if receiver < 0:
        return Reason("trust_gap.stranger", (("trust", _percent(rule("trust.recipient"))),))
    return _default("trust_gap.recipient", tuple(sectors.table().values())[receiver])


def _default(key: str, sector: Sector) -> Reason:
    """Where a sector's trust comes from: surveys that are named, or our judgement."""
    values = (("sector", sector.phrase), ("trust", _percent(sector.trust)))
    if sector.trust_ground.startswith("judgement"):
        return Reason(f"{key}.judgement", values)
    return Reason(f"{key}.surveys", (*values, ("ground", sector.trust_ground)))


def _unknown(text: str) -> Reason:
    """Why there is no trust to go by."""
    return Reason("sector.not_found", (("text", text),)) if text else Reason("sector.missing")


def _percent(trust: Range) -> str:
    """A range in per cent: 34-65 %."""
    low, high = round(100 * trust.low), round(100 * trust.high)
    return f"{low} %" if low == high else f"{low}-{high} %"
