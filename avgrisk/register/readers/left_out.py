"""What of a file is no part of the register, said by name: sheets, lines, rows, formulas."""

from collections.abc import Iterator, Mapping, Sequence

from avgrisk.register.readers.grids import Sheet
from avgrisk.register.readers.headings import Heading
from avgrisk.register.readers.linked import Linked

#: What a reader should know, as (label key, values).
Notes = tuple[tuple[str, dict[str, object]], ...]


def notes_of(sheets: Sequence[Sheet], whole: Linked, lists: frozenset[str]) -> Notes:
    """What was left out of these sheets: `lists` are those that hold no processings."""
    notes = list(_left_out(whole.parts, lists))
    if count := sum(sheet.formulas for sheet in sheets):
        notes.append(("register.formulas", {"count": count}))
    # Sheets that became columns of another, and those of which nobody can tell where they belong
    others = (("register.joined", whole.joined), ("register.loose", whole.loose))
    notes += ((key, {"sheets": ", ".join(names)}) for key, names in others if names)
    return tuple(notes)


def passed_notes(passed: Mapping[str, int]) -> Notes:
    """How many rows were passed over, and why; empty ones are told apart."""
    return tuple(
        (f"register.{why}", {"count": n}) for why, n in passed.items() if n and why != "empty"
    )


def _left_out(
    parts: Sequence[tuple[Sheet, Heading | None]], lists: frozenset[str]
) -> Iterator[tuple[str, dict[str, object]]]:
    """What is not a table: hidden sheets, lists, sheets without a heading, lines above a heading,
    cards."""
    for sheet, heading in parts:
        named: dict[str, object] = {"sheet": sheet.name}
        if not any(any(row) for row in sheet.rows):
            continue
        if not sheet.visible:
            yield "register.hidden_sheet", named
        elif heading is None:
            yield "register.no_heading", named
        elif sheet.name in lists:
            yield "register.list", named
        elif sheet.cards:
            yield "register.cards", {"count": len(sheet.rows) - 1, **named}
        elif heading.row:
            yield "register.above", {"count": heading.row, **named}
