"""Files in the shapes that once went wrong, in other sectors, languages and layouts (kinds.json).

Written before they were read, three or four of a kind: headings, separators, cards, lists beside a
register, a processing over sheets, merged names, crosses, check boxes, totals and examples,
questions, denials, legal bases; and the headings of ICO, DPC, GBA, CNIL, CNPD, DSK, AP and VNG.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from avgrisk.register.readers.reading import read_register
from avgrisk.register.row_uses import proposed_uses
from tests.register.readers.test_reading import ods
from tests.register.readers.test_shapes import book

KINDS = json.loads(Path(__file__).with_name("kinds.json").read_text(encoding="utf-8"))
#: What is compared with a column of uses, cell by cell.
CELLS = {"legal_basis": "legal_basis", "informed": "informed", "recipient": "recipient",
         "datacol": "data_categories", "collected": "collected_for", "use": "proposed_use"}  # fmt: skip


def written(kind, folder):
    path = folder / kind["file"]
    if "lines" in kind:
        path.write_text("\n".join(kind["lines"]) + "\n", encoding="utf-8")
    elif path.suffix == ".ods":
        ods(path, kind["sheets"])
    else:
        book(path, kind["sheets"], kind.get("merged", ()))
    return path


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind["file"])
def test_every_kind_of_file_gives_its_rows(kind, tmp_path):
    want = kind["want"]
    read = read_register(written(kind, tmp_path))
    uses = proposed_uses(read.rows, read.fields, read.sector).frame
    names = [name for name, what in read.fields.items() if what == "title"]
    titles = read.rows[names[0]].tolist() if names else []
    assert titles == want.get("titles", titles), read.rows.to_numpy().tolist()
    assert set(titles) == set(want.get("titles_set", titles))
    assert len(read.rows) == want.get("rows", len(read.rows))
    assert len(read.rows.columns) == want.get("ncols", len(read.rows.columns))
    assert read.sector == want.get("sector_guess", read.sector)
    assert set(want.get("fields", ())) <= set(read.fields.values()), read.fields
    for key, name in CELLS.items():
        if key in want:
            assert uses[name].tolist() == want[key], name
    if "data" in want:
        found = [
            sorted(part.strip() for part in cell.split(";")) for cell in uses["data_categories"]
        ]
        assert found == want["data"]
