"""What the shipped cases say of the weights: a fit on the outcome ladder, held by the prior.

The cases were chosen by their outcome and coded by people who recognised most of them: every figure
flatters. Consent alone and the government's pre-scan always stand beside the fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from avgrisk.calibration.case_design import base_rate_shift, case_design
from avgrisk.calibration.estimation import discrimination, priors
from avgrisk.calibration.estimation.as_index import Thresholds
from avgrisk.calibration.estimation.cross_validation import CrossValidation
from avgrisk.calibration.notes import Note
from avgrisk.calibration.result import Calibration
from avgrisk.calibration.survey.design import Design
from avgrisk.calibration.validation.baselines import consent_risk, prescan_sum
from avgrisk.calibration.validation.separation import (
    BACKLASH,
    chosen,
    facts_only,
    misfits,
    separation,
)
from avgrisk.cases.case_records import Case
from avgrisk.core.labels import explained, label
from avgrisk.core.records import GROUPS
from avgrisk.core.shipped import setting
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.scoring.draws import uniforms
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import load_index

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Permutation:
    """Could outcomes handed out at random be predicted as well? `chance` is the share of shuffles
    (with the real one) that reach the AUC `observed`; `shuffled` holds theirs."""

    observed: float
    chance: float
    shuffled: tuple[float, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class CaseCalibration(Calibration):
    """A fit on cases; as `Calibration`, and how far so few cases can be trusted.

    AUC here: the chance that of a case with backlash or worse and one without, the first has the
    higher predicted risk.
    """

    cases: tuple[Case, ...]
    regulator_driven: bool = False
    facts: bool = False
    base_rate: float | None = None

    @cached_property
    def backlash(self) -> np.ndarray:
        """Per case whether it ended in backlash or worse."""
        return self.design.y >= BACKLASH

    def cross_validate(
        self, by: str | None = None, *, folds: int | None = None, seed: int = 1
    ) -> CrossValidation:
        """Each case predicted from the others, unless `folds` says otherwise."""
        return super().cross_validate(by or "row", folds=folds or len(self.design.y), seed=seed)

    @property
    def held_out_auc(self) -> float:
        """AUC of the cases, each predicted from the others."""
        return discrimination.concordance(self._held_out, self.backlash)[0]

    @cached_property
    def _held_out(self) -> np.ndarray:
        """Per case the chance of backlash or worse, from a fit on the others."""
        return self.cross_validate().chances[:, BACKLASH - 1]

    def permutation_test(self, permutations: int | None = None, seed: int = 1) -> Permutation:
        """Shuffle the outcomes over the cases, refit and predict each from the others, anew.

        Without `permutations` 199 times; the smallest chance that can come out is 1 in 200.
        """
        count = int(setting("permutations")) if permutations is None else permutations
        rows = len(self.design.y)
        keys = uniforms(f"permutation\x1f{seed}", count * rows).reshape(count, rows)
        orders = (np.argsort(key, kind="stable") for key in keys)
        designs = (replace(self.design, y=self.design.y[order]) for order in orders)
        shuffled = tuple(self._on(design).held_out_auc for design in designs)
        reached = sum(auc >= self.held_out_auc for auc in shuffled)
        return Permutation(self.held_out_auc, (1 + reached) / (1 + count), shuffled)

    def _on(self, design: Design) -> CaseCalibration:
        """The same fit on another design."""
        return replace(self, design=design, settled=_settled(design, self.base))

    def ablation(self) -> pd.DataFrame:
        """Held-out AUC with everything, and refitted without each group of readings."""
        import pandas as pd

        rows = [{"model": "all", "auc": self.held_out_auc}]
        for group, names in GROUPS.items():
            kept = [
                place for place, column in enumerate(self.design.columns)
                if not {*names} & {*column.term.split(":")}
            ]  # fmt: skip
            columns = tuple(self.design.columns[place] for place in kept)
            part = replace(self.design, x=self.design.x[:, kept], columns=columns)
            rows.append({"model": f"without {group}", "auc": self._on(part).held_out_auc})
        return pd.DataFrame(rows)

    def compared(self) -> pd.DataFrame:
        """AUC with its interval (5-95 %): refitted and held out, the prior as it is, consent
        alone, the government's pre-scan."""
        import pandas as pd

        places = len(self.design.columns)
        risks = {
            "refitted": self._held_out,
            "prior": self.design.centred @ self.prior.mean[:places],
            "consent": np.array([consent_risk(facts_only(case)) for case in self.cases]),
            "prescan": np.array([float(prescan_sum(case.use)) for case in self.cases]),
        }
        rows = []
        for name, risk in risks.items():
            value, influence = discrimination.concordance(risk, self.backlash)
            figure = discrimination.share_around(value, discrimination.spread(influence, {}))
            rows.append({"model": name, "auc": value, "low": figure.low, "high": figure.high})
        return pd.DataFrame(rows)

    def beside(self, lang: str = "nl") -> list[str]:
        """The fit beside its baselines, a line each."""
        lines = []
        for row in self.compared().to_dict("records"):
            words = {name: f"{row[name]:.3f}" for name in ("auc", "low", "high")}
            model = f"@calibration.model_{row['model']}"
            lines.append(label("calibration.compared", lang, model=model, **words))
        return lines

    def _notes(self) -> Iterator[Note]:
        yield from super()._notes()
        yield ("with_regulator" if self.regulator_driven else "without_regulator"), {}
        if self.facts:
            yield "from_facts", {}
        if self.base_rate is not None:
            yield "base_rate", {"share": f"{self.base_rate:.2f}"}

    def _thresholds(self) -> Thresholds:
        """The fitted thresholds, shifted to the base rate where one was stated."""
        places = len(self.design.columns)
        scored = places + self.base.scored - 1
        shift = base_rate_shift(self.base_rate, float(self.backlash.mean()))
        mean = tuple(theta + shift for theta in self.thresholds)
        variance = float(self.covariance[scored, scored])
        return Thresholds(mean, self.covariance[:places, scored], variance)


@explained()
def calibrate_cases(
    regulator_driven: bool = False,
    base_rate: float | None = None,
    *,
    facts: bool = False,
    index: str | RiskIndex = DEFAULT_INDEX,
) -> CaseCalibration:
    """Fit weights and thresholds on the shipped cases' outcome ladder (0-4), held by the prior.

    `regulator_driven` takes in cases that a regulator drove; `facts` reads the cases from their
    facts, without anybody's coding. The base is sampled on outcome: `base_rate`, the share of
    uses that end in backlash or worse, in (0, 1), shifts the thresholds of the index to it.
    Raises InputError for a base rate outside (0, 1) or an unknown index.
    """
    base_rate_shift(base_rate, 0.5)
    base = load_index(index)
    base.check_no_extras()
    cases = chosen(regulator_driven)
    design = case_design(cases, base, facts)
    return CaseCalibration(
        design=design,
        settled=_settled(design, base),
        base=base,
        basis="cases",
        cases=cases,
        regulator_driven=regulator_driven,
        facts=facts,
        base_rate=base_rate,
    )


def _settled(design: Design, base: RiskIndex) -> priors.Settled:
    """The fit on a design, held by the index."""
    prior = priors.ladder_prior(base, [column.term for column in design.columns])
    return priors.settle(design.centred, design.y, prior, widen=False)


def report(version: str = DEFAULT_INDEX, permutations: int | None = None) -> str:
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
