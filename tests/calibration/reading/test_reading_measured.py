"""The figures of the reader hold what docs/READING.md promises."""

import pytest

from avgrisk.calibration.reading import reading_measured as measured


@pytest.fixture(scope="module")
def parts():
    return measured.parts()


def test_the_parts_are_what_nothing_was_fitted_on(parts):
    assert set(parts) == {"plans", "whole", "plain", "stories", "told", "batch 3", "batch 4"}
    assert len(parts["batch 4"]) == 65 and "inferred" not in parts["batch 4"][0].labels


@pytest.mark.parametrize("part, least", [("whole", 0.78), ("batch 3", 0.85), ("batch 4", 0.77)])
def test_both_readers_together_are_right_more_often_than_the_phrases(parts, part, least):
    both = measured.right(parts[part], "family", measured.by_both, 1)
    assert both >= least
    assert both >= measured.right(parts[part], "family", measured.by_phrases, 1)


def test_a_key_among_three_counts_as_found():
    found = [measured.Labelled("x", {"family": ("b",)})]
    assert measured.right(found, "family", lambda text, facet: ["a", "b"], 1) == 0
    assert measured.right(found, "family", lambda text, facet: ["a", "b"], 3) == 1


def test_how_logical_a_use_is_is_read_in_the_order_of_the_labels():
    found = measured.logical()
    assert {name: count > 300 for name, (_, count) in found.items()} == dict.fromkeys(
        ("whole", "plain", "stories"), True
    )
    assert all(agreed > 0.6 for agreed, _ in found.values())
