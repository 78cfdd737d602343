"""Where the lines turn: a side counts the turning points reached, and an unknown value has none."""

from __future__ import annotations

from avgrisk.scoring.legal_turns import VIEWS, reached_from, side, turning_points, turns


def test_a_side_counts_the_turning_points_reached():
    assert turns("vagueness") == (0.35, 0.6, 0.7, 1.01)
    assert [side("vagueness", value) for value in (None, 0.0, 0.35, 0.65, 1.0)] == [-1, 0, 1, 2, 3]


def test_a_turning_point_is_reached_from_its_own_value_on():
    for view in VIEWS:
        for key, value in turning_points()[view].items():
            if key.startswith("specified"):
                assert side("vagueness", value) == reached_from(key, view)
                assert side("vagueness", value - 0.001) < reached_from(key, view)
