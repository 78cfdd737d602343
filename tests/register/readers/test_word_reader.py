"""Registers in Word: tables with merged cells, cards, tables within cells, and what is refused."""

from __future__ import annotations

import zipfile

import pytest

from avgrisk.core.records import InputError
from avgrisk.register.readers.reading import read_register

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = ("Verwerking", "Doel", "Gegevens", "Ontvangers")


def cell(text, more=""):
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{lines}</w:tc>"


def table(*rows):
    made = "".join(
        f"<w:tr>{''.join(c if c.startswith('<w:tc') else cell(c) for c in row)}</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{made}</w:tbl>"


def word(path, body, before="", member="word/document.xml"):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            member,
            f"{before}<w:document {SPACE}><w:body>{body}</w:body></w:document>",
        )
    return path


def line(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_every_table_is_a_sheet_named_after_the_line_above_it(tmp_path):
    body = (
        line("Afdeling Personeel")
        + table(HEAD, ("Loon", "Salaris uitbetalen", "IBAN\nsalaris", "bank"))
        + line("Afdeling Welzijn")
        + table(HEAD, ("Hulp", "Hulp bieden", "naam", "geen"))
    )
    read = read_register(word(tmp_path / "r.docx", body))
    assert read.rows["Verwerking"].tolist() == ["Loon", "Hulp"]
    assert read.rows["Gegevens"].tolist() == ["IBAN\nsalaris", "naam"]
    assert read.places == (("Afdeling Personeel", 2), ("Afdeling Welzijn", 2))


def test_every_table_has_a_name_of_its_own_whatever_stands_above_it(tmp_path):
    above = ("A", "A (3)", "A")
    body = "".join(line(n) + table(HEAD, ("Loon", "Betalen", "IBAN", "bank")) for n in above)
    read = read_register(word(tmp_path / "r.docx", body))
    assert [sheet for sheet, _ in read.places] == ["A", "A (3)", "A (4)"]


def test_lines_that_one_name_is_merged_over_are_one_processing(tmp_path):
    first, next_ = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        HEAD,
        (cell("Loon", first), cell("Salaris uitbetalen", first), "IBAN", cell("bank", first)),
        (cell("", next_), cell("", next_), "salaris", cell("", next_)),
        ("Hulp", "Hulp bieden", "naam", "geen"),
    )
    read = read_register(word(tmp_path / "r.docx", body))
    assert read.rows.to_numpy().tolist() == [
        ["Loon", "Salaris uitbetalen", "IBAN; salaris", "bank"],
        ["Hulp", "Hulp bieden", "naam", "geen"],
    ]


def test_cards_with_a_wide_title_and_a_table_in_a_cell(tmp_path):
    within = f"<w:tc>{table(('naam',), ('adres',))}</w:tc>"
    body = "".join(
        table(
            (cell("Verwerkingskaart", '<w:gridSpan w:val="2"/>'),),
            ("Naam verwerking", name),
            ("Doel", f"Doel van {name}"),
            ("Persoonsgegevens", within),
            ("Ontvangers", "geen"),
        )
        for name in ("Loon", "Hulp")
    )
    read = read_register(word(tmp_path / "r.docx", body))
    assert read.rows["Naam verwerking"].tolist() == ["Loon", "Hulp"]
    assert [cell.split() for cell in read.rows["Persoonsgegevens"]] == [["naam", "adres"]] * 2


@pytest.mark.parametrize(
    ("body", "before", "member", "key"),
    [
        (line("Notulen van de vergadering"), "", "word/document.xml", "error.no_table"),
        (table(("a", "b"), ("c", "d")), "", "word/document.xml", "error.no_columns"),
        (table(HEAD), '<!DOCTYPE w [<!ENTITY a "b">]>', "word/document.xml", "error.entities"),
        ("<w:tbl><w:tr>", "", "word/document.xml", "error.damaged_word"),
        (table(HEAD), "", "iets.xml", "error.damaged_word"),
        (table([cell("a", '<w:gridSpan w:val="9999"/>')] * 2), "", "word/document.xml",
         "error.columns"),
    ],
)  # fmt: skip
def test_what_is_no_register_is_refused_in_one_line(body, before, member, key, tmp_path):
    with pytest.raises(InputError) as caught:
        read_register(word(tmp_path / "r.docx", body, before, member))
    assert caught.value.allowed.key == key
