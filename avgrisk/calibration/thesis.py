"""The article's thesis as a test: does fit with the image weigh more than its rivals?

Image misfit against vagueness, against coverage by the purpose statement, against distance: each
pair alone, with the same prior for both, on the outcome ladder of the real cases. What is tested is
the difference of the two weights. With it: how often the test would find a difference as large as
index 1 believes (power, by simulation), and how often it cries wolf.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import expit, ndtr, ndtri

from avgrisk.calibration.estimation import ordinal
from avgrisk.calibration.estimation.ordinal import Prior
from avgrisk.calibration.validation.separation import chosen
from avgrisk.cases.case_records import Case
from avgrisk.core import shipped
from avgrisk.core.records import READINGS, ProposedUse
from avgrisk.indicators import measure
from avgrisk.scoring.draws import uniforms
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.spectrum import reach
from avgrisk.vocabulary.hints import read_use
from avgrisk.vocabulary.taxonomy import family_distance

IMAGE, COVERAGE = "image_misfit", "coverage"
RIVALS = ("vagueness", COVERAGE, "purpose_distance")

#: Numbers of cases for which power is worked out, beside the number there is.
SIZES = (200, 800)


@dataclass(frozen=True)
class _Test:
    """One pair: readings (first column the image, second the rival), outcomes 0-4, the prior."""

    x: np.ndarray
    y: np.ndarray
    prior: Prior


def thesis_test(regulator_driven: bool = False, seed: int = 1) -> pd.DataFrame:
    """A row per rival: how much more the image weighs, in log-odds over the full range.

    `difference` with its 90 % interval `low`-`high`; `chance` that the image weighs more (0-1,
    .5 before the data); `wide`, `wide_low`, `wide_high` the same under a wide prior for both, as
    the answer hangs on how firm one is beforehand; `beside` the difference when the index's other
    readings take part; `power` the share of simulated case bases (0-1) whose interval lies above 0
    if the weights are those of index 1, `false_alarm` that when both weigh the same; `needed` the
    fewest cases of SIZES with power .8 (0 = more than the largest); `n` cases. Seeded; Laplace
    approximation.
    """
    cases = chosen(regulator_driven)
    rows = []
    for rival in RIVALS:
        test, whole = _pair(cases, rival), _pair(cases, rival, load_index())
        mean, sd = difference(test)
        low, high = _interval(mean, sd)
        wide = difference(_pair(cases, rival, sd="wide_sd"))
        wide_low, wide_high = _interval(*wide)
        truth = (_setting(f"true.{IMAGE}"), _setting(f"true.{rival}"))
        rows.append(
            {
                "rival": rival,
                "difference": mean,
                "low": low,
                "high": high,
                "chance": float(ndtr(mean / sd)),
                "wide": wide[0],
                "wide_low": wide_low,
                "wide_high": wide_high,
                "beside": difference(whole)[0],
                "power": found_share(test, truth, len(cases), f"{rival}\x1f{seed}"),
                "false_alarm": found_share(
                    test, (_setting("true.equal"),) * 2, len(cases), f"{rival}\x1f0\x1f{seed}"
                ),
                "needed": needed(test, truth, f"{rival}\x1f{seed}"),
                "n": len(cases),
            }
        )
    return pd.DataFrame(rows)


def coverage_gap(use: ProposedUse) -> float:
    """How far the use lies outside what its purpose statement covers, 0-1, 0 = covered.

    The distance between the family of use that the statement names (else what the data were given
    for) and the proposed one, less the reach of a text so vague (datasets/index/spectrum-1.csv).
    """
    named = read_use(use.purpose_statement).family.key or use.collected_for_key
    if not named or not use.proposed_use_key:
        return 0.5
    vague = measure.readings(use)["vagueness"].range.mean
    return max(0.0, family_distance(named, use.proposed_use_key) - reach(vague))


def difference(test: _Test) -> tuple[float, float]:
    """The weight of the first column less that of the second: its mode and sd."""
    found = ordinal.fit(test.x, test.y, test.prior)
    covariance = np.linalg.inv(found.information + test.prior.precision)
    variance = covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1]
    return float(found.parameters[0] - found.parameters[1]), float(np.sqrt(variance))


def found_share(test: _Test, truth: tuple[float, float], count: int, key: str) -> float:
    """Share of simulated case bases of `count` cases in which the interval lies above 0.

    Cases are drawn from those there are; outcomes follow the true weights and the thresholds that
    fit the real outcomes best with these weights.
    """
    simulations = int(_setting("simulations"))
    thetas = _thresholds(test, truth)
    uniform = uniforms(f"thesis\x1f{key}\x1f{count}", simulations * 2 * count)
    found = 0
    for rows, outcome in uniform.reshape(simulations, 2, count):
        x = test.x[(rows * len(test.x)).astype(np.intp)]
        reached = expit((x[:, :2] @ np.array(truth))[:, None] - thetas)
        y = (outcome[:, None] < reached).sum(axis=1)
        mean, sd = difference(_Test(x, y, test.prior))
        found += _interval(mean, sd)[0] > 0
    return found / simulations


def needed(test: _Test, truth: tuple[float, float], key: str) -> int:
    """The fewest cases of SIZES with the power wanted; 0 where none has it."""
    wanted = _setting("wanted_power")
    return next((size for size in SIZES if found_share(test, truth, size, key) >= wanted), 0)


def _thresholds(test: _Test, truth: tuple[float, float]) -> np.ndarray:
    """The thresholds that fit the outcomes best when the weights are these."""
    steps = len(test.prior.mean) - test.x.shape[1]
    sd = np.array([_setting("sure_sd"), *[_setting("threshold_sd")] * steps])
    prior = Prior(np.array([1.0, *[0.0] * steps]), np.diag(sd**-2.0))
    return ordinal.fit(test.x[:, :2] @ np.array(truth)[:, None], test.y, prior).parameters[1:]


def _pair(
    cases: tuple[Case, ...], rival: str, rest: RiskIndex | None = None, sd: str = "prior_sd"
) -> _Test:
    """The image and a rival under the same prior; `rest` adds its other readings with theirs."""
    others = [] if rest is None else [n for n in READINGS if n not in (IMAGE, rival)]
    x = np.array([[_value(case, name) for name in (IMAGE, rival, *others)] for case in cases])
    y = np.array([step for c in cases if c.outcome and (step := c.outcome.ordinal) is not None])
    steps = int(y.max())
    believed = {term.name: (term.mean, term.sd) for term in rest.terms} if rest else {}
    both = (_setting("prior_mean"), _setting(sd))
    free = (0.0, _setting("threshold_sd"))
    pairs = [both, both, *(believed[name] for name in others), *[free] * steps]
    mean, spread = np.array(pairs).T
    return _Test(x - 0.5, y, Prior(mean, np.diag(spread**-2.0)))


def _value(case: Case, name: str) -> float:
    if name == COVERAGE:
        return coverage_gap(case.use)
    return measure.readings(case.use)[name].range.mean


def _interval(mean: float, sd: float) -> tuple[float, float]:
    low, high = (float(ndtri(_setting(f"interval_{end}"))) for end in ("low", "high"))
    return mean + low * sd, mean + high * sd


def _setting(key: str) -> float:
    return shipped.numbers("index/thesis-1.csv")[key]
