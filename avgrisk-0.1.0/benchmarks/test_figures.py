"""How long a picture takes: wanted is at most 3 ms each, and 10 kB (the scorecard 30 kB)."""

from __future__ import annotations

import pytest

from avgrisk import figures
from avgrisk.cases.case_base import load_case
from avgrisk.cases.replay import branches, steps
from avgrisk.cases.similar import similar_cases
from avgrisk.reports.replay_page import replay_html
from avgrisk.scoring.score import score

CASE = load_case("ing-2014")
SCORE = score(CASE.use)
STEPS = steps(CASE)
BRANCHES = branches(CASE.id)
SIMILAR = similar_cases(CASE.use, leave_out=CASE.id)

DRAW = {
    "score_strip": lambda: figures.score_strip(SCORE),
    "group_bars": lambda: figures.group_bars(SCORE),
    "reading_bars": lambda: figures.reading_bars(SCORE),
    "quadrant": lambda: figures.quadrant([SCORE], ["ING 2014"], "both"),
    "score_path": lambda: figures.score_path(STEPS, 9, case=CASE),
    "legal_table": lambda: figures.legal_table(SCORE.legal),
    "similar_cards": lambda: figures.similar_cards(SIMILAR),
    "branch_bars": lambda: figures.branch_bars(BRANCHES),
    "scorecard": lambda: figures.scorecard(SCORE, SIMILAR),
}


@pytest.mark.parametrize("name", DRAW)
def test_figure(benchmark, name):
    figure = benchmark(DRAW[name])
    benchmark.extra_info["bytes"] = len(figure.markup.encode())


def test_replay_page(benchmark):
    benchmark.pedantic(lambda: replay_html(CASE.id), rounds=5)
