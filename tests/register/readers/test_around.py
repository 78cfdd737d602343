"""Rows around the processings: names of groups, numbers of columns, notes below the table."""

import pytest

from avgrisk.core.labels import label
from avgrisk.register.readers.around import TAIL, group_rows, is_count, merged_below, notes_below
from avgrisk.register.readers.grids import Sheet
from avgrisk.register.readers.headings import Heading
from avgrisk.register.readers.reading import read_register

FULL = ["Salaris", "Betalen", "BSN"]
HEADING = Heading(0, ("Naam", "Doel", "Gegevens"))


def groups(*rows, cut=False):
    """The places of the rows that name a group, counted below the heading."""
    sheet = Sheet("r", [["Naam", "Doel", "Gegevens"], *map(list, rows)], cut=cut)
    return sorted(at - 1 for at in group_rows(sheet, HEADING))


@pytest.mark.parametrize("cut", [False, True])
def test_a_department_above_rows_is_a_group_and_one_without_rows_is_none(cut):
    assert groups(["Afdeling HR"], FULL, ["Team Zorg"], FULL, cut=cut) == [0, 2]
    assert groups(FULL, ["Afdeling HR"], ["Team Zorg"], cut=cut) == []


def test_capitals_and_totals_tell_a_group_where_the_whole_sheet_can_be_seen():
    rows = (["FINANCIEN"], FULL, ["PERSONEEL"], FULL)
    assert (groups(*rows), groups(*rows, cut=True)) == ([0, 2], [])
    assert groups(["Zorg"], FULL, ["Totaal Zorg"]) == [0]


def test_one_name_by_itself_among_the_rows_may_be_a_processing():
    assert groups(FULL, ["Service aan huis"], FULL) == []
    assert groups(FULL, ["Service aan huis"], FULL, cut=True) == [1], "it is told as a group"


@pytest.mark.parametrize(
    "rows, notes",
    [
        ([FULL, FULL, [], ["* = bijzonder"], ["Bron: OR"]], 3),
        ([FULL, FULL, ["* = bijzonder"]], 0),  # no empty row above it
        ([FULL, [], ["* = bijzonder"]], 0),  # no table above it
        ([FULL, FULL, [], ["* = bijzonder"], FULL], 0),
        ([FULL, FULL, *[[]] * TAIL, ["* = bijzonder"]], 0),  # too far below it
        ([], 0),
    ],
)
def test_notes_stand_below_an_empty_row_at_the_end(rows, notes):
    assert notes_below(rows) == notes


def test_columns_are_numbered_in_digits_or_letters():
    assert is_count(["1", "2", "3"]) and is_count(["(A)", "(B)", "(C)"])
    assert not is_count(["1", "3", "4"]) and not is_count(["1", "2"]) and not is_count(FULL)


def test_a_cell_merged_downwards_fills_the_places_below_its_own():
    sheet = Sheet("r", [[""]] * 4, merged=((1, 0, 3, 0), (0, 0, 0, 2)))
    assert merged_below(sheet) == {(2, 0), (3, 0)}


def test_groups_and_notes_of_a_csv_are_left_out_and_told(tmp_path):
    path = tmp_path / "r.csv"
    rows = ["Naam;Doel;Gegevens", "Afdeling HR;;", "Salaris;Betalen;BSN *", "Verlof;Geven;naam",
            ";;", "* = bijzondere persoonsgegevens;;"]  # fmt: skip
    path.write_text("\n".join(rows), encoding="utf-8")
    register = read_register(path)
    assert register.rows["Naam"].tolist() == ["Salaris", "Verlof"]
    assert [at for _, at in register.places] == [3, 4] and register.skipped == 1
    told = [label(key, "nl", **values) for key, values in register.notes]
    assert [sum(words in line for line in told) for words in ("tussenkop", "onder de tabel")] == [
        1,
        1,
    ]
