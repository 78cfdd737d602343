"""What a notebook shows: cards without widgets, and the widgets that connect controls to them.

Names are loaded when first used (`__init__.pyi` lists them), so that the cards cost no import of
ipywidgets.
"""

from avgrisk.core import by_name
from avgrisk.core.extras import needed


def _widgets(module: str) -> None:
    if module.startswith("avgrisk.explorer."):
        needed("lab", "ipywidgets", "anywidget")


__getattr__, __dir__, __all__ = by_name.attached(__name__, __file__, _widgets)
