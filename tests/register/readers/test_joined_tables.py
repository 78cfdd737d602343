"""Tables below one another: a heading among the rows is told from a row that only looks like one."""

from avgrisk.register.readers.grids import Sheet
from avgrisk.register.readers.joined_tables import one_table

HEAD = ["Naam", "Doel", "Gegevens", "Ontvangers"]
ROWS = [
    ["Salaris", "Betalen", "BSN", "UWV"],
    ["Nieuws", "Sturen", "naam", "geen"],
    ["Verlof", "Geven", "BSN", "geen"],
]
OTHER = ["Doel", "Naam", "Ontvangers", "Gegevens"]


def table(*rows):
    return one_table(Sheet("r", [list(row) for row in rows])).rows


def test_a_row_of_four_names_of_fields_stays_a_row_where_those_below_go_on():
    rows = (HEAD, *ROWS, OTHER, *ROWS)
    assert table(*rows) == list(rows)


def test_a_heading_in_another_order_puts_the_rows_below_in_the_first_order():
    moved = [[row[1], row[0], row[3], row[2]] for row in ROWS]
    for rows in ([HEAD, *ROWS, OTHER, *moved], [HEAD, *ROWS, [], OTHER, *moved]):
        found = [row for row in table(*rows) if row]
        assert found == [HEAD, *ROWS, HEAD, *ROWS]


def test_below_an_empty_row_it_is_a_heading_whatever_stands_below():
    assert table(HEAD, *ROWS, [], OTHER, *ROWS)[5:] == [
        HEAD,
        *[[b, a, d, c] for a, b, c, d in ROWS],
    ]
