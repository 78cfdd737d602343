"""Pictures from results: pure functions that give HTML or SVG with the same content as text.

Names are loaded when first used (`__init__.pyi` lists them), so that a page loads its own alone; no
module here is called as one of them, for the module would then stand in its place.
"""

from avgrisk.core import by_name

__getattr__, __dir__, __all__ = by_name.attached(__name__, __file__)
