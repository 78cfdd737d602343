"""Needed for this use: every family of use has something to say of every group of data."""

from __future__ import annotations

from itertools import product

from avgrisk.core import shipped
from avgrisk.vocabulary.data_words import categories
from avgrisk.vocabulary.needed import LEVELS, need, needs
from avgrisk.vocabulary.taxonomy import families


def test_every_family_with_every_group_stands_there_once():
    groups = {each.group for each in categories().values()} - {""}
    assert set(needs()) == set(product(families(), groups))
    assert len(needs()) == len(shipped.rows("taxonomy/needed.csv"))


def test_levels_are_ordered_and_each_pair_has_a_ground_that_says_judgement():
    modes = {level: {each.range.mode for each in _of(level)} for level in LEVELS}
    assert sum(len(_of(level)) for level in LEVELS) == len(needs())
    assert max(modes["not_needed"]) < min(modes["helpful"])
    assert max(modes["helpful"]) <= min(modes["depends"]) < min(modes["needed"])
    assert all(each.ground.startswith("judgement: ") for each in needs().values())


def test_each_use_needs_or_is_helped_by_something_and_can_do_without_something():
    for family in families():
        levels = {each.level for (one, _), each in needs().items() if one == family}
        assert "not_needed" in levels, family
        assert levels & {"needed", "helpful", "depends"}, family


def test_the_same_data_can_be_needed_for_one_use_and_needless_for_another():
    """The examples of METHOD.md section 6, and the article's payments."""
    assert need("essential.legal_obligation", "identification").range.low > 0.7
    assert need("research", "identification").range.high < 0.5
    assert need("essential.administration", "financial").range.low > 0.7
    assert need("marketing.third_party", "financial").range.high < 0.3
    assert need("essential.service", "belief").range.high < 0.5


def _of(level):
    return [each for each in needs().values() if each.level == level]
