"""What a notebook must be: prose first, short plain cells, probes after widgets, stored outputs.

The rules hold for the Dutch notebooks and their English twins alike; that a twin says what the
Dutch one says stands in test_english.py.
"""

from __future__ import annotations

import ast
import math
import re
from pathlib import Path

import nbformat
import pytest

from avgrisk.cases.case_base import load_case
from avgrisk.cases.talk import hidden_names
from avgrisk.cases.teaching import moment
from avgrisk.core.labels import label
from avgrisk.explorer import moments
from tests import ROOT
from tests.lists import each

HOME = ROOT / "notebooks"
DUTCH = sorted(HOME.glob("*.ipynb"))
PATHS = DUTCH + sorted((HOME / "en").glob("*.ipynb"))
NAMES = [
    "01_eerste_score.ipynb",
    "02_ing_2014.ipynb",
    "03_verken.ipynb",
    "04_register.ipynb",
    "05_verantwoording.ipynb",
    "06_naspelen.ipynb",
    "07_workshop.ipynb",
]
TAGS = {"widget", "probe", "solution"}

#: Most code lines a cell: half of the cells, nine in ten, and any cell.
MEDIAN, P90, LONGEST = 3, 8, 15

#: What the language is called in the code, and how the cell with a solution begins.
LANG = {"nl": "taal", "en": "lang"}
SOLUTION = {"nl": "# Een oplossing", "en": "# One solution"}
REPLAY = {"nl": HOME / "02_ing_2014.ipynb", "en": HOME / "en" / "02_ing_2014.ipynb"}
JUSTIFIED = {
    "nl": HOME / "05_verantwoording.ipynb",
    "en": HOME / "en" / "05_accountability.ipynb",
}


def language_of(path: Path) -> str:
    """In which language a notebook is written."""
    return "en" if path.parent.name == "en" else "nl"


def spoken(path: Path) -> str:
    """Its name in a list of tests: nl-01_eerste_score."""
    return f"{language_of(path)}-{path.stem}"


notebooks = each("path", PATHS)


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
    assert [path.name for path in DUTCH] == NAMES
    assert len(PATHS) == 2 * len(NAMES)


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
    assert LANG[language_of(path)] in first.source
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
        assert before.outputs
        assert "probe" in tags(after)
        assert not has_widget(after)
        name = code[place].source.splitlines()[-1].strip()
        assert re.search(rf"\b{name}\.", after.source), f"the probe does not drive {name}"
        assert "for " in after.source
        assert "folded(" in after.source


@notebooks
def test_a_widget_is_stored_as_its_words(path):
    for cell in filter(has_widget, cells(path, "code")):
        (output,) = cell.outputs
        assert set(output.data) == {"text/plain"}
        assert "children=" not in output.data["text/plain"]


@pytest.mark.parametrize(
    "path", [path for path in PATHS if path not in REPLAY.values()], ids=spoken
)
def test_a_notebook_with_an_exercise_has_one_solution(path):
    solutions = [cell for cell in cells(path, "code") if "solution" in tags(cell)]
    assert len(solutions) == 1
    assert solutions[0].source.startswith(SOLUTION[language_of(path)])


@each("lang", REPLAY)
@each("number", [moment.number for moment in moments("ing-2014")])
def test_every_moment_stands_in_the_notebook_with_its_question_word_for_word(lang, number):
    text, found = prose(REPLAY[lang]), moment("ing-2014", number, lang)
    assert f"Moment {found.number}. {found.title}" in text
    assert found.question in text


@pytest.mark.parametrize("lang", REPLAY)
def test_the_outcome_is_shown_after_every_question_and_what_if(lang):
    code = cells(REPLAY[lang], "code")
    place = next(at for at, cell in enumerate(code) if "outcome_card" in cell.source)
    asked = re.compile("moment_card|varianten|variants|hands")
    late = [at for at, cell in enumerate(code) if asked.search(cell.source)]
    assert place > max(late)


@pytest.mark.parametrize(
    "dutch, english",
    [
        ("nog niet geijkt", "not yet calibrated"),
        ("geen juridisch advies", "not legal advice"),
        (
            "De score zakt als opt-in bekend wordt, de woede niet.",
            "The score drops when opt-in becomes known, the anger does not.",
        ),
        ("niet hoe hoog het debat oploopt", "not how hot the debate is"),
        (
            "een zaal vol vakmensen is niet de klant",
            "a room full of professionals is not the customers",
        ),
        ("Uitleg *achteraf* hielp ING niet", "Explaining *afterwards* did not help ING"),
        ("**betwist**", "**disputed**"),
        (
            "Wat mensen zeggen gaat verder dan wat ze doen",
            "What people say goes further than what they do",
        ),
        ("een cijfer van de *codeurs*", "a mark given by the *coders*"),
    ],
)
def test_what_must_be_said_is_said(dutch, english):
    assert dutch in prose(REPLAY["nl"])
    assert english in prose(REPLAY["en"])


@notebooks
def test_how_the_cases_were_coded_is_said(path):
    assert f"limits_card({LANG[language_of(path)]})" in cells(path, "code")[-1].source


@pytest.mark.parametrize(
    "dutch, english",
    [
        ("*nog niet geijkt*", "*not yet calibrated*"),
        ("indexversie 2, toevalsgetal (*seed*) 1", "index version 2, random *seed* 1"),
        ("geen juridisch advies", "not legal advice"),
        ("De prior is op die peilingen gebaseerd", "The prior is based on those surveys"),
        ("En dat bewijst niets", "And that proves nothing"),
        (
            "*Niet aangetoond* is dus iets anders dan *weerlegd*",
            "*not shown* is something other than *refuted*",
        ),
        ("niet hoe hoog het debat oploopt", "not how hot the debate is"),
        (
            "één klant die afhaakt, en een storm in het hele land",
            "one customer put off, and a national storm",
        ),
        (
            "Een zaal vol vakmensen is niet de klant",
            "A room full of professionals is not the customers",
        ),
        ("imago en voordeel beoordeelt u zelf", "image and benefit are for you to judge"),
        ("nog geen reputatieschade", "not reputational damage"),
        ("van 0,87 naar 0,93", "from 0.87 to 0.93"),
    ],
)
def test_the_justification_says_what_must_be_said(dutch, english):
    assert dutch in prose(JUSTIFIED["nl"])
    assert english in prose(JUSTIFIED["en"])


@notebooks
def test_a_reader_sees_lessons_and_code_only_where_a_plan_is_made(path):
    """Code is folded but where one changes a plan; checks and answers are folded whole."""
    for cell in cells(path, "code"):
        folded = cell.metadata.get("jupyter", {})
        whole = tags(cell) & {"probe", "solution"}
        makes = "ProposedUse(" in cell.source or ".replace(" in cell.source
        assert folded.get("source_hidden", False) == bool(not makes or has_widget(cell) or whole)
        assert folded.get("outputs_hidden", False) == bool(whole)


@pytest.mark.parametrize("path", [HOME / "06_naspelen.ipynb", HOME / "en" / "06_replay.ipynb"])
def test_the_replay_of_another_case_is_blind_until_its_outcome(path):
    """Prose and outputs tell neither the names nor the ending before the ending is shown."""
    cases = ("tomtom-2011", "google-maps-verkeer-2009")
    secrets = [name for case in cases for name in hidden_names(case)]
    secrets += [
        label(f"outcome.{load_case(case).outcome.ordinal}", language_of(path)) for case in cases
    ]
    told = []
    for cell in cells(path):
        if "outcome_card" in cell.source:
            break
        told.append(cell.source if cell.cell_type == "markdown" else "")
        told += [
            "".join(out.get("data", {}).get("text/plain", "")) for out in cell.get("outputs", ())
        ]
    shown = "\n".join(told)
    assert [word for word in secrets if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", shown)] == []
