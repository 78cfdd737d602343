"""Index 1 and 2 side by side: every figure of both, and simulated surveys give weights back."""

from __future__ import annotations

from avgrisk.calibration.validation.separation import texts_only
from avgrisk.calibration.validation.versions_compared import COMPARED, lines, report
from avgrisk.cases.case_base import load_cases
from avgrisk.core.records import READINGS


def test_every_figure_stands_there_for_both_versions():
    found = lines()
    assert all(len(line.figures) == len(COMPARED) and line.known for line in found)
    names = [line.name for line in found]
    for part in ("as coded", "facts door", "raw texts", "AFM", "Motivaction", "Pew", "Berke"):
        assert any(part in name for name in names), part
    assert "barclays-2013" in report()


def test_raw_texts_give_away_no_key_and_no_level():
    for case in load_cases():
        use = texts_only(case)
        assert not (use.proposed_use_key or use.collected_for_key)
        assert all(getattr(use, name) is None for name in ("control", "recipient", *READINGS))
