"""A value with its doubt, why it is what it is, and the error for what cannot be used."""

from __future__ import annotations

from dataclasses import dataclass


class InputError(ValueError):
    """What somebody gave cannot be used: names the field, the value and what is allowed.

    `key` is a row of the label table with the placeholders {field}, {value} and {allowed}, so that
    the same error can be told in Dutch and in English (`avgrisk.core.labels.explain`); `allowed` is
    a text, or itself a row of that table.
    """

    def __init__(
        self, field: str, value: object, allowed: str | Reason = "", key: str = "error.value"
    ):
        self.field, self.value, self.allowed, self.key = field, value, allowed, key
        super().__init__(f"{field}: {str(value)[:80]!r} cannot be used; allowed: {allowed}")

    def __reduce__(self):
        return type(self), (self.field, self.value, self.allowed, self.key)


@dataclass(frozen=True, slots=True)
class Range:
    """A value in [0, 1] with its doubt: low <= mode <= high. A certain value has all three equal.

    >>> Range(0.2, 0.4, 0.9).mean
    0.45
    """

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.mode <= self.high <= 1:  # also refuses NaN
            given = f"{self.low}|{self.mode}|{self.high}"
            raise InputError("range", given, "0 <= low <= mode <= high <= 1", "error.range")

    @classmethod
    def point(cls, value: float) -> Range:
        """A value without doubt."""
        return cls(value, value, value)

    @property
    def mean(self) -> float:
        """The PERT mean, (low + 4 mode + high) / 6, exact for a certain value."""
        return self.low + ((self.high - self.low) + 4 * (self.mode - self.low)) / 6

    @property
    def ends(self) -> tuple[float, float, float]:
        """Low, mode and high."""
        return self.low, self.mode, self.high

    def flipped(self) -> Range:
        """The same range read from the other end: 1 - x."""
        return Range(1 - self.high, 1 - self.mode, 1 - self.low)


#: What a reading that cannot be measured stands at: anything, with the reference in the middle.
UNKNOWN = Range(0.0, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a reading is what it is: a row of the label table, filled in.

    `values` fills the row's placeholders; a value that starts with @ is itself a label key.
    `span` is (start, end) in the text that was read; `weight` is signed, + = more risk.
    """

    key: str
    values: tuple[tuple[str, str], ...] = ()
    span: tuple[int, int] | None = None
    weight: float | None = None
