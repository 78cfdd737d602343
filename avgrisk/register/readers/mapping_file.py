"""A mapping file: which column is which field, to be corrected by hand and read back."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from avgrisk.core.records import InputError
from avgrisk.register.cells import as_given, harmless
from avgrisk.register.readers.csv_reader import decoded, separator
from avgrisk.register.readers.grids import checked_size
from avgrisk.register.readers.mapping import known_fields


def read_mapping(path: Path) -> dict[str, str]:
    """A mapping file: column -> field, "" = do not use. An unknown field is an InputError."""
    if path.suffix.lower() != ".csv":
        raise InputError("mapping", path, "csv", "error.mapping_format")
    checked_size(path)
    text = decoded(path)
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator(text)))
    mapped: dict[str, str] = {}
    for row in rows:
        if row.get("column") is None or row.get("field") is None:
            raise InputError("mapping", path, "column, field", "error.mapping_format")
        field = row["field"].strip()
        if field and field not in known_fields():
            raise InputError(row["column"], field, ", ".join(known_fields()), "error.mapping_field")
        mapped[" ".join(as_given(row["column"]).split())] = field
    return mapped


def mapping_text(columns: Mapping[str, str], examples: Mapping[str, str]) -> str:
    """A mapping file for these columns, to be corrected by hand."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("column", "field", "example"))
    for name, field in columns.items():
        example = " ".join(examples.get(name, "").split())[:60]
        writer.writerow((harmless(name), field, harmless(example)))
    return out.getvalue()
