"""People who do not exist: votes of a room with known weights, to rehearse and to measure with."""

from collections.abc import Mapping, Sequence

import numpy as np

from avgrisk.core.records import READINGS
from avgrisk.scoring.index_file import load_index
from avgrisk.workshop.kept import Vote
from avgrisk.workshop.learning import readings_of
from avgrisk.workshop.session_file import Item, SessionPlan
from avgrisk.workshop.told import INDEX

#: Between people, in log-odds: how strict one is beside another. Judgement.
PERSON = 0.7

#: The share that answers "I do not know". Judgement.
UNSURE = 0.04

#: Log-odds at which half give at most step 4, 3, 2 and 1, from a use in the middle of every scale.
THRESHOLDS = (-1.6, -0.5, 0.6, 1.8)


def true_weights(generator: np.random.Generator) -> dict[str, float]:
    """Weights drawn from the prior: what a room could hold if the prior were right."""
    terms = [term for term in load_index(INDEX).terms if term.name in READINGS]
    return {term.name: float(generator.normal(term.mean, term.sd)) for term in terms}


def judged(
    plan: SessionPlan,
    items: Sequence[Item],
    weights: Mapping[str, float],
    generator: np.random.Generator,
    person: float | None = None,
    measured: Mapping[str, Mapping[str, float]] | None = None,
) -> list[Vote]:
    """One person's votes on these items; `person` is how strict, drawn where not given, `measured`
    their readings where they are known already.

    P(at most step s) follows the readings with these weights: more risk, less granted.
    """
    strict = generator.normal(0, PERSON) if person is None else person
    if measured is None:
        measured = readings_of(plan, [item.id for item in items])
    strength = np.array([weights[name] for name in READINGS])
    votes = []
    for item in items:
        values = np.array([measured[item.id][name] for name in READINGS])
        eta = strict + float(strength @ np.where(np.isnan(values), 0, values - 0.5))
        reached = generator.logistic() < eta - np.array(THRESHOLDS)
        grant = 0 if generator.random() < UNSURE else 5 - int(reached.sum())
        votes.append(Vote(item.id, grant, _may(eta, generator)))
    return votes


def _may(eta: float, generator: np.random.Generator) -> str:
    place = generator.logistic(eta, 1.0)
    return "yes" if place < -0.5 else "disputed" if place < 1.2 else "no"
