"""The weights of a room: proportional odds in which every person has a strictness of their own.

    P(Y >= k) = logistic(x b + s z - theta_k),  z ~ N(0, 1) per person,  Y = 5 - grant

Weights have the index's prior, thresholds next to none, and log s a normal one around .7. The
likelihood integrates z out by Gauss-Hermite quadrature (Hedeker & Gibbons 1994,
doi:10.2307/2533433); the fit is its mode with the curvature there. A fit that leaves people out
finds weights a tenth too small, and intervals that miss them (benchmarks/workshop_rooms.py).
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, log_expit, logsumexp

from avgrisk.core.shipped import setting
from avgrisk.scoring.curves import N, end

Array = np.ndarray

#: Nodes of the quadrature, and the prior of log s: mean and sd. Judgement.
NODES, STRICTNESS = 15, (float(np.log(0.7)), 0.5)


@dataclass(frozen=True, eq=False)
class RoomFit:
    """Weights with their covariance, and how far people differ in strictness (`spread`, an sd in
    log-odds). `believed` holds mean and sd of each weight's prior."""

    weights: Array
    covariance: Array
    spread: float
    believed: Array
    people: int
    answers: int

    @property
    def sd(self) -> Array:
        """The doubt in each weight."""
        return np.sqrt(np.diag(self.covariance))

    @property
    def interval(self) -> tuple[Array, Array]:
        """5 % and 95 % of each weight."""
        return around(self.weights, self.sd)


def around(mean: N, sd: N) -> tuple[N, N]:
    """5 % and 95 % of normal ones with these means and standard deviations."""
    return mean + end(setting("interval_low")) * sd, mean + end(setting("interval_high")) * sd


def fit_room(x: Array, y: Array, people: Array, believed: Array) -> RoomFit:
    """The fit of readings `x` (a row an answer, NaN in the middle) and steps `y` (0 = granted
    most) of `people` (codes), with `believed` (a row a weight: mean, sd) beforehand."""
    centred = np.where(np.isnan(x), 0.0, x - 0.5)
    steps = np.unique(y, return_inverse=True)[1]
    codes = np.unique(people, return_inverse=True)[1]
    model = _Model(centred, steps, codes, believed)
    found = minimize(model.value, model.start(), jac=True, method="BFGS", options={"gtol": 1e-4})
    covariance = np.linalg.inv(_curvature(model, found.x))
    count = x.shape[1]
    return RoomFit(
        found.x[:count],
        covariance[:count, :count],
        float(np.exp(found.x[-1])),
        believed,
        int(codes.max()) + 1,
        len(y),
    )


class _Model:
    """Minus the log posterior and its gradient. Parameters: weights, the first threshold, the log
    of each next one's distance, log s."""

    def __init__(self, x: Array, y: Array, people: Array, believed: Array):
        self.x, self.y, self.people = x, y, people
        self.nodes, masses = np.polynomial.hermite_e.hermegauss(NODES)
        self.log_mass = np.log(masses / masses.sum())
        self.count, self.steps = x.shape[1], int(y.max())
        middle = np.zeros(self.steps)
        wide = np.full(self.steps, setting("threshold_sd"))
        self.mean = np.concatenate([believed[:, 0], middle, [STRICTNESS[0]]])
        self.sd = np.concatenate([believed[:, 1], wide, [STRICTNESS[1]]])

    def start(self) -> Array:
        """The prior's weights, and thresholds where they give the answers' shares."""
        above = np.array([(self.y >= step).mean() for step in range(1, self.steps + 1)])
        middle = float((self.x @ self.mean[: self.count]).mean())
        thetas = middle - np.log(above / (1 - above))
        gaps = np.log(np.maximum(np.diff(thetas), 1e-2))
        return np.concatenate([self.mean[: self.count], thetas[:1], gaps, self.mean[-1:]])

    def value(self, parameters: Array) -> tuple[float, Array]:
        """Minus the log posterior and its gradient at these parameters."""
        thetas, gaps = self._thetas(parameters)
        strict = np.exp(parameters[-1]) * self.nodes
        eta = (self.x @ parameters[: self.count])[:, None] + strict
        ends = np.concatenate([[-np.inf], thetas, [np.inf]])
        a, b = eta - ends[self.y][:, None], eta - ends[self.y + 1][:, None]
        with np.errstate(over="ignore", invalid="ignore"):
            rows = np.log1p(-np.exp(b - a)) + log_expit(a) + log_expit(-b)
            shared = 1 / np.expm1(a - b)
        sums = np.zeros((int(self.people.max()) + 1, NODES))
        np.add.at(sums, self.people, rows)
        sums += self.log_mass
        total = logsumexp(sums, axis=1, keepdims=True)
        mass = np.exp(sums - total)[self.people]
        by_a, by_b = mass * (1 - expit(a) + shared), mass * (-expit(b) - shared)
        both = by_a + by_b
        at_theta = np.array(
            [
                -by_a[self.y == step].sum() - by_b[self.y == step - 1].sum()
                for step in range(1, self.steps + 1)
            ]
        )
        later = np.cumsum(at_theta[::-1])[::-1]  # a gap moves every threshold behind it
        gradient = np.concatenate(
            [self.x.T @ both.sum(axis=1), later * gaps, [float((both * strict).sum())]]
        )
        off = (parameters - self.mean) / self.sd
        return float(0.5 * off @ off - total.sum()), off / self.sd - gradient

    def _thetas(self, parameters: Array) -> tuple[Array, Array]:
        """The thresholds, and what each of their parameters moves them by."""
        own = parameters[self.count : -1]
        gaps = np.concatenate([[1.0], np.exp(own[1:])])
        return np.cumsum(np.concatenate([own[:1], gaps[1:]])), gaps


def _curvature(model: _Model, at: Array) -> Array:
    """The second derivatives by differences of the gradient."""
    step = 1e-4
    columns = []
    for place in range(len(at)):
        move = np.zeros(len(at))
        move[place] = step
        columns.append((model.value(at + move)[1] - model.value(at - move)[1]) / (2 * step))
    found = np.array(columns)
    return (found + found.T) / 2
