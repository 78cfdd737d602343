"""Which legal basis a cell names: in words of four languages, by article 6 or by its letter."""

import re
from functools import cache, lru_cache

from avgrisk.core import shipped
from avgrisk.core.levels import choices
from avgrisk.register.readers.values import LONGEST, plain, word_parts
from avgrisk.vocabulary.conditions import unasked
from avgrisk.vocabulary.phrases import longest
from avgrisk.vocabulary.text import fold, words

#: "art. 6 lid 1 sub c", "6.1.e", "6(1)(f)".
_ARTICLE_6 = re.compile(
    r"\b6\b\W{0,4}(?:lid\W{0,3})?(?:1|i|eerste lid|abs\W{0,3}1|absatz 1|par\w*\W{0,2}1)\W{0,5}"
    r"(?:(?:s|satz|uabs|unterabs|al|alinea)\W{0,3}1\W{0,5})?"
    r"(?:lid|onder|sub|lit|aanhef en|letter|buchst\w*|point)?\W{0,4}(?:onder|sub)?\W{0,3}([a-f])\b"
)
#: "b", "(f)", "sub c"; and what stands around an article.
_LETTER = re.compile(r"(?:(?:sub|onder|lit|letter|lettre|buchst|art 6)\W{0,3})?\(?([a-f])[).]?")
_ARTICLE = re.compile(r"\b(?:art(?:ikel|icle)?\.?|avg|gdpr|rgpd|dsgvo)\s*")
#: What stands between several legal bases, and what is no word of one.
_JOINED = re.compile(r"[;,/()\n+&]|\b(?:en|of|and|or|et|ou|und|oder)\b")
_AROUND = re.compile(r"(?:avg|gdpr|rgpd|dsgvo|uavg|ja|yes|\W)*")
#: Legal bases that ask nobody.
_BY_LAW = ("legal_obligation", "public_task", "vital_interest")
#: Longer cells are no list of legal bases.
MOST_BASES = 160


@lru_cache(maxsize=65536)
def legal_basis(cell: str) -> str:
    """The key of one legal basis named in words or by article; "" where none or several are.

    >>> legal_basis("Art. 6 lid 1 sub c AVG"), legal_basis("toestemming of overeenkomst")
    ('legal_obligation', '')
    >>> legal_basis("f"), legal_basis("Contract")
    ('legitimate_interest', 'contract')
    """
    text = plain(cell)
    if text in choices("legal_basis"):
        return text
    letter = _LETTER.fullmatch(text)
    if letter:
        return choices("legal_basis")["abcdef".index(letter[1])]
    found = {choices("legal_basis")["abcdef".index(letter)] for letter in _ARTICLE_6.findall(text)}
    table, keys = word_parts("legal_basis")
    found |= {keys[match.row] for match in longest(table.find(words(cell[:LONGEST])))}
    return found.pop() if len(found) == 1 else ""


@lru_cache(maxsize=65536)
def not_asked(cell: str) -> str:
    """The level of control where a cell on the legal basis says that people were not asked; what a
    law makes compulsory needs no asking.

    >>> not_asked("Convenant; ouders niet ingelicht"), not_asked("kleine letters")
    ('unknown', 'terms')
    >>> not_asked("Toestemming"), not_asked("Wettelijke verplichting: opgave is verplicht")
    ('', '')
    """
    said = unasked(cell[:LONGEST]) if cell else None
    if said is None or (said.level == "terms" and legal_basis(cell) in _BY_LAW):
        return ""
    return said.level


def is_legal_basis(cell: str) -> bool:
    """Whether a text only names a legal basis: that is no purpose.

    >>> is_legal_basis("uitvoering overeenkomst"), is_legal_basis("toestemming vragen")
    (True, False)
    >>> is_legal_basis("Wettelijke verplichting (art. 6 lid 1 c) of toestemming")
    True
    """
    if len(cell) > MOST_BASES:
        return False
    text = _ARTICLE.sub("", plain(cell))
    text = (_ARTICLE_6.sub(" ", text) if "6" in text else text).strip(" .;:-()")
    if text in _bases():
        return True
    parts = (part.strip(" .;:-") for part in _JOINED.split(text))
    return all(not part or part in _bases() or _AROUND.fullmatch(part) for part in parts)


@cache
def _bases() -> frozenset[str]:
    """Whole texts that name a legal basis."""
    return frozenset(
        fold(word.strip(" *"))
        for row in shipped.rows("words/register_values.csv")
        if row["field"] == "legal_basis"
        for word in row["words"].split("|")
    )
