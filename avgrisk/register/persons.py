"""Which columns of a register hold persons: their names and contact details stay out of a score."""

import re
from collections.abc import Mapping

import pandas as pd

from avgrisk.register.readers.mapping import CONTACT, looked_at

#: Cells that are an e-mail address or a telephone number and nothing else.
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:\+|00?)\d[\d ()-]{7,14}\d")
#: How many cells tell what a column holds.
LOOKED_AT = 200
#: No such cell is longer.
LONGEST = 80


def personal_columns(rows: pd.DataFrame, fields: Mapping[str, str]) -> list[str]:
    """The columns that hold names or contact details: by their heading, or by what is in them."""
    return [
        name
        for name in rows.columns
        if fields.get(name) == CONTACT
        or (fields.get(name) not in looked_at() and _addresses(rows[name]))
    ]


def _addresses(cells: pd.Series) -> bool:
    """Whether most filled cells are an e-mail address or a telephone number."""
    filled = [cell.strip() for cell in cells.head(LOOKED_AT) if cell.strip()]
    found = sum(1 for cell in filled if len(cell) < LONGEST and ADDRESS.fullmatch(cell))
    return found * 2 > len(filled)
