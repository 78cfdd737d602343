"""Pictures from results: pure functions that give HTML or SVG with the same content as text."""

from avgrisk.figures.bars import group_bars, reading_bars
from avgrisk.figures.markup import Figure
from avgrisk.figures.strip import score_strip

__all__ = ["Figure", "group_bars", "reading_bars", "score_strip"]
