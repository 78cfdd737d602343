"""avgrisk: not only "may we use these data?" but "will our customers go along with it?".

Names are loaded when first used, so that `import avgrisk` stays light; `__init__.pyi` lists them.
"""

from avgrisk.core import by_name

__version__ = "0.1.0"
__getattr__, __dir__, __all__ = by_name.attached(__name__, __file__)
