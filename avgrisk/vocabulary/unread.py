"""Words for what is done that no reader knows: they are doubt about the use, never a guess.

"De winkel zwafknoet de adressen": the rest of the text says little of what happens to the
addresses. A word is known where the labelled texts begin one like it, or where it has a vector.
Without a grammar of either language a verb is told by its ending, or by what stands before it.
"""

from __future__ import annotations

from functools import lru_cache

from avgrisk.vocabulary.features import LONGEST, STEM
from avgrisk.vocabulary.learned import acquainted, model
from avgrisk.vocabulary.text import Word, words
from avgrisk.vocabulary.word_tables import says
from avgrisk.vocabulary.word_vectors import vector

#: How verbs and nouns of action end.
ENDINGS = ("en", "t", "d", "de", "te", "s", "ed", "ing", "tion", "tie")
#: What is left of a text at the least: less than a use that counts as read (scoring/plan_part.py);
#: and from which share of its longer words on; judgement.
LEAST, MANY = 0.25, 0.25
#: A text is read in full once one in so many of its longer words is known.
KNOWN = 3
#: Texts are remembered: registers repeat them.
_KEPT = 65_536


@lru_cache(maxsize=_KEPT)
def unread_actions(text: str) -> tuple[str, ...]:
    """The words of a text that may say what is done and that no reader knows, as they stand there.

    >>> unread_actions("De winkel zwafknoet de adressen")
    ('zwafknoet',)
    >>> unread_actions("De winkel verkoopt de adressen van Blorfzwam")
    ()
    """
    line = words(text[:LONGEST])
    return tuple(
        text[word.start : word.end]
        for place, word in enumerate(line)
        if unknown(word) and not _a_name(text, word) and _an_action(line, place)
    )


def unknown(word: Word) -> bool:
    """Whether no labelled text begins a word like this one, and no vector stands for it."""
    said = word.folded
    if len(said) < STEM or not said.isalpha() or said[:STEM] in model().stems:
        return False
    return vector(said) is None


def _a_name(text: str, word: Word) -> bool:
    """Whether a capital within a sentence makes a word a name, or capitals an abbreviation."""
    before = text[: word.start].rstrip()
    begins = not before or before[-1] in ".!?;:\n"
    said = text[word.start : word.end]
    return said.isupper() or (said[0].isupper() and not begins)


def _an_action(line: tuple[Word, ...], place: int) -> bool:
    return says(line, place - 1, "before_verb") or line[place].folded.endswith(ENDINGS)


@lru_cache(maxsize=_KEPT)
def understood(text: str) -> float:
    """What is left of what a text says where words for what is done are known to nobody, in [0, 1]:
    the less the more of its longer words they are.

    >>> understood("De winkel zwafknoet de adressen"), understood("De winkel verkoopt ze")
    (0.25, 1.0)
    """
    longer = sum(len(word.folded) >= STEM for word in words(text[:LONGEST]))
    part = len(unread_actions(text)) / max(longer, 1)
    return 1 - (1 - LEAST) * min(1.0, part / MANY) ** 2


@lru_cache(maxsize=_KEPT)
def known(text: str) -> float:
    """How much of what a text says the learned reader can tell, in [0, 1]: 1 from one known word in
    `KNOWN` on; one short word by itself tells nothing.

    >>> known("leeg"), known("Werving"), known("we sell data")
    (0.0, 1.0, 1.0)
    """
    line = words(text[:LONGEST])
    if len(line) == 1 and len(line[0].folded) < STEM:
        return 0.0
    return min(1.0, KNOWN * acquainted(text))
