"""Modules import from their own layer or a lower one, and never in a circle."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "avgrisk"

# A module (or subpackage, with all that is in it) and its layer; a module may import from layers
# with the same number or a lower one. The package's own __init__ is on top of all.
LAYERS = {
    "records": 1,
    "shipped": 1,
    "errors": 1,
    "labels": 2,
    "taxonomy": 2,
    "levels": 2,
    "text": 2,
    "answers": 2,
    "phrases": 2,
    "sectors": 2,
    "subjects": 2,
    "language": 2,
    "told": 2,
    "indicators": 3,
    "cases": 3,
    "case_file": 3,
    "case_facts": 3,
    "hints": 3,
    "hint_places": 3,
    "hint_tables": 3,
    "data_words": 3,
    "image_fit": 3,
    "vector": 3,
    "measuring": 4,
    "index": 4,
    "index_file": 4,
    "legal": 4,
    "uncertainty": 5,
    "draws": 5,
    "joint_uncertainty": 5,
    "kernel": 5,
    "scoring": 6,
    "frame": 6,
    "columns": 5,
    "similar": 6,
    "advice": 7,
    "spectrum": 7,
    "replaying": 7,
    "validation": 7,
    "coding": 7,
    "sobol": 7,
    "robustness": 7,
    "evidence": 7,
    "thesis": 7,
    "baselines": 7,
    "register": 7,
    "calibration": 7,
    "scenario_file": 7,
    "fit": 8,
    "tables": 8,
    "accountability": 8,
    "coding_words": 8,
    "figures": 8,
    "report": 8,
    "a4": 8,
    "register_report": 8,
    "register_sections": 8,
    "register_command": 8,
    "register_lines": 8,
    "explorer": 9,
    "coding_command": 9,
    "cli": 9,
    "__main__": 9,
}
TOP = 10


def module_name(path: Path) -> str:
    """Dotted name of a file within the package; the package itself is "avgrisk"."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def layer(module: str) -> int:
    """Layer of a module by the first part of its name inside avgrisk."""
    parts = module.split(".")
    if len(parts) == 1:
        return TOP
    if parts[1] not in LAYERS:
        pytest.fail(
            f"avgrisk/{parts[1]} is new: give it a layer in LAYERS in tests/test_layers.py, "
            f'with a line such as "{parts[1]}": 7',
            pytrace=False,
        )
    return LAYERS[parts[1]]


def imports(module: str, path: Path) -> dict[str, tuple[int, bool]]:
    """The avgrisk modules a file imports: line, and whether that happens on import of the file.

    Imports inside a function count for the layers, not for circles; those under
    `if TYPE_CHECKING` count for neither. avgrisk.datasets holds data, not code.
    """
    found: dict[str, tuple[int, bool]] = {}
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]

    def add(name: str, line: int, at_import: bool) -> None:
        if name.split(".")[0] != "avgrisk":
            return
        while name not in MODULES and name.count(".") > 1:
            name = name.rpartition(".")[0]  # a name inside a module
        if name not in MODULES and name.split(".")[1] not in LAYERS:
            name = "avgrisk"  # a name inside the package's own __init__
        if name != module:
            found[name] = (line, at_import or found.get(name, (line, False))[1])

    def walk(node: ast.AST, at_import: bool) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                for other in child.orelse:
                    walk(other, at_import)
            elif isinstance(child, ast.Import):
                for alias in child.names:
                    add(alias.name, child.lineno, at_import)
            elif isinstance(child, ast.ImportFrom):
                base = child.module or ""
                if child.level:
                    parts = package.split(".")
                    home = ".".join(parts[: len(parts) - child.level + 1])
                    base = f"{home}.{base}" if base else home
                if base.split(".")[0] != "avgrisk" or base.startswith("avgrisk.datasets"):
                    continue
                for alias in child.names:
                    add(f"{base}.{alias.name}", child.lineno, at_import)
            else:
                inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
                walk(child, at_import and not inside)

    walk(ast.parse(path.read_text(encoding="utf-8"), filename=str(path)), True)
    return found


@pytest.mark.parametrize("module", sorted(MODULES))
def test_module_imports_from_its_own_layer_or_a_lower_one(module):
    own = layer(module)
    for name, (line, _) in imports(module, MODULES[module]).items():
        assert layer(name) <= own, (
            f"{module} (layer {own}) imports {name} (layer {layer(name)}) in line {line}"
        )


def test_no_module_imports_itself_in_a_circle():
    graph = {
        module: [n for n, (_, at_import) in imports(module, path).items() if at_import]
        for module, path in MODULES.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail("circle of imports: " + " <- ".join(error.args[1]))


def test_only_the_explorer_imports_ipywidgets():
    for module, path in MODULES.items():
        if module.startswith("avgrisk.explorer"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for name in names:
                assert name.split(".")[0] not in {"ipywidgets", "anywidget"}, f"{module}: {name}"
