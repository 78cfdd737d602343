"""Readers, headings and mapping: what people have is read, nothing is lost, the rest is said."""

from __future__ import annotations

import datetime
import json
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.core.records import InputError
from avgrisk.register.checking import check_register
from avgrisk.register.persons import personal_columns
from avgrisk.register.readers import spreadsheets
from avgrisk.register.readers.column_fields import suggest
from avgrisk.register.readers.grids import Sheet
from avgrisk.register.readers.headings import find_heading
from avgrisk.register.readers.mapping import field_of
from avgrisk.register.readers.mapping_file import read_mapping
from avgrisk.register.readers.reading import read_register
from avgrisk.register.row_uses import proposed_uses
from tests.register.readers.test_shapes import book

ROWS = [
    ["Nr.", "Naam verwerking", "Doel(einden)", "Categorieën persoonsgegevens", "Grondslag"],
    ["1", "Nieuwsbrief", "Toezenden van tips over boeken", "e-mailadres", "toestemming"],
    ["2", "", "", "", ""],
    ["3", "Café", "+cmd", "naam; BSN", "art. 6 lid 1 sub c"],
]


def document(sheets):
    """The content of an OpenDocument spreadsheet, with the empty rows that an office program puts
    below every table."""
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)
    blank = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    )

    def row(cells):
        shown = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in cells
        )
        return f"<table:table-row>{shown}</table:table-row>"

    tables = "".join(
        f'<table:table table:name="{name}">{"".join(map(row, rows))}{blank}</table:table>'
        for name, rows in sheets.items()
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    return f"<office:document-content {spaces}>{body}</office:document-content>"


def ods(path, sheets):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", document(sheets))


def fods(path, sheets):
    text = document(sheets).replace("document-content", "document")
    path.write_text('<?xml version="1.0" encoding="UTF-8"?>' + text, encoding="utf-8")


def csv(path, rows, mark=";", encoding="utf-8-sig"):
    lines = [mark.join(f'"{cell}"' for cell in row) for row in rows]
    path.write_bytes("\r\n".join(lines).encode(encoding))


@pytest.fixture(params=["csv", "xlsx", "xls", "ods", "fods", "json"])
def register(request, tmp_path):
    """The same small register in every form."""
    path = tmp_path / f"r.{request.param}"
    if request.param == "csv":
        csv(path, ROWS)
    elif request.param == "xls":
        return Path(__file__).parent / "klein.xls"
    elif request.param == "json":
        rows = [dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]
        path.write_text(json.dumps({"avgrisk_register": 1, "rows": rows}), encoding="utf-8")
    else:
        {"xlsx": book, "ods": ods, "fods": fods}[request.param](path, {"blad": ROWS})
    return path


def test_every_form_gives_the_same_rows_places_and_fields(register):
    read = read_register(register)
    assert list(read.rows.columns) == ROWS[0]
    assert read.rows.to_numpy().tolist() == [ROWS[1], ROWS[3]]
    assert [row for _, row in read.places] == [2, 4]
    assert read.skipped == 1, "a row with only a number is an empty prefilled row"
    assert read.fields["Doel(einden)"] == "purpose_statement"
    assert len(read.digest) == 64


def test_a_path_may_be_a_text(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("Naam,Doel\na,b\n", encoding="utf-8")
    assert read_register(str(path)).rows.equals(read_register(path).rows)


def test_a_heading_below_a_title_on_two_merged_levels_is_found(tmp_path):
    path = tmp_path / "r.xlsx"
    rows = [
        ["Register van verwerkingen (art. 30 AVG)"],
        ["Nr.", "Verwerking", None, "Gegevens", None],
        [None, "Naam", "Doel", "Betrokkenen", "Categorieën persoonsgegevens"],
        [1, "Nieuwsbrief", "Tips sturen", "leden", "e-mailadres"],
    ]
    book(path, {"Register": rows}, ["A2:A3", "B2:C2", "D2:E2"])
    read = read_register(path)
    assert [read.fields[name] for name in read.rows.columns] == [
        "number",
        "title",
        "purpose_statement",
        "data_subjects",
        "data_categories",
    ]
    assert read.places == (("Register", 4),)


def test_all_sheets_with_a_heading_are_read_and_the_others_named(tmp_path):
    path = tmp_path / "r.xlsx"
    other = [["Naam verwerking", "Doel", "Afdeling"], ["Loket", "Afspraken maken", "Balie"]]
    book(path, {"Een": ROWS, "Twee": other, "Uitleg": [["Lees dit eerst"]]})
    read = read_register(path)
    assert [sheet for sheet, _ in read.places] == ["Een", "Een", "Twee"]
    assert read.rows["Afdeling"].tolist() == ["", "", "Balie"]
    assert ("register.no_heading", {"sheet": "Uitleg"}) in read.notes


def test_a_row_far_below_the_others_and_what_is_hidden_are_read(tmp_path):
    path = tmp_path / "r.xlsx"
    made = openpyxl.Workbook()
    for row in ROWS:
        made.active.append(row)
    made.active.cell(3_000, 2, "Loket")
    made.active.row_dimensions[2].hidden = True
    made.active.merge_cells("B4:C4")
    made.create_sheet("Twee").sheet_state = "hidden"
    made.save(path)
    one, two = spreadsheets.read(path)
    assert one.rows[2_999] == ["", "Loket"] and one.hidden == {1} and one.merged == ((3, 1, 3, 2),)
    assert one.visible and not two.visible


def test_dates_numbers_and_answers_are_texts(tmp_path):
    path = tmp_path / "r.xlsx"
    days = [datetime.date(2024, 5, 31), datetime.datetime(2024, 5, 31, 12, 3), 3, 0.25, True]
    book(path, {"b": [["Naam", "Doel"], days]})
    assert spreadsheets.read(path)[0].rows[1] == [
        "2024-05-31", "2024-05-31 12:03:00", "3", "0.25", "1"
    ]  # fmt: skip


def test_formulas_count_by_their_kept_value_and_those_without_one_are_said(tmp_path):
    path = tmp_path / "r.xlsx"
    book(path, {"b": [*ROWS, ["5", "=1+1", "Tips sturen", "naam", ""]]})
    read = read_register(path)
    assert ("register.formulas", {"count": 1}) in read.notes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_every_encoding_and_separator(tmp_path, encoding, mark):
    csv(tmp_path / "r.csv", [["Een titel, met komma"], *ROWS], mark, encoding)
    assert read_register(tmp_path / "r.csv").rows["Naam verwerking"].tolist() == [
        "Nieuwsbrief",
        "Café",
    ]


def test_cells_beyond_the_heading_are_kept_in_a_column_of_their_own(tmp_path):
    csv(tmp_path / "r.csv", [*ROWS, [*ROWS[1], "te veel"]])
    assert read_register(tmp_path / "r.csv").rows["kolom 6"].tolist() == ["", "", "te veel"]


def test_columns_with_the_same_name_all_come_back(tmp_path):
    csv(tmp_path / "r.csv", [["Doel", "Doel", "Naam"], ["a", "b", "c"]])
    read = read_register(tmp_path / "r.csv")
    assert list(read.rows.columns) == ["Doel", "Doel (2)", "Naam"]
    assert read.fields["Doel (2)"] == ""


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Naam verwerking", "title"),
        ("Doel(einden) van de verwerking", "purpose_statement"),
        ("(Categorieën van) ontvangers", "recipient_text"),
        ("Rechtmatige grondslag", "legal_basis_text"),
        ("Purposes of the processing", "purpose_statement"),
        ("Finalités du traitement", "purpose_statement"),
        ("Zwecke der Verarbeitung", "purpose_statement"),
        ("Catégories de destinataires", "recipient_text"),
        ("Kategorien personenbezogener Daten", "data_categories"),
        ("E-mailadres contactpersoon", "contact"),
        ("Purpose statement", "purpose_statement"),
        ("Doel verwerking", "purpose_statement"),
        ("Data categorieën", "data_categories"),
        ("Ketenpartners", "recipient_text"),
        ("Processors / Recipients", "recipient_text"),
        ("PII-Kategorien", "data_categories"),
        ("Article 6 lawful basis for processing personal data", "legal_basis_text"),
        ("Bijzondere persoonsgegevens", "special_data"),
        ("Naam proceseigenaar", "contact"),
        ("Organisatie contactpersoon", "contact"),
        ("Categorieën persoonsgegevens contactpersoon", "data_categories"),
        ("Persoonsgegevens gedeeld? (ja/nee)", None),
        ("#", "number"),
        ("Kleur", None),
    ],
)
def test_headings_in_four_languages(heading, field):
    assert field_of(heading) == field


def test_of_two_headings_for_a_field_the_one_with_most_of_its_alias_wins():
    found = suggest(["Données sur place", "Catégories de données personnelles concernées"])
    assert list(found.values()) == ["", "data_categories"]


def test_special_categories_in_a_column_of_their_own_count_with_the_data(tmp_path):
    rows = [
        ["Verwerking", "Doel", "Persoonsgegevens", "Bijzondere persoonsgegevens"],
        ["Verzuim", "Begeleiden van zieken", "naam", "gezondheid"],
        ["Nieuwsbrief", "Toezenden van de nieuwsbrief", "e-mailadres", "Nee"],
        ["Kerk", "Ledenadministratie", "", "godsdienst"],
        ["Foto", "Smoelenboek", "foto", "ja"],
    ]
    csv(tmp_path / "r.csv", rows)
    read = read_register(tmp_path / "r.csv")
    uses = proposed_uses(read.rows, read.fields)
    assert uses.frame["data_categories"].tolist() == [
        "naam; gezondheid",
        "e-mailadres",
        "godsdienst",
        "foto",
    ]
    assert "special_data" in uses.derived


def test_an_organisation_that_is_given_is_not_asked_for(tmp_path):
    csv(tmp_path / "r.csv", ROWS)
    read = read_register(tmp_path / "r.csv")
    asked = [check_register(read, sector=sector).doubts() for sector in ("", "bank")]
    assert [[key for key, _ in doubts] for doubts in asked] == [["check.no_organisation"], []]


def test_a_mapping_file_always_wins(tmp_path):
    csv(tmp_path / "r.csv", ROWS)
    csv(
        tmp_path / "m.csv",
        [["column", "field"], ["Doel(einden)", "collected_for"], ["Grondslag", ""]],
        ",",
    )
    read = read_register(tmp_path / "r.csv", mapping=read_mapping(tmp_path / "m.csv"))
    assert read.fields["Doel(einden)"] == "collected_for" and read.fields["Grondslag"] == ""


def test_a_mapping_with_an_unknown_field_is_told(tmp_path):
    csv(tmp_path / "m.csv", [["column", "field"], ["Doel", "kleur"]], ",")
    with pytest.raises(InputError, match="kleur"):
        read_mapping(tmp_path / "m.csv")


def test_one_purpose_column_is_statement_use_and_purpose_of_collection(tmp_path):
    csv(tmp_path / "r.csv", ROWS)
    read = read_register(tmp_path / "r.csv")
    uses = proposed_uses(read.rows, read.fields)
    first = uses.frame.iloc[0]
    assert first["proposed_use"] == first["collected_for"] == first["purpose_statement"]
    assert first["legal_basis"] == "consent"
    assert uses.derived == ("proposed_use", "collected_for")


@pytest.mark.parametrize("purpose", ["", "n.v.t.", "Nieuwsbrief", "NIEUWSBRIEF!", "zie boven", "-"])
def test_lazy_text_is_flagged_and_never_proves_that_the_purpose_is_the_same(tmp_path, purpose):
    csv(tmp_path / "r.csv", [["Naam", "Doel", "Gegevens"], ["Nieuwsbrief", purpose, "naam"]])
    read = read_register(tmp_path / "r.csv")
    uses = proposed_uses(read.rows, read.fields)
    assert uses.lazy.tolist() == [True]
    assert uses.frame["collected_for"].tolist() == [""]


def test_names_and_contact_details_are_found_by_heading_and_by_content(tmp_path):
    csv(
        tmp_path / "r.csv",
        [
            ["Naam verwerking", "Contactpersoon", "Wie", "Afdeling"],
            ["a", "Jansen", "a.b@voorbeeld.nl", "b.c@voorbeeld.nl"],
        ],
    )
    read = read_register(tmp_path / "r.csv")
    assert read.fields["Afdeling"] == "department"
    assert personal_columns(read.rows, read.fields) == ["Contactpersoon", "Wie", "Afdeling"]


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=8))
def test_any_grid_has_a_heading_with_unique_names_or_none(rows):
    found = find_heading(Sheet("x", rows))
    if found is not None:
        assert len(set(found.names)) == len(found.names)
        assert all(len(row) <= len(found.names) for row in rows[found.row :])


@given(st.lists(st.sampled_from(["Doel", "Naam", "Nr", "Gegevens", "Purpose", "x"]), unique=True))
def test_a_field_is_suggested_once(names):
    fields = [field for field in suggest(names).values() if field]
    assert len(set(fields)) == len(fields)


@pytest.mark.parametrize(
    "cell", ["n.v.t.", " N. V. T. ", "nvt", "-", "—", "n\tv t", "  ", "zie boven"]
)
def test_a_cell_that_says_nothing_is_known_however_it_is_spaced(cell):
    from avgrisk.register.readers import values

    plain = values.plain(cell)
    said = any(letter.isalpha() for letter in cell)
    assert values.is_empty_talk(cell) == (plain in values.whole_words("lazy") or not said)
    assert values.is_blank(cell) == (not cell.strip() or plain in values.whole_words("blank"))


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("Openbaar ministerie", "government"),  # not "openbaar": the longest phrase counts
        ("Mailchimp", "own"),
        ("Docenten", "own"),
        ("Wmo-aanbieder, alleen om te kunnen betalen", "others"),
        ("Aannemers", "0|.3|.9"),
    ],
)
def test_recipients_as_registers_write_them(cell, level):
    from avgrisk.register.readers.values import recipient

    assert recipient(cell) == level


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("Ger. belang", "legitimate_interest"),
        ("Overeenkomst / ger. belang", ""),
        ("Wettelijk / overeenkomst", ""),
        ("Wettelijke taak", "public_task"),
    ],
)
def test_legal_bases_in_short_are_read_and_two_of_them_are_none(cell, key):
    from avgrisk.register.readers.legal_basis_words import legal_basis

    assert legal_basis(cell) == key


@pytest.mark.parametrize(
    ("basis", "recipient", "told"),
    [
        ("wettelijke verplichting", "UWV", True),
        ("publieke taak", "blorf", False),
        ("publieke taak", "geen", False),
        ("toestemming", "UWV", False),
    ],
)
def test_a_statutory_row_with_a_recipient_is_told_that_its_basis_lowers_nothing(
    tmp_path, basis, recipient, told
):
    from avgrisk.register.assess import assess
    from avgrisk.register.report_data import statutory_notes

    heads = ["Verwerking", "Doel", "Persoonsgegevens", "Ontvangers", "Grondslag"]
    csv(tmp_path / "r.csv", [heads, ["Bijstand", "Recht vaststellen", "NAW", recipient, basis]])
    found = statutory_notes(assess(read_register(tmp_path / "r.csv")))
    assert found == ([("rr.statutory", {"count": 1})] if told else [])
