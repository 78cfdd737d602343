"""An uploaded register: read within bounds, columns with persons left out, and told in words."""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from avgrisk.core import shipped
from avgrisk.core.labels import label
from avgrisk.core.records import InputError, Reason
from avgrisk.core.subjects import Language
from avgrisk.explorer.register import uploaded
from avgrisk.figures.markup import NAME, clean
from avgrisk.register.persons import personal_columns
from avgrisk.register.readers.grids import LIMIT_MB
from avgrisk.register.readers.mapping import CONTACT, WORDS, known_fields
from avgrisk.register.readers.reading import Register, read_register, without

#: Chosen by us: larger registers are for the command line, which reads them from disk in chunks.
MOST_MB = 25
#: What a file name may end in.
SUFFIXES = tuple(LIMIT_MB)
#: The register that is shipped.
EXAMPLE = "registers/voorbeeldregister.csv"
#: Rows that show what a column holds, and letters of each.
EXAMPLES, LETTERS = 3, 60
#: Names of columns in one remark.
LISTED = 20
_STEM = 60


@dataclass(frozen=True)
class Intake:
    """What was read of an upload: the name it goes by on screen, and the register without the
    columns that hold names or contact details."""

    name: str
    register: Register


def check(name: str, size: int) -> None:
    """InputError where a file of this name and size is not taken."""
    suffix = Path(name[-NAME:]).suffix.lower()
    if suffix not in SUFFIXES:
        raise _refused(name, Reason("error.format"))
    limit = min(MOST_MB, LIMIT_MB[suffix])
    if size > limit * 1_000_000:
        raise _refused(name, Reason("error.too_large", (("limit", str(limit)),)))


def take(name: str, content: bytes) -> Intake:
    """Read an upload; InputError where it cannot be read.

    The file stands on disk only while it is read, in a folder that nobody else can look into and
    that the next reader takes away where this program is killed.
    """
    check(name, len(content))
    shown = shown_name(name)
    with uploaded.folder() as folder:
        path = folder / f"{_stem(shown)}{Path(shown).suffix.lower()}"
        path.write_bytes(content)
        try:
            register = read_register(path)
        except InputError as error:
            named = shown if error.key == "error.unreadable" else error.value
            raise InputError(error.field, named, error.allowed, error.key) from None
    if not len(register.rows):
        raise InputError("register", shown, "", "desk.no_rows")
    return Intake(shown, _impersonal(register))


def example() -> tuple[str, bytes]:
    """Name and content of the shipped example register."""
    path = Path(str(shipped.path(EXAMPLE)))
    return path.name, path.read_bytes()


def shown_name(name: str) -> str:
    """A file's own name without its folders, on one line."""
    return clean(name[-NAME:].replace("\\", "/").rpartition("/")[2], NAME) or "?"


def _stem(name: str) -> str:
    """The name as a sheet can bear it and any disk can hold it."""
    plain = "".join(c if c.isalnum() or c in " -_" else "_" for c in Path(name).stem)
    return plain.encode("ascii", "replace").decode().replace("?", "_").strip()[:_STEM] or "register"


def _impersonal(register: Register) -> Register:
    names = personal_columns(register.rows, register.fields)
    if not names:
        return register
    return replace(without(register, names), dropped=(*register.dropped, *names))


def mapped(intake: Intake, column: str, field: str) -> Intake:
    """The register with another field for a column, "" = do not use; a field is given once.

    A column that holds contact details is left out. An unknown column or field is an InputError.
    """
    register = intake.register
    if column not in register.fields:
        raise InputError("column", column, ", ".join(register.fields), "error.value")
    if field and field not in known_fields():
        raise InputError(column, field, ", ".join(known_fields()), "error.mapping_field")
    own = field.removesuffix(WORDS)
    fields = {
        name: "" if field and what.removesuffix(WORDS) == own else what
        for name, what in register.fields.items()
    }
    changed = replace(register, fields=fields | {column: field})
    return replace(intake, register=_impersonal(changed) if field == CONTACT else changed)


def examples(register: Register, column: str) -> list[str]:
    """The first filled cells of a column, cut."""
    cells = (cell for cell in register.rows[column] if cell.strip())
    return [clean(cell, LETTERS) for cell, _ in zip(cells, range(EXAMPLES), strict=False)]


def read_lines(intake: Intake, lang: Language) -> list[str]:
    """What was read: sheets with the row of their headings, what was left out, what was found."""
    register = intake.register
    above = {
        str(values["sheet"]): values["count"]
        for key, values in register.notes
        if key == "register.above"
    }
    lines = []
    for sheet, rows in Counter(name for name, _ in register.places).items():
        # The row of its headings, as its own program numbers it.
        at = int(str(above.get(sheet, 0))) + 1
        lines.append(label("desk.read_sheet", lang, sheet=clean(sheet, NAME), row=at, rows=rows))
    if register.dropped:
        lines.append(label("rr.dropped", lang, columns=_listed(register.dropped)))
    if register.skipped:
        lines.append(label("register.skipped", lang, count=register.skipped))
    lines += [
        label(key, lang, **values) for key, values in register.notes if key != "register.above"
    ]
    found, total = register.recognised, len(register.rows.columns)
    shown = {"found": len(found), "total": total, "columns": _listed(found)}
    lines.append(label("register.recognised", lang, **shown))
    return [clean(line, 2 * NAME * LISTED) for line in lines]


def _listed(names: tuple[str, ...]) -> str:
    more = ", …" if len(names) > LISTED else ""
    return ", ".join(clean(name, NAME) for name in names[:LISTED]) + more


def _refused(name: str, why: Reason) -> InputError:
    return InputError("register", shown_name(name), why, "error.unreadable")
