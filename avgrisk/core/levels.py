"""What a level means: named keys, numbers and ranges become a Range."""

from functools import cache, lru_cache

from avgrisk.core import shipped
from avgrisk.core.records import InputError, Level, Range

#: The label prefix of a field's levels where it differs from the field's name.
PREFIXES = {"value_returned": "value"}
#: Levels of up to so many characters are remembered.
SHORT = 32


@cache
def named(field: str) -> dict[str, float]:
    """The named levels of a field, in order: key -> value in [0, 1]. Empty for a field without."""
    return {
        row["key"]: float(row["value"])
        for row in shipped.rows("levels.csv")
        if row["field"] == field
    }


def label_key(field: str, key: str) -> str:
    """The label of a named level, e.g. ("value_returned", "token") -> "value.token"."""
    return f"{PREFIXES.get(field, field)}.{key}"


def nearest(field: str, value: float) -> str:
    """The named level nearest to a number: what a slider says beside its value."""
    levels = named(field)
    return min(levels, key=lambda key: abs(levels[key] - value))


def shown(field: str, value: float) -> str:
    """The named level nearest to a number, as a reason's value: "@control.opt_in"."""
    return f"@{label_key(field, nearest(field, value))}"


def level_range(field: str, level: Level) -> Range | None:
    """The Range a level stands for, None where it is not filled in.

    Numbers may have a decimal comma; a range is written low|mode|high.

    >>> level_range("control", "opt_in").mode
    0.75
    >>> level_range("trust", "0,3|0,5|0,6").low
    0.3
    """
    if level is None:
        return None
    if isinstance(level, Range):
        return level
    if isinstance(level, tuple):
        return Range(*level)
    if isinstance(level, str):
        read = _remembered if len(level) <= SHORT else _written
        return read(field, level.strip())
    return Range.point(level)


def _written(field: str, text: str) -> Range | None:
    """A level as text: a key, a number or low|mode|high."""
    if not text:
        return None
    if text in named(field):
        return Range.point(named(field)[text])
    try:
        parts = [float(part.replace(",", ".")) for part in text.split("|")]
    except ValueError:
        raise InputError(field, text, ", ".join(named(field)) or "0-1", "error.level_key") from None
    if len(parts) == 3:
        try:
            return Range(*parts)
        except InputError as error:
            raise InputError(field, text, error.allowed, "error.range") from None
    if len(parts) != 1 or not 0 <= parts[0] <= 1:
        raise InputError(field, text, "0-1", "error.level_range")
    return Range.point(parts[0])


_remembered = lru_cache(maxsize=65_536)(_written)


@cache
def choices(field: str) -> tuple[str, ...]:
    """The keys a field that is a choice may hold."""
    return tuple(
        row["key"] for row in shipped.rows("taxonomy/choices.csv") if row["field"] == field
    )


def choice(field: str, value: str) -> str:
    """The key as given, empty where not filled in; an unknown key is an InputError."""
    key = value.strip()
    if key and key not in choices(field):
        raise InputError(field, value, ", ".join(choices(field)), "error.choice")
    return key
