"""Which columns of a survey are asked for: there, each once, named after what it is taken for."""

import difflib
from collections.abc import Mapping, Sequence

import pandas as pd

from avgrisk.calibration.survey.answer_cells import GOOD, term_of
from avgrisk.core.records import READINGS, InputError
from avgrisk.core.shipped import setting

Names = str | Sequence[str] | Mapping[str, str]


def checked(
    frame: object,
    acceptable: str,
    readings: Names | None,
    groups: Sequence[str | None],
    scales: Mapping[str, Sequence[float]],
) -> dict[str, str]:
    """Name of each factor -> its column; an InputError names the column and what to do."""
    if not isinstance(frame, pd.DataFrame):
        raise InputError("frame", type(frame).__name__, "DataFrame", "error.frame")
    named = _named(frame, readings, (acceptable, *groups))
    for column in [acceptable, *groups, *named.values()]:
        if column is not None:
            _check_column(frame, column)
    if acceptable in named.values():
        raise InputError("readings", acceptable, "", "error.calibrate_outcome_is_reading")
    for name in scales:
        if name not in named and name not in named.values():
            raise InputError("scales", name, ", ".join(named), "error.calibrate_scale_name")
    return named


def _check_column(frame: pd.DataFrame, column: str) -> None:
    """The column is there, once."""
    try:
        count = int((frame.columns == column).sum())
    except (TypeError, ValueError):
        count = 0
    if count > 1:
        raise InputError("column", column, "", "error.calibrate_column_twice")
    if not count:
        names = [str(name) for name in frame.columns[: int(setting("most_columns"))]]
        close = difflib.get_close_matches(str(column)[:80], names)
        raise InputError("column", column, ", ".join(close or names), "error.calibrate_column")


def _named(
    frame: pd.DataFrame, readings: Names | None, others: Sequence[str | None]
) -> dict[str, str]:
    """Name of each factor -> its column; without `readings`, every reading the frame holds."""
    if readings is None:
        readings = [
            name for name in frame.columns
            if isinstance(name, str) and term_of(name) in READINGS and name not in others
        ]  # fmt: skip
    if isinstance(readings, str):
        readings = [readings]
    if isinstance(readings, Mapping):
        named = dict(_as_asked(frame, *pair) for pair in readings.items())
    else:
        named = {name: name for name in readings}
    if len(named) < len(readings):
        raise InputError("readings", ", ".join(map(str, readings)), "", "error.calibrate_twice")
    if not named:
        raise InputError("readings", "", ", ".join((*READINGS, *GOOD)), "error.calibrate_readings")
    if len(named) > setting("most_columns"):
        most = str(int(setting("most_columns")))
        raise InputError("readings", len(named), most, "error.calibrate_many")
    for name in named:
        if not isinstance(name, str) or ":" in name:
            raise InputError("readings", name, "", "error.calibrate_name")
    return named


def _as_asked(frame: pd.DataFrame, name: str, column: str) -> tuple[str, str]:
    """Factor and column; turned round where they were given as pandas renames: column first."""
    turned = isinstance(column, str) and name in frame and column not in frame
    turned = turned and term_of(column) in READINGS
    return (column, name) if turned else (name, column)
