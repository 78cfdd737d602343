"""One line for a whole assessment, in the manner of a CVSS vector.

    AVGR:2/VG:.52/PD:.81/DS:.8/IM:.88/TG:.35|.44|.66/VA:?/CG:.3

Index version, the seven readings in canonical order, the guardian role where it is known, and the
data flags; never text. `?` is unknown, a range is low|mode|high, numbers have their shortest form.
"""

import re
from dataclasses import dataclass

from avgrisk.core.records import READINGS, UNKNOWN, InputError, ProposedUse, Range

CODES = dict(zip(READINGS, ("VG", "PD", "DS", "IM", "TG", "VA", "CG"), strict=True))
GUARDIAN = "GR"
FLAGS = "FL"
EXAMPLE = "AVGR:2/VG:.52/PD:.81/DS:.8/IM:.88/TG:.35|.44|.66/VA:?/CG:.3"
KNOWN_FLAGS = (
    "special_category", "criminal", "bsn", "too_vague", "unread", "unread_use", "unread_recipient",
    "unread_data", "unread_organisation",
)  # fmt: skip
#: The index that scores where none is asked for.
DEFAULT_INDEX = "2"
#: The name of an index version: shipped ("2-guardian") or fitted on somebody's own data.
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
#: Longer than any vector can be: the input is hostile until read.
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is scored, without its texts: a Range per reading, None where unknown."""

    index_version: str
    readings: tuple[Range | None, ...]
    guardian: Range | None = None
    flags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not VERSION.fullmatch(self.index_version):
            raise InputError("vector", self.index_version, EXAMPLE, "error.vector")
        if len(self.readings) != len(READINGS):
            raise InputError("vector", len(self.readings), EXAMPLE, "error.vector")
        if not set(self.flags) <= set(KNOWN_FLAGS):
            raise InputError("vector", "+".join(self.flags), EXAMPLE, "error.vector")
        ordered = tuple(flag for flag in KNOWN_FLAGS if flag in self.flags)
        object.__setattr__(self, "flags", ordered)

    @property
    def use(self) -> ProposedUse:
        """A proposed use with these readings and nothing else."""
        return ProposedUse().replace(**dict(zip(READINGS, self.readings, strict=True)))

    def __str__(self) -> str:
        parts = [f"AVGR:{self.index_version}"]
        parts += [
            f"{CODES[name]}:{printed(part)}"
            for name, part in zip(READINGS, self.readings, strict=True)
        ]
        if self.guardian is not None:
            parts.append(f"{GUARDIAN}:{printed(self.guardian)}")
        if self.flags:
            parts.append(f"{FLAGS}:{'+'.join(self.flags)}")
        return "/".join(parts)


def from_vector(vector: str) -> Assessment:
    """The assessment a vector stands for; `from_vector(str(a)) == a`.

    Readings may come in any order; one that is left out is unknown.

    >>> str(from_vector("AVGR:1/CG:0.30/VG:.5"))
    'AVGR:1/VG:.5/PD:?/DS:?/IM:?/TG:?/VA:?/CG:.3'
    """
    if not isinstance(vector, str) or len(vector) > LONGEST:
        raise InputError("vector", str(vector)[:80], EXAMPLE, "error.vector")
    head, *parts = vector.strip().split("/")
    if not head.startswith("AVGR:"):
        raise InputError("vector", head, EXAMPLE, "error.vector")
    values: dict[str, str] = {}
    for part in parts:
        code, colon, value = part.partition(":")
        if not colon or code in values or code not in (*CODES.values(), GUARDIAN, FLAGS):
            raise InputError("vector", part, EXAMPLE, "error.vector")
        values[code] = value
    return Assessment(
        head.removeprefix("AVGR:"),
        tuple(_read(values.get(code, "?")) for code in CODES.values()),
        _read(values.get(GUARDIAN, "?")),
        tuple(flag for flag in values.get(FLAGS, "").split("+") if flag),
    )


def printed(part: Range | None) -> str:
    if part is None:
        return "?"
    if part.low == part.high:
        return _number(part.mode)
    return "|".join(map(_number, part.ends))


def _number(value: float) -> str:
    """The shortest text that reads back as the same number."""
    text = repr(float(value))
    if text.endswith(".0"):
        return text[:-2]
    return text[1:] if text.startswith("0.") else text


def _read(text: str) -> Range | None:
    if text == "?":
        return None
    try:
        numbers = [float(part) for part in text.split("|")]
        return Range.point(numbers[0]) if len(numbers) == 1 else Range(*numbers)
    except (ValueError, TypeError):
        raise InputError("vector", text, EXAMPLE, "error.vector") from None


def column(part: Range | None) -> Range:
    """What the kernel counts with: unknown stands at 0|.5|1."""
    return UNKNOWN if part is None else part
