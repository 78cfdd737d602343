"""Recipients whom no table knows: doubt about who gets the data, never the organisation itself.

"Blorfzwam BV" may be a processor, a partner or a buyer. Somebody is known by name, as a kind of
organisation, by what he is to the organisation or to the people concerned, or by a level. Beside
recipients who are known only a name counts: what else stands in such a cell is mostly a remark.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from avgrisk.vocabulary import people, recipients
from avgrisk.vocabulary.handing_frame import FAR, PARTIES, table
from avgrisk.vocabulary.text import Word, fold, words
from avgrisk.vocabulary.unread import unknown
from avgrisk.vocabulary.word_tables import pattern, small

#: Words of a name at most, and cells that are remembered.
LONGEST, _KEPT = 5, 65_536
#: What tells that nobody receives anything is no stranger either.
_TOLD = PARTIES | {"inside", "not", "out", "anybody"}
#: A name in running text: words with a capital, with their legal form.
_NAME = re.compile(r"[A-Z][\w'’-]*(?:\s+(?:B\.V\.|N\.V\.|[A-Z][\w'’-]*))*")
_HANDS = frozenset(("to", "sure", "sells"))


@dataclass(frozen=True, slots=True)
class Strangers:
    """Those of a cell whom nobody knows, as they stand there, and whether nobody else is named."""

    names: tuple[str, ...]
    alone: bool


@lru_cache(maxsize=_KEPT)
def strangers(cell: str) -> Strangers:
    """The recipients of a cell whom no table knows.

    >>> strangers("eigen medewerkers; Blorfzwam BV")
    Strangers(names=('Blorfzwam BV',), alone=False)
    >>> strangers("Blorf (verwerker), UWV").names, strangers("").names
    ((), ())
    """
    each = recipients.items(pattern("of_one").sub(" ", cell))
    nobody = tuple(part for part in each if not _is_known(part))
    alone = len(nobody) == len(each)
    return Strangers(nobody if alone else tuple(filter(_is_name, nobody)), alone)


def named_in(text: str) -> tuple[str, ...]:
    """The names nobody knows to whom a text hands something over.

    >>> named_in("De kapper deelt namen met Blorfzwam BV")
    ('Blorfzwam BV',)
    >>> named_in("De kapper knipt met Blorfzwam"), named_in("Ontvangers: Blorfzwam")
    ((), ('Blorfzwam',))
    """
    found = [match for match in _NAME.finditer(text) if _is_name(match[0])]
    return tuple(m[0] for m in found if _receives(text, m)) if found else ()


def _receives(text: str, name: re.Match[str]) -> bool:
    """Whether a name stands where receivers stand."""
    before = text[: name.start()]
    if pattern("receiver").search(before):
        return True
    line = words(text)
    place = next(at for at, word in enumerate(line) if word.end > name.start())
    last = place + len(words(name[0])) - 1
    for match in table().phrases.find(line):
        role = table().roles[match.row]
        handed = (
            role in _HANDS
            and 0 <= place - match.last <= FAR
            and bool(pattern("handed_to").search(before))
        )
        if handed or (role == "gets" and match.first == last + 1):
            return not _is_known(name[0])
    return False


def _is_known(part: str) -> bool:
    """Whether a table says who somebody is, or that it is nobody."""
    said, line = fold(part).strip(" .:"), words(part)
    one = recipients.parts(part)
    if said in recipients.whole() or any(each.own or each.rows or each.kinds for each in one):
        return True
    if recipients.levels_named().phrases.find(line) or people.named(part) is not None:
        return True
    return any(table().roles[match.row] in _TOLD for match in table().phrases.find(line))


def _is_name(part: str) -> bool:
    """Whether a part of a cell is a name of an organisation rather than a remark."""
    line = words(part)
    own = [word for word in line if word.folded not in small("legal_form")]
    if not 0 < len(own) <= LONGEST or not part[line[0].start].isupper():
        return False
    return _has_form(line) or all(map(unknown, own))


def _has_form(line: Sequence[Word]) -> bool:
    """Whether the last words of a name are a legal form: BV, B.V., GmbH & Co."""
    last = line[-1].folded
    return last in small("legal_form") and (
        len(last) > 1 or line[-2:][0].folded in small("legal_form")
    )
