"""What people could not know or choose: 1 - control, less where they cannot go elsewhere."""

from __future__ import annotations

from avgrisk.core.levels import label_key, level_range, nearest
from avgrisk.core.records import ProposedUse, Range, Reading, Reason
from avgrisk.core.shipped import rule
from avgrisk.vocabulary import sectors

FIELDS = ("control", "sector")


def measure(use: ProposedUse) -> Reading:
    """The control gap in [0, 1], 1 = they know nothing; unknown when nobody said.

    Where people cannot go elsewhere (`unavoidable` in sectors.csv) control counts for less, because
    consent is less free: a judgement, METHOD.md section 2.

    >>> round(measure(ProposedUse(control="opt_in", sector="bank")).value, 2)
    0.55
    """
    control = level_range("control", use.control)
    if control is None:
        return Reading("control_gap", reasons=(Reason("control_gap.unknown"),))
    level = label_key("control", nearest("control", control.mode))
    reasons = [Reason("control_gap.given", (("level", f"@{level}"),))]
    sector = sectors.find(use.sector) if use.sector else None
    if sector is not None and sector.unavoidable and control.high > 0:
        share = rule("control.unavoidable").mode
        control = Range(share * control.low, share * control.mode, share * control.high)
        values = (("sector", sector.phrase), ("share", f"{100 * share:.0f} %"))
        reasons.append(Reason("control_gap.unavoidable", values, weight=1 - share))
    return Reading("control_gap", control.flipped(), "given", tuple(reasons))
