"""Recipients in words: who works for the organisation, and who is usual for which kind of use."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from avgrisk.core import shipped
from avgrisk.vocabulary import sectors
from avgrisk.vocabulary.phrases import PhraseTable, longest
from avgrisk.vocabulary.taxonomy import families
from avgrisk.vocabulary.text import fold, words

TABLE = "taxonomy/usual_recipients.csv"
#: Rows that help to carry out what a law asks for: they keep the books, or are the person.
HELP = frozenset(("books", "person", "relatives", "publication", "printing", "catering")) | {
    "funeral",
    "public_partner",
    "committee",
}
#: How much of a cell is read, and how many cells are remembered.
LONGEST, _KEPT = 2_000, 65_536
_PART = re.compile(r"[;,|\n/&+]|\s+(?:en|and|und|et)\s+")
#: "Google Workspace (verwerker)", "processor: Acme": what works for the organisation, said so.
_PROCESSOR = re.compile(r"\b(?:sub)?(?:verwerker|processor|auftragsverarbeiter|sous-traitant)s?\b")
#: "Bus company under contract": who does the work for pay, but for those with ends of their own.
_HIRED = re.compile(
    r"\b(?:under contract|contracted|onder contract|gecontracteerde?|ingehuurde?)\b"
)
_OWN_ENDS = re.compile(
    r"advert|reclame|data|market|broker|research|onderzoek|verzeker|insur|bank|media"
)

#: How officials write "staff": those, third parties included, who are charged with the work. What
#: goes on after a comma belongs to it only as a clause.
_CHARGED = re.compile(
    r"\b(?:degenen|diegenen|personen|medewerkers|functionarissen|ambtenaren|those|persons|staff)"
    r"(?:,?\s*(?:waar|daar)\s?onder(?:\s+begrepen)?\s+derden)?,?\s+"
    r"(?:(?:die|who|that|are|is|zijn|rechtstreeks|directly|hiermee|daarmee)\s+){0,4}"
    r"(?:(?:zijn\s+)?belast\s+(?:zijn\s+)?met|leiding\s+geven|betrokken\s+(?:zijn\s+)?bij"
    r"|in\s+dienst\s+van|werkzaam\s+(?:zijn\s+)?(?:bij|voor|ten\s+behoeve)|charged\s+with"
    r"|optreden\s+als\s+vervanger|entrusted\s+with|tasked\s+with|responsible\s+for|involved\s+in"
    r"|employed\s+by|working\s+for)\b(?:-,|[^,])*"
    r"(?:,\s*(?:(?:of|en|dan\s+wel|or|and)\s+)?(?:die|door|voor\s+zover|met\s+dien\s+verstande"
    r"|who|that|insofar|to\s+the\s+extent)\b[^,]*)*",
    re.IGNORECASE,
)
#: Whoever a law, consent or a life in danger allows: nobody in particular.
_BY_LAW = re.compile(
    r"\b(?:anderen|derden|(?:overheids)?instanties|others|third\s+parties|authorities)\b,?\s+"
    r"(?:(?:alleen|slechts|uitsluitend|only)\s+)?"
    r"(?:voor\s+zover|indien|waar|wanneer|als|aan\s+wie|where|if|when|as|to\s+whom)\b"
    r"[^,]{0,60}\b(?:wet|wettelijk\w*|law|legally|statut\w*)\b[^,]*",
    re.IGNORECASE,
)
#: Whoever stands in the same item is so only where an article says so, or after a notice.
_ARTICLE = re.compile(
    r"\b(?:in de gevallen,? bedoeld in art|ingevolge art|nadat het voornemen"
    r"|(?:as|only|where) required by law|wettelijk verplichte? (?:ontvangers|instanties))",
    re.IGNORECASE,
)
#: Unions and works councils, who by law speak for staff, and words that staff were told before.
_COUNCIL = re.compile(
    r"\b(?:vakbond\w*|vakcentrale\w*|vakverenig\w*|(?:trade )?unions?|works councils?)\b", re.I
)
_NOTICE = re.compile(
    r"\bnadat\b.{0,60}\b(?:voornemen|(?:mede|mee)gedeeld|verteld|geinformeerd|geïnformeerd)\b"
    r"|\bna (?:voorafgaande? )?(?:mededeling|kennisgeving|aankondiging)\b"
    r"|\b(?:after|on|with)(?: due| prior)? notice\b|\bafter\b.{0,60}\b(?:told|informed|notified)\b",
    re.I,
)
_ITEM = re.compile(r"([|;\n])")
#: Others who are meant as a part of those who do the work, or as whoever a law allows.
_INCLUDED = re.compile(r"\b(?:derden|anderen|third parties|others)\b", re.IGNORECASE)
#: Stands for the one and for the other; nothing at all where somebody else is named as well.
_STAFF, _WHOM_A_LAW_NAMES = "eigen medewerkers", "wie de wet aanwijst"


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who a cell names: the families of use for which all of them are usual ("" = each of them for
    some family that is part of the service), the kinds of organisation among them that are nobody's
    own, and whether all of them work for the organisation or are the person concerned."""

    usual: frozenset[str]
    kinds: tuple[str, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One recipient of a cell: the rows of usual_recipients.csv it stands for, the kinds of
    organisation that are nobody's own, and whether it works for the organisation."""

    rows: frozenset[str]
    kinds: tuple[str, ...]
    own: bool


@lru_cache(maxsize=_KEPT)
def named(cell: str) -> Recipients:
    """The recipients in a cell, Dutch or English.

    >>> named("Belastingdienst, pensioenfonds").usual >= {"essential.administration.employment"}
    True
    >>> named("Google Workspace (verwerker)").own, named("databrokers").kinds
    (True, ('data_broker',))
    """
    each = parts(cell)
    usual = frozenset.intersection(*map(_usual_for, each)) if each else frozenset()
    kinds = tuple(dict.fromkeys(kind for one in each for kind in one.kinds))
    return Recipients(usual, kinds, bool(each) and all(map(_nobody_else, each)))


def as_said(cell: str) -> str:
    """A cell with what officials write for staff, and for whom a law names, in plain words.

    >>> as_said("degenen, waaronder derden, die belast zijn met de uitvoering; adverteerders")
    'eigen medewerkers; adverteerders'
    >>> as_said("anderen, indien dat wettelijk verplicht is")
    'wie de wet aanwijst'
    """
    if len(cell) <= len(_STAFF):
        return cell
    return "".join(map(_item_as_said, _ITEM.split(cell[:LONGEST])))


def _item_as_said(item: str) -> str:
    """An item in plain words; as it stands where it names somebody else besides."""
    if _COUNCIL.search(item) and _NOTICE.search(item):
        rest = _COUNCIL.sub("", _INCLUDED.sub("", item))
        return item if _strangers().find(rest) else f" {_WHOM_A_LAW_NAMES} "
    if _strangers().find(_INCLUDED.sub("", item)):
        return item
    if _ARTICLE.search(item):
        return f" {_WHOM_A_LAW_NAMES} "
    return _BY_LAW.sub(_WHOM_A_LAW_NAMES, _CHARGED.sub(_STAFF, item))


def parts(cell: str) -> tuple[Part, ...]:
    """The recipients in a cell one by one."""
    return tuple(map(_of_part, items(cell)))


def items(cell: str) -> tuple[str, ...]:
    """The recipients in a cell as they stand there."""
    return tuple(part for part in _cut(cell[:LONGEST]) if words(part))


def _cut(cell: str) -> Iterator[str]:
    """A cell at its separators, but for what stands within one name (Work and Pensions)."""
    names, start = rows_in(cell), 0
    for joint in _PART.finditer(cell):
        if not any(low < joint.start() and joint.end() < high for low, high in names):
            yield cell[start : joint.start()].strip()
            start = joint.end()
    yield cell[start:].strip()


def rows_in(text: str) -> dict[tuple[int, int], frozenset[str]]:
    """The rows of usual_recipients.csv that a text names, by the place of the words."""
    found: dict[tuple[int, int], frozenset[str]] = {}
    for match in longest(_phrases().find(text)):
        place = match.start, match.end
        found[place] = found.get(place, frozenset()) | {tuple(_families())[match.row]}
    return found


@cache
def by_law() -> frozenset[str]:
    """The rows that may receive whatever a law asks for."""
    duty = "essential.legal_obligation"
    return frozenset(key for key, usual in _families().items() if duty in usual and key in HELP)


def serves(rows: frozenset[str]) -> bool:
    """Whether any of these rows is usual for a part of the service."""
    return any("essential.service" in _families()[key] for key in rows)


@cache
def partners() -> dict[str, frozenset[str]]:
    """Per row the kinds of organisation of whose service handing over to it is a part; "*" all."""
    rows = shipped.rows(TABLE)
    return {row["key"]: frozenset(filter(None, row["partner"].split(";"))) for row in rows}


def _of_part(part: str) -> Part:
    """One recipient."""
    said = fold(part)
    hired = _HIRED.search(said) and not (_OWN_ENDS.search(said) or _strangers().find(part))
    if hired or _PROCESSOR.search(said) or _is_own(part):
        return Part(frozenset(), (), True)
    kind = sectors.find(part)
    kinds = () if kind is None or kind.group == sectors.GENERIC else (kind.key,)
    return Part(frozenset[str]().union(*rows_in(part).values()), kinds, False)


def _usual_for(part: Part) -> frozenset[str]:
    """The families of use for which a recipient is usual."""
    if part.own:
        return _every()
    usual = frozenset[str]().union(*(_families()[key] for key in part.rows))
    some = {""} if any(family.startswith("essential.") for family in usual) else set()
    return usual | some


def _nobody_else(part: Part) -> bool:
    """Whether a recipient works for the organisation, or is the person concerned."""
    return part.own or (bool(part.rows) and all(_families()[k] == _every() for k in part.rows))


@cache
def _every() -> frozenset[str]:
    return frozenset({*families(), ""})


def _is_own(part: str) -> bool:
    """Whether a recipient is part of the organisation or works for it, by its name."""
    return fold(part).strip() in _whole() or bool(_own().find(part))


@cache
def _families() -> dict[str, frozenset[str]]:
    """The families for which each row is usual, in the order of the table."""
    return {
        row["key"]: _every()
        if row["families"] == "*"
        else frozenset(filter(None, row["families"].split(";")))
        for row in shipped.rows(TABLE)
    }


@cache
def _phrases() -> PhraseTable:
    return PhraseTable(f"{row['nl']}|{row['en']}" for row in shipped.rows(TABLE))


@cache
def _whole() -> frozenset[str]:
    """Cells that say that nobody receives the data."""
    return frozenset(fold(word) for row in _own_rows("whole") for word in row["words"].split("|"))


@cache
def _own() -> PhraseTable:
    return PhraseTable(row["words"] for row in _own_rows("part"))


@cache
def _strangers() -> PhraseTable:
    return PhraseTable(row["words"] for row in _own_rows("part", "others"))


def _own_rows(how: str, key: str = "own") -> list[dict[str, str]]:
    rows = shipped.rows("words/register_values.csv")
    return [
        row for row in rows if (row["field"], row["key"], row["how"]) == ("recipient", key, how)
    ]
