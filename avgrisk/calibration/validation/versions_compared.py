"""Index 1 and index 2 side by side on everything they are held against: `avgrisk measure versions`.

Both read the same use the same way; only the weight of control differs. Neither was changed after a
look at this table. What the prior knew beforehand is said beside each figure.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import expit, ndtri

from avgrisk.calibration.estimation.cross_validation import CrossValidation
from avgrisk.calibration.estimation.discrimination import rank_agreement
from avgrisk.calibration.ratings import calibrate
from avgrisk.calibration.validation.baselines import auc, auc_interval, auc_newcombe
from avgrisk.calibration.validation.image_fit_measured import PARTS, vignettes
from avgrisk.calibration.validation.published_figures import evidence_frame, evidence_pairs
from avgrisk.calibration.validation.robustness import ARTICLE
from avgrisk.calibration.validation.separation import (
    counted_cases,
    facts_only,
    in_order,
    is_backlash,
    misfits,
    texts_only,
)
from avgrisk.cases.case_base import load_case, teaching_pairs
from avgrisk.cases.case_records import Case
from avgrisk.core.labels import label
from avgrisk.core.records import READINGS, ProposedUse
from avgrisk.scoring.draws import uniforms
from avgrisk.scoring.engine import scores_of
from avgrisk.scoring.index_file import load_index

#: The families that are compared, the older first.
COMPARED = ("1", "2")
#: How the cases are read, and what that takes for granted.
DOORS: dict[str, Callable[[Case], ProposedUse]] = {
    "as coded": lambda case: case.use,
    "facts door": facts_only,
    "raw texts": texts_only,
}


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of both versions, and whether the makers knew the data when they chose weights."""

    name: str
    figures: tuple[str, ...]
    known: str


def lines() -> list[Measured]:
    """Every figure, in the order of the report."""
    return [*on_cases(), *on_orderings(), *on_vignettes(), *on_evidence(), *on_simulation()]


def on_cases() -> list[Measured]:
    """AUC accepted against backlash per way in, with both intervals; regulator-driven cases out
    and in."""
    without, every = counted_cases()
    found = []
    for name, door in DOORS.items():
        for cases, told in ((without, ""), (every, ", regulator-driven too")):
            backlash = np.array([is_backlash(case) for case in cases])
            risks = [_scores([door(case) for case in cases], version) for version in COMPARED]
            figures = tuple(_separated(values, backlash) for values in risks)
            found.append(
                Measured(f"cases, {name}{told} (n = {len(cases)})", figures, "half held out")
            )
    return found


def _separated(risks: np.ndarray, backlash: np.ndarray) -> str:
    """An AUC with its interval by resampling and by Newcombe's formula."""
    value = auc(risks, backlash)
    low, high, _ = auc_interval(risks, backlash)
    least, most = auc_newcombe(value, int(backlash.sum()), int((~backlash).sum()))
    return f"{value:.2f} ({low:.2f}-{high:.2f}; {least:.2f}-{most:.2f})"


def on_orderings() -> list[Measured]:
    """The orders that the source article expects, and twins of the case base."""
    pairs = [(pair.first, pair.second) for pair in teaching_pairs()]
    article, twins = [], []
    for version in COMPARED:
        names = sorted({name for pair in (*ARTICLE, *pairs) for name in pair})
        scores = dict(zip(names, _scores([load_case(n).use for n in names], version), strict=True))
        held = sum(scores[low] < scores[high] for low, high in ARTICLE)
        article.append(f"{held} of {len(ARTICLE)}")
        alike = sum(in_order(first, second, scores) for first, second in pairs)
        twins.append(f"{alike} of {len(pairs)}")
    return [
        Measured("orders of the source article", tuple(article), "known; any weights give them"),
        Measured("twins in the order of their outcomes", tuple(twins), "half held out"),
    ]


def on_vignettes() -> list[Measured]:
    """Rank agreement of the score with one author's ratings of the own vignettes."""
    found = []
    for part in PARTS:
        uses, ratings = zip(*vignettes(part), strict=True)
        figures = tuple(f"{rank_agreement(-_scores(uses, v), ratings):.2f}" for v in COMPARED)
        found.append(Measured(f"own vignettes, {part} (n = {len(uses)})", figures, "one author's"))
    return found


def on_evidence() -> list[Measured]:
    """Published surveys: pairs in people's order, and scenarios on the side people lean to."""
    pairs = [evidence_pairs(version) for version in COMPARED]
    frames = [evidence_frame(version) for version in COMPARED]
    return [
        Measured(f"{told}, {survey}", tuple(_share(t, survey, column) for t in tables), KNEW)
        for told, tables, column in (
            ("pairs in order", pairs, "in_order"), ("not contradicted", frames, "fits")
        )
        for survey in tables[0]["survey"].unique()
    ]  # fmt: skip


#: Of the published surveys: their figures were known when the scenarios were coded.
KNEW = "informed the prior, or was known"


def _share(table: object, survey: str, column: str) -> str:
    part = table[table["survey"] == survey][column]  # type: ignore[index]
    return f"{int(part.sum())} of {len(part)}"


def on_simulation() -> list[Measured]:
    """Surveys of people who weigh as index 2 does, refitted from either prior: AUC on people
    and scenarios left out, and the slope, 1 = neither too sure nor too timid."""
    fits = [refitted(COMPARED[-1], prior) for prior in COMPARED]
    return [
        Measured(
            "simulated survey, refitted: AUC, slope",
            tuple(f"{fit.auc:.2f}, {fit.slope:.2f}" for fit in fits),
            "people who weigh as index 2",
        )
    ]


def named_misfits() -> list[str]:
    """Cases that either version gets wrong, and which of the two does."""
    by = {version: set(misfits(version)) for version in COMPARED}
    every = sorted(set().union(*by.values()), key=lambda m: (m.key, m.case))
    return [
        f"{label(f'misfit.{m.key}', 'en', case=m.case, other=m.other)} "
        f"(index {' and '.join(v for v in COMPARED if m in by[v])})"
        for m in every
    ]


def _scores(uses: Sequence[ProposedUse], version: str) -> np.ndarray:
    return scores_of(uses, load_index(version)).value


def report() -> str:
    """The table as Markdown, then the misfits by name."""
    head = ["measured on", *(f"index {version}" for version in COMPARED), "what the prior knew"]
    rows = [
        head,
        ["---"] * len(head),
        *([line.name, *line.figures, line.known] for line in lines()),
    ]
    body = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return "\n".join((body, "", *(f"- {told}" for told in named_misfits())))


#: Scenarios and people of one survey: what two sessions of a workshop could gather.
SCENARIOS, PEOPLE = 24, 30
#: Log-odds that differ from person to person, and from scenario to scenario: judgement.
SHARED = 0.6


def refitted(truth: str, prior: str) -> CrossValidation:
    """A survey of people who weigh as index `truth` does, fitted from the prior of another and
    held against people and scenarios left out."""
    fit = calibrate(
        survey(truth),
        acceptable="acceptable",
        readings=list(READINGS),
        respondent="person",
        scenario="scenario",
        prior=prior,
    )
    return fit.cross_validate()


def survey(truth: str, seed: int = 1) -> pd.DataFrame:
    """A row a judgement: the readings of a scenario, who judged it, and acceptable or not."""
    means = {term.name: term.mean for term in load_index(truth).terms}
    readings = _drawn("readings", seed, SCENARIOS * len(READINGS)).reshape(SCENARIOS, -1)
    against = (readings - 0.5) @ np.array([means[name] for name in READINGS])
    lean = SHARED * ndtri(_drawn("people", seed, PEOPLE))[:, None]
    own = SHARED * ndtri(_drawn("scenarios", seed, SCENARIOS))[None, :]
    chance = expit(against[None, :] + lean + own)
    answers = _drawn("answers", seed, PEOPLE * SCENARIOS).reshape(PEOPLE, -1) > chance
    frame = pd.DataFrame(np.tile(readings, (PEOPLE, 1)), columns=list(READINGS))
    frame["person"] = np.repeat(np.arange(PEOPLE), SCENARIOS)
    frame["scenario"] = np.tile(np.arange(SCENARIOS), PEOPLE)
    return frame.assign(acceptable=answers.ravel())


def _drawn(what: str, seed: int, count: int) -> np.ndarray:
    return uniforms(f"survey\x1f{what}\x1f{seed}", count)
