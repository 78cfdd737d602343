"""What the shipped cases say of the index: `python -m avgrisk.fit.cases` prints the figures.

The prior needs no fit; leave-one-out shows what a fit on so few cases, held by the prior, would do
for a case it has not seen. Binary route of METHOD.md section 10: GLM Binomial with the prior as
offset and its sd as a ridge penalty.
"""

from __future__ import annotations

import numpy as np

from avgrisk import measuring
from avgrisk.cases import Case, load_cases
from avgrisk.index import RiskIndex, load_index
from avgrisk.labels import label
from avgrisk.validation import auc, facts_only, is_backlash, misfits, separation


def design(cases: tuple[Case, ...], index: RiskIndex, facts: bool = False) -> np.ndarray:
    """The readings of each case, a row a case, and a last column of ones for the shift."""
    uses = [facts_only(case) if facts else case.use for case in cases]
    rows = [[part.range.mean for part in measuring.readings(use).values()] for use in uses]
    return np.column_stack([np.array(rows), np.ones(len(rows))])


def held_out(x: np.ndarray, y: np.ndarray, index: RiskIndex) -> np.ndarray:
    """The log-odds of backlash of each case, fitted on all the others and held by the prior."""
    prior = np.array([*(term.mean for term in index.terms), -index.threshold])
    sd = np.array([*(term.sd for term in index.terms), index.shift_sd])
    found = np.empty(len(y))
    for left_out in range(len(y)):
        kept = np.arange(len(y)) != left_out
        found[left_out] = x[left_out] @ (prior + moved(x[kept], y[kept], prior, sd))
    return found


def moved(x: np.ndarray, y: np.ndarray, prior: np.ndarray, sd: np.ndarray) -> np.ndarray:
    """How far the data move each coefficient from its prior."""
    import statsmodels.api as sm

    model = sm.GLM(y, x, family=sm.families.Binomial(), offset=x @ prior)
    return np.asarray(model.fit_regularized(alpha=1 / (len(y) * sd**2), L1_wt=0).params)


def report(version: str = "1") -> str:
    """Every figure, as printed."""
    index = load_index(version)
    table = separation(index)
    lines = [
        "Accepted against backlash, AUC; without and with regulator-driven cases: "
        f"{table.attrs['cases']}",
        table.round(3).to_string(index=False),
    ]
    for name, facts in (("coded", False), ("facts", True)):
        for regulator in (False, True):
            cases = _cases(regulator)
            y = np.array([is_backlash(case) for case in cases], dtype=float)
            held = held_out(design(cases, index, facts), y, index)
            kind = "with" if regulator else "without"
            lines.append(
                f"refitted, leave-one-out, {name}, {kind} regulator-driven (n = {len(cases)}): "
                f"{auc(list(held), [bool(part) for part in y]):.3f}"
            )
    lines += [label(f"misfit.{m.key}", "en", case=m.case, other=m.other) for m in misfits(index)]
    return "\n".join([*lines, label("cases.coding_limits", "en")])


def _cases(regulator: bool) -> tuple[Case, ...]:
    return tuple(
        case
        for case in load_cases()
        if case.use_in_validation
        and case.outcome is not None
        and (regulator or case.outcome.driver != "regulator")
    )


if __name__ == "__main__":
    print(report())
