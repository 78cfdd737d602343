"""JavaScript and style sheets are files: none in a Python string, none that nobody loads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import avgrisk

PACKAGE = Path(avgrisk.__file__).parent
MODULES = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}


@pytest.mark.parametrize("suffix", (".js", ".css"))
def test_every_web_file_is_loaded_by_a_module_beside_it(suffix):
    found = [path for path in PACKAGE.rglob(f"*{suffix}") if "share" not in path.parts]
    assert found
    for path in found:
        beside = {p: text for p, text in MODULES.items() if p.parent == path.parent}
        own = f'with_suffix("{suffix}")' in beside.get(path.with_suffix(".py"), "")
        assert own or any(f'with_name("{path.name}")' in text for text in beside.values()), path


def test_no_module_holds_rules_or_scripts():
    script = re.compile(r"addEventListener|document\.create|export default")
    rule = re.compile(r"^\s*[.@][\w-]+[^\n]*\{[\w-]+:[^\n{}]+[;}]", re.M)
    holds = [path for path, text in MODULES.items() if script.search(text) or rule.search(text)]
    assert not holds
