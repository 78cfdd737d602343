"""How little people trust whoever gets their data: 1 - trust."""

from __future__ import annotations

from avgrisk.core.levels import level_range, named
from avgrisk.core.records import UNKNOWN, ProposedUse, Range, Reading, Reason
from avgrisk.core.shipped import rule
from avgrisk.vocabulary import sectors
from avgrisk.vocabulary.hints import read_use
from avgrisk.vocabulary.sectors import Sector

FIELDS = ("trust", "sector", "recipient", "recipient_sector", "proposed_use", "title")


def measure(use: ProposedUse) -> Reading:
    """The trust gap in [0, 1], 1 = no trust: a given level, else the sector's default range.

    When data go to a recipient, its trust counts if lower: that of the recipient's sector. Where
    the trust in the organisation itself is a default, so does that of whoever the text of the use
    names, or of a company people do not know when all we know is that others receive the data.
    Defaults have the status "suggested".

    >>> measure(ProposedUse(sector="bank")).status
    'suggested'
    >>> measure(ProposedUse(trust=0.8)).range.mode
    0.19999999999999996
    """
    own, reasons = _own(use)
    other, why = _recipient(use)
    if other is None or (own is not None and other.mean >= own.mean):
        if own is None:
            return Reading("trust_gap", reasons=reasons)
        status = "suggested" if use.trust is None else "given"
        return Reading("trust_gap", own.flipped(), status, reasons)
    if own is None:  # at most what the recipient is trusted
        other = Range(UNKNOWN.low, min(UNKNOWN.mode, other.mode), other.high)
    return Reading("trust_gap", other.flipped(), "suggested", (*reasons, *why))


def _own(use: ProposedUse) -> tuple[Range | None, tuple[Reason, ...]]:
    """Trust in the organisation itself, and where that comes from."""
    given = level_range("trust", use.trust)
    if given is not None:
        return given, (Reason("trust_gap.given", (("trust", _percent(given)),)),)
    sector = sectors.find(use.sector) if use.sector else None
    if sector is None:
        return None, (_unknown(use.sector),)
    return sector.trust, (_default("trust_gap.default", sector),)


def _recipient(use: ProposedUse) -> tuple[Range | None, tuple[Reason, ...]]:
    """Trust in whoever receives the data, where anybody does."""
    sector = sectors.find(use.recipient_sector) if use.recipient_sector else None
    if sector is None and use.trust is None:
        passed_on, sector = _passed_on(use)
        if sector is None and (passed_on or use.recipient_sector):
            trust = rule("trust.recipient")
            return trust, (Reason("trust_gap.stranger", (("trust", _percent(trust)),)),)
    if sector is None:
        return None, ()
    return sector.trust, (_default("trust_gap.recipient", sector),)


def _passed_on(use: ProposedUse) -> tuple[bool, Sector | None]:
    """Whether others receive the data, and who: from the level, else from the text of the use."""
    level = level_range("recipient", use.recipient)
    if level is not None:
        return level.mode >= named("recipient")["others"], None
    hint = read_use(use.proposed_use or use.title).recipient
    if not hint.sure or named("recipient")[hint.key] < named("recipient")["others"]:
        return False, None
    return True, sectors.find(" ".join(hint.words))


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
