"""What-ifs of any case, and the pairs with buttons: endings come last."""

from __future__ import annotations

import pytest

from avgrisk.cases.case_base import case_ids, load_case, teaching_pairs
from avgrisk.cases.replay import branches, what_ifs
from avgrisk.core.labels import label
from avgrisk.core.records import InputError
from avgrisk.explorer.replay.pairs import TwinExplorer
from avgrisk.figures.branches import branch_bars
from avgrisk.scoring.levers import levers
from tests.lists import each

ENDING = '<div class="avg-outcome">'


@each("name", (*case_ids(), *case_ids(illustrations=True)))
def test_every_case_has_what_ifs_that_can_be_drawn(name):
    found = what_ifs(name)
    assert len(found) > 1 and found[0].use == load_case(name).use
    for lang in ("nl", "en"):
        assert branch_bars(found, lang).markup.count('class="avg-branch"') == len(found)


def test_a_case_with_its_own_what_ifs_keeps_them():
    assert [part.key for part in what_ifs("ing-2014")] == [p.key for p in branches("ing-2014")]


def test_a_lever_has_the_same_words_as_a_what_if():
    for lever in levers():
        for lang in ("nl", "en"):
            assert label(f"branch.lever_{lever.key}", lang) == label(f"lever.{lever.key}", lang)


def test_an_unknown_case_is_an_input_error():
    with pytest.raises(InputError):
        what_ifs("no-case")


@pytest.mark.parametrize("lang", ("nl", "en"))
@pytest.mark.parametrize("pair", range(len(teaching_pairs())))
def test_a_pair_reveals_its_endings_last_and_another_pair_hides_them(pair, lang):
    widget = TwinExplorer(pair, lang)
    assert ENDING not in widget.picture.value
    widget.reveal.value = True
    assert widget.picture.value.count(ENDING) == 2
    widget.choice.value = (pair + 1) % len(teaching_pairs())
    assert not widget.revealed and ENDING not in widget.picture.value
    widget.close()


def test_reset_shows_the_first_pair_with_its_endings_hidden():
    twins = TwinExplorer(1)
    twins.reveal.value = True
    twins.reset()
    assert twins.text == TwinExplorer().text and ENDING not in twins.picture.value
