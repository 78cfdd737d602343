"""Which rows of a sheet are processings: those that are none are counted by why, those that go on
with the one above are put with it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from avgrisk.register.readers.around import group_rows, is_count, is_lone, merged_below, notes_below
from avgrisk.register.readers.fill_in import may_be_none, no_processing
from avgrisk.register.readers.grids import Sheet, cell_at
from avgrisk.register.readers.headings import Heading, clean
from avgrisk.register.readers.linked import both
from avgrisk.register.readers.mapping import field_of, named_by
from avgrisk.register.readers.organisations import organisation
from avgrisk.register.readers.shapes import DATA, NAMING
from avgrisk.register.readers.values import is_blank

#: Fields that tell which processing a row is: one that has none of them goes on with the row above.
TELLING = (*NAMING, "number", "department", "group", "controller", "collected_for")
#: So many names of fields make a heading of a row.
HEADING = 3
#: What says that a cell is as the one above it, in so few letters.
SHORT = 12
DITTO = frozenset(("idem", "ditto", "dito", "ibid", "ibidem", "〃", '"', "''"))


@dataclass
class Rows:
    """The rows of a sheet as a register has them, their places, and how many are none, by why."""

    lines: list[list[str]] = field(default_factory=list)
    places: list[tuple[str, int]] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)


def rows_of(
    sheet: Sheet, heading: Heading, fields: Mapping[str, str], names: Sequence[str]
) -> Rows:
    """The rows of a sheet under these columns."""
    own = {name: place for place, name in enumerate(heading.names)}
    order = [own.get(name) for name in names]
    told_here = {name: fields.get(name, "") for name in own}
    numbers = {own[name] for name, what in told_here.items() if what == "number"}
    above_it = {names.index(name): said for name, (said, _) in organisation(sheet, heading).items()}
    found, lone = Rows(), False
    joins = joins_of(names, told_here, found.passed)
    wide = {
        (top, left) for top, left, bottom, right in sheet.merged if top == bottom and right > left
    }
    same = {} if sheet.cut or sheet.headed else _elements(fields, names)
    held = merged_below(sheet)
    groups, below = group_rows(sheet, heading), len(sheet.rows)
    if not sheet.headed:
        below -= notes_below(sheet.rows[heading.row + 1 :])
    for number, row in enumerate(sheet.rows[heading.row + 1 :], start=heading.row + 1):
        why = _passed(row, number, numbers, sheet, heading, wide)
        if not why and (number in groups or number >= below):
            why = "section" if number in groups else "below"
        if why == "repeated" and lone:  # the last row was the title of a next table
            del found.lines[-1], found.places[-1]
            found.passed["section"] += 1
        lone = lone and why == "empty"
        if why:
            found.passed[why] += 1
            continue
        line = ["" if at is None else cell_at(row, at) for at in order]
        above = found.lines[-1] if found.lines and not sheet.headed else None
        told = [at for at in joins.telling if not is_blank(line[at])]
        if above is not None and told and all((number, order[at]) in held for at in told):
            for at in told:
                line[at] = ""
        if above is not None and joins.joined(line, above):
            continue
        if above is not None and same and _lists(line, above, same):
            found.passed["listed"] += 1
            continue
        lone = not sheet.headed and is_lone(row)
        for at, said in above_it.items():
            line[at] = said
        found.lines.append(line)
        found.places.append((sheet.name, (sheet.lines[number] if sheet.lines else number) + 1))
    numbers_only = (is_lone(line) and "".join(line).strip(" .").isdigit() for line in found.lines)
    if not sheet.cut and all(numbers_only):  # a form that nobody has filled in
        found.passed["empty"] += len(found.lines)
        found.lines, found.places = [], []
    return found


@dataclass(frozen=True)
class Joins:
    """How a row belongs with the one above it, in files that do not say themselves what a row is:
    `telling` are the places of the cells that tell which processing it is, and `named` whether
    there are any that name it."""

    telling: Sequence[int]
    named: bool
    passed: Counter[str]

    def goes_on(self, line: Sequence[str]) -> bool:
        """Whether a row does not tell of which processing it is."""
        return self.named and all(is_blank(line[at]) for at in self.telling)

    def joined(self, line: list[str], above: list[str]) -> bool:
        """Fill in what a cell takes from the one above; whether the row was put with it."""
        goes_on = self.goes_on(line)
        same = [at for at, cell in enumerate(line) if is_ditto(cell)]
        for at in same:
            line[at] = above[at]
        self.passed["ditto"] += len(same)
        if goes_on:
            above[:] = [both(one, other) for one, other in zip(above, line, strict=True)]
            self.passed["continued"] += 1
        return goes_on


def _elements(fields: Mapping[str, str], names: Sequence[str]) -> dict[str, list[int]]:
    """The places of what a list of data, a row each, has alike in its rows (`told` tells which
    processing it is), and of what differs; nothing where no row tells its purpose and its data."""
    places: dict[str, list[int]] = {what: [] for what in ("told", "alike", "data", "number")}
    for at, name in enumerate(names):
        what = fields.get(name, "")
        part = "told" if what in NAMING else "data" if what in DATA else "alike"
        places["number" if what == "number" else part].append(at)
    return places if len(places["told"]) > 1 and places["data"] else {}


def _lists(line: Sequence[str], above: list[str], places: Mapping[str, list[int]]) -> bool:
    """Whether a row only names other data of the processing above it, which then has them too."""
    told = all(line[at].strip() and line[at] == above[at] for at in places["told"])
    if not told or any(line[at] != above[at] for at in places["alike"]):
        return False
    if all(line[at] == above[at] for at in places["data"]):
        return False
    for at in places["data"]:
        above[at] = both(above[at], line[at])
    return True


def joins_of(names: Sequence[str], fields: Mapping[str, str], passed: Counter[str]) -> Joins:
    """How the rows of a table with these columns belong together."""
    telling = [at for at, name in enumerate(names) if fields.get(name) in TELLING]
    return Joins(telling, any(fields.get(name) in NAMING for name in names), passed)


def is_ditto(cell: str) -> bool:
    """Whether a cell says that it is as the one above it."""
    return len(cell) < SHORT and cell.strip().lower() in DITTO


def _is_heading(row: Sequence[str], sheet: Sheet, heading: Heading) -> bool:
    """Whether a row is the heading again, in the same words or in others of the same fields."""
    if [clean(cell) for cell in row] == [clean(cell) for cell in sheet.rows[heading.row]]:
        return True
    found = 0
    for at, cell in enumerate(row):
        if cell.strip():
            what = named_by(cell)
            if what is None or at >= len(heading.names) or what != field_of(heading.names[at]):
                return False
            found += 1
    return found >= HEADING


def _passed(
    row: list[str],
    number: int,
    numbers: set[int],
    sheet: Sheet,
    heading: Heading,
    wide: set[tuple[int, int]],
) -> str:
    """Why a row is no processing, "" where it is one: empty or prefilled (only a number, dashes
    and placeholders of a form), hidden, the heading again, an example, to be filled in, a total."""
    if all(place in numbers or is_blank(cell) for place, cell in enumerate(row)):
        return "empty"
    if number in sheet.hidden:
        return "hidden"
    if _is_heading(row, sheet, heading):
        return "repeated"
    if number == heading.row + 1 and not sheet.cut and is_count(row):
        return "repeated"
    # Whether a row is one cell over several columns: a heading among the rows
    filled = [at for at, cell in enumerate(row) if cell.strip()]
    if len(filled) == 1 and (number, filled[0]) in wide:
        return "section"
    said = [cell for at, cell in enumerate(row) if at not in numbers or may_be_none(cell)]
    return no_processing([cell for cell in said if not is_blank(cell)])
