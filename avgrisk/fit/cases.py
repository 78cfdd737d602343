"""What the shipped cases say of the index: `python -m avgrisk.fit.cases` prints the figures.

The prior needs no fit; leave-one-out shows what a fit on so few cases, held by the prior, would do
for a case it has not seen (avgrisk.calibrate_cases).
"""

from __future__ import annotations

from avgrisk.calibration.case_base import calibrate_cases
from avgrisk.index import load_index
from avgrisk.labels import label
from avgrisk.validation import misfits, separation


def report(version: str = "1", permutations: int | None = None) -> str:
    """Every figure, as printed; `permutations` as in `CaseCalibration.permutation_test`."""
    index = load_index(version)
    table = separation(index)
    lines = [
        "Accepted against backlash, AUC; without and with regulator-driven cases: "
        f"{table.attrs['cases']}",
        table.round(3).to_string(index=False),
    ]
    for name, facts in (("coded", False), ("facts", True)):
        for regulator in (False, True):
            fit = calibrate_cases(regulator, facts=facts, index=index)
            kind = "with" if regulator else "without"
            lines.append(
                f"refitted, leave-one-out, {name}, {kind} regulator-driven "
                f"(n = {len(fit.cases)}): {fit.held_out_auc:.3f}"
            )
    test = calibrate_cases(index=index).permutation_test(permutations)
    lines.append(f"shuffled outcomes reach that AUC with chance {test.chance:.3f}")
    lines += [label(f"misfit.{m.key}", "en", case=m.case, other=m.other) for m in misfits(index)]
    return "\n".join([*lines, label("cases.coding_limits", "en")])


if __name__ == "__main__":
    print(report())
