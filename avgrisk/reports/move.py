"""Sliders on a page that recompute the score in the browser, with no server and no network."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from avgrisk.core.labels import label
from avgrisk.core.records import READINGS, UNKNOWN, Range
from avgrisk.core.subjects import Wording
from avgrisk.indicators import measure
from avgrisk.reports.page import part
from avgrisk.scoring.curves import end
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.score import RiskScore
from avgrisk.scoring.uncertainty import coefficient_cumulants

SCRIPT, STYLE = Path(__file__).with_suffix(".js"), Path(__file__).with_suffix(".css")


def move(starts: Sequence[tuple[str, RiskScore]], wording: Wording) -> Markup:
    """The sliders, as a part of a page that loads SCRIPT and STYLE; hidden where no script runs.

    `starts` are scores of one index to start from, each with its name. Nothing where
    nothing is known, nor for an index fitted with a covariance: the browser knows the shipped form.
    """
    index = starts[0][1].index
    nothing = len(starts[0][1].missing) == len(READINGS)
    if nothing or index.covariance is not None:
        return Markup()
    data = {"index": numbers(index, wording), "starts": [ranges(score) for _, score in starts]}
    names = [name for name, _ in starts]
    packed = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(part("move", wording, data=packed, starts=names, readings=READINGS))


def numbers(index: RiskIndex, wording: Wording) -> dict[str, object]:
    """All that the closed form needs of an index; cumulants and quantiles are worked out here."""
    return {
        "terms": [
            {"factors": term.factors, "mean": term.mean, "cumulants": coefficient_cumulants(term)}
            for term in index.terms
        ],
        "threshold": index.threshold,
        "shift_sd": index.shift_sd,
        "margin": [end(probability) for probability in index.margin],
        "bands": [(name, start, label(f"band.{name}", wording)) for name, start in index.bands],
    }


def ranges(score: RiskScore) -> Mapping[str, tuple[float, float, float]]:
    """What was scored: low, mode and high of each input."""
    found = {name: reading.range for name, reading in score.readings.items()}
    found["guardian"] = score.assessment.guardian or measure.guardian(score.use) or UNKNOWN
    return {name: _ends(found[name]) for name in (*READINGS, "guardian")}


def _ends(given: Range) -> tuple[float, float, float]:
    return given.low, given.mode, given.high
