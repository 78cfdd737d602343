"""How a cell of each field is read: as a level, a key or a text; "" where it is none of these."""

import re
from collections.abc import Callable, Mapping

from avgrisk.core.levels import choices, named
from avgrisk.core.records import LEVEL_FIELDS
from avgrisk.indicators.uses import problem
from avgrisk.register.readers import values
from avgrisk.register.readers.legal_basis_words import is_legal_basis, legal_basis
from avgrisk.vocabulary.recipients import as_said
from avgrisk.vocabulary.text import fold

#: Fields whose text may say nothing.
TEXTS = ("title", "proposed_use", "collected_for", "purpose_statement", "data_categories")
#: Fields that have one of a few keys; a number or a range of them, whatever it is worth.
CHOICES = ("informed", "art9_ground")
_NUMBERS = re.compile(
    r"[-+]?[\d.,]+(?:e[-+]?\d+)?(?:\|[-+]?[\d.,e-]+)*|[-+]?(?:inf|nan|infinity)", re.I
)
#: How cells of words become a key or a level.
READ: Mapping[str, Callable[[str], str]] = {
    "recipient": values.recipient,
    "control": values.control,
    "legal_basis": legal_basis,
}


def filled_in(cell: str) -> str:
    """A cell as it counts: blank where it is a placeholder, of ticked boxes only those that are."""
    if values.is_decimal(cell):
        return cell
    return "" if values.is_blank(cell) else values.ticked(cell).strip()


def reader_of(name: str, own: bool) -> Callable[[str], str]:
    """How a cell of this field is read: a level, a key or a text, "" where it is none. A number
    that is no level stays in a column of our `own`, where it is a mistake to be told."""
    if name in READ or name in LEVEL_FIELDS:
        read = READ.get(name, lambda cell: values.level(name, cell))

        def known(cell: str) -> str:
            if _NUMBERS.fullmatch(cell):
                return cell if own or problem(name, cell) is None else ""
            found = read(cell)
            return "" if problem(name, found) else found

        return known
    if name in CHOICES:
        return lambda cell: _choice(name, cell)
    if name == "purpose_statement":
        return lambda cell: "" if is_legal_basis(cell) else _said(cell)
    if name in TEXTS:
        return _said
    return filled_in


def _choice(name: str, cell: str) -> str:
    """A choice by its key or in words."""
    text = cell.strip().lower()
    return text if text in choices(name) else values.whole_words(name).get(fold(text), "")


def recipient_words(cell: str) -> str:
    """Recipients as they are named; a level by its key or number names nobody."""
    return "" if cell in named("recipient") or _NUMBERS.fullmatch(cell) else as_said(_said(cell))


def _said(cell: str) -> str:
    """A text, blank where it says nothing."""
    return "" if values.is_blank(cell) or values.is_empty_talk(cell) else cell.strip()


def named_data(cell: str) -> str:
    """The special categories that a cell names; a plain yes or no names none."""
    return "" if values.is_yes_or_no(cell) else _said(cell)
