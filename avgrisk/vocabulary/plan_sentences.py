"""Which sentences of a story tell how the data came, and are no use themselves.

"Zij leest de meter uit om de rekening te maken. Zij wil de standen verkopen": only the second is
the use; the first is what people gave the data for. Words of words/plan_marks.csv tell them apart
(roles `plans`, `because`). What no mark speaks of stays part of the use, and so does what is a
further use by its nature: nothing risky is background.
"""

from __future__ import annotations

from avgrisk.vocabulary.conditions import read_conditions
from avgrisk.vocabulary.natures import deals, kind_of
from avgrisk.vocabulary.plan_words import LONGEST, Span, marked, sentences


def background(text: str) -> Span | None:
    """The sentences before the one that announces a plan; where none does, a first sentence that
    gives a reason and is not the last. None where every sentence may be the use.

    >>> background("We read the meter to make the bill. We want to sell the readings.")
    (0, 34)
    >>> background("We sell the readings. Nobody was asked.") is None
    True
    """
    text = text[:LONGEST]
    places = sentences(text)
    said = [text[start:end] for start, end in places]
    planned = next((i for i, each in enumerate(said) if _announces(each)), None)
    if planned is None:
        planned = int(len(places) > 1 and "because" in marked(said[0]))
    if not planned or any(_further(each) for each in said[:planned]):
        return None
    return places[0][0], places[planned - 1][1]


def _announces(sentence: str) -> bool:
    """Whether a sentence says what is going to be done; "wie niet wil" says who may refuse."""
    return "plans" in marked(sentence) and "control" not in read_conditions(sentence)


def _further(sentence: str) -> bool:
    """Whether a sentence tells by itself a use that people do not give data for."""
    kind = kind_of(sentence)
    return bool(kind) and deals()[kind].further
