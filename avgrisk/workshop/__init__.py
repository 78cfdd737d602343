"""A room votes: designs, votes, reveal, agreement, refit.

Names are loaded when first used, so that who only imports avgrisk waits for nothing of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from avgrisk.core.extras import needed

if TYPE_CHECKING:
    from avgrisk.workshop.session import Session

__all__ = ["Session"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'avgrisk.workshop' has no attribute {name!r}")
    needed("workshop", "sqlalchemy", "pydoe", "segno", "tornado")
    value = getattr(import_module("avgrisk.workshop.session"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]
