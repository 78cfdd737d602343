"""The rooms: imports go one way and never in a circle, and the tests stand where the code stands."""

from __future__ import annotations

import ast
from importlib.metadata import version

from importlinter.application.use_cases import read_user_options

from tests import ROOT
from tests.lists import each

PACKAGE, TESTS = ROOT / "avgrisk", ROOT / "tests"

#: Folders of tests about no single module: real browsers, the notebooks, the project as a whole.
SPANNING = {"browser", "notebooks", "project"}


def test_imports_go_one_way_and_never_in_a_circle(capsys):
    """The contract is in pyproject.toml; imports inside functions count."""
    from importlinter.cli import lint_imports

    assert version("import-linter")
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == 0, capsys.readouterr().out


def test_every_room_has_its_place_in_the_contract():
    options = read_user_options(config_filename=str(ROOT / "pyproject.toml"))
    rooms = next(c for c in options.contracts_options if c["type"] == "layers")
    named = {name.strip() for line in rooms["layers"] for name in line.split("|")}
    assert named == {path.parent.name for path in PACKAGE.glob("*/__init__.py")}


def test_a_file_name_occurs_once():
    names = sorted(path.name for path in PACKAGE.rglob("*.py") if path.name[0] != "_")
    assert [name for name in set(names) if names.count(name) > 1] == []


def test_only_the_explorer_imports_ipywidgets():
    for path in PACKAGE.rglob("*.py"):
        if path.is_relative_to(PACKAGE / "explorer"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for name in names:
                assert name.split(".")[0] not in {"ipywidgets", "anywidget"}, f"{path}: {name}"


@each(
    "path",
    [
        path.relative_to(TESTS)
        for path in sorted(TESTS.rglob("test_*.py"))
        if path.relative_to(TESTS).parts[0] not in SPANNING
    ],
)
def test_a_test_stands_where_its_module_stands(path):
    """tests/scoring/test_index_file.py is about avgrisk/scoring/index_file.py; an aspect of a
    module may follow its name: test_style_colours.py is about style.py."""
    words = path.stem.removeprefix("test_").split("_")
    names = {"_".join(words[:count]) + ".py" for count in range(1, len(words) + 1)}
    home = PACKAGE / path.parent
    there = {module.name for module in home.glob("*.py")} if home.is_dir() else set()
    assert names & there, f"tests/{path} is about no module of avgrisk/{path.parent}"
