"""Pictures from results: pure functions that give HTML or SVG with the same content as text.

Names are loaded when first used (`__init__.pyi` lists them), so that a page loads its own alone; no
module here is called as one of them, for the module would then stand in its place.
"""

from avgrisk.core import by_name

__all__ = sorted(by_name.homes(__file__))

_load = by_name.loader(__name__, __file__)


def __getattr__(name: str) -> object:
    value = globals()[name] = _load(name)
    return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]
