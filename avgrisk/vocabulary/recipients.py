"""Recipients in words: who works for the organisation, and who is usual for which kind of use."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from avgrisk.core import shipped
from avgrisk.vocabulary import people, sectors
from avgrisk.vocabulary.phrases import longest
from avgrisk.vocabulary.taxonomy import families
from avgrisk.vocabulary.text import fold, words
from avgrisk.vocabulary.word_tables import WordTable, pattern, word_table

TABLE = "taxonomy/usual_recipients.csv"
#: What cells say in words for a level.
VALUES = "words/register_values.csv"
#: Rows that help to carry out what a law asks for: they keep the books, or are the person.
HELP = frozenset(
    ("books", "person", "relatives", "publication", "printing", "catering", "funeral",
     "public_partner", "committee")
)  # fmt: skip
#: The people who work for an organisation (people.csv).
STAFF = "employee"
#: How much of a cell is read, and how many cells are remembered.
LONGEST, _KEPT = 2_000, 65_536
_PART = re.compile(r"[;,|\n/&+]|\s+(?:en|and|und|et)\s+")
_ITEM = re.compile(r"([|;\n])")
#: Stands for the one and for the other; nothing at all where somebody else is named as well.
_STAFF, _WHOM_A_LAW_NAMES = "eigen medewerkers", "wie de wet aanwijst"


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who a cell names: the families of use for which all of them are usual ("" = each of them for
    some family that is part of the service), the kinds of organisation among them that are nobody's
    own, whether all of them work for the organisation or are the person concerned, and the `rest`:
    the kinds of those who are usual for no part of the service, None where one is of no kind.
    `known`: the families for which those whom a table knows are usual, beside others whom none
    knows; nothing where all are known, or none is."""

    usual: frozenset[str]
    kinds: tuple[str, ...]
    own: bool
    rest: frozenset[str] | None = None
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """One recipient of a cell: the rows of usual_recipients.csv it stands for, the kinds of
    organisation that are nobody's own, and whether it works for the organisation; a `stranger` is
    somebody whom no table knows."""

    rows: frozenset[str]
    kinds: tuple[str, ...]
    own: bool
    stranger: bool = False


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
    left = [one.kinds for one in each if "" not in _usual_for(one)]
    rest = frozenset[str]().union(*left) if all(left) and each else None
    told = [one for one in each if not one.stranger]
    some = len(told) < len(each) and not all(one.own for one in told)
    known = frozenset.intersection(*map(_usual_for, told)) if some else frozenset()
    return Recipients(usual, kinds, bool(each) and all(map(_nobody_else, each)), rest, known)


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
    others = pattern("included").sub("", item)
    told = pattern("council").search(item) and pattern("notice").search(item)
    if _names(pattern("council").sub("", others) if told else others, "others"):
        return item
    if told or pattern("article").search(item):
        return f" {_WHOM_A_LAW_NAMES} "
    return pattern("by_law").sub(_WHOM_A_LAW_NAMES, pattern("charged").sub(_STAFF, item))


def parts(cell: str) -> tuple[Part, ...]:
    """The recipients in a cell one by one; what stands beside them and names nobody is no
    recipient.

    >>> len(parts("Council, contractor (address and work to be done)"))
    2
    """
    each = [(_of_part(item), item) for item in items(cell)]
    remarks = [part.stranger and item.endswith(")") and "(" not in item for part, item in each]
    kept = (part for (part, _), remark in zip(each, remarks, strict=True) if not remark)
    return tuple(kept) or tuple(part for part, _ in each)


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
    table = word_table(TABLE, "key")
    found: dict[tuple[int, int], frozenset[str]] = {}
    for match in longest(table.phrases.find(text)):
        place = match.start, match.end
        found[place] = found.get(place, frozenset()) | {table.roles[match.row]}
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
    works = pattern("hired").search(said)
    hired = works and not (pattern("own_ends").search(said) or _names(part, "others"))
    if hired or pattern("processor").search(said) or _is_own(part):
        return Part(frozenset(), (), True)
    kind = sectors.find(part)
    kinds = () if kind is None or kind.group == sectors.GENERIC else (kind.key,)
    rows = frozenset[str]().union(*rows_in(part).values())
    who = people.named(part)
    told = rows or kinds or _is_somebody(part)
    if not told and who == STAFF:
        return Part(frozenset(), (), True)
    return Part(rows, kinds, False, not told and who is None)


def _is_somebody(part: str) -> bool:
    """Whether words of a part of a cell stand for a level of recipient, whoever it is."""
    return bool(levels_named().phrases.find(part))


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
    return whole().get(fold(part).strip()) == "own" or _names(part, "own")


def _names(part: str, key: str) -> bool:
    """Whether words of a part of a cell stand for a level of recipient."""
    levels = levels_named()
    return any(levels.roles[match.row] == key for match in levels.phrases.find(part))


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
def whole() -> dict[str, str]:
    """The level of recipient that a whole cell stands for, by its folded words."""
    found = word_table(VALUES, "key", ("words",), field="recipient", how="whole")
    return {fold(word): row["key"] for row in found.rows for word in row["words"].split("|")}


def levels_named() -> WordTable:
    """Words in a cell that stand for a level of recipient."""
    return word_table(VALUES, "key", ("words",), field="recipient", how="part")
