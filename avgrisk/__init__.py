"""avgrisk: not only "may we use these data?" but "will our customers go along with it?".

Names are loaded when first used, so that `import avgrisk` stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from avgrisk.calibration.case_fit import calibrate_cases as calibrate_cases
    from avgrisk.calibration.ratings import calibrate as calibrate
    from avgrisk.calibration.thesis import coverage_gap as coverage_gap
    from avgrisk.calibration.thesis import thesis_test as thesis_test
    from avgrisk.calibration.validation.baselines import prescan_points as prescan_points
    from avgrisk.calibration.validation.published_figures import evidence_frame as evidence_frame
    from avgrisk.calibration.validation.published_figures import evidence_pairs as evidence_pairs
    from avgrisk.calibration.validation.published_figures import printed_figures as printed_figures
    from avgrisk.calibration.validation.robustness import article_orderings as article_orderings
    from avgrisk.calibration.validation.robustness import rank_robustness as rank_robustness
    from avgrisk.calibration.validation.robustness import rank_variants as rank_variants
    from avgrisk.calibration.validation.separation import separation as separation
    from avgrisk.cases.case_base import case_ids as case_ids
    from avgrisk.cases.case_base import load_case as load_case
    from avgrisk.cases.case_base import load_cases as load_cases
    from avgrisk.cases.case_base import read_case as read_case
    from avgrisk.cases.case_base import teaching_pairs as teaching_pairs
    from avgrisk.cases.case_base import use_from_facts as use_from_facts
    from avgrisk.cases.replay import branches as branches
    from avgrisk.cases.replay import replay as replay
    from avgrisk.cases.replay import steps as steps
    from avgrisk.cases.similar import similar_cases as similar_cases
    from avgrisk.core.labels import explain as explain
    from avgrisk.core.labels import label as label
    from avgrisk.core.labels import say as say
    from avgrisk.core.records import InputError as InputError
    from avgrisk.core.records import ProposedUse as ProposedUse
    from avgrisk.core.records import Range as Range
    from avgrisk.core.records import Reading as Reading
    from avgrisk.core.vector import Assessment as Assessment
    from avgrisk.core.vector import from_vector as from_vector
    from avgrisk.indicators.purpose_distance import purpose_distance as purpose_distance
    from avgrisk.indicators.vague_text import vagueness as vagueness
    from avgrisk.register.assess import assess as assess
    from avgrisk.register.checking import check_register as check_register
    from avgrisk.register.quick_wins import quick_wins as quick_wins
    from avgrisk.register.readers.reading import read_register as read_register
    from avgrisk.reports.a4 import a4_html as a4_html
    from avgrisk.scoring.advice import advise as advise
    from avgrisk.scoring.frame import score_frame as score_frame
    from avgrisk.scoring.index_file import load_index as load_index
    from avgrisk.scoring.index_file import save_index as save_index
    from avgrisk.scoring.plan_reading import PlanReading as PlanReading
    from avgrisk.scoring.plan_reading import read as read
    from avgrisk.scoring.score import RiskScore as RiskScore
    from avgrisk.scoring.score import score as score
    from avgrisk.scoring.sobol import sobol_indices as sobol_indices
    from avgrisk.scoring.spectrum import spectrum as spectrum
    from avgrisk.vocabulary.sectors import at_other as at_other

#: Where each public name lives.
_HOME = {
    "a4_html": "reports.a4",
    "advise": "scoring.advice",
    "article_orderings": "calibration.validation.robustness",
    "assess": "register.assess",
    "Assessment": "core.vector",
    "at_other": "vocabulary.sectors",
    "branches": "cases.replay",
    "calibrate": "calibration.ratings",
    "calibrate_cases": "calibration.case_fit",
    "case_ids": "cases.case_base",
    "check_register": "register.checking",
    "coverage_gap": "calibration.thesis",
    "evidence_frame": "calibration.validation.published_figures",
    "evidence_pairs": "calibration.validation.published_figures",
    "explain": "core.labels",
    "from_vector": "core.vector",
    "InputError": "core.records",
    "label": "core.labels",
    "load_case": "cases.case_base",
    "load_cases": "cases.case_base",
    "load_index": "scoring.index_file",
    "PlanReading": "scoring.plan_reading",
    "prescan_points": "calibration.validation.baselines",
    "printed_figures": "calibration.validation.published_figures",
    "ProposedUse": "core.records",
    "purpose_distance": "indicators.purpose_distance",
    "quick_wins": "register.quick_wins",
    "Range": "core.records",
    "rank_robustness": "calibration.validation.robustness",
    "rank_variants": "calibration.validation.robustness",
    "read": "scoring.plan_reading",
    "read_case": "cases.case_base",
    "read_register": "register.readers.reading",
    "Reading": "core.records",
    "replay": "cases.replay",
    "RiskScore": "scoring.score",
    "save_index": "scoring.index_file",
    "say": "core.labels",
    "score": "scoring.score",
    "score_frame": "scoring.frame",
    "separation": "calibration.validation.separation",
    "similar_cases": "cases.similar",
    "sobol_indices": "scoring.sobol",
    "spectrum": "scoring.spectrum",
    "steps": "cases.replay",
    "teaching_pairs": "cases.case_base",
    "thesis_test": "calibration.thesis",
    "use_from_facts": "cases.case_base",
    "vagueness": "indicators.vague_text",
}

#: Modules that notebooks use as a whole, under the name they have there.
_MODULES = {
    "accountability": "reports.accountability",
    "shipped": "core.shipped",
    "tables": "reports.tables",
    "workshop": "workshop",
}

__version__ = "0.1.0"
__all__ = sorted(_HOME)


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return import_module(f"avgrisk.{_MODULES[name]}")
    if name not in _HOME:
        raise AttributeError(f"module 'avgrisk' has no attribute {name!r}")
    value = getattr(import_module(f"avgrisk.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]
