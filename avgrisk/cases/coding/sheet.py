"""What a coder sees and gives: a case without its outcome, and ten levels by the codebook."""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from avgrisk.cases.case_base import case_ids, load_case
from avgrisk.cases.case_records import Case, Coding
from avgrisk.core import shipped
from avgrisk.core.languages import either
from avgrisk.core.records import InputError

#: The ten fields of the codebook, in its order.
FIELDS = (
    "image_fit",
    "data_logical",
    "value_returned",
    "control",
    "identifiability",
    "recipient",
    "inferred",
    "tree",
    "domain",
    "vagueness",
)

#: Coders are numbered, never named.
MOST_CODERS = 99


@dataclass(frozen=True, slots=True)
class Anchor:
    """A named level of a field, 0-1, with its words in two languages."""

    value: float
    nl: str
    en: str

    def label(self, lang: str) -> str:
        """The words in a language."""
        return either(self.nl, self.en, lang)


@cache
def anchors(field: str) -> tuple[Anchor, ...]:
    """The levels a coder may choose for a field, rising."""
    return tuple(
        Anchor(float(row["value"]), row["label_nl"], row["label_en"])
        for row in shipped.rows("coding/anchors.csv")
        if row["field"] == field
    )


@cache
def order() -> tuple[str, ...]:
    """The real cases in an order that tells nothing: by the digest of their id."""
    return tuple(sorted(case_ids(), key=lambda id: hashlib.sha256(id.encode()).hexdigest()))


def item(case: str) -> Case:
    """A case to be coded, by its id or its number in `order` (1 is the first): outcome hidden.

    The number is for who should not read the id: that tells organisation and year.
    """
    if case.isascii() and case.isdigit():
        if len(case) > 3 or not 1 <= int(case) <= len(order()):
            raise InputError("case", case, f"1-{len(order())}", "error.coding_number")
        case = order()[int(case) - 1]
    found = load_case(case)
    if found.illustration:
        raise InputError("case", case, "", "error.coding_illustration")
    return found.blind()


def coding(levels: Mapping[str, float | None], coder: int = 1, recognised: bool = False) -> Coding:
    """A person's coding: a level in [0, 1] or None (no ground in the text) for each field."""
    if isinstance(coder, bool) or not isinstance(coder, int) or not 1 <= coder <= MOST_CODERS:
        raise InputError("coder", coder, f"1-{MOST_CODERS}", "error.coder")
    for name in levels:
        if name not in FIELDS:
            raise InputError(name, levels[name], ", ".join(FIELDS), "error.field")
    given = tuple((name, _level(name, levels.get(name))) for name in FIELDS)
    if all(value is None for _, value in given):
        raise InputError("levels", "", ", ".join(FIELDS), "error.coding_empty")
    return Coding(f"P{coder}", datetime.date.today().isoformat(), recognised, given)


def _level(name: str, value: float | None) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise InputError(name, value, "0-1", "error.level_range")
    return float(value)
