"""Pictures from results: pure functions that give HTML or SVG with the same content as text."""

from avgrisk.figures.bars import group_bars, reading_bars
from avgrisk.figures.branches import branch_bars
from avgrisk.figures.evidence import evidence_bars
from avgrisk.figures.law import legal_table
from avgrisk.figures.markup import Figure
from avgrisk.figures.opening import opening_bars
from avgrisk.figures.path import score_path
from avgrisk.figures.quadrant import quadrant
from avgrisk.figures.register.quadrant_counts import register_quadrant
from avgrisk.figures.register.ranks import rank_intervals
from avgrisk.figures.scorecard import scorecard
from avgrisk.figures.shares import share_bars
from avgrisk.figures.similar_cards import similar_cards
from avgrisk.figures.spectrum_curve import spectrum_curve
from avgrisk.figures.strip import score_strip
from avgrisk.figures.text_html import text_figure
from avgrisk.figures.twins import twin_compare
from avgrisk.figures.weights import weight_bars

__all__ = [
    "Figure",
    "branch_bars",
    "evidence_bars",
    "group_bars",
    "legal_table",
    "opening_bars",
    "quadrant",
    "rank_intervals",
    "reading_bars",
    "register_quadrant",
    "score_path",
    "score_strip",
    "scorecard",
    "share_bars",
    "similar_cards",
    "spectrum_curve",
    "text_figure",
    "twin_compare",
    "weight_bars",
]
