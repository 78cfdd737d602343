"""The frozen records that everything passes on: a reading and a proposed use.

What they hold, a range and its reasons, is imported from here too (ranges.py).
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import Any

from avgrisk.core.ranges import UNKNOWN, InputError, Range, Reason

#: The seven readings, in canonical order: the order of tables, columns, sums and the vector.
READINGS = (
    "vagueness",
    "purpose_distance",
    "data_sensitivity",
    "image_misfit",
    "trust_gap",
    "value_gap",
    "control_gap",
)

#: The four groups a reading is shown in: doel, gegevens, merk, voordeel en keuze.
GROUPS = {
    "purpose": ("vagueness", "purpose_distance"),
    "data": ("data_sensitivity",),
    "brand": ("image_misfit", "trust_gap"),
    "deal": ("value_gap", "control_gap"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the seven readings, in [0, 1], 1 = most risk, with its reasons.

    `status`: given (somebody coded it), measured (from texts and keys), suggested (a default that
    somebody should confirm) or unknown (stands at 0|.5|1; then `value` is None).
    """

    name: str
    range: Range = UNKNOWN
    status: str = "unknown"
    reasons: tuple[Reason, ...] = ()
    #: label keys of what the text leaves open, e.g. "slot.data" (vagueness)
    slots: tuple[str, ...] = ()
    #: "nl", "en" or None when the language cannot be told (vagueness)
    lang: str | None = None
    #: facts to be shown beside the number, those of vector.KNOWN_FLAGS: what is special by law,
    #: and what was not read
    flags: tuple[str, ...] = ()
    #: words that no table knows, listed and never dropped
    unmatched: tuple[str, ...] = ()
    #: parts with their own value and share: (label key, Range or None when unknown)
    facets: tuple[tuple[str, Range | None], ...] = ()

    @property
    def known(self) -> bool:
        """Whether there is anything to stand on."""
        return self.status != "unknown"

    @property
    def value(self) -> float | None:
        """The PERT mean of the range, or None when unknown."""
        return self.range.mean if self.known else None

    @property
    def low(self) -> float:
        """Lowest value held possible."""
        return self.range.low

    @property
    def high(self) -> float:
        """Highest value held possible."""
        return self.range.high


#: A level as people give it: a named key, a number, a range, or nothing.
Level = str | float | Range | tuple[float, float, float] | None


@dataclass(frozen=True, slots=True)
class ProposedUse:
    """One proposed use of personal data by one controller: the unit that is scored.

    Three texts play a part (METHOD.md section 1): `collected_for` is what the customer gave the
    data for, `purpose_statement` the description that should cover the use, `proposed_use` what
    the organisation now wants. `recipient_words` and `data_subjects` name in words who receives the
    data and whose data they are. A `_key` twin holds the key where it is known. Levels are a named
    key of levels.csv, a number in [0, 1], or a range (low, mode, high) or "low|mode|high"; None is
    unknown. `image_fit`, `data_logical`, `data_needed`, `trust`, `value_returned` and `control`
    run from 0 (bad) to 1 (good); `identifiability`, `recipient`, `inferred`, `tree` and `domain`
    from 0 (harmless) to 1. A reading given at the end overrules whatever would have been measured.
    """

    title: str = ""
    proposed_use: str = ""
    collected_for: str = ""
    purpose_statement: str = ""
    sector: str = ""
    controller: str = ""
    data_categories: tuple[str, ...] = ()
    identifiability: Level = None
    recipient: Level = None
    inferred: Level = None
    value_returned: Level = None
    control: Level = None
    image_fit: Level = None
    data_logical: Level = None
    data_needed: Level = None
    trust: Level = None
    collected_domain: str = ""
    proposed_domain: str = ""
    recipient_sector: str = ""
    recipient_words: str = ""
    data_subjects: str = ""
    legal_basis: str = ""
    art9_ground: str = ""
    informed: str = ""
    proposed_use_key: str = ""
    collected_for_key: str = ""
    tree: Level = None
    domain: Level = None
    vagueness: Level = None
    purpose_distance: Level = None
    data_sensitivity: Level = None
    image_misfit: Level = None
    trust_gap: Level = None
    value_gap: Level = None
    control_gap: Level = None

    def __post_init__(self) -> None:
        for name in FIELDS:
            value = getattr(self, name)
            if type(value) is not str or name not in TEXT_FIELDS:
                object.__setattr__(self, name, normal(name, value))

    def replace(self, **changes: Any) -> ProposedUse:
        """A copy with other values; an unknown field is an InputError."""
        for name in changes:
            if name not in FIELDS:
                raise InputError(name, changes[name], ", ".join(FIELDS), "error.field")
        return dataclasses.replace(self, **changes)


FIELDS = tuple(field.name for field in dataclasses.fields(ProposedUse))
TEXT_FIELDS = tuple(field.name for field in dataclasses.fields(ProposedUse) if field.type == "str")
LEVEL_FIELDS = tuple(
    field.name for field in dataclasses.fields(ProposedUse) if field.type == "Level"
)


def normal(name: str, value: object) -> Any:
    """A cell of a field as ProposedUse holds it: a text, a Level or words; blank cells are empty.

    Raises InputError on what the field cannot hold. What a named level means is looked up later.
    """
    if name == "data_categories":
        return _words(value)
    if name in LEVEL_FIELDS:
        return _level(name, value)
    if isinstance(value, str):
        return value
    if not _blank(value):
        raise InputError(name, value, "text", "error.text")
    return ""


def _blank(value: object) -> bool:
    """None, NaN, pandas' NA and an empty text are all "not filled in"."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return True
    if isinstance(value, float):
        return math.isnan(value)
    return type(value).__name__ in ("NAType", "NaTType")


def _level(name: str, value: Any) -> Level:
    """The value as a named key, a float or a Range; what a key means is looked up when measured."""
    if _blank(value):
        return None
    if isinstance(value, (str, Range)):
        return value
    if isinstance(value, (tuple, list)) and len(value) == 3:
        return Range(*(float(part) for part in value))
    if isinstance(value, bool) or not hasattr(value, "__float__"):
        raise InputError(name, value, "0-1", "error.level_type")
    if not 0 <= float(value) <= 1:
        raise InputError(name, value, "0-1", "error.level_range")
    return float(value)


def _words(value: Any) -> tuple[str, ...]:
    """Category keys or words: a tuple, or one text with `;` between them."""
    if _blank(value):
        return ()
    if isinstance(value, str):
        value = value.split(";")
    if not isinstance(value, (tuple, list)) or not all(isinstance(word, str) for word in value):
        raise InputError("data_categories", value, "text; text", "error.text")
    return tuple(word.strip() for word in value if word.strip())
