"""Sheets that hold cards: labels with their contents beside or below them, as a row a card."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from avgrisk.register.readers.crosses import is_cross, is_ticked
from avgrisk.register.readers.fill_in import explains
from avgrisk.register.readers.grids import Sheet, cell_at, filled
from avgrisk.register.readers.headings import clean, find_heading
from avgrisk.register.readers.mapping import field_of, fit_of, looked_at, unnumbered
from avgrisk.register.readers.shapes import DATA, MOST_ROWS, NAMING, fields_of

#: A card has at least so many labels that stand for a field, each with its content beside it.
LABELS = 3
#: So many pairs of a label and its content stand beside one another, in so many rows.
PAIRS = 2
#: Fields that may have a part of a card to themselves.
SECTIONS = (
    "purpose_statement", "data_categories", "special_data", "data_subjects", "recipient_text",
    "legal_basis_text",
)  # fmt: skip
#: What a column of contents is called.
_CAPTION = re.compile(
    r"(?:nadere )?(?:omschrijving|toelichting|beschrijving|invulling|inhoud|antwoord|details|waarde"
    r"|descriptions?|explanation|answer|value|content|precisions?|reponse|réponse|commentaires?"
    r"|beschreibung|erläuterung|antwort|inhalt|ja\s*/\s*nee|yes\s*/\s*no|oui\s*/\s*non)\s*:?"
)
#: And what it is called where another column explains what to write.
_ANSWER = re.compile(
    r"(?:uw |your |votre |ihre? )?(?:in te vullen|invull?(?:en|ing)|antwoord(?:en)?"
    r"|answers?|response|réponses?|à (?:compléter|remplir)|antwort(?:en)?|eingabe|ausfüllen"
    r"|inhoud|content|contenu)\s*:?"
)
#: Names of sheets that say nothing of a processing, and what a column of their names is called.
_PLAIN = re.compile(
    r"\W*(?:blad|sheet|feuil(?:le)?|tabelle|tabel|table|tab|kaart|card|fiche|register|data|[a-z]{1,3})?"
    r"[\W\d_]*(?:\(\d+\))?",
    re.IGNORECASE,
)
NAME = "Naam"
_TOLD = re.compile(r"\s*([^:]{2,60}?)\s*:\s*(\S.*)", re.DOTALL)
_BRACKETS = re.compile(r"\([^()]*\)")


def as_table(sheet: Sheet, mapped: frozenset[str] = frozenset()) -> Sheet:
    """The sheet itself, or where it holds cards a table of them, a row a card."""
    if len(sheet.rows) > MOST_ROWS:
        return sheet
    sheet = _pairs_apart(_told_below(_told_in_one(sheet)))
    labels = _labels(sheet)
    fields = set(labels.values())
    if not _makes_card(fields):
        return sheet
    heading = find_heading(sheet, mapped)
    if heading is not None and len(fields_of(heading)) >= len(fields):
        return sheet
    return _cards(sheet, labels)


def _makes_card(fields: Collection[str | None]) -> bool:
    """Whether labels of these fields make a card: enough of them, one that names a processing."""
    return len(fields) >= LABELS and not set(NAMING).isdisjoint(fields)


def _labels(sheet: Sheet) -> dict[int, str]:
    """Row -> field, for the rows whose first filled cell is the name of a field."""
    found = {}
    for number, row in enumerate(sheet.rows):
        name = clean(next(iter(filled(row)), ""))
        what, whole = fit_of(name) if name else (None, False)
        if what and (whole or what in looked_at()):
            found[number] = what
    return found


def _told_in_one(sheet: Sheet) -> Sheet:
    """The sheet with labels and contents apart, where they stand in one cell: "Doel: betalen"."""
    told = [_TOLD.fullmatch(row[0]) if len(row) == 1 else None for row in sheet.rows]
    fields = {fit_of(found[1])[0] for found in told if found and fit_of(found[1])[1]}
    if not _makes_card(fields):
        return sheet
    rows = [
        [found[1], found[2]] if found else row for found, row in zip(told, sheet.rows, strict=True)
    ]
    return replace(sheet, rows=rows)


def _pairs_apart(sheet: Sheet) -> Sheet:
    """The sheet with a label and its content to a row, where several such pairs of other fields
    stand beside one another."""
    rows, lines, split = [], [], set()
    for number, row in enumerate(sheet.rows):
        if pairs := _pairs(row):
            split.add(tuple(map(clean, row)))
        rows += pairs or [row]
        lines += [number] * max(1, len(pairs))
    if len(split) < PAIRS:  # one row, however often it comes, is a heading that is repeated
        return sheet
    return sheet.put_anew(rows, lines)


def _pairs(row: Sequence[str]) -> list[list[str]]:
    """The labels of a row with what stands behind each; none where it holds no such pairs, or
    where what stands there mostly names fields too: then it is a heading."""
    said = [at for at, cell in enumerate(row) if cell.strip()]
    if not said or not fit_of(clean(row[said[0]]))[1]:
        return []
    fits = {at: fit_of(clean(row[at])) for at in said}
    places = [at for at in said if fits[at][1]]
    if len(places) < PAIRS:
        return []
    named = sum(field is not None for field, _ in fits.values()) - len(places)
    if 2 * named > len(fits) - len(places):
        return []
    ends = [*places[1:], len(row)]
    pairs = [
        [row[at], "; ".join(filled(row[at + 1 : end]))]
        for at, end in zip(places, ends, strict=True)
    ]
    fields = {fits[at][0] for at in places}
    return pairs if len(fields) == len(pairs) and all(said for _, said in pairs) else []


def _told_below(sheet: Sheet) -> Sheet:
    """The sheet with contents beside their labels, where each label has its content below it and
    an empty row ends it."""
    rows = [filled(row) for row in sheet.rows]
    if any(len(row) > 1 for row in rows):
        return sheet
    blocks: list[tuple[int, list[str]]] = []
    for number, row in enumerate(rows):
        if row and (not number or not rows[number - 1]):
            blocks.append((number, []))
        if row:
            blocks[-1][1].append(row[0])
    told = [(number, block) for number, block in blocks if len(block) > 1]
    fields = {fit_of(clean(block[0]))[0] for _, block in told} - {None}
    if not _makes_card(fields):
        return sheet
    made = [[block[0], "\n".join(block[1:])] for _, block in told]
    return sheet.put_anew(made, [number for number, _ in told])


def _cards(sheet: Sheet, labels: Mapping[int, str]) -> Sheet:
    """Every card as a row: a label that comes again begins a next card."""
    places = [next(at for at, cell in enumerate(sheet.rows[n]) if cell.strip()) for n in labels]
    column = max(set(places), key=places.count)
    contents = _columns_of_content(sheet, labels, column)
    first = next(iter(labels.values()))
    cards: list[_Card] = []
    for number, row in enumerate(sheet.rows):
        name = unnumbered(clean(cell_at(row, column)))
        if not name or (not cards and number not in labels):
            continue
        values = [cell_at(row, at) for at in contents]
        if number in labels and (
            not cards or (labels[number] == first and name in cards[-1].cells)
        ):
            cards.append(_Card(number))
        cards[-1].put(name, values, labels.get(number, ""))
    if "title" not in labels.values() and len(cards) == 1 and not _PLAIN.fullmatch(sheet.name):
        cards[0].cells = {NAME: [sheet.name] * len(contents), **cards[0].cells}
    names = dict.fromkeys(name for card in cards for name in card.cells)
    rows, lines = [list(names)], [0]
    for card in cards:
        for at in range(len(contents)):
            cells = [card.cells.get(name, [""] * len(contents))[at] for name in names]
            if any(cell.strip() for cell in cells):
                rows.append(cells)
                lines.append(card.number)
    made = sheet.put_anew(rows, lines)
    return replace(made, cards=True, headed=True, hidden=frozenset())


@dataclass
class _Card:
    """A card while it is read: its first row, its labels with what stands beside them, and the
    section that it is in: a label of a field without content of its own."""

    number: int
    cells: dict[str, list[str]] = field(default_factory=dict)
    section: str = ""

    def put(self, name: str, values: list[str], what: str) -> None:
        """A label with its contents; below a section they are a part of it."""
        if what and what != field_of(self.section) and not self._is_kind(name, what):
            self.section = ""
        if self.section:
            self._add(name, values)
        elif what in SECTIONS and not any(map(_is_content, values)):
            self.section = name
            self.cells.setdefault(name, [""] * len(values))
        else:
            self.cells.setdefault(name, values)

    def _is_kind(self, name: str, what: str) -> bool:
        """Whether a label is a kind of data within a section on data ("Données de santé")."""
        return {what, field_of(self.section)} <= set(DATA) and not fit_of(name)[1]

    def _add(self, name: str, values: list[str]) -> None:
        whole = self.cells[self.section]
        same = fit_of(name.rstrip("0123456789 .:-"))[1]
        for at, value in enumerate(values):
            said = value.strip()
            if is_cross(said):
                said = name if is_ticked(said) else ""
            elif said and not same:
                said = f"{_BRACKETS.sub('', name).strip()}: {said}"
            whole[at] = "; ".join(part for part in (whole[at], said) if part)


def _is_content(value: str) -> bool:
    """Whether a cell beside a label is its content, not the name of the column of contents."""
    return bool(value.strip()) and not _CAPTION.fullmatch(value.strip().lower())


def _columns_of_content(sheet: Sheet, labels: Mapping[int, str], column: int) -> list[int]:
    """The columns beside the labels: all of them where each holds a name, else the first."""
    width = max(len(row) for row in sheet.rows)
    filled = {
        at: {what for n, what in labels.items() if cell_at(sheet.rows[n], at).strip()}
        for at in range(column + 1, width)
    }
    named = [at for at, fields in filled.items() if set(NAMING) & fields and len(fields) >= 2]
    if len(named) > 1:
        named = _answers(sheet, labels, named)
    return named or [next((at for at, fields in filled.items() if fields), column + 1)]


def _answers(sheet: Sheet, labels: Mapping[int, str], columns: list[int]) -> list[int]:
    """Of several columns beside the labels those of the contents: what is called so above them,
    else those that do not explain what to write."""
    top = sheet.rows[first - 1] if (first := min(labels)) else []
    called = [at for at in columns if _ANSWER.fullmatch(cell_at(top, at).strip().lower())]
    said = {
        at: [cell for n in labels if (cell := cell_at(sheet.rows[n], at).strip())] for at in columns
    }
    plain = [
        at for at in columns if 2 * sum(bool(explains(cell)) for cell in said[at]) < len(said[at])
    ]
    return called or plain or columns
