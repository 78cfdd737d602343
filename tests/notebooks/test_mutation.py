"""The stored outputs mean something: change one number or one wire, and a notebook tells.

nbval compares nothing inside a widget, so each widget is followed by a probe. On each mutant the
cells that should say something else do, and no other; none breaks. That notebooks say what is
stored on an avgrisk without a change is for nbval (`make test`); here one shows that mutants.py
runs them as nbval does.
"""

from __future__ import annotations

from functools import partial

import pytest

from tests.notebooks import mutants
from tests.notebooks.mutants import argument, cell, deaf, forgotten, method

FIRST, REPLAY = "01_eerste_score.ipynb", "02_ing_2014.ipynb"
JUSTIFIED = "05_verantwoording.ipynb"
REGISTER = "04_register.ipynb"
CASES = "06_naspelen.ipynb"
ENGLISH = "en/02_ing_2014.ipynb"
EVERY = (FIRST, REPLAY, REGISTER, JUSTIFIED, CASES, ENGLISH)

WIDGETS = "ipywidgets"
DESK, GRID = "avgrisk.explorer.register.register_desk", "avgrisk.explorer.register.grid"
FILM = "avgrisk.explorer.replay.replay_explorer"

pytestmark = pytest.mark.slow


def only_goes_on(self):
    """The coder's button that saves only goes on to the next case."""
    self.go(self.place + 1)


def told_at_once(self):
    """The film that tells an answer together with its question."""
    return self.step


def stands_alone(cell):
    """The widget of notebook 05 and its probe need nothing of the arithmetic around them, and that
    needs no widget; here it would be worked out for nothing."""
    return bool({"widget", "probe"} & set(cell.metadata.get("tags", ())))


#: What only a widget shows, by the notebook whose probe must notice, and no other cell.
UNSEEN = {
    "sort": (REGISTER, partial(deaf, GRID, "Grid", "sort")),
    "filter": (REGISTER, partial(deaf, GRID, "Grid", "query")),
    # What was changed in the explorer does not come back to the table.
    "way back": (REGISTER, partial(forgotten, DESK, "RegisterDesk", "changed", {})),
    "menus": (CASES, partial(deaf, WIDGETS, "ToggleButtons", "value")),
    "choice": (CASES, partial(deaf, WIDGETS, "Dropdown", "value")),
    # Every source stands there before the ending is revealed.
    "sources": (
        CASES,
        partial(argument, "avgrisk.explorer.replay.replay_desk", "sources_card", "every", True),
    ),
    # Only the widget's switch shows index 2-guardian.
    "coefficient behind a switch": (
        REPLAY,
        partial(
            cell,
            "index/coefficients-2-guardian.csv",
            {"term": "guardian:image_misfit"},
            "mean",
            "1.2",
        ),
    ),
    "play": (REPLAY, partial(deaf, WIDGETS, "Play", "value")),
    "question first": (
        REPLAY,
        partial(method, FILM, "ReplayExplorer", "events_told", told_at_once),
    ),
    "hands": (REPLAY, partial(deaf, WIDGETS, "BoundedIntText", "value")),
    "coder": (
        JUSTIFIED,
        partial(method, "avgrisk.explorer.coder", "CaseCoder", "save", only_goes_on),
    ),
}


def test_without_a_change_a_notebook_says_what_is_stored():
    assert mutants.run(FIRST) == mutants.Went()


@pytest.mark.parametrize("notebook", EVERY)
def test_one_changed_coefficient_is_told_by_the_notebook(notebook):
    row = {"term": "image_misfit"}
    went = mutants.run(
        notebook, partial(cell, "index/coefficients-2.csv", row, "mean", "2.3"), until=4
    )
    assert len(went.differ) > 3 and went.broke == {}


@pytest.mark.xdist_group("mutants")  # on one worker, as what is loaded is loaded once
@pytest.mark.parametrize("name", UNSEEN)
def test_what_only_a_widget_shows_is_told_by_its_probe_and_by_nothing_else(name):
    notebook, mutant = UNSEEN[name]
    needed = stands_alone if notebook == JUSTIFIED else None
    went = mutants.run(notebook, mutant, needed=needed, loaded=mutant.func is not cell)
    code = mutants.code_cells(notebook)
    assert went.differ and went.broke == {}
    for place in went.differ:
        assert "probe" in code[place].metadata.get("tags", ()), code[place].source


def test_a_changed_survey_figure_is_told_by_the_cells_that_show_it():
    row = {"item": "warning before an overdraft", "measure": "acceptable"}
    mutant = partial(cell, "evidence/published_aggregates.csv", row, "value", "16")
    went = mutants.run(JUSTIFIED, mutant)
    assert 0 < len(went.differ) < 6 and went.broke == {}
