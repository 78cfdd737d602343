"""What-ifs: all of them, in order, with their difference, however small."""

from __future__ import annotations

import pytest

from avgrisk.core.labels import label
from avgrisk.figures.branches import branch_bars


def test_every_variant_has_a_strip_and_the_plan_comes_first(variants):
    figure = branch_bars(variants)
    assert figure.markup.count('class="avg-branch"') == len(variants)
    places = [figure.markup.index(f"<b>{label(f'branch.{b.key}')}</b>") for b in variants]
    assert places == sorted(places)


def test_what_barely_helps_is_told_as_plainly_as_what_does(variants):
    text = branch_bars(variants, "en").text
    for branch in variants[1:]:
        change = branch.score.value - variants[0].score.value
        assert f"{change:+.1f}".replace("-", "−") in text


def test_band_is_said_to_stay_or_to_become_another(variants):
    text = branch_bars(variants).text
    assert "blijft rood" in text and "wordt groen" in text


@pytest.mark.parametrize("lang", ("nl", "en"))
def test_without_variants_there_is_only_the_heading(lang):
    assert "avg-branch" not in branch_bars((), lang).markup.split("</style>")[1]
