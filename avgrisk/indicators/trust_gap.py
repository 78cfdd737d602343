"""How little people trust whoever gets their data: 1 - trust."""

from __future__ import annotations

from avgrisk import sectors
from avgrisk.indicators.brand_rules import rule
from avgrisk.levels import level_range, named
from avgrisk.records import UNKNOWN, ProposedUse, Range, Reading, Reason
from avgrisk.sectors import Sector

FIELDS = ("trust", "sector", "recipient", "recipient_sector")


def measure(use: ProposedUse) -> Reading:
    """The trust gap in [0, 1], 1 = no trust: a given level, else the sector's default range.

    When data go to a recipient, its trust counts if lower: that of the recipient's sector, or that
    of a company people do not know when only "others receive the data" is known and the trust in
    the organisation itself is a default. Defaults have the status "suggested".

    >>> measure(ProposedUse(sector="bank")).status
    'suggested'
    >>> measure(ProposedUse(trust=0.8)).range.mode
    0.19999999999999996
    """
    own, reasons = _own(use)
    other, reason = _recipient(use)
    if other is None or (own is not None and other.mean >= own.mean):
        if own is None:
            return Reading("trust_gap", reasons=reasons)
        status = "suggested" if use.trust is None else "given"
        return Reading("trust_gap", own.flipped(), status, reasons)
    if own is None:  # at most what the recipient is trusted
        other = Range(UNKNOWN.low, min(UNKNOWN.mode, other.mode), other.high)
    return Reading("trust_gap", other.flipped(), "suggested", (*reasons, reason))


def _own(use: ProposedUse) -> tuple[Range | None, tuple[Reason, ...]]:
    """Trust in the organisation itself, and where that comes from."""
    given = level_range("trust", use.trust)
    if given is not None:
        return given, (Reason("trust_gap.given", (("trust", _percent(given)),)),)
    sector = sectors.find(use.sector) if use.sector else None
    if sector is None:
        return None, (_unknown(use.sector),)
    return sector.trust, (_default("trust_gap.default", sector),)


def _recipient(use: ProposedUse) -> tuple[Range | None, Reason | None]:
    """Trust in whoever receives the data, where anybody does."""
    sector = sectors.find(use.recipient_sector) if use.recipient_sector else None
    if sector is not None:
        return sector.trust, _default("trust_gap.recipient", sector)
    level = level_range("recipient", use.recipient)
    passed_on = level is not None and level.mode >= named("recipient")["others"]
    if use.trust is not None or not (passed_on or use.recipient_sector):
        return None, None
    trust = rule("trust.recipient")
    return trust, Reason("trust_gap.stranger", (("trust", _percent(trust)),))


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
