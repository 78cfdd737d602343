"""Who "them" is: the receiver that an earlier sentence of a story names.

"Researchers study cancer. The hospital gives them records": read alone, the second sentence gives
records to nobody. Only somebody who may receive data is put in their place, and only where the
sentence names no receiver itself.
"""

from collections.abc import Sequence

from avgrisk.vocabulary.hint_tables import SENTENCE_END, find, phrases, stops
from avgrisk.vocabulary.phrases import Match
from avgrisk.vocabulary.text import words
from avgrisk.vocabulary.word_tables import small

#: Whoever stands among so many first words gives: the hospital gives them records.
BEGINS = 2


def told_out(sentences: Sequence[str]) -> tuple[str, ...]:
    """The sentences with the receiver named before in the place of a pronoun for it.

    >>> told_out(["Researchers study cancer", "The hospital gives them records"])[1]
    'The hospital gives Researchers records'
    """
    found, last = [], ""
    for sentence in sentences:
        parties, verbs = _named(sentence)
        if last and all(party.first < BEGINS for party in parties):
            sentence = _put(sentence, last, verbs)
        elif parties:
            last = sentence[parties[-1].start : parties[-1].end]
        found.append(sentence)
    return tuple(found)


def _named(sentence: str) -> tuple[list[Match], set[int]]:
    """The receivers that a sentence names, in order, and where its verbs of receiving begin."""
    line = words(sentence)
    matches = find(line, stops(sentence, line, SENTENCE_END))["recipient"]
    rows = [(match, phrases()[match.row]) for match in matches]
    parties = [match for match, row in rows if row.role == "party" and row.key not in ("", "own")]
    receives = {match.first for match, row in rows if row.role == "receives"}
    return sorted(parties, key=lambda match: match.first), receives


def _put(sentence: str, party: str, receives: set[int]) -> str:
    """A sentence with somebody in the place of the first pronoun that may be them."""
    for place, word in enumerate(words(sentence)):
        subject = word.folded in small("they")  # who may be anybody but beside a verb of receiving
        gets = subject and not receives.isdisjoint((place + 1, place - 1))
        if gets or word.folded in small("them"):
            return f"{sentence[: word.start]}{party}{sentence[word.end :]}"
    return sentence
