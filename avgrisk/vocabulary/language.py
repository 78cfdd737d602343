"""Which language a text is in, and which clauses of a statement say a purpose of their own."""

import re
from collections.abc import Sequence
from functools import cache

from avgrisk.core import shipped
from avgrisk.vocabulary.text import Word, fold, words
from avgrisk.vocabulary.word_tables import small

#: Where a sentence or a list item ends.
_SENTENCE = re.compile(r"[;\n•|]|[.!?](?=\s+[^\W\d_a-z])")
#: The languages of function words, in order.
_KINDS = ("nl", "en", "other")


@cache
def function_words(lang: str) -> frozenset[str]:
    """The frequent words of "nl", "en" or "other" that carry no content, folded."""
    rows = shipped.rows("words/function_words.csv")
    cells = [row["words"] for row in rows if row["lang"] == lang]
    return frozenset(fold(" ".join(cells)).split())


def function_hits(line: Sequence[Word]) -> dict[str, int]:
    """How many function words of "nl", "en" and "other" stand in a text."""
    hits, known = dict.fromkeys(_KINDS, 0), _spoken_in()
    for word in line:
        for lang in known.get(word.folded, ()):
            hits[lang] += 1
    return hits


@cache
def _spoken_in() -> dict[str, tuple[str, ...]]:
    """The languages that each function word is of."""
    every = frozenset[str]().union(*map(function_words, _KINDS))
    return {word: tuple(lang for lang in _KINDS if word in function_words(lang)) for word in every}


def language(text: str | Sequence[Word]) -> str | None:
    """The language of a text by its function words: "nl", "en", or None when it cannot be told.

    >>> language("Om uw bestelling te bezorgen"), language("To deliver your order")
    ('nl', 'en')
    >>> language("Marketing") is None, language("Zur Verbesserung der Dienste") is None
    (True, True)
    """
    hits = function_hits(words(text) if isinstance(text, str) else text)
    best = max(hits.values())
    leaders = [lang for lang, count in hits.items() if count == best]
    return leaders[0] if len(leaders) == 1 and leaders[0] != "other" else None


def clauses(text: str, line: Sequence[Word] | None = None) -> tuple[tuple[int, int], ...]:
    """The clauses that may each say a purpose, as (first, last) places in the list of words.

    A clause ends at the end of a sentence or list item, and where a joining word meets the start
    of another purpose: "en voor", "and to", "en het verbeteren", "and improving".

    >>> clauses("Om u te factureren en voor marketing")
    ((0, 3), (4, 6))
    """
    line = words(text) if line is None else line
    if not line:
        return ()
    ends = {match.start() for match in _SENTENCE.finditer(text)}
    joins = small("joins") | small("purpose") if "&" in text else small("joins")
    near = [i for i, word in enumerate(line) if i and (ends or word.folded in joins)]
    starts = [0] + [i for i in near if _starts(text, line, i, ends)]
    return tuple(zip(starts, [start - 1 for start in starts[1:]] + [len(line) - 1], strict=True))


def _starts(text: str, line: Sequence[Word], i: int, ends: set[int]) -> bool:
    """Whether a clause starts at word i."""
    word, before = line[i], line[i - 1].end
    if ends and not ends.isdisjoint(range(before, word.start)):
        return True
    if word.folded in small("purpose") and "&" in text[before : word.start]:
        return True
    if word.folded not in small("joins") or i + 1 == len(line):
        return False
    follows = line[i + 1].folded
    if follows in small("purpose") or (follows.endswith("ing") and word.folded in ("and", "or")):
        return True
    return follows == "het" and i + 2 < len(line) and line[i + 2].folded.endswith("en")
