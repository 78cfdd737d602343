"""What phrases found in a text speak for: a key, how strongly, where, by which row."""

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from avgrisk.vocabulary.acts import SERVICE
from avgrisk.vocabulary.hint_places import Places
from avgrisk.vocabulary.hint_tables import phrases
from avgrisk.vocabulary.phrases import Match

#: How surely people are served who are told what is due to them: as surely as a phrase that was
#: written for what the learned reader misread.
SERVED = 0.92


class Evidence(NamedTuple):
    """What speaks for a key: how much (0-1), where, by which phrase.

    `family` is the family of use that a recipient points to as well; `handed` says that the words
    hand data over, so that what follows is what the receiver wants them for.
    """

    key: str
    confidence: float
    start: int
    end: int
    row: int
    family: str = ""
    handed: bool = False


#: Evidence from its parts, in half the time that its own constructor takes.
_evidence = partial(tuple.__new__, Evidence)


def anywhere(matches: Iterable[Match], place: Places) -> Iterable[Evidence]:
    """What phrases say wherever they stand, unless denied."""
    for match in matches:
        phrase = phrases()[match.row]
        if phrase.key and not place.denied(match):
            yield of(match, phrase.key, phrase.confidence)


def plain(matches: Iterable[Match], place: Places) -> Iterable[Evidence]:
    """What phrases say by themselves, less where they tell source or means."""
    for match in matches:
        phrase = phrases()[match.row]
        if phrase.key and not place.denied(match):
            yield of(match, phrase.key, phrase.confidence * place.factor(match))


def of(match: Match, key: str, confidence: float) -> Evidence:
    row, _, _, start, end = match
    return _evidence((key, confidence, start, end, row, phrases()[row].family, False))


def served(done: Iterable[tuple[str, Match]], handed: Iterable[Evidence]) -> Iterable[Evidence]:
    """That people are told what is due to them, or what they asked for, and nobody else is."""
    if all(item.key in ("", "own") for item in handed):
        for key, match in done:
            if key == SERVICE:
                yield Evidence(key, SERVED, match.start, match.end, -match.row)
