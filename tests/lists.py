"""Many small cases in one test: each of them is tried, whatever the others do, and told by name."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any

import pytest


def each(names: str, rows: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """As `pytest.mark.parametrize`, but all rows are one test, for cases of a few milliseconds.

    A test by itself costs more than such a case: it is collected by each worker and reported twice.
    Rows share the fixtures of that one test. What went wrong comes together, with the row's values.
    """
    keys, rows = [name.strip() for name in names.split(",")], list(rows)

    def made(test: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(test)
        def of_all(**given: Any) -> None:
            wrong: list[BaseException] = []
            for row in rows:
                values = dict(zip(keys, row if len(keys) > 1 else (row,), strict=True))
                try:
                    test(**given, **values)
                except (Exception, pytest.fail.Exception) as error:
                    error.add_note(f"with {values!r:.300}")
                    wrong.append(error)
            if wrong:
                raise BaseExceptionGroup(f"{len(wrong)} of {len(rows)}", wrong)

        asked = inspect.signature(test)
        left = [part for name, part in asked.parameters.items() if name not in keys]
        del of_all.__wrapped__  # type: ignore[attr-defined]  # pytest would look through it
        of_all.__signature__ = asked.replace(parameters=left)  # type: ignore[attr-defined]
        return of_all

    return made
