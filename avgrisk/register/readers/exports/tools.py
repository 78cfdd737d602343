"""Whose document is it? Every tool whose exports are read, and their rows as a sheet."""

from pathlib import Path
from typing import Any

from avgrisk.register.readers.exports import cnil_pia, dpv, fides, par_dpia, tilt
from avgrisk.register.readers.grids import Sheet, headed_sheet, plain_text, unreadable

TOOLS = (par_dpia, cnil_pia, fides, tilt, dpv)
#: Processings in one document.
MOST = 200_000


def sheet(document: Any, path: Path) -> Sheet:
    """The processings of a tool's document; an InputError names the tools where it is of none, or
    where it holds no processing."""
    tool = next((tool for tool in TOOLS if tool.matches(document)), None)
    if tool is None:
        raise unreadable(path, "error.tool", tools=", ".join(tool.NAME for tool in TOOLS))
    records = tool.records(document)
    if not records or len(records) > MOST:
        raise unreadable(path, "error.tool_rows", tool=tool.NAME, limit=MOST)
    names = [name for name in dict.fromkeys(name for record in records for name in record)
             if any(record.get(name) for record in records)]  # fmt: skip
    rows = ([plain_text(record.get(name, "")) for name in names] for record in records)
    return headed_sheet(path, names, rows)
