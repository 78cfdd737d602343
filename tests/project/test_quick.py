"""`make quick` takes the tests nearest to what changed first, and ends when the time is up."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests import ROOT, quick

FRAME = ROOT / "avgrisk" / "scoring" / "index_file.py"


def test_the_tests_of_what_changed_come_first_and_those_of_its_importers_follow():
    found = quick.nearest({FRAME})
    assert found[0] == [ROOT / "tests" / "scoring" / "test_index_file.py"]
    rest = [test for ring in found[1:] for test in ring]
    assert ROOT / "tests" / "cli" / "test_score_command.py" in rest
    assert ROOT / "tests" / "core" / "test_vector.py" not in rest, "nothing leads there"


def test_a_changed_test_comes_before_all_others():
    own = ROOT / "tests" / "core" / "test_vector.py"
    assert quick.nearest({FRAME, own})[0] == [own]


def test_a_changed_table_counts_as_the_modules_that_read_it():
    assert "avgrisk.core.levels" in quick.touched({ROOT / "datasets" / "levels.csv"})


def test_nothing_changed_asks_for_no_test():
    assert quick.nearest(set()) == []


def test_the_time_is_up_after_a_test_and_never_within_one():
    session = SimpleNamespace(testsfailed=1, shouldstop=False)
    bound = quick.Bound(seconds=-1)
    bound.pytest_runtest_teardown(SimpleNamespace(session=session))
    bound.pytest_sessionfinish(session)
    assert bound.over and bound.failed == 1 and "the time is up" in session.shouldstop


@pytest.mark.parametrize(
    "test, module",
    [
        ("figures/test_style_colours.py", "avgrisk.figures.style"),
        ("scoring/test_index_file.py", "avgrisk.scoring.index_file"),
        ("project/test_api.py", ""),
    ],
)
def test_what_a_test_is_about(test, module):
    assert quick.about(ROOT / "tests" / test) == module
