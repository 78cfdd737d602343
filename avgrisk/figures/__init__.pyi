"""Where each public name lives; read by type checkers, and by avgrisk.core.by_name."""

from avgrisk.figures.bars import group_bars as group_bars
from avgrisk.figures.bars import reading_bars as reading_bars
from avgrisk.figures.branches import branch_bars as branch_bars
from avgrisk.figures.cases_alike import similar_cards as similar_cards
from avgrisk.figures.evidence import evidence_bars as evidence_bars
from avgrisk.figures.law import legal_table as legal_table
from avgrisk.figures.markup import Figure as Figure
from avgrisk.figures.opening import opening_bars as opening_bars
from avgrisk.figures.path import score_path as score_path
from avgrisk.figures.quadrants import quadrant as quadrant
from avgrisk.figures.register.quadrant_counts import register_quadrant as register_quadrant
from avgrisk.figures.register.ranks import rank_intervals as rank_intervals
from avgrisk.figures.scorecards import scorecard as scorecard
from avgrisk.figures.shares import share_bars as share_bars
from avgrisk.figures.spectrum_line import spectrum_curve as spectrum_curve
from avgrisk.figures.strip import score_strip as score_strip
from avgrisk.figures.text_html import text_figure as text_figure
from avgrisk.figures.twins import twin_compare as twin_compare
from avgrisk.figures.weights import weight_bars as weight_bars
