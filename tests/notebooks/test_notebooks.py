"""What a notebook must be: prose first, short plain cells, probes after widgets, stored outputs."""

from __future__ import annotations

import ast
import math
import re
from pathlib import Path

import nbformat
import pytest

from avgrisk.explorer import moments

HOME = Path(__file__).resolve().parents[2] / "notebooks"
PATHS = sorted(HOME.glob("*.ipynb"))
NAMES = [
    "01_eerste_score.ipynb",
    "02_ing_2014.ipynb",
    "03_verken.ipynb",
    "04_register.ipynb",
    "05_verantwoording.ipynb",
]
TAGS = {"widget", "probe", "solution"}

#: Most code lines a cell: half of the cells, nine in ten, and any cell.
MEDIAN, P90, LONGEST = 3, 8, 15

notebooks = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def cells(path: Path, kind: str = "") -> list:
    """The cells of a notebook, or those of one kind."""
    found = nbformat.read(path, as_version=4).cells
    return [cell for cell in found if not kind or cell.cell_type == kind]


def tags(cell) -> set[str]:
    return set(cell.metadata.get("tags", ()))


def has_widget(cell) -> bool:
    return "widget" in tags(cell)


def prose(path: Path) -> str:
    """All prose as one line, without quotation marks at the start of a line."""
    return " ".join(
        " ".join(line.lstrip("> ") for line in cell.source.splitlines())
        for cell in cells(path, "markdown")
    )


def test_the_notebooks_are_there():
    assert [path.name for path in PATHS] == NAMES


@notebooks
def test_it_is_valid_and_tells_nothing_of_the_machine_it_ran_on(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.metadata.language_info == {"name": "python"}
    text = path.read_text(encoding="utf-8")
    for trace in (
        "/home/",
        "/root/",
        str(HOME.parent),
        "/Users/",
        "/tmp/",
        "site-packages",
        "iopub",
    ):
        assert trace not in text, trace


@notebooks
def test_it_begins_with_prose_and_a_title(path):
    first = cells(path)[0]
    assert first.cell_type == "markdown"
    assert first.source.startswith("# ")


@notebooks
def test_cells_are_short(path):
    lengths = sorted(
        len([line for line in cell.source.splitlines() if line.strip()])
        for cell in cells(path, "code")
    )
    assert lengths[len(lengths) // 2] <= MEDIAN
    assert lengths[math.ceil(0.9 * len(lengths)) - 1] <= P90
    assert lengths[-1] <= LONGEST


@notebooks
def test_no_line_is_wider_than_the_page(path):
    for cell in cells(path, "code"):
        for line in cell.source.splitlines():
            assert len(line) <= 95, line
        for output in cell.outputs:
            for line in output.get("text", "").splitlines():
                assert len(line) <= 100, line


@notebooks
def test_it_defines_nothing_and_touches_nothing_private(path):
    for cell in cells(path, "code"):
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(
                node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
            ), cell.source
            named = (getattr(node, "attr", ""), getattr(node, "id", ""), getattr(node, "name", ""))
            assert not any(isinstance(name, str) and name.startswith("_") for name in named), named


@notebooks
def test_imports_stand_in_the_first_code_cell(path):
    for cell in cells(path, "code")[1:]:
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, ast.Import | ast.ImportFrom), cell.source


@notebooks
def test_the_language_is_chosen_in_one_place(path):
    first, *rest = cells(path, "code")
    assert "taal" in first.source
    for cell in rest:
        for node in ast.walk(ast.parse(cell.source)):
            assert not (isinstance(node, ast.Constant) and node.value in ("nl", "en")), cell.source


@notebooks
def test_every_cell_ran_in_order_without_error_and_its_output_is_stored(path):
    code = cells(path, "code")
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    for cell in code:
        assert all(output.output_type != "error" for output in cell.outputs), cell.source
        last = ast.parse(cell.source).body[-1]
        if isinstance(last, ast.Expr):
            assert cell.outputs, f"no output stored: {cell.source}"


@notebooks
def test_no_cell_is_kept_from_the_check(path):
    for cell in cells(path):
        assert tags(cell) <= TAGS
        assert "NBVAL" not in cell.source.upper()


@notebooks
def test_no_output_depends_on_the_version_of_pandas(path):
    for cell in cells(path, "code"):
        for output in cell.outputs:
            assert "dtype" not in output.get("text", "")
            assert "dataframe" not in output.get("data", {}).get("text/html", "")


@notebooks
def test_every_widget_is_asked_plainly_first_and_probed_after(path):
    code = cells(path, "code")
    shown = [place for place, cell in enumerate(code) if has_widget(cell)]
    for cell in code:
        widgets = "ReplayExplorer|ReplayDesk|ScenarioExplorer|RegisterDesk|CaseCoder|hands"
        makes = re.search(rf"\b({widgets})\(", cell.source)
        assert bool(makes) == has_widget(cell), cell.source
    for place in shown:
        before, after = code[place - 1], code[place + 1]
        assert not has_widget(before)
        assert "print(" in before.source
        assert "probe" in tags(after)
        assert not has_widget(after)
        name = code[place].source.splitlines()[-1].strip()
        assert re.search(rf"\b{name}\.", after.source), f"the probe does not drive {name}"
        assert "for " in after.source
        assert "print(" in after.source


@notebooks
def test_a_widget_is_stored_as_its_words(path):
    for cell in filter(has_widget, cells(path, "code")):
        (output,) = cell.outputs
        assert set(output.data) == {"text/plain"}
        assert "children=" not in output.data["text/plain"]


@pytest.mark.parametrize("name", [name for name in NAMES if name != "02_ing_2014.ipynb"])
def test_a_notebook_with_an_exercise_has_one_solution(name):
    solutions = [cell for cell in cells(HOME / name, "code") if "solution" in tags(cell)]
    assert len(solutions) == 1
    assert solutions[0].source.startswith("# Een oplossing")


@pytest.mark.parametrize("moment", moments("ing-2014"), ids=lambda moment: str(moment.number))
def test_every_moment_stands_in_the_notebook_with_its_question_word_for_word(moment):
    text = prose(HOME / NAMES[1])
    assert f"Moment {moment.number}. {moment.title}" in text
    assert moment.question in text


def test_the_outcome_is_shown_after_every_question_and_what_if():
    code = cells(HOME / NAMES[1], "code")
    place = next(at for at, cell in enumerate(code) if "outcome_card" in cell.source)
    late = [
        at for at, cell in enumerate(code) if re.search("moment_card|varianten|hands", cell.source)
    ]
    assert place > max(late)


@pytest.mark.parametrize(
    "said",
    [
        "nog niet geijkt",
        "geen juridisch advies",
        "De score zakt als opt-in bekend wordt, de woede niet.",
        "niet hoe hoog het debat oploopt",
        "een zaal vol vakmensen is niet de klant",
        "Uitleg *achteraf* hielp ING niet",
        "**betwist**",
        "Wat mensen zeggen gaat verder dan wat ze doen",
        "een cijfer van de *codeurs*",
    ],
)
def test_what_must_be_said_is_said(said):
    assert said in prose(HOME / NAMES[1])


@notebooks
def test_how_the_cases_were_coded_is_said(path):
    assert "limits_card(taal)" in cells(path, "code")[-1].source


@pytest.mark.parametrize(
    "said",
    [
        "*nog niet geijkt*",
        "indexversie 1, toevalsgetal (*seed*) 1",
        "geen juridisch advies",
        "De prior is op die peilingen gebaseerd",
        "En dat bewijst niets",
        "*Niet aangetoond* is dus iets anders dan *weerlegd*",
        "niet hoe hoog het debat oploopt",
        "één klant die afhaakt, en een storm in het hele land",
        "Een zaal vol vakmensen is niet de klant",
        "imago en voordeel beoordeelt u zelf",
        "nog geen reputatieschade",
        "van 0,87 naar 0,93",
    ],
)
def test_the_justification_says_what_must_be_said(said):
    assert said in prose(HOME / "05_verantwoording.ipynb")
