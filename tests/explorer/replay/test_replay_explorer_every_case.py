"""Every case and illustration replays in the widget, and tells no ending before it is revealed."""

from __future__ import annotations

import pytest

from avgrisk.cases.case_base import case_ids, load_case
from avgrisk.core.labels import label
from avgrisk.explorer import ReplayExplorer
from tests.lists import each

EVERY = (*case_ids(), *case_ids(illustrations=True))


def shown(widget: ReplayExplorer) -> str:
    """All markup on screen."""
    return "".join(widget.stage.pictures.values())


@pytest.mark.parametrize("lang", ("nl", "en"))
@each("name", EVERY)
def test_a_case_replays_to_the_end_and_reveals_last(name, lang):
    case = load_case(name)
    widget = ReplayExplorer(name, lang)
    start = shown(widget)
    assert 'class="avg-outcome"' not in start
    assert not any(event.text in start for event in case.timeline)
    if case.outcome and case.outcome.ordinal is not None:
        assert label(f"outcome.{case.outcome.ordinal}", lang) not in start
        assert not any(label(f"flag.{flag}", lang) in start for flag in case.outcome.flags)
    widget.step = widget.last
    assert widget.step == len(case.timeline)
    assert 'class="avg-outcome"' not in shown(widget)
    widget.revealed = True
    assert ('class="avg-outcome"' in shown(widget)) is (case.outcome is not None)
    widget.close()
