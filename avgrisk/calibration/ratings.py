"""Learn the weights from people who rated proposed uses: the door for a survey or a workshop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from avgrisk.calibration.estimation import ordinal, priors
from avgrisk.calibration.estimation.clustering import clustering
from avgrisk.calibration.estimation.priors import Belief
from avgrisk.calibration.result import Calibration
from avgrisk.calibration.survey.design import Names, read_design
from avgrisk.core.labels import explained
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import load_index

if TYPE_CHECKING:
    import pandas as pd


@explained()
def calibrate(
    frame: pd.DataFrame,
    acceptable: str,
    readings: Names | None = None,
    respondent: str | None = None,
    scenario: str | None = None,
    *,
    terms: str | Sequence[str] = (),
    scales: Mapping[str, Sequence[float]] | None = None,
    prior: Belief = DEFAULT_INDEX,
    widen: bool = True,
    weights: str | None = None,
) -> Calibration:
    """Fit the weights of the readings on ratings of acceptability, a row a judgement.

    `acceptable`: the column of answers, high = acceptable: True/False, 0/1, whole numbers such as
    1-7, yes and no in words, ordered categories. `readings`: columns, as a list of names or a
    mapping from reading to column; without it every reading the frame holds. A name that is a
    reading gets that reading's prior, and its values lie in [0, 1], 1 = most risk, or on an answer
    scale of whole numbers of which both ends were used; `trust`, `control`, `value_returned` and
    `image_fit` run from bad to good and are turned round. A column that is no reading gets prior
    mean 0, sd 2 and is set out over its own range; its index scores only frames that hold it.
    `scales` says it outright: {"trust": (7, 1)} = 7 is no risk, 1 is most. Missing readings stand
    in the middle and are counted. What was read how is told in the notes.

    `respondent` and `scenario`: columns of ids; intervals and cross-validation then know what
    belongs together. `terms`: products such as "guardian:image_misfit" or
    "vagueness:image_misfit" (the hypotheses of `2-guardian` and `2-licence`); the guardian role
    comes from a column `guardian` or from `sector`. `prior`: an index or its version, own beliefs
    {term: (mean, sd)}, or None for none at all; where the data contradict it its sds are
    widened by one factor (priors.py; `widen=False` holds on to it). `weights="icc"` lets the
    m answers of one respondent count for 1 / (1 + (m - 1) ICC) each (clustering.py). Raises
    InputError, naming the column and what to do.
    """
    design = read_design(frame, acceptable, readings, respondent, scenario, terms, scales)
    names = [column.term for column in design.columns]
    believed = priors.rating_prior(prior, names, len(design.answers) - 1)
    if prior is None and any(column.constant for column in design.columns):
        raise ordinal.no_answer()
    x, y = design.centred, design.y
    settled = priors.settle(x, y, believed, widen=widen)
    clusters = None
    if weights is not None:
        clusters = clustering(design, settled.fitted, weights)
        settled = priors.settle(x, y, believed, widen=widen, weights=clusters.weights)
    return Calibration(
        design=design,
        settled=settled,
        base=load_index(prior if isinstance(prior, str | RiskIndex) else DEFAULT_INDEX),
        basis="survey",
        has_prior=prior is not None,
        widen=widen,
        clustering=clusters,
    )
