"""The justification in words: tables and sentences for a terminal, a notebook, a model card."""

from avgrisk.accountability.driving import robustness_table, sobol_table
from avgrisk.accountability.held_against import (
    pair_lines,
    printed_table,
    separation_lines,
    separation_table,
)
from avgrisk.accountability.weights import (
    ordering_lines,
    posterior_table,
    prior_lines,
    thesis_lines,
)
from avgrisk.accountability.words import told

__all__ = [
    "ordering_lines",
    "pair_lines",
    "posterior_table",
    "printed_table",
    "prior_lines",
    "robustness_table",
    "separation_lines",
    "separation_table",
    "sobol_table",
    "thesis_lines",
    "told",
]
