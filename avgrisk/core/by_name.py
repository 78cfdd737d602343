"""Names that are loaded when first used: the stub beside a package says where each of them lives.

`__init__.pyi` has a line for each name, `from avgrisk.core.labels import label as label`, and one
for each module that is used as a whole, `from avgrisk.core import shipped as shipped`. Type
checkers read the same file.
"""

import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

_NAME = re.compile(r"^from (avgrisk\.\w+\.\S+) import (\w+) as \2$", re.MULTILINE)
_MODULE = re.compile(r"^from (avgrisk(?:\.\w+)?) import (\w+) as \2$", re.MULTILINE)


def homes(init: str) -> dict[str, str]:
    """Where each public name of a package lives, by its `__init__.py`: name -> module."""
    return {name: module for module, name in _NAME.findall(_stub(init))}


def attached(
    package: str, init: str, before: Callable[[str], None] = lambda module: None
) -> tuple[Callable[[str], object], Callable[[], list[str]], list[str]]:
    """The `__getattr__`, `__dir__` and `__all__` of a package; AttributeError for what its stub
    does not name. `before` is called with the module of a name, before that is imported."""
    named, here = homes(init), vars(sys.modules[package])
    modules = {name: f"{room}.{name}" for room, name in _MODULE.findall(_stub(init))}

    def load(name: str) -> object:
        if name not in modules and name not in named:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        if name in named:
            before(named[name])
        found = import_module(modules.get(name) or named[name])
        value = here[name] = found if name in modules else getattr(found, name)
        return value

    return load, lambda: [*here, *sorted(named)], sorted(named)


def _stub(init: str) -> str:
    return Path(init).with_suffix(".pyi").read_text(encoding="utf-8")
