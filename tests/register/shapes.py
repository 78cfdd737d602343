"""A known register written in the shapes that people give theirs: python -m tests.register.shapes.

Every shape is drawn from a seed: headings in four languages; csv dialects in five encodings, xlsx,
Strict xlsx, xls, ods and flat ods; notes above, totals, examples, empty and hidden rows and sheets,
merged and two-level headings, crosses and check boxes in many signs, cards on sheets, below, beside
and in two columns, several sheets, two tables on one, linked sheets, a list beside its cards. What
is read has to be the known rows, each once and whole, or a refusal; what is no row has to be said.
"""

from __future__ import annotations

import csv
import io
import sys
import tempfile
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from avgrisk.core.records import InputError
from avgrisk.register.readers import values
from avgrisk.register.readers.legal_basis_words import legal_basis
from avgrisk.register.readers.reading import Register, read_register
from avgrisk.register.row_uses import proposed_uses
from avgrisk.vocabulary import data_words
from tests.register import formats

FIELDS = ("title", "purpose", "data", "recipient", "basis")
HEADINGS = {
    "nl": [
        ["Naam verwerking", "Doel", "Persoonsgegevens", "Ontvangers", "Grondslag"],
        ["Verwerkingsactiviteit", "Doel(einden) van de verwerking", "Categorieën persoonsgegevens",
         "(Categorieën van) ontvangers", "Wettelijke grondslag (artikel 6 AVG)"],
        ["Verwerking", "Wat is het doel van de verwerking?", "Welke gegevens verwerken we?",
         "Met wie delen we de gegevens?", "Op welke grondslag?"],
    ],
    "en": [
        ["Processing activity", "Purpose of processing", "Categories of personal data",
         "Categories of recipients", "Legal basis"],
        ["Name", "Why do we process the data?", "What personal data do you hold?",
         "Who do you share personal data with?", "Article 6 lawful basis for processing"],
    ],
    "fr": [["Nom du traitement", "Finalité principale", "Catégories de données personnelles",
            "Catégories de destinataires", "Base légale"]],
    "de": [["Bezeichnung der Verarbeitungstätigkeit", "Zweck der Verarbeitung",
            "Kategorien personenbezogener Daten", "Kategorien von Empfängern", "Rechtsgrundlage"]],
}  # fmt: skip
TITLES = ["Nieuwsbrief", "Salarisadministratie", "Werving en selectie", "Klachten", "Cameratoezicht",
          "Patiëntendossier", "Leerlingvolgsysteem", "Bezwaarschriften", "Webwinkel", "Evenementen",
          "Parkeervergunningen", "Cliëntervaringsonderzoek"]  # fmt: skip
PURPOSES = ["Toezenden van nieuws aan abonnees", "Uitbetalen van het salaris aan medewerkers",
            "Beoordelen van sollicitanten; plannen van gesprekken", "Afhandelen van klachten",
            "Bewaken van gebouwen, terreinen en fietsenstallingen", "Verlenen van medische zorg",
            "Volgen van de ontwikkeling van leerlingen", "Leveren van bestelde boeken",
            'Uitvoeren van de "Wet op de rechtsbijstand"', "Innen van contributie,\ndan wel giften",
            "Verwerken van aanvragen; doel en persoonsgegevens staan in de bijlage",
            "Coördineren van hulp aan cliënten en geïnteresseerden"]  # fmt: skip
DATA = ["naam", "adres", "e-mailadres", "BSN", "gezondheid", "strafblad", "inkomen", "foto"]
RECIPIENTS = ["Belastingdienst", "Adverteerders", "hostingprovider", "UWV", "geen"]
BASES = ["toestemming", "wettelijke verplichting", "gerechtvaardigd belang", "publieke taak"]
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman")


@dataclass(frozen=True)
class Known:
    """A processing as it is known to be."""

    title: str
    purpose: str
    data: tuple[str, ...]
    recipient: str
    basis: str

    def cells(self) -> list[str]:
        """Its cells in a table."""
        return [self.title, self.purpose, ", ".join(self.data), self.recipient, self.basis]

    def told(self) -> tuple[object, ...]:
        """What has to be read of it."""
        keys = data_words.match(", ".join(self.data)).keys
        return (self.purpose, tuple(sorted(keys)), values.recipient(self.recipient),
                legal_basis(self.basis))  # fmt: skip


@dataclass
class Written:
    """A register in a file: what is known of it, and the notes that have to be given."""

    path: Path
    rows: list[Known]
    notes: set[str] = field(default_factory=set)


def register(draw: Random, most: int = 6) -> list[Known]:
    """A known register of a few processings."""
    names = draw.sample(TITLES, draw.randint(1, most))
    return [
        Known(name, draw.choice(PURPOSES), tuple(draw.sample(DATA, draw.randint(1, 4))),
              draw.choice(RECIPIENTS), draw.choice(BASES))
        for name in names
    ]  # fmt: skip


def heads(draw: Random) -> list[str]:
    """Headings in some language and wording."""
    return list(draw.choice(HEADINGS[draw.choice(list(HEADINGS))]))


#: Columns that a register may have besides, with their cells.
OTHERS = {
    "Nr.": ["1", "2", "3", "4", "5", "6", "7", "8"],
    "Bewaartermijn": ["5 jaar", "", "zolang nodig"],
    "Opmerking": ["", "zie bijlage", "nog nagaan"],
    "Contactpersoon": ["J. Jansen", "A. de Vries"],
    "Blorf": ["x y z", "", "q"],
    "Betrokkenen": ["medewerkers", "klanten; leden", ""],
    "DPIA uitgevoerd? (ja/nee)": ["nee", "ja", ""],
}


def heading(draw: Random, name: str) -> str:
    """A heading as somebody typed it."""
    ways = (name.upper(), name.replace(" ", "\n", 1), f" {name} :",
            f"{draw.randint(1, 9)}. {name}", unicodedata.normalize("NFD", name), f"{name} *")  # fmt: skip
    return draw.choice((*ways, *[name] * 4))


def mixed(
    draw: Random, head: list[str], body: list[list[str]]
) -> tuple[list[str], list[list[str]]]:
    """A table with other columns among its own, in some order, and perhaps not from column A."""
    names = draw.sample(list(OTHERS), draw.randint(0, 3))
    more = [[OTHERS[name][at % len(OTHERS[name])] for name in names] for at in range(len(body))]
    order = list(range(len(head) + len(names)))
    if draw.random() < 0.4:
        draw.shuffle(order)
    left = [""] * (draw.randint(1, 2) if draw.random() < 0.15 else 0)
    whole = [heading(draw, name) for name in head] + names
    rows = [[*row, *others] for row, others in zip(body, more, strict=True)]
    return (
        left + [whole[at] for at in order],
        [left + [row[at] for at in order] for row in rows],
    )


def around(
    draw: Random, head: list[str], body: list[list[str]], notes: set[str]
) -> list[list[str]]:
    """A table with what stands above, between and below its rows."""
    head, rows = mixed(draw, head, body)
    if draw.random() < 0.3:
        rows.insert(draw.randint(0, len(rows)), [])
    if draw.random() < 0.3:
        rows.insert(
            draw.randint(0, len(rows)), ["Voorbeeld: naam", "Bijv. het doel", "NAW", "", ""]
        )
        notes.add("register.example")
    if draw.random() < 0.3:
        rows.insert(draw.randint(1, len(rows)), head)
        notes.add("register.repeated")
    if draw.random() < 0.3:
        rows.append([*[""] * head.count(""), "Totaal", str(len(body))])
        notes.add("register.total")
    above: list[list[str]] = []
    if draw.random() < 0.4:
        above = [
            ["Register van verwerkingen"],
            ["Doel van dit register: overzicht, art. 30"],
            [],
            ["Organisatie", "Stichting Voorbeeld"],
            ["Versie 2; door de directie"],
        ]
        above = above[: draw.randint(1, 5)]
        notes.add("register.above")
    return [*above, head, *rows]


def as_csv(draw: Random, path: Path) -> Written:
    """A csv in some dialect and encoding."""
    known, notes, head = register(draw), set[str](), heads(draw)
    grid = around(draw, head, [row.cells() for row in known], notes)
    mark = draw.choice(";,\t|")
    text = io.StringIO()
    quoting = draw.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    writer = csv.writer(text, delimiter=mark, quoting=quoting,
                        lineterminator=draw.choice(("\n", "\r\n")))  # fmt: skip
    writer.writerows(grid)
    said = f"sep={mark}\n" if draw.random() < 0.2 else ""
    if said:
        notes.discard("register.above")
    encoding = draw.choice(ENCODINGS)
    whole = said + text.getvalue()
    if not encoding.startswith("utf"):  # these hold whole letters only
        whole = unicodedata.normalize("NFC", whole)
    path = path.with_suffix(".csv")
    path.write_bytes(whole.encode(encoding, "replace"))
    return Written(path, known, notes)


def book(
    draw: Random, sheets: formats.Sheets, path: Path, dress: formats.Dress | None = None
) -> Path:
    """The sheets as a workbook in some format."""
    dress = dress or formats.Dress()
    return draw.choice(formats.HIDING if dress.away else formats.ALL)(sheets, path, dress)


def as_table(draw: Random, path: Path) -> Written:
    """A workbook with one table, and perhaps a list of choices and a hidden sheet."""
    known, notes, head = register(draw), set[str](), heads(draw)
    sheets = {"Register": around(draw, head, [row.cells() for row in known], notes)}
    hidden = draw.random() < 0.3
    if hidden:
        sheets["Register"].append(["Oud", "Oud doel", "NAW", "geen", "toestemming"])
        notes.add("register.hidden")
    last = len(sheets["Register"])
    if draw.random() < 0.4:
        sheets["Keuzelijsten"] = [["Ontvangers", "Grondslag"], *map(list, zip(RECIPIENTS, BASES,
                                                                             strict=False))]  # fmt: skip
        notes.add("register.list")
    hide = draw.random() < 0.3
    if hide:
        sheets["Oud"] = [head, ["Oude verwerking", "Oud doel", "NAW", "geen", "toestemming"]]
        notes.add("register.hidden_sheet")

    dress = formats.Dress(
        hidden=frozenset({("Register", last - 1)} if hidden else ()),
        away=frozenset({"Oud"} if hide else ()),
    )
    return Written(book(draw, sheets, path, dress), known, notes)


def as_sheets(draw: Random, path: Path) -> Written:
    """A sheet a department, each with headings of its own."""
    known, notes = register(draw), set[str]()
    cut = draw.randint(0, len(known))
    parts = [part for part in (known[:cut], known[cut:]) if part]
    sheets = {
        f"Afdeling {place}": around(draw, heads(draw), [row.cells() for row in part], notes)
        for place, part in enumerate(parts)
    }
    return Written(book(draw, sheets, path), known, notes)


def as_merged(draw: Random, path: Path) -> Written:
    """Names in one cell over two rows with different purposes."""
    known = [row for row in register(draw, 4) for _ in range(2)]
    known = [Known(row.title, PURPOSES[at % len(PURPOSES)], row.data, row.recipient, row.basis)
             for at, row in enumerate(known)]  # fmt: skip
    rows = [row.cells() for row in known]
    for at in range(1, len(rows), 2):
        rows[at][0] = ""

    merged = tuple(("Register", at, 0, at + 1, 0) for at in range(1, len(rows), 2))
    dress = formats.Dress(merged)
    return Written(book(draw, {"Register": [heads(draw), *rows]}, path, dress), known)


def as_crosses(draw: Random, path: Path) -> Written:
    """A column of crosses a kind of data, under a heading or without one; perhaps with another
    sign for what does not count."""
    known, head = register(draw), heads(draw)
    tick, blank = draw.choice((("x", ""), ("X", "-"), ("ja", "nee"), ("✓", ""), ("1", "0"),
                               ("oui", "non"), ("☒", "☐"), ("V", ""), ("TRUE", "FALSE")))  # fmt: skip
    ticks = [[tick if kind in row.data else blank for kind in DATA] for row in known]
    rest = [[row.title, row.purpose, *each, row.recipient, row.basis]
            for row, each in zip(known, ticks, strict=True)]  # fmt: skip
    dress = formats.Dress()
    if draw.random() < 0.5:
        above = [head[0], head[1], head[2], *[""] * (len(DATA) - 1), *head[3:]]
        grid = [above, ["", "", *DATA, "", ""], *rest]
        dress = formats.Dress((("Register", 0, 2, 0, 1 + len(DATA)),))
    else:
        grid = [[head[0], head[1], *DATA, *head[3:]], *rest]
    return Written(book(draw, {"Register": grid}, path, dress), known)


def as_boxes(draw: Random, path: Path) -> Written:
    """Check boxes, or answers behind each kind, in the cells of data."""
    known = register(draw)
    rows = [row.cells() for row in known]
    on, off, between = draw.choice((("☒ {}", "☐ {}", " "), ("☑ {}", "☐ {}", "\n"), ("[x] {}", "[ ] {}", " "),
                                    ("■ {}", "□ {}", "; "), ("{}: ja", "{}: nee", "; "),
                                    ("{}: yes", "{}: no", "\n")))  # fmt: skip
    for row, cells in zip(known, rows, strict=True):
        cells[2] = between.join((on if kind in row.data else off).format(kind) for kind in DATA)
    return Written(book(draw, {"Register": [heads(draw), *rows]}, path), known)


def card(head: list[str], row: Known) -> list[list[str]]:
    """A processing as labels with their contents beside them."""
    return [list(pair) for pair in zip(head, row.cells(), strict=True)]


def as_cards(draw: Random, path: Path) -> Written:
    """Cards on sheets of their own, below one another, or a column each."""
    known, head = register(draw), heads(draw)
    way = draw.choice(("sheets", "below", "beside", "columns"))
    if way == "sheets":
        sheets = {f"Kaart {at}": card(head, row) for at, row in enumerate(known, start=1)}
        if draw.random() < 0.5:
            sheets = {name: [["Veld", "Invulling"], *rows] for name, rows in sheets.items()}
    elif way == "below":
        sheets = {"Kaarten": [line for row in known for line in [*card(head, row), []]]}
    elif way == "columns":
        sheets = {"Kaarten": in_columns(head, known, draw.random() < 0.5)}
    else:
        columns = [row.cells() for row in known]
        sheets = {"Kaarten": [[head[at], *(cells[at] for cells in columns)] for at in range(5)]}
    return Written(book(draw, sheets, path), known, {"register.cards"})


def in_columns(head: list[str], known: list[Known], apart: bool) -> list[list[str]]:
    """Cards two beside one another, and as many below as it takes."""
    lines: list[list[str]] = []
    for at in range(0, len(known), 2):
        pair = [card(head, row) for row in known[at : at + 2]]
        lines += [
            [*sum(((*part, *[""] * apart) for part in parts), ())]
            for parts in zip(*pair, strict=True)
        ]
        lines.append([])
    return lines


def as_two_tables(draw: Random, path: Path) -> Written:
    """Two tables on a sheet: below one another with a title, perhaps in another order of columns
    or in other words; or beside one another under the same headings."""
    known, head = register(draw, 8), heads(draw)
    cut = (len(known) + 1) // 2
    parts = [[row.cells() for row in part] for part in (known[:cut], known[cut:]) if part]
    if draw.random() < 0.3 and len(parts) == 2:
        left, right = parts
        right = [*right, *[[""] * 5] * (len(left) - len(right))]
        grid = [
            [*head, "", *head],
            *([*one, "", *two] for one, two in zip(left, right, strict=True)),
        ]
        return Written(book(draw, {"Register": grid}, path), known)
    grid, order = [], list(range(5))
    for place, part in enumerate(parts):
        if place:
            head = draw.choice((head, heads(draw)))
            draw.shuffle(order)
        title = [[f"Afdeling {place}"]] if draw.random() < 0.5 else []
        grid += [
            *title,
            [head[at] for at in order],
            *([row[at] for at in order] for row in part),
            [],
        ]
    return Written(book(draw, {"Register": grid}, path), known)


def as_list_and_cards(draw: Random, path: Path) -> Written:
    """A list of names and departments, and a card a processing."""
    known, head = register(draw), heads(draw)
    sheets = {"Lijst": [[head[0], head[1], "Status"], *([row.title, row.purpose, "actief"]
                                                        for row in known)]}  # fmt: skip
    sheets |= {f"Kaart {at}": card(head, row) for at, row in enumerate(known, start=1)}
    return Written(book(draw, sheets, path), known, {"register.cards", "register.beside"})


def as_linked(draw: Random, path: Path) -> Written:
    """Processings with sheets of data and recipients that refer to them by number or by name."""
    known = register(draw)
    by_name = draw.random() < 0.5
    keys = [row.title if by_name else f"V{at}" for at, row in enumerate(known, start=1)]
    main = [["Nr", "Naam", "Doel", "Grondslag"]]
    main += [[f"V{at}", row.title, row.purpose, row.basis] for at, row in enumerate(known, start=1)]
    data = [[key, kind] for key, row in zip(keys, known, strict=True) for kind in row.data]
    draw.shuffle(data)
    sheets = {
        "Verwerkingen": main,
        "Persoonsgegevens": [["Verwerking", "Gegeven"], *data],
        "Ontvangers": [["Verwerking", "Ontvanger"],
                       *([key, row.recipient] for key, row in zip(keys, known, strict=True))],
    }  # fmt: skip
    return Written(book(draw, sheets, path), known, {"register.joined"})


SHAPES = (as_csv, as_csv, as_table, as_sheets, as_merged, as_crosses, as_boxes, as_cards,
          as_list_and_cards, as_linked, as_two_tables)  # fmt: skip


def judged(seed: int, folder: Path) -> tuple[str, str]:
    """The shape of a seed and how it went: "whole", "refused", or what was lost in silence."""
    draw = Random(seed)
    shape = draw.choice(SHAPES)
    written = shape(draw, folder / f"r{seed}")
    try:
        read = read_register(written.path)
    except InputError:
        return shape.__name__, "refused"
    return shape.__name__, lost(written, read) or "whole"


def lost(written: Written, read: Register) -> str:
    """What of the known register is not there, is there twice, or was left out without a word."""
    frame = proposed_uses(read.rows, read.fields).frame
    names = [name for name, what in read.fields.items() if what == "title"]
    titles = read.rows[names].agg("".join, axis=1).str.strip().tolist() if names else []
    found = Counter(
        (title, purpose, tuple(sorted(data_words.match(data).keys)), recipient, basis)
        for title, purpose, data, recipient, basis in zip(
            titles, *(frame[name].astype(str) if name in frame else [""] * len(frame) for name in
                      ("purpose_statement", "data_categories", "recipient", "legal_basis")),
            strict=True)
    )  # fmt: skip
    wanted = Counter((row.title, *row.told()) for row in written.rows)
    if found != wanted:
        return f"lost {list(wanted - found)[:2]}, found {list(found - wanted)[:2]}"
    missing = written.notes - {key for key, _ in read.notes}
    return f"not said: {sorted(missing)}" if missing else ""


def main(many: int) -> None:
    """So many shapes, and what became of them."""
    outcomes: Counter[tuple[str, str]] = Counter()
    endings: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(many):
            shape, outcome = judged(seed, Path(folder))
            kind = outcome if outcome in ("whole", "refused") else "LOST"
            outcomes[shape, kind] += 1
            endings.update(file.suffix for file in Path(folder).iterdir())
            if kind == "LOST":
                print(seed, shape, outcome[:300])
            for file in Path(folder).iterdir():
                file.unlink()
    for (shape, kind), count in sorted(outcomes.items()):
        print(f"{shape:20} {kind:8} {count}")
    print(dict(endings))
    print(many, "shapes:", dict(Counter(kind for (_, kind) in outcomes.elements())))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
