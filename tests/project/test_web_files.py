"""JavaScript, style sheets and pages are files: none in a Python string, none that nobody loads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import avgrisk

PACKAGE = Path(avgrisk.__file__).parent
MODULES = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}

#: A control of our own, which loads the files that bear the name of its module.
OURS = re.compile(r"^class \w+\((?:Ours|Opener)\):", re.M)


@pytest.mark.parametrize("suffix", (".js", ".css"))
def test_every_web_file_is_loaded_by_a_module_beside_it(suffix):
    found = [path for path in PACKAGE.rglob(f"*{suffix}") if "share" not in path.parts]
    assert found
    for path in found:
        beside = {p: text for p, text in MODULES.items() if p.parent == path.parent}
        module = beside.get(path.with_suffix(".py"), "")
        own = f'with_suffix("{suffix}")' in module or OURS.search(module)
        assert own or any(f'"{path.name}"' in text for text in beside.values()), path


#: Templates of a piece of a page, put into it by the module of that page.
PIECES = ("stage_scene.html.j2", "move.html.j2")


def test_no_module_holds_rules_scripts_or_the_head_of_a_page():
    script = re.compile(r"addEventListener|document\.create|export default")
    rule = re.compile(r"^\s*[.@][\w-]+[^\n]*\{[\w-]+:[^\n{}]+[;}]", re.M)
    head = re.compile(r"(?<!b)['\"]<(!doctype|html|head|meta)\b", re.I)
    every = (script, rule, head)
    assert not [p for p, text in MODULES.items() if any(kind.search(text) for kind in every)]


#: Templates that stand in another than the shell: Voilà's own page, and the screens of a room.
AROUND = {"index.html.j2": "voila/templates/lab/index.html.j2"} | dict.fromkeys(
    ("phone.html.j2", "trainer.html.j2", "wall.html.j2"), "room_page.html.j2"
)


def test_one_template_is_the_shell_of_every_page():
    pages = {path.name: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.html.j2")}
    shell = pages.pop("page.html.j2")
    assert shell.count("Content-Security-Policy") == 1
    for name in PIECES:
        assert "<html" not in pages.pop(name)
    for name, text in pages.items():
        around = AROUND.get(name, "page.html.j2")
        assert re.search(rf"{{%-? extends ['\"]{around}['\"]", text), name
        assert "<html" not in text and "<meta" not in text
