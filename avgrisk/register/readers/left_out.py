"""What of a file is no part of the register, said by name: sheets, lines, rows, formulas."""

from collections.abc import Mapping, Sequence

from avgrisk.register.readers.grids import Sheet
from avgrisk.register.readers.headings import Heading
from avgrisk.register.readers.linked import Linked

#: What a reader should know, as (label key, values).
Notes = tuple[tuple[str, dict[str, object]], ...]


def notes_of(sheets: Sequence[Sheet], whole: Linked, lists: frozenset[str]) -> Notes:
    """What was left out of these sheets: `lists` are those that hold no processings."""
    return _left_out(whole.parts, lists) + _formulas(sheets) + _of_others(whole)


def passed_notes(passed: Mapping[str, int]) -> Notes:
    """How many rows were passed over, and why; empty ones are told apart."""
    return tuple(
        (f"register.{why}", {"count": n}) for why, n in passed.items() if n and why != "empty"
    )


def _left_out(parts: Sequence[tuple[Sheet, Heading | None]], lists: frozenset[str]) -> Notes:
    """What is not a table: hidden sheets, lists, sheets without a heading, lines above a heading,
    cards."""
    notes: list[tuple[str, dict[str, object]]] = []
    for sheet, heading in parts:
        named: dict[str, object] = {"sheet": sheet.name}
        if not any(any(row) for row in sheet.rows):
            continue
        if not sheet.visible:
            notes.append(("register.hidden_sheet", named))
        elif heading is None:
            notes.append(("register.no_heading", named))
        elif sheet.name in lists:
            notes.append(("register.list", named))
        elif sheet.cards:
            notes.append(("register.cards", {"count": len(sheet.rows) - 1, **named}))
        elif heading.row:
            notes.append(("register.above", {"count": heading.row, **named}))
    return tuple(notes)


def _of_others(whole: Linked) -> Notes:
    """Which sheets became columns of another, and of which nobody can tell where they belong."""
    found = (("register.joined", whole.joined), ("register.loose", whole.loose))
    return tuple((key, {"sheets": ", ".join(names)}) for key, names in found if names)


def _formulas(sheets: Sequence[Sheet]) -> Notes:
    count = sum(sheet.formulas for sheet in sheets)
    return (("register.formulas", {"count": count}),) if count else ()
