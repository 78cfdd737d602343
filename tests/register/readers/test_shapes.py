"""Registers in the shapes that others make: every row is read, or passed over by name."""

from __future__ import annotations

import csv
import io
import re
import time

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avgrisk.cli.main import main
from avgrisk.core.records import InputError
from avgrisk.register.assess import assess, unscorable
from avgrisk.register.large import bulk
from avgrisk.register.readers.csv_reader import separator
from avgrisk.register.readers.mapping import field_of
from avgrisk.register.readers.reading import read_register
from avgrisk.register.row_uses import proposed_uses

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


def test_cards_of_pairs_beside_one_another_are_placed_where_they_begin(tmp_path):
    def card(name, purpose):
        return [
            ["Naam verwerking", name, "Doel", purpose],
            ["Gegevens", "NAW", "Ontvangers", "Bank"],
        ]

    cards = [["Verwerkingskaart"], *card("Loon", "Betalen"), [], *card("Leden", "Innen")]
    read = read_register(book(tmp_path / "r.xlsx", {"R": cards}))
    assert read.rows["Naam verwerking"].tolist() == ["Loon", "Leden"]
    assert read.places == (("R", 2), ("R", 5))


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
        main(["score", str(path), "--anyway", "--out", str(tmp_path / "uit.csv")])
    told = capsys.readouterr().err
    assert not ended.value.code and "1 verwerkingen zijn niet te scoren" in told
    assert "1 verwerkingen gescoord, 0 afgewezen" in told


def test_columns_that_are_not_known_are_named(tmp_path, capsys):
    path = text(tmp_path / "r.csv", ["Verwerking;Doel;Kleur", "a;Tips over boeken;rood"])
    with pytest.raises(SystemExit):
        main(["score", str(path), "--anyway", "--out", str(tmp_path / "uit.csv")])
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
#: A row of nothing but names of fields is a heading, whoever looks at it.
ROW = st.tuples(WORDS, WORDS, WORDS, WORDS, WORDS).filter(
    lambda row: not all(field_of(cell) for cell in (f"P1 {row[0]}", *row[1:]))
)
TABLE = st.lists(ROW, min_size=1, max_size=6)


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


INPUTS = [
    # What a cell says, the column it stands in, and what is read; of a row that is never rejected.
    ("Control", "We log all access", "control", ""),
    ("Vertrouwen", "7", "trust", ""),
    ("Domain", "HR", "domain", ""),
    ("Uitleg en keuze", "deels", "control", ""),
    ("Keuze", "opt_in", "control", "opt_in"),
    ("Betrokkenen geïnformeerd", "Deels", "informed", "partly"),
    ("Legal basis", "Contract", "legal_basis", "contract"),
]


@pytest.mark.parametrize(("head", "cell", "field", "value"), INPUTS)
def test_a_cell_that_is_no_level_is_unknown_and_counted(head, cell, field, value, tmp_path):
    lines = [f"Naam;Doel;{head}", f"Tips;Tips geven;{cell}"]
    assessed = assess(read_register(text(tmp_path / "r.csv", lines)))
    assert assessed.uses.frame[field].tolist() == [value]
    assert not assessed.rejected
    assert assessed.uses.unread.get(field, 0) == (value == "")


def test_a_number_that_is_no_level_in_a_form_of_ours_is_a_mistake(tmp_path):
    lines = ["title;purpose_statement;control", "Tips;Tips geven;1,5"]
    assert len(assess(read_register(text(tmp_path / "r.csv", lines))).rejected) == 1


def test_the_sector_that_is_given_fills_blanks_only(tmp_path):
    lines = ["Naam;Doel;Sector;Organisatie"]
    lines += ["a;Tips geven;bank;", "b;Tips geven;;Streekziekenhuis", "c;Tips geven;;Jansen"]
    lines += ["d;Tips geven;blorf;"]
    read = read_register(text(tmp_path / "r.csv", lines))
    uses = proposed_uses(read.rows, read.fields, "gemeente")
    assert uses.frame["sector"].tolist() == ["bank", "hospital", "gemeente", "blorf"]
    assert uses.unread["sector"] == 1


@pytest.mark.parametrize("encoding", ["utf-8", "mac_roman", "cp1252"])
def test_letters_are_whole_however_they_are_written(encoding, tmp_path):
    line = "Créations;Coördinatie van patiënten en cliënten;beëindiging, geïnformeerd"
    path = tmp_path / "r.csv"
    path.write_bytes(f"Naam;Doel;Persoonsgegevens\n{line}\n".encode(encoding))
    assert read_register(path).rows.to_numpy().tolist() == [line.split(";")]


def test_accents_apart_and_soft_hyphens_are_read_as_letters(tmp_path):
    lines = ["Naam;Finalite\u0301;Persoons\u00adgegevens", "A;Cre\u0301er;e-\u00admail"]
    read = read_register(text(tmp_path / "r.csv", lines))
    assert list(read.fields.values()) == ["title", "purpose_statement", "data_categories"]
    assert read.rows.to_numpy().tolist() == [["A", "Créer", "e-mail"]]


def test_crosses_without_a_heading_above_them_become_the_words_above_them(tmp_path):
    lines = [
        "Verwerking;Doel;Naam;BSN;Gezondheid;Belastingdienst;Adverteerders;DPIA",
        "Salaris;Salaris betalen;x;x;nee;x;;ja",
        "Nieuws;Nieuws sturen;x;;x;;x;nee",
    ]
    found = frame(text(tmp_path / "r.csv", lines))
    assert found["data_categories"].tolist() == ["Naam; BSN", "Naam; Gezondheid"]
    assert found["recipient"].tolist() == ["government", "others"]


def test_sheets_with_the_same_columns_of_crosses_are_read_however_many_there_are(tmp_path):
    columns = {**{name: ["Naam", "BSN"] for name in "ABCD"}, "E": ["Adres", "Gezondheid"],
               "F": ["Telefoonnummer", "Godsdienst"]}  # fmt: skip
    sheets = {
        name: [["Verwerking", "Doel", *data], [f"Loon {name}", "Betalen", "x", "x"]]
        for name, data in columns.items()
    }
    found = frame(book(tmp_path / "r.xlsx", sheets))
    assert found["data_categories"].tolist() == ["; ".join(data) for data in columns.values()]


def test_a_part_of_a_card_with_a_heading_of_its_own_is_read_under_it(tmp_path):
    lines = [
        "Nom du traitement;Adhésions",
        "Finalité(s) du traitement;Description",
        "Finalité principale;Tenir la liste",
        "Données personnelles;Description",
        "Vie personnelle;situation familiale",
        "Santé;oui",
        "Opinions;non",
        "Destinataires;Banque",
    ]
    found = frame(text(tmp_path / "r.csv", lines))
    assert found["purpose_statement"].tolist() == ["Tenir la liste"]
    assert found["data_categories"].tolist() == ["Vie personnelle: situation familiale; Santé"]


LIST = [["Verwerking", "Afdeling"], ["Salaris", "HR"], ["Nieuws", "Voorlichting"]]
CARD = [["Verwerking", "Salaris"], ["Doel", "Salaris betalen"], ["Persoonsgegevens", "BSN"],
        ["Grondslag", "Overeenkomst"]]  # fmt: skip


def test_a_card_beside_its_row_in_a_list_is_one_processing(tmp_path):
    lists = [[*LIST[0], "Doel"], [*LIST[1], ""], [*LIST[2], "Nieuws sturen"]]
    read = read_register(book(tmp_path / "r.xlsx", {"Lijst": lists, "Fiche": CARD}))
    assert read.rows["Verwerking"].tolist() == ["Salaris", "Nieuws"]
    assert read.rows["Doel"].tolist() == ["Salaris betalen", "Nieuws sturen"]
    assert ("register.beside", {"count": 1}) in read.notes


def test_two_lists_of_the_same_processings_count_once_and_two_departments_twice(tmp_path):
    data = [["Verwerking", "Doel", "Gegevens"], ["Salaris", "Betalen", "BSN"], ["Nieuws", "x", "y"]]
    whole = {
        "A": [["Verwerking", "Ontvangers"], ["Salaris", "Bank"], ["Nieuws", "Geen"]],
        "B": data,
    }
    read = read_register(book(tmp_path / "r.xlsx", whole))
    assert len(read.rows) == 2 and read.rows["Ontvangers"].tolist() == ["Bank", "Geen"]
    assert len(read_register(book(tmp_path / "s.xlsx", {"A": data, "B": data})).rows) == 4


@pytest.mark.parametrize("link", ["Verwerking", "Naam"])
def test_sheets_that_refer_to_the_processings_of_another_become_its_columns(link, tmp_path):
    sheets = {
        "Verwerkingen": [["Nr", "Naam", "Doel"], ["1", "Salaris", "Betalen"], ["2", "Nieuws", "Sturen"]],
        "Persoonsgegevens": [[link, "Gegeven", "Bewaartermijn"], ["1", "BSN", "7 jaar"],
                             ["Nieuws", "E-mail", ""], ["1", "Naam", "7 jaar"]],
        "Ontvangers": [[link, "Ontvanger"], ["2", "Adverteerders"], ["1", "Belastingdienst"]],
    }  # fmt: skip
    read = read_register(book(tmp_path / "r.xlsx", sheets))
    found = proposed_uses(read.rows, read.fields).frame
    assert found["data_categories"].tolist() == ["BSN; Naam", "E-mail"]
    assert found["recipient"].tolist() == ["government", "others"]
    assert ("register.joined", {"sheets": "Persoonsgegevens, Ontvangers"}) in read.notes


def test_sheets_that_refer_to_nothing_are_passed_over_by_name(tmp_path):
    sheets = {
        "Verwerkingen": [["Naam", "Doel"], ["Salaris", "Betalen"], ["Nieuws", "Sturen"]],
        "Persoonsgegevens": [["Naam", "Soort gegevens"], ["BSN", "gevoelig"]],
    }
    read = read_register(book(tmp_path / "r.xlsx", sheets))
    assert len(read.rows) == 2
    assert ("register.loose", {"sheets": "Persoonsgegevens"}) in read.notes


def test_sheets_with_other_headings_for_a_field_each_keep_their_own(tmp_path):
    sheets = {
        "A": [["Verwerking", "Doel"], ["Salaris", "Salaris betalen"]],
        "B": [["Naam verwerking", "Doeleinden"], ["Nieuws", "Nieuws sturen"]],
    }
    found = frame(book(tmp_path / "r.xlsx", sheets))
    assert found["purpose_statement"].tolist() == ["Salaris betalen", "Nieuws sturen"]


HEADINGS = """
ICO: Business function=department | Purpose of processing=purpose_statement
 | Categories of individuals=data_subjects | Categories of recipients=recipient_text
 | Article 6 lawful basis for processing personal data=legal_basis_text
 | Article 9 basis for processing special category data=art9_ground
 | GDPR Article 6 lawful basis for processing=legal_basis_text
 | Link to retention and erasure policy document=note
CNIL: Nom / sigle=title | Finalité principale=purpose_statement | Sous-finalité 1=purpose_statement
 | Catégories de données personnelles concernées=data_categories | Destinataire 1=recipient_text
 | Délai d'effacement=retention | Quelles sont les données traitées ?=data_categories
CNPD: Licéité du traitement=legal_basis_text | Qui a accès aux données=recipient_text
AP: Wat is het doel van de verwerking?=purpose_statement
 | Een beschrijving van de categorieën van betrokkenen=data_subjects
 | Aan wie verstrekken wij de gegevens?=recipient_text | Op welke grondslag?=legal_basis_text
 | Worden er gegevens gedeeld met derden? Zo ja, met wie?=recipient_text
 | Hoe lang bewaren we de gegevens?=retention | Worden de gegevens gedeeld?=
VNG: Omschrijving van het doel=purpose_statement | Zaaktype=group
 | Verwerking van bijzondere persoonsgegevens=special_data | Type persoonsgegevens=data_categories
IBD: Verwerkersovereenkomst=processor | Gebruikte persoonsgegevens=data_categories
OneTrust: Processing Activity Name=title | Processing Purposes=purpose_statement
 | Personal Data Elements=data_categories | Categories of Data Recipients=recipient_text
 | Internal Parties with Access=recipient_text | Data Subject Types=data_subjects
 | Managing Organization=controller | Which lawful basis applies?=legal_basis_text
questions: Who do you share personal data with?=recipient_text | Why do we process it?=purpose_statement
 | What personal data do you hold?=data_categories | How long do you keep it for?=retention
 | Is personal data erased in accordance with the policy?= | Welche Daten=data_categories
"""


def test_headings_in_the_wording_of_supervisors_and_tools():
    pairs = [part.strip() for line in HEADINGS.split("|") for part in line.split("\n")]
    asked = [re.sub(r"^\w+: ", "", pair) for pair in pairs if "=" in pair]
    for heading, _, field in (pair.rpartition("=") for pair in asked):
        assert (field_of(heading) or "") == field, heading


@pytest.mark.parametrize(("row", "times"), [("a;b", 300_000), ("", 2_100_000)])
def test_very_many_short_rows_are_refused_before_they_fill_the_memory(row, times, tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("Naam;Doel\n" + f"{row}\n" * times, encoding="utf-8")
    assert bulk.is_large(path), "to csv or parquet it goes in pieces"
    with pytest.raises(InputError) as caught:
        read_register(path)
    assert caught.value.allowed.key == "error.rows"


def test_a_total_under_the_numbers_is_a_total(tmp_path):
    lines = ["Nr;Naam;Doel;Gegevens", "1;Tips;Tips geven;NAW", "Totaal;1;;"]
    read = read_register(text(tmp_path / "r.csv", lines))
    assert read.rows["Naam"].tolist() == ["Tips"]
    assert ("register.total", {"count": 1}) in read.notes


def test_a_separator_that_tears_quoted_lines_apart_is_none(tmp_path):
    lines = ["Doel van dit register: overzicht, art. 30", "Naam;Doel;Gegevens;Ontvangers"]
    lines += ['Bezwaar;"Innen van contributie,\ndan wel giften";e-mail, naam;geen'] * 2
    read = read_register(text(tmp_path / "r.csv", lines))
    assert read.rows["Doel"].tolist() == ["Innen van contributie,\ndan wel giften"] * 2


def test_rows_without_a_name_go_on_with_the_row_above(tmp_path):
    lines = ["Afdeling;Naam;Doel;Gegevens;Ontvangers", "HR;Salaris;Betalen;NAW;Bank"]
    lines += [";;;BSN;Bank", "HR;Nieuws;Sturen;e-mail;geen"]
    read = read_register(text(tmp_path / "r.csv", lines))
    assert read.rows["Gegevens"].tolist() == ["NAW; BSN", "e-mail"]
    assert read.rows["Ontvangers"].tolist() == ["Bank", "geen"]
    assert ("register.continued", {"count": 1}) in read.notes


def test_ditto_is_the_cell_above_and_is_said(tmp_path):
    lines = ["Naam;Doel;Gegevens", "Salaris;Betalen;BSN", 'Bonus;idem;"ditto"', "Nieuws;Idem;"]
    read = read_register(text(tmp_path / "r.csv", lines))
    assert read.rows["Doel"].tolist() == ["Betalen"] * 3
    assert read.rows["Gegevens"].tolist() == ["BSN", "BSN", ""]
    assert ("register.ditto", {"count": 3}) in read.notes


def test_a_name_that_is_only_a_number_is_the_number(tmp_path):
    lines = ["Traitement;Nom / sigle;Finalité", "1;Paie;Payer", "2;Lettre;Envoyer"]
    read = read_register(text(tmp_path / "r.csv", lines))
    assert list(read.fields.values()) == ["number", "title", "purpose_statement"]


def test_a_kind_of_data_below_sensitive_data_stays_with_them(tmp_path):
    lines = ["Nom du traitement;Paie", "Finalité;Payer", "Données personnelles;Description"]
    lines += [
        "Etat civil (identité);nom",
        "Données sensibles;Description",
        "Données de santé;arrêts",
    ]
    found = frame(text(tmp_path / "r.csv", [*lines, "Destinataires;Banque"]))
    assert found["data_categories"].tolist() == ["Etat civil: nom; Données de santé: arrêts"]


def test_a_heading_again_in_other_words_is_no_row(tmp_path):
    lines = [";".join(HEAD[:3]), "Tips;Tips geven;NAW", "Verwerkingsactiviteit;Doelen;Gegevens"]
    read = read_register(text(tmp_path / "r.csv", [*lines, "Boeken;Boeken lenen;naam"]))
    assert read.rows[HEAD[0]].tolist() == ["Tips", "Boeken"]
    assert ("register.repeated", {"count": 1}) in read.notes


def test_one_cell_over_several_columns_is_a_heading_among_the_rows(tmp_path):
    rows = [HEAD, ["Personeelszaken"], ROWS[0], ["Communicatie"], ROWS[1]]
    read = read_register(book(tmp_path / "r.xlsx", {"R": rows}, ["A2:E2", "A4:E4"]))
    assert read.rows.to_numpy().tolist() == ROWS
    assert ("register.section", {"count": 2}) in read.notes


def test_labels_and_contents_in_one_cell_are_a_card(tmp_path):
    lines = ["Naam verwerking: Salaris", "Doel: betalen: elke maand", "Gegevens: BSN", "", "Einde"]
    made = book(tmp_path / "r.xlsx", {"R": [[line] for line in lines]})
    assert frame(made)["purpose_statement"].tolist() == ["betalen: elke maand"]


def test_sheets_of_contracts_breaches_and_dpias_are_no_processings(tmp_path):
    sheets = {
        "Verwerkingen": [HEAD, *ROWS],
        "Verwerkersovereenkomsten": [["Verwerker", "Doel", "Datum"], ["Exact", "Boeken", "2020"]],
        "DPIA's": [["Naam", "Doel", "Risico"], ["Camera's", "Beveiligen", "hoog"]],
        "Meldingen": [["Datum", "Omschrijving"], ["2024-01-01", "Mail verkeerd verstuurd"]],
    }
    read = read_register(book(tmp_path / "r.xlsx", sheets))
    assert read.rows[HEAD[0]].tolist() == ["Nieuwsbrief", "Facturen"]
    named = [values["sheet"] for key, values in read.notes if key == "register.list"]
    assert named == ["Verwerkersovereenkomsten", "DPIA's", "Meldingen"]
    alone = read_register(book(tmp_path / "s.xlsx", {"DPIA's": [HEAD, *ROWS]}))
    assert len(alone.rows) == 2, "a register alone is one whatever its sheet is called"


def test_ordinary_and_special_data_below_one_heading_both_count(tmp_path):
    rows = [["Proces", "Doel", "Gegevens", None, "Ontvangers"],
            [None, None, "Gewoon", "Bijzonder", None], ["Salaris", "Betalen", "NAW", "gezondheid", "UWV"]]  # fmt: skip
    found = frame(book(tmp_path / "r.xlsx", {"R": rows}, ["C1:D1"]))
    assert found["data_categories"].tolist() == ["NAW; gezondheid"]


def test_numbered_columns_of_a_field_all_count(tmp_path):
    lines = ["Verwerking;Doel 1;Doel 2;Gegevens 1;Gegevens 2", "Salaris;Betalen;Melden;BSN;NAW"]
    found = frame(text(tmp_path / "r.csv", lines))
    assert found["purpose_statement"].tolist() == ["Betalen; Melden"]
    assert found["data_categories"].tolist() == ["BSN; NAW"]


def test_a_list_with_a_line_per_kind_of_data_goes_with_its_processings(tmp_path):
    sheets = {
        "Doelen": [["Verwerking", "Doel"], ["Salaris", "Betalen"], ["Nieuws", "Sturen"]],
        "Inhoud": [["Verwerking", "Soort gegevens"], ["Salaris", "BSN"], ["Salaris", "NAW"],
                   ["Nieuws", "e-mail"]],
    }  # fmt: skip
    found = frame(book(tmp_path / "r.xlsx", sheets))
    assert found["purpose_statement"].tolist() == ["Betalen", "Sturen"]
    assert found["data_categories"].tolist() == ["BSN; NAW", "e-mail"]


@pytest.mark.parametrize(
    "line", ["Organisatie:;Gemeente Voorbeeld", "Organisatie: Gemeente Voorbeeld"]
)
def test_the_organisation_above_the_heading_counts_for_all_rows(line, tmp_path):
    lines = ["Register", line, "Naam;Doel;Gegevens", "Tips;Tips geven;NAW", "", "Totaal;;"]
    read = read_register(text(tmp_path / "r.csv", lines))
    assert proposed_uses(read.rows, read.fields).frame["sector"].tolist() == ["municipality"]
    assert ("register.organisation", {"name": "Gemeente Voorbeeld"}) in read.notes
    lines[2:4] = ["Naam;Doel;Organisatie", "Tips;Tips geven;Bank"]
    own = read_register(text(tmp_path / "s.csv", lines))
    assert own.rows["Organisatie"].tolist() == ["Bank"], "a column of its own goes first"
