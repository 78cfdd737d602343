"""Parts that are installed apart: whoever lacks one is told in words which to install."""

from importlib.util import find_spec

from avgrisk.core.labels import LANGUAGES, explain
from avgrisk.core.records import InputError


class MissingExtra(InputError):
    """A package of an extra is not installed; as a text it says so in every language."""

    def __str__(self) -> str:
        return " / ".join(explain(self, lang) for lang in LANGUAGES)


def needed(extra: str, *packages: str) -> None:
    """Raise MissingExtra for the first of `packages` that is not there; `avgrisk[extra]` has it.

    >>> needed("lab", "csv")
    >>> needed("lab", "no_such_package")
    Traceback (most recent call last):
    ...
    avgrisk.core.extras.MissingExtra: no_such_package ontbreekt: installeer avgrisk[lab], ...
    """
    for package in packages:
        if find_spec(package) is None:
            raise MissingExtra(extra, package, f"avgrisk[{extra}]", "error.extra")
