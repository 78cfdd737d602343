"""The stored outputs mean something: change one number or one wire, and a notebook fails.

nbval compares nothing inside a widget. Each mutant here is a copy of the package that differs in
one place; the notebook is run on it as `make test` runs it. The copy without a change must pass.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tests import ROOT

FIRST, REPLAY = "01_eerste_score.ipynb", "02_ing_2014.ipynb"
JUSTIFIED = "05_verantwoording.ipynb"
REGISTER = "04_register.ipynb"
CASES = "06_naspelen.ipynb"
ENGLISH = "en/02_ing_2014.ipynb"


def check(home: Path, notebook: str) -> subprocess.CompletedProcess:
    """Run one notebook strictly on the package in `home`."""
    settings = ROOT / "notebooks" / "nbval_sanitize.cfg"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval"]
    command += ["--nbval-current-env", "--nbval-sanitize-with", str(settings)]
    command += ["--nbval-cell-timeout", "60", "-c", os.devnull, "--rootdir", str(home), notebook]
    environment = os.environ | {"PYTHONPATH": str(home)}
    return subprocess.run(
        command, cwd=home, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def home(tmp_path):
    """A copy of the package with its data inside it, and of the notebooks."""
    keep_out = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    shutil.copytree(ROOT / "avgrisk", tmp_path / "avgrisk", ignore=keep_out)
    shutil.copytree(ROOT / "datasets", tmp_path / "avgrisk" / "datasets", ignore=keep_out)
    (tmp_path / "en").mkdir()
    for notebook in (FIRST, REPLAY, REGISTER, JUSTIFIED, CASES, ENGLISH):
        shutil.copy(ROOT / "notebooks" / notebook, tmp_path / notebook)
    return tmp_path


def change(home: Path, name: str, old: str, new: str) -> None:
    """Replace a text that must stand in the file exactly once."""
    path = home / "avgrisk" / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{name}: {old!r} stands there {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


def failed(result: subprocess.CompletedProcess) -> set[int]:
    """The numbers of the code cells that failed, counted from 0."""
    return {int(place) for place in re.findall(r"FAILED .*::Cell (\d+)", result.stdout)}


@pytest.mark.parametrize("notebook", [REPLAY, REGISTER, CASES, ENGLISH])
def test_the_copy_without_a_change_passes(home, notebook):
    result = check(home, notebook)
    assert result.returncode == 0, result.stdout[-3000:]


@pytest.mark.parametrize("notebook", [FIRST, REPLAY, REGISTER, JUSTIFIED, CASES, ENGLISH])
def test_one_changed_coefficient_fails_the_notebook(home, notebook):
    change(home, "datasets/index/coefficients-1.csv", "\nimage_misfit,2.4,", "\nimage_misfit,2.3,")
    result = check(home, notebook)
    assert result.returncode == 1, result.stdout[-3000:]
    assert len(failed(result)) > 3


@pytest.mark.parametrize(
    "name, old, new",
    [
        # The table no longer sorts by what is asked.
        (
            "explorer/register/grid.py",
            "self.order = views.ordered(shown, found, sort, self.down)",
            "self.order = found",
        ),
        # The filter is no longer looked at.
        ("explorer/register/grid.py", "self.query[:LONGEST], self.kind", '"", self.kind'),
        # What was changed in the explorer does not come back to the table.
        (
            "explorer/register/desk.py",
            "self.changed[row] = plans.changed(use, self.assessed.index)",
            "pass",
        ),
    ],
    ids=["sort", "filter", "way back"],
)
def test_what_only_the_register_desk_shows_fails_its_probe(home, name, old, new):
    change(home, name, old, new)
    result = check(home, REGISTER)
    assert result.returncode == 1, result.stdout[-3000:]
    assert_probes_only(home, REGISTER, failed(result))


@pytest.mark.parametrize(
    "old, new",
    [
        # A wire cut: the menus no longer move the desk.
        ('widget.observe(partial(self._chosen, name), "value")', "pass"),
        # Every source stands there before the ending is revealed.
        ("self.film.told, self.film.revealed, self.lang", "self.film.told, True, self.lang"),
    ],
    ids=["menus", "sources"],
)
def test_what_only_the_desk_for_cases_shows_fails_its_probe(home, old, new):
    change(home, "explorer/replay/desk.py", old, new)
    result = check(home, CASES)
    assert result.returncode == 1, result.stdout[-3000:]
    assert_probes_only(home, CASES, failed(result))


@pytest.mark.parametrize(
    "name, old, new",
    [
        # Only the widget's switch shows index 1-guardian: the probe must notice.
        (
            "datasets/index/coefficients-1-guardian.csv",
            "\nguardian:image_misfit,1.0,",
            "\nguardian:image_misfit,1.2,",
        ),
        # A wire cut: Play no longer moves the film.
        ("explorer/replay/explorer.py", 'self.play.observe(self._played, "value")', "pass"),
        # An answer is told together with its question.
        ("explorer/replay/explorer.py", "return self.step - self.ahead", "return self.step"),
        # A wire cut: the picture of the room no longer follows its boxes.
        ("explorer/hand_boxes.py", 'box.observe(self._show, "value")', "pass"),
    ],
    ids=["coefficient behind a switch", "play", "question first", "hands"],
)
def test_what_only_a_widget_shows_fails_its_probe(home, name, old, new):
    change(home, name, old, new)
    result = check(home, REPLAY)
    assert result.returncode == 1, result.stdout[-3000:]
    assert_probes_only(home, REPLAY, failed(result))


def assert_probes_only(home: Path, notebook: str, places: set[int]) -> None:
    """Some cell failed, and every one that did is a probe."""
    code = [c for c in nbformat.read(home / notebook, as_version=4).cells if c.cell_type == "code"]
    assert places
    for place in places:
        assert "probe" in code[place].metadata.get("tags", ()), code[place].source


def test_a_wire_cut_in_the_coder_fails_its_probe_and_nothing_else(home):
    wire = "button.on_click(self.save if step is None else lambda _: self.go(self.place + step))"
    change(home, "explorer/coder.py", wire, "button.on_click(lambda _: self.go(self.place + 1))")
    result = check(home, JUSTIFIED)
    assert result.returncode == 1, result.stdout[-3000:]
    cells = nbformat.read(home / JUSTIFIED, as_version=4).cells
    code = [cell for cell in cells if cell.cell_type == "code"]
    (place,) = failed(result)
    assert "probe" in code[place].metadata.get("tags", ())


def test_a_changed_survey_figure_fails_the_cells_that_show_it(home):
    change(
        home,
        "datasets/evidence/published_aggregates.csv",
        "warning before an overdraft,acceptable,56,",
        "warning before an overdraft,acceptable,16,",
    )
    result = check(home, JUSTIFIED)
    assert 0 < len(failed(result)) < 6, result.stdout[-3000:]
