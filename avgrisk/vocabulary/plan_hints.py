"""What a plan says of its use by two readers: phrases, and behind them one that learned.

Their confidences are added up as log-odds: what a phrase says counts as much as it proved worth on
texts of others (`make fit-reading`, docs/READING.md). The stated confidence is
calibrated on texts by hands that neither had read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

import numpy as np

from avgrisk.vocabulary import learned_reasons
from avgrisk.vocabulary.hint_tables import settings
from avgrisk.vocabulary.hints import BEST, Hint, UseHints, read_use
from avgrisk.vocabulary.language import function_words
from avgrisk.vocabulary.plan_pronouns import told_out
from avgrisk.vocabulary.plan_shares import FACETS, PLAIN, Shares, keys, shares, told_at_length
from avgrisk.vocabulary.plan_words import sentences, without_own
from avgrisk.vocabulary.text import words
from avgrisk.vocabulary.word_tables import small

#: How many sentences of a story are read one by one.
SENTENCES = 12

#: Texts up to this length are remembered: registers repeat them.
_SHORT = 2000

#: What phrases say of a text, and the shares of every key by both readers.
Told = tuple[UseHints, dict[str, Shares]]
#: How many texts are remembered with what they tell, and how many are read at once.
MOST_KEPT, TOGETHER = 65_536, 4_096
_KEPT: dict[str, Told] = {}


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a plan is read as it is: the words that weighed most with the learned reader, per facet,
    and the two labelled texts that are most like it."""

    words: dict[str, tuple[str, ...]]
    near: tuple[learned_reasons.Near, ...]


def read_plan(text: str) -> UseHints:
    """What a text, Dutch or English, says of the use it describes, by both readers.

    A key "" among the candidates says that the text does not tell; a hint whose first key is ""
    is empty. `words` are those of phrases, if any: `reasons` has the learned reader's.

    >>> read_plan("Uit aankopen opmaken wie er zwanger is").family.key
    'marketing.profiling'
    """
    return _remembered(text) if len(text) <= _SHORT else _read(text)


def reasons(text: str) -> Reasons:
    """What weighed with the learned reader; a few ms, for whoever wants to see it."""
    read = learned_reasons.read(text)
    weighed = {name: getattr(read, name).words for name in FACETS}
    return Reasons(weighed, learned_reasons.nearest(text))


def shown_words(text: str, facet: str, hint: Hint) -> tuple[str, ...]:
    """The words to show for a hint: those of its phrases, else those the learned reader weighed."""
    return hint.words or getattr(learned_reasons.read(text), facet).words


def place(text: str, hint: Hint, shown: Sequence[str]) -> tuple[int, int] | None:
    """Where the strongest of the words shown stand in the text."""
    start = text.find(shown[0]) if shown else -1
    return hint.span or ((start, start + len(shown[0])) if start >= 0 else None)


def likely(text: str) -> dict[str, Shares]:
    """The calibrated shares of every key by both readers, per facet."""
    return _whole(text)[1]


@lru_cache(maxsize=65536)
def _remembered(text: str) -> UseHints:
    return _read(text)


def _read(text: str) -> UseHints:
    said, whole = _whole(text)
    family, recipient, inferred = (_hint(name, getattr(said, name), whole[name]) for name in FACETS)
    return said._replace(family=family, recipient=recipient, inferred=inferred)


def prepare(texts: Iterable[str]) -> None:
    """Read these texts together, in a fraction of the time that the two readers' shares take one
    by one; they are remembered."""
    unread = [text for text in dict.fromkeys(texts) if text not in _KEPT]
    for start in range(0, len(unread), TOGETHER):
        _together(unread[start : start + TOGETHER])


def _whole(text: str) -> Told:
    found = _KEPT.get(text)
    return _together([text])[text] if found is None else found


def _together(texts: Sequence[str]) -> dict[str, Told]:
    """What each text tells, worked out for all of them at once."""
    parts = {text: _parts(text) for text in texts}
    said = {text: [read_use(part) for part in parts[text]] for text in texts}
    found_shares = shares([*chain(*parts.values())], [*chain(*said.values())])
    found: dict[str, Told] = {}
    end = 0
    for text in texts:
        start, end = end, end + len(parts[text])
        if start == end:
            nothing = {name: np.equal(keys(name), "") * 1.0 for name in FACETS}
            found[text] = read_use(text), nothing
        else:
            each = {name: part[start:end] for name, part in found_shares.items()}
            whole = {name: told_at_length(name, part) for name, part in each.items()}
            found[text] = said[text][0], whole
    if len(_KEPT) + len(found) > MOST_KEPT:
        _KEPT.clear()
    _KEPT.update(found)
    return found


def _parts(text: str) -> list[str]:
    """A text without its own organisation, then its sentences if they are several; nothing of a
    text of small words or single letters alone ("zie hieronder", "x")."""
    told = [word.folded for word in words(text) if word.folded.isalpha()]
    if all(word in _small() or len(word) < 2 for word in told):
        return []
    text = without_own(text)
    spans = sentences(text)[:SENTENCES]
    each = told_out([text[start:end] for start, end in spans]) if len(spans) > 1 else ()
    return [text, *(sentence for sentence in each if words(sentence))]


@cache
def _small() -> frozenset[str]:
    """Words that by themselves tell nothing."""
    return function_words("nl") | function_words("en") | small("points")


def _hint(name: str, said: Hint, part: Shares) -> Hint:
    """The best three keys, with the words of the phrases that say the first."""
    order = (-part).argsort(kind="stable")[:BEST].tolist()
    best = tuple((keys(name)[place], float(part[place])) for place in order)
    key, confidence = best[0]
    if not key:
        return Hint(candidates=best, confidence=confidence)
    own = said.words if said.key == key else ()
    span = said.span if said.key == key else None
    return Hint(key, confidence, own, span, best, _sure(name, key, confidence))


def _sure(name: str, key: str, confidence: float) -> bool:
    """Whether a key counts as read; the ordinary needs to be more likely than not."""
    least = settings()["sure.plain" if key in PLAIN[name] else f"sure.{name}"]
    return confidence >= least
