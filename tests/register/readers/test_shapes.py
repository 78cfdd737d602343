"""Registers in the shapes that others make: every row is read, or passed over by name."""

from __future__ import annotations

import csv
import io
import time

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avgrisk.cli.main import main
from avgrisk.core.records import InputError
from avgrisk.register.assess import assess
from avgrisk.register.readers.csv_reader import separator
from avgrisk.register.readers.reading import read_register
from avgrisk.register.unscorable import unscorable
from avgrisk.register.uses import proposed_uses

HEAD = ["Verwerking", "Doel", "Persoonsgegevens", "Ontvangers", "Grondslag"]
ROWS = [
    ["Nieuwsbrief", "Nieuwsbrief sturen", "E-mail", "Mailchimp", "Toestemming"],
    ["Facturen", "Facturen sturen", "NAW", "Geen", "Overeenkomst"],
]


def book(path, sheets, merged=(), hidden=()):
    """A workbook; `hidden` are sheets, or rows of the first one."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    first = made.worksheets[0]
    for place in merged:
        first.merge_cells(place)
    for what in hidden:
        if isinstance(what, int):
            first.row_dimensions[what].hidden = True
        else:
            made[what].sheet_state = "hidden"
    made.save(path)
    return path


def text(path, lines):
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def frame(path):
    read = read_register(path)
    return proposed_uses(read.rows, read.fields).frame


@pytest.mark.parametrize("cell", ["No", "Nee", "Naam", "Contact", "Doel", "Data", "Status"])
def test_a_data_row_never_becomes_a_heading(cell, tmp_path):
    heads = ["Processing activity", "Purpose", "Personal data", "Recipients", "Profiling"]
    rows = [
        ["Health checks", "Occupational health checks", "medical results", "Doctor", cell],
        ["Processing payroll", "Purpose of paying staff", "Data of staff", "Recipients", cell],
    ]
    read = read_register(text(tmp_path / "r.csv", [";".join(row) for row in [heads, *rows]]))
    assert list(read.rows.columns) == heads
    assert read.rows.to_numpy().tolist() == rows


@pytest.mark.parametrize(
    ("lines", "mark"),
    [
        (["a;b;c", "1;x, y, z, u, v, w;2", "3;x, y;4"], ";"),
        (["a|b|c", "1|x, y|2", "3|x; y|4"], "|"),
        (["sep=;", "a;b", "1,2;3,4"], ";"),
        (["Register", "", "a\tb\tc", "1, 2\t3\t4"], "\t"),
        (['"a;b;c;d",x', '"a;b;c;d",y'], ","),
    ],
)
def test_the_separator_is_what_divides_the_lines_alike(lines, mark):
    assert separator("\n".join(lines)) == mark


def test_a_card_is_a_processing_and_its_labels_are_no_rows(tmp_path):
    labels = [
        "Naam verwerking",
        "Doel",
        "Categorieën persoonsgegevens",
        "Grondslag",
        "Bewaartermijn",
    ]

    def card(*cells):
        return [["Veld", "Invulling"], *map(list, zip(labels, cells, strict=True))]

    one = card("Bestellingen", "Bestellingen bezorgen", "NAW", "Overeenkomst", "2 jaar")
    two = card(
        "Dossier", "Patiënten behandelen", "BSN, medisch", "Wettelijke verplichting", "20 jaar"
    )
    read = read_register(book(tmp_path / "r.xlsx", {"A": one, "B": two}))
    assert read.rows["Naam verwerking"].tolist() == ["Bestellingen", "Dossier"]
    assert read.places == (("A", 2), ("B", 2))
    below = read_register(book(tmp_path / "s.xlsx", {"A": [*one[1:], [], *two[1:]]}))
    assert below.rows["Doel"].tolist() == ["Bestellingen bezorgen", "Patiënten behandelen"]
    assert ("register.cards", {"count": 2, "sheet": "A"}) in below.notes


def test_a_name_merged_over_its_purposes_stands_in_each(tmp_path):
    rows = [HEAD[:3], ["Dossier", "Salaris betalen", "BSN"], [None, "Zieken begeleiden", "Verzuim"]]
    read = read_register(book(tmp_path / "r.xlsx", {"R": rows}, ["A2:A3"]))
    assert read.rows["Verwerking"].tolist() == ["Dossier", "Dossier"]


def test_crosses_under_a_heading_become_the_words_above_them(tmp_path):
    rows = [
        ["Verwerking", "Doel", "Persoonsgegevens", None, None, "Grondslag"],
        [None, None, "NAW", "BSN", "Gezondheid", None],
        ["Zorgdossier", "Zorg verlenen", "x", "x", "x", "Overeenkomst"],
        ["Nieuwsbrief", "Nieuwsbrief sturen", "x", None, "nee", "Toestemming"],
    ]
    uses = frame(book(tmp_path / "r.xlsx", {"R": rows}, ["C1:E1"]))
    assert uses["data_categories"].tolist() == ["NAW; BSN; Gezondheid", "NAW"]


def test_lists_hidden_sheets_and_rows_are_passed_over_by_name(tmp_path):
    choices = [["Grondslag", "Persoonsgegevens", "Ontvangers"], ["Toestemming", "BSN", "Politie"]]
    sheets = {"Register": [HEAD, *ROWS], "Keuzes": choices, "Oud": [HEAD, *ROWS]}
    read = read_register(book(tmp_path / "r.xlsx", sheets, hidden=[3, "Oud"]))
    assert read.rows["Verwerking"].tolist() == ["Nieuwsbrief"]
    assert read.notes == (
        ("register.list", {"sheet": "Keuzes"}),
        ("register.hidden_sheet", {"sheet": "Oud"}),
        ("register.hidden", {"count": 1}),
    )


def test_examples_totals_and_rows_to_be_filled_in_are_passed_over_by_name(tmp_path):
    lines = [
        HEAD,
        ["Voorbeeld: salaris", "Bijv. salaris betalen", "NAW", "", ""],
        ["(vul de naam in)", "(beschrijf het doel)", "", "", ""],
        *ROWS,
        ["Totaal", "2", "", "", ""],
    ]
    read = read_register(text(tmp_path / "r.csv", [";".join(line) for line in lines]))
    assert read.rows.to_numpy().tolist() == ROWS
    assert {key for key, _ in read.notes} == {
        "register.example",
        "register.fill_in",
        "register.total",
    }


def test_a_sheet_of_choices_alone_and_a_table_of_something_else_are_refused(tmp_path):
    path = text(tmp_path / "r.csv", ["kleur;maat", "rood;XL"])
    with pytest.raises(InputError):
        read_register(path)


@pytest.mark.parametrize(
    ("head", "cell", "field", "value"),
    [
        ("Legal basis", "Consent (art. 6(1)(a))", "legal_basis", "consent"),
        ("Legal basis", "Contract", "legal_basis", "contract"),
        ("Grondslag (art. 6)", "f", "legal_basis", "legitimate_interest"),
        ("Grondslag", "☒ Toestemming ☐ Overeenkomst", "legal_basis", "consent"),
        ("Betrokkenen geïnformeerd", "WAAR", "informed", "yes"),
        ("Betrokkenen geïnformeerd", "Deels", "informed", "partly"),
        ("Betrokkenen geïnformeerd", "soms wel", "informed", ""),
        ("Recipient", "No third parties", "recipient", "own"),
        ("Recipients", "Internal only, never third parties", "recipient", "own"),
        ("Recipients", "Internal; external: none", "recipient", "own"),
        ("Ontvangers", "☐ Politie ☐ Verzekeraar ☒ Geen", "recipient", "own"),
        ("Who receives it", "Data brokers", "recipient", "others"),
        ("What data", "☒ NAW ☐ BSN", "data_categories", "NAW"),
        ("Persoonsgegevens", "NAW: ja; BSN: nee", "data_categories", "NAW"),
    ],
)
def test_cells_as_people_write_them(head, cell, field, value, tmp_path):
    uses = frame(
        text(tmp_path / "r.csv", [f"Verwerking|Doel|{head}", f"a|Tips over boeken|{cell}"])
    )
    assert uses[field].tolist() == [value]


def test_recipients_in_two_columns_both_count(tmp_path):
    heads = "Verwerking;Doel;Ontvangers (intern);Ontvangers (extern)"
    path = text(tmp_path / "r.csv", [heads, "a;Profielen maken;Afdeling marketing;Datahandelaren"])
    alone = text(
        tmp_path / "s.csv", ["Verwerking;Doel;Ontvangers", "a;Profielen maken;Datahandelaren"]
    )
    both, external = (assess(read_register(each)).value[0] for each in (path, alone))
    assert both > 0.8 * external


def test_a_legal_basis_is_no_purpose(tmp_path):
    path = text(tmp_path / "r.csv", ["Verwerking;Doel", "Advertenties op maat;toestemming"])
    uses = frame(path)
    assert uses["proposed_use"].tolist() == ["Advertenties op maat"]
    assert uses["collected_for"].tolist() == [""]


def test_a_row_of_which_nothing_is_known_gets_no_number(tmp_path, capsys):
    path = text(tmp_path / "r.csv", ["Verwerking;Doel", "xyzzy;", "Brief;Tips over boeken sturen"])
    scores = assess(read_register(path)).scores
    assert unscorable(scores).tolist() == [True, False]
    assert scores[["score", "score_low", "score_high", "band", "p_red", "rank"]].isna().all(
        axis=1
    ).tolist() == [True, False]
    with pytest.raises(SystemExit) as ended:
        main(["score", str(path), "--out", str(tmp_path / "uit.csv")])
    told = capsys.readouterr().err
    assert not ended.value.code and "1 verwerkingen zijn niet te scoren" in told
    assert "1 verwerkingen gescoord, 0 afgewezen" in told


def test_columns_that_are_not_known_are_named(tmp_path, capsys):
    path = text(tmp_path / "r.csv", ["Verwerking;Doel;Kleur", "a;Tips over boeken;rood"])
    with pytest.raises(SystemExit):
        main(["score", str(path), "--out", str(tmp_path / "uit.csv")])
    assert "1 kolommen onbekend, dus niet gebruikt: Kleur" in capsys.readouterr().err


HEADS = st.sampled_from(
    [
        HEAD,
        ["Processing activity", "Purpose", "Personal data", "Recipients", "Lawful basis"],
        ["Nom du traitement", "Finalité", "Catégories de données", "Destinataires", "Base légale"],
        ["Bezeichnung", "Zweck", "Datenkategorien", "Empfänger", "Rechtsgrundlage"],
        ["Activity", "Primary purpose", "What data", "Who receives it", "Lawful basis"],
    ]
)
WORDS = st.sampled_from(
    [
        "Leden",
        "Naam",
        "Nee",
        "No",
        "Doel",
        "Status",
        "Contact",
        "adres, postcode, plaats",
        "Data",
        "Verwerking van salaris",
        "x",
        "Geen",
        "Purpose of paying",
        "E-mail",
        "12",
        "ja; nee",
        "een lange zin over klanten",
        "Team",
        "Grondslag",
        "Gegevens van leden",
    ]
)
TABLE = st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS, WORDS), min_size=1, max_size=6)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    head=HEADS,
    rows=TABLE,
    mark=st.sampled_from(";,\t|"),
    above=st.integers(0, 2),
    kind=st.sampled_from(["csv", "xlsx"]),
)
def test_known_rows_come_back_in_any_dialect(head, rows, mark, above, kind, tmp_path):
    """Rows in = rows read + rows passed over by name, and no cell of a row is ever a heading."""
    rows = [[f"P{number} {row[0]}", *row[1:]] for number, row in enumerate(rows)]
    lines = [["Register van verwerkingen"], *[[]] * above, head, *rows][1 if not above else 0 :]
    path = tmp_path / f"r.{kind}"
    if kind == "xlsx":
        book(path, {"R": lines})
    else:
        out = io.StringIO()
        csv.writer(out, delimiter=mark, lineterminator="\n").writerows(lines)
        path.write_text(out.getvalue(), encoding="utf-8")
    read = read_register(path)
    assert list(read.rows.columns)[: len(head)] == head
    passed = sum(
        int(values.get("count", 0)) for key, values in read.notes if key != "register.above"
    )
    assert len(read.rows) + read.skipped + passed == len(rows)
    assert [row for row in read.rows.to_numpy().tolist() if row not in rows] == []


def test_a_long_sheet_is_read_in_time_that_grows_with_its_rows(tmp_path):
    rows = [
        [f"Verwerking {n}", f"Tips over boeken {n}", "NAW", "Geen", "Toestemming"]
        for n in range(6_000)
    ]
    path = text(tmp_path / "r.csv", [";".join(row) for row in [HEAD, *rows]])
    began = time.process_time()
    assert len(read_register(path).rows) == 6_000
    assert time.process_time() - began < 5
