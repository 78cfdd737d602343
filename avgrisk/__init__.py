"""avgrisk: not only "may we use these data?" but "will our customers grant it?".

Names are loaded when first used, so that `import avgrisk` stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from avgrisk.advice import advise
    from avgrisk.baselines import prescan_points
    from avgrisk.calibration.case_base import calibrate_cases
    from avgrisk.calibration.ratings import calibrate
    from avgrisk.cases import case_ids, load_case, load_cases, read_case, use_from_facts
    from avgrisk.evidence import evidence_frame, evidence_pairs, printed_figures
    from avgrisk.frame import score_frame
    from avgrisk.index import load_index
    from avgrisk.index_file import save_index
    from avgrisk.indicators.purpose_distance import purpose_distance
    from avgrisk.indicators.vagueness import vagueness
    from avgrisk.labels import explain, label, say
    from avgrisk.records import InputError, ProposedUse, Range, Reading
    from avgrisk.replaying import branches, replay
    from avgrisk.robustness import article_orderings, rank_robustness, rank_variants
    from avgrisk.scoring import RiskScore, score
    from avgrisk.sectors import at_other
    from avgrisk.similar import similar_cases
    from avgrisk.sobol import sobol_indices
    from avgrisk.thesis import coverage_gap, thesis_test
    from avgrisk.validation import separation
    from avgrisk.vector import Assessment, from_vector

#: Where each public name lives.
_HOME = {
    "Assessment": "vector",
    "InputError": "records",
    "advise": "advice",
    "ProposedUse": "records",
    "Range": "records",
    "Reading": "records",
    "RiskScore": "scoring",
    "article_orderings": "robustness",
    "at_other": "sectors",
    "branches": "replaying",
    "calibrate": "calibration.ratings",
    "calibrate_cases": "calibration.case_base",
    "case_ids": "cases",
    "coverage_gap": "thesis",
    "evidence_frame": "evidence",
    "evidence_pairs": "evidence",
    "explain": "labels",
    "from_vector": "vector",
    "label": "labels",
    "load_case": "cases",
    "load_cases": "cases",
    "load_index": "index",
    "prescan_points": "baselines",
    "printed_figures": "evidence",
    "purpose_distance": "indicators.purpose_distance",
    "rank_robustness": "robustness",
    "rank_variants": "robustness",
    "read_case": "cases",
    "replay": "replaying",
    "save_index": "index_file",
    "say": "labels",
    "separation": "validation",
    "score": "scoring",
    "score_frame": "frame",
    "similar_cases": "similar",
    "sobol_indices": "sobol",
    "thesis_test": "thesis",
    "use_from_facts": "cases",
    "vagueness": "indicators.vagueness",
}

__version__ = "0.1.0"
__all__ = [
    "Assessment",
    "InputError",
    "ProposedUse",
    "Range",
    "Reading",
    "RiskScore",
    "advise",
    "article_orderings",
    "at_other",
    "branches",
    "calibrate",
    "calibrate_cases",
    "case_ids",
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
    "rank_robustness",
    "rank_variants",
    "read_case",
    "replay",
    "save_index",
    "say",
    "score",
    "score_frame",
    "separation",
    "similar_cases",
    "sobol_indices",
    "thesis_test",
    "use_from_facts",
    "vagueness",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'avgrisk' has no attribute {name!r}")
    value = getattr(import_module(f"avgrisk.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]
