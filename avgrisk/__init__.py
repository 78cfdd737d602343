"""avgrisk: not only "may we use these data?" but "will our customers go along with it?".

Names are loaded when first used, so that `import avgrisk` stays light; `__init__.pyi` lists them.
"""

from avgrisk.core import by_name

__version__ = "0.1.0"
__all__ = sorted(by_name.homes(__file__))

_load = by_name.loader(__name__, __file__)


def __getattr__(name: str) -> object:
    value = globals()[name] = _load(name)
    return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]
