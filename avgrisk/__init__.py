"""avgrisk: not only "may we use these data?" but "will our customers go along with it?".

Names are loaded when first used, so that `import avgrisk` stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from avgrisk.calibration.case_fit import calibrate_cases
    from avgrisk.calibration.ratings import calibrate
    from avgrisk.calibration.thesis import coverage_gap, thesis_test
    from avgrisk.calibration.validation.baselines import prescan_points
    from avgrisk.calibration.validation.published_figures import (
        evidence_frame,
        evidence_pairs,
        printed_figures,
    )
    from avgrisk.calibration.validation.robustness import (
        article_orderings,
        rank_robustness,
        rank_variants,
    )
    from avgrisk.calibration.validation.separation import separation
    from avgrisk.cases.case_base import (
        case_ids,
        load_case,
        load_cases,
        read_case,
        teaching_pairs,
        use_from_facts,
    )
    from avgrisk.cases.replay import branches, replay, steps
    from avgrisk.cases.similar import similar_cases
    from avgrisk.core.labels import explain, label, say
    from avgrisk.core.records import InputError, ProposedUse, Range, Reading
    from avgrisk.core.vector import Assessment, from_vector
    from avgrisk.indicators.purpose_distance import purpose_distance
    from avgrisk.indicators.vague_text import vagueness
    from avgrisk.register.assess import assess
    from avgrisk.register.checking import check_register
    from avgrisk.register.quick_wins import quick_wins
    from avgrisk.register.readers.reading import read_register
    from avgrisk.reports.a4 import a4_html
    from avgrisk.scoring.advice import advise
    from avgrisk.scoring.frame import score_frame
    from avgrisk.scoring.index_file import load_index, save_index
    from avgrisk.scoring.plan_reading import PlanReading, read
    from avgrisk.scoring.score import RiskScore, score
    from avgrisk.scoring.sobol import sobol_indices
    from avgrisk.scoring.spectrum import spectrum
    from avgrisk.vocabulary.sectors import at_other

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
__all__ = [
    "Assessment",
    "InputError",
    "PlanReading",
    "ProposedUse",
    "Range",
    "Reading",
    "RiskScore",
    "a4_html",
    "advise",
    "article_orderings",
    "assess",
    "at_other",
    "branches",
    "calibrate",
    "calibrate_cases",
    "case_ids",
    "check_register",
    "coverage_gap",
    "evidence_frame",
    "evidence_pairs",
    "explain",
    "from_vector",
    "label",
    "load_case",
    "load_cases",
    "load_index",
    "prescan_points",
    "printed_figures",
    "purpose_distance",
    "quick_wins",
    "rank_robustness",
    "rank_variants",
    "read",
    "read_case",
    "read_register",
    "replay",
    "save_index",
    "say",
    "score",
    "score_frame",
    "separation",
    "similar_cases",
    "sobol_indices",
    "spectrum",
    "steps",
    "teaching_pairs",
    "thesis_test",
    "use_from_facts",
    "vagueness",
]


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
