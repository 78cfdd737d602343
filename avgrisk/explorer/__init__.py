"""What a notebook shows: cards without widgets, and the widgets that connect controls to them.

Names are loaded when first used (`__init__.pyi` lists them), so that the cards cost no import of
ipywidgets.
"""

from avgrisk.core import by_name
from avgrisk.core.extras import needed

_HOMES = by_name.homes(__file__)
__all__ = sorted(_HOMES)

_load = by_name.loader(__name__, __file__)


def __getattr__(name: str) -> object:
    if _HOMES.get(name, "").startswith("avgrisk.explorer."):
        needed("lab", "ipywidgets", "anywidget")
    value = globals()[name] = _load(name)
    return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]
