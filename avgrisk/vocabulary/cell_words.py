"""What the cells of a use tell beside its purpose: natures in its data, recipients and people.

Whoever puts what is hot in other cells than the purpose ("inferred pregnancy" among the data, "fee
per record" behind a recipient) names a further use all the same. Words of words/cell_words.csv name
only such natures; what is daily work somewhere (a suspected fracture at a hospital) tells nothing
there.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from avgrisk.vocabulary.data_words import categories
from avgrisk.vocabulary.hint_places import Places
from avgrisk.vocabulary.hint_tables import CLAUSE_END, SENTENCE_END, find, stops
from avgrisk.vocabulary.text import words
from avgrisk.vocabulary.word_tables import WordTable, word_table

TABLE = "words/cell_words.csv"
#: The field of a use that each kind of cell stands in.
CELLS = {"data": "data_categories", "recipients": "recipient_words", "people": "data_subjects"}
#: How much of a cell is read, and how many cells are remembered.
LONGEST, _KEPT = 4_000, 65_536


@dataclass(frozen=True, slots=True)
class CellNature:
    """A nature that a cell tells, its words, and where it is daily work (groups and kinds)."""

    key: str
    words: str
    not_at: frozenset[str]


def as_text(cell: str | tuple[str, ...]) -> str:
    """A cell as a text: of a list of data the words; keys of categories are no words."""
    if isinstance(cell, str):
        return cell
    return "; ".join(item for item in cell if item not in categories())


@lru_cache(maxsize=_KEPT)
def natures_in(kind: str, text: str) -> tuple[CellNature, ...]:
    """What a cell of a kind tells, each row of the table once, in the order of the words.

    >>> [each.key for each in natures_in("data", "name; inferred pregnancy")]
    ['predict']
    >>> natures_in("data", "estimated delivery"), natures_in("recipients", "Inferred")
    ((), ())
    """
    text = text[:LONGEST]
    table, line = _table(kind), words(text)
    found = table.phrases.find(line)
    if not found:
        return ()
    clause = stops(text, line, CLAUSE_END)
    found = [match for match in found if clause[match.first] == clause[match.last]]
    out = {at for match in found if not table.roles[match.row] for at in match.places}
    kept = [m for m in found if table.roles[m.row] and not out.issuperset(m.places)]
    if not kept:
        return ()
    sentence = stops(text, line, SENTENCE_END)
    place = Places(text, line, sentence, find(line, sentence)["mark"])
    each = {}
    for match in sorted(kept, key=lambda m: (m.first, -m.last)):
        if match.row not in each and not place.denied(match):
            row = table.rows[match.row]
            where = frozenset(filter(None, row["not_at"].split(";")))
            each[match.row] = CellNature(row["key"], text[match.start : match.end], where)
    return tuple(each.values())


@cache
def _table(kind: str) -> WordTable:
    return word_table(TABLE, "key", cell=kind)
