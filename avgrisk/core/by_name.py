"""Names that are loaded when first used: the stub beside a package says where each of them lives.

`__init__.pyi` has a line for each name, `from avgrisk.core.labels import label as label`, and one
for each module that is used as a whole, `from avgrisk.core import shipped as shipped`. Type
checkers read the same file.
"""

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

_NAME = re.compile(r"^from (avgrisk\.\w+\.\S+) import (\w+) as \2$", re.MULTILINE)
_MODULE = re.compile(r"^from (avgrisk(?:\.\w+)?) import (\w+) as \2$", re.MULTILINE)


def homes(init: str) -> dict[str, str]:
    """Where each public name of a package lives, by its `__init__.py`: name -> module."""
    return {name: module for module, name in _NAME.findall(_stub(init))}


def loader(package: str, init: str) -> Callable[[str], object]:
    """The `__getattr__` of a package; AttributeError for what its stub does not name."""
    named = homes(init)
    modules = {name: f"{room}.{name}" for room, name in _MODULE.findall(_stub(init))}

    def load(name: str) -> object:
        if name in modules:
            return import_module(modules[name])
        if name not in named:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(named[name]), name)

    return load


def _stub(init: str) -> str:
    return Path(init).with_suffix(".pyi").read_text(encoding="utf-8")
