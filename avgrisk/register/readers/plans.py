"""How a large register is to be read and scored: its columns, its pieces, its settings."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd

from avgrisk.scoring.frame import coded
from avgrisk.scoring.index import RiskIndex

#: Rows that are read, scored and kept at once.
CHUNK_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows that are scored together.

    `start` and `size` are bytes of a csv, or rows of a parquet file's row group `group`; `first` is
    the place of its first row as the file's own program numbers them, `rows` how many it holds,
    empty ones too, and `follows` whether a row of several cells comes below them.
    """

    number: int
    first: int
    start: int
    size: int
    rows: int
    group: int = 0
    follows: bool = False


@dataclass(frozen=True)
class Plan:
    """How a file is to be read: heading, fields, what is left out; and for csv, how it is written.

    `heading` is the heading as it stands in the file, `names` the columns' own names; `above` are
    columns that the lines above the heading fill for every row, `sector` the kind of organisation
    that a title names; from row `below` on only notes stand below the table (0: there are none).
    """

    path: Path
    names: tuple[str, ...]
    heading: tuple[str, ...]
    fields: Mapping[str, str]
    dropped: tuple[str, ...] = ()
    notes: tuple[tuple[str, dict[str, object]], ...] = ()
    encoding: str = ""
    separator: str = ","
    strict: bool = False
    above: Mapping[str, str] = field(default_factory=dict)
    sector: str = ""
    below: int = 0


@dataclass(frozen=True)
class Job:
    """A plan with its settings and the folder where parts are kept; `key` names what it is of,
    `lang` is the language of the list of rejected rows."""

    plan: Plan
    folder: Path
    index: RiskIndex
    sector: str
    form: str
    key: str
    lang: str = "nl"

    def file(self, number: int, kind: str) -> Path:
        """The file of this kind for a piece."""
        return self.folder / f"{self.key}-{number:06d}.{kind}"


@dataclass
class Counts:
    """What happened, over any number of rows; `unread` is per field, `derived` names fields,
    `passed` counts rows that are no processing by why, `told` those that tell the use, the data and
    the organisation; `unused` is the first cell of every column that nothing is done with."""

    rows: int = 0
    skipped: int = 0
    rejected: int = 0
    unscorable: int = 0
    escaped: int = 0
    lazy: int = 0
    answered: int = 0
    unread: dict[str, int] = field(default_factory=dict)
    derived: list[str] = field(default_factory=list)
    passed: dict[str, int] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)
    unused: dict[str, str] = field(default_factory=dict)


#: Letters of a first cell that are kept.
SHOWN = 40
#: Cells of a column that are looked at for names of persons, and what such a name looks like.
LOOKED_AT = 200
_PERSON = re.compile(
    r"(?:dr\. |drs\. |mr\. |ms\. )?[A-ZÀ-Þ](?:\.|[\w'’-]*)"
    r"(?: (?:van|de|den|der|het|ter|ten|von|zu|le|la|du|des|el|al"
    r"|[A-ZÀ-Þ](?:\.|[^\W\d_A-Z][\w'’-]*))){1,4}"
)


def first_cells(rows: pd.DataFrame, fields: Mapping[str, str]) -> dict[str, str]:
    """The first filled cell of every column that stands for no field, on one line and cut."""
    found = {}
    for name in rows.columns:
        if not fields.get(name):
            codes, distinct = coded(rows[name])
            filled = np.array([bool(cell.strip()) for cell in distinct], dtype=bool)[codes]
            first = distinct[codes[filled.argmax()]] if filled.any() else ""
            shown = "" if are_persons(distinct) else first
            found[name] = " ".join(shown[: 4 * SHOWN].split())[:SHOWN]
    return found


def are_persons(cells: Iterable[str]) -> bool:
    """Whether most of these cells may be names of persons, so that none is shown in a message:
    two to five words with capitals, particles among them.

    >>> are_persons(["Joris Blom", "A. de Wit"]), are_persons(["Ubuntu 22.04", "Windows 11"])
    (True, False)
    """
    filled = [cell.strip() for cell in islice(cells, LOOKED_AT) if cell.strip()]
    found = sum(1 for cell in filled if len(cell) < SHOWN and _PERSON.fullmatch(cell))
    return found * 2 > len(filled)


def added(parts: Iterable[Counts]) -> Counts:
    """Counts of all parts together."""
    total = Counts()
    for part in parts:
        for name, value in vars(part).items():
            so_far = getattr(total, name)
            if isinstance(value, int):
                setattr(total, name, so_far + value)
            elif name == "derived":
                so_far[:] = dict.fromkeys([*so_far, *value])
            elif name == "unused":
                so_far |= {column: so_far.get(column) or cell for column, cell in value.items()}
            else:
                so_far |= {key: so_far.get(key, 0) + count for key, count in value.items()}
    return total
