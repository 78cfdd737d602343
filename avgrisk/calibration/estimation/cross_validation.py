"""Judgements held out in whole groups: what the fit says of people and scenarios it never saw."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.special import expit

from avgrisk.calibration.estimation import clustering, discrimination, ordinal
from avgrisk.calibration.estimation.discrimination import Estimated
from avgrisk.calibration.estimation.ordinal import Array, Prior
from avgrisk.core.labels import label
from avgrisk.core.records import InputError
from avgrisk.core.shipped import setting

#: Which rows to fit on in, parameters out.
Fitter = Callable[[Array], Array]

BY = ("respondent", "scenario", "both", "row")


@dataclass(frozen=True)
class CrossValidation:
    """How well held-out judgements are predicted; figures with their intervals (5-95 %).

    `auc`: the chance that of two judgements the less acceptable has the higher risk (with more
    than two answers: of two different answers). `brier`: mean squared error of the predicted
    chances, over the steps of the scale, 0 = perfect; `base_brier` that of always telling the
    overall shares. `slope`: what the held-out log-odds must be multiplied by to fit, 1 = right,
    below 1 = too sure of itself. `prior_auc`: the AUC of the prior alone.
    """

    by: str
    folds: int
    auc: float
    auc_interval: tuple[float, float]
    brier: float
    brier_interval: tuple[float, float]
    base_brier: float
    slope: float
    slope_interval: tuple[float, float]
    prior_auc: float
    #: per judgement, in the order of the rows with an answer: held-out log-odds, high = worse
    predicted: Array = field(repr=False)
    #: per judgement and step k of the scale: the held-out chance of an answer that bad or worse
    chances: Array = field(repr=False)

    def summary(self, lang: str = "nl") -> str:
        """The figures in words."""
        lines = [label(f"calibration.by_{self.by}", lang, folds=self.folds)]
        figures = (
            ("auc", self.auc, self.auc_interval, self.prior_auc),
            ("brier", self.brier, self.brier_interval, self.base_brier),
            ("slope", self.slope, self.slope_interval, 1.0),
        )
        for name, value, (low, high), beside in figures:
            shown = {"value": value, "low": low, "high": high, "beside": beside}
            numbers = {key: f"{number:.3f}" for key, number in shown.items()}
            lines.append(label(f"calibration.{name}", lang, **numbers))
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.summary()


def cross_validate(
    x: Array,
    y: Array,
    believed: Array,
    fit: Fitter,
    groups: Mapping[str, Array],
    by: str,
    folds: int | None = None,
    seed: int = 1,
) -> CrossValidation:
    """Fit without each fold, predict it, and measure; `x` counts from the middle, `believed` are
    the prior's coefficients."""
    parts = tuple(splits(groups, len(y), by, folds, seed))
    predicted, chances = held_out(x, fit, parts)
    steps = chances.shape[1]
    auc, influence = discrimination.concordance(predicted, y)
    auc_figure = discrimination.share_around(auc, discrimination.spread(influence, groups))
    errors = discrimination.squared_error(chances, y)
    brier = float(errors.mean())
    error = discrimination.spread((errors - brier) / len(y), groups)
    brier_figure = discrimination.around(brier, error)
    shares = np.array([[(y >= step).mean() for step in range(1, steps + 1)]])
    slope = slope_of(predicted, y, steps, groups)
    return CrossValidation(
        by=by,
        folds=len(parts),
        auc=auc,
        auc_interval=(auc_figure.low, auc_figure.high),
        brier=brier,
        brier_interval=(max(brier_figure.low, 0.0), min(brier_figure.high, 1.0)),
        base_brier=float(discrimination.squared_error(np.repeat(shares, len(y), axis=0), y).mean()),
        slope=slope.value,
        slope_interval=(slope.low, slope.high),
        prior_auc=discrimination.concordance(x @ believed, y)[0],
        predicted=predicted,
        chances=chances,
    )


def held_out(x: Array, fit: Fitter, parts: Iterable[tuple[Array, Array]]) -> tuple[Array, Array]:
    """Per row its held-out log-odds, and the chance of each step or worse, over the folds."""
    places, predicted = x.shape[1], np.empty(len(x))
    chances: Array | None = None
    for held, kept in parts:
        if not kept.any():
            raise InputError("by", "", "", "error.calibrate_too_few")
        part = fit(kept)
        eta, thetas = x[held] @ part[:places], part[places:]
        if chances is None:
            chances = np.empty((len(x), len(thetas)))
        predicted[held] = eta - np.median(thetas[np.isfinite(thetas)])
        chances[held] = expit(eta[:, None] - thetas)
    assert chances is not None
    return predicted, chances


def slope_of(predicted: Array, y: Array, steps: int, groups: Mapping[str, Array]) -> Estimated:
    """The calibration slope: the outcome fitted on held-out log-odds, without a prior.

    NaN where predictions tell all outcomes apart, or none: there is no finite slope then.
    """
    x = (predicted - predicted.mean())[:, None]
    free = Prior(np.zeros(1 + steps), np.zeros((1 + steps, 1 + steps)))
    try:
        fitted = ordinal.fit(x, y, free)
        spread = clustering.covariance(x, y, fitted, free, groups)
    except InputError:
        return Estimated(np.nan, np.nan, np.nan)
    return discrimination.around(float(fitted.parameters[0]), float(np.sqrt(spread[0, 0])))


def splits(
    groups: Mapping[str, Array], rows: int, by: str, folds: int | None, seed: int
) -> Iterator[tuple[Array, Array]]:
    """Per fold which rows are held out, and which are fitted on; every row is held out once.

    "both" leaves the held-out people and the held-out scenarios out of the fit altogether.
    """
    wanted = ("respondent", "scenario") if by == "both" else (by,)
    for name in wanted:
        if by not in BY or (name != "row" and name not in groups):
            allowed = [name for name in BY if name in (*groups, "row")]
            raise InputError("by", by, ", ".join(allowed), "error.calibrate_by")
    codes = [
        dealt(groups[name] if name != "row" else np.arange(rows), folds, seed) for name in wanted
    ]
    for places in np.ndindex(*(int(code.max()) + 1 for code in codes)):
        inside = [code == place for code, place in zip(codes, places, strict=True)]
        held = np.logical_and.reduce(inside)
        if held.any():
            yield held, ~np.logical_or.reduce(inside)


def dealt(codes: Array, folds: int | None, seed: int) -> Array:
    """The fold of each row: its groups in random order, dealt out; few groups get one each."""
    names, place = np.unique(codes, return_inverse=True)
    count = len(names)
    single = count <= setting("single_folds")
    used = folds if folds is not None else (count if single else int(setting("folds")))
    if not isinstance(used, int) or used < 2 or count < 2:
        raise InputError("folds", used, "2-", "error.calibrate_too_few")
    order = np.argsort(np.random.PCG64(seed).random_raw(count), kind="stable")
    fold = np.empty(count, dtype=np.int64)
    fold[order] = np.arange(count) % min(used, count)
    return fold[place]
