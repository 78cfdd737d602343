"""What a plan says of its use by two readers: phrases, and behind them one that learned.

Their confidences are added up as log-odds: what a phrase says counts as much as it proved worth on
plans that neither had seen (`make fit-reading`, docs/READING.md). The stated confidence is
calibrated: of the plans read with .8 some eight in ten are right.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from avgrisk.vocabulary import learned
from avgrisk.vocabulary.hint_tables import settings
from avgrisk.vocabulary.hints import BEST, Hint, UseHints, read_use
from avgrisk.vocabulary.plan_words import sentences, without_own
from avgrisk.vocabulary.text import words

#: The facets that both readers speak of; the product domain is read by phrases alone.
FACETS = ("family", "recipient", "inferred")
#: What any text may be taken for that tells nothing particular, per facet.
PLAIN = {"family": ("essential.service", ""), "recipient": ("own", ""), "inferred": ("",)}
#: What "does not tell" counts in a story, which tells something.
SILENT = 0.1
#: A text is read in full once one in so many of its longer words is known.
KNOWN = 3
#: Phrases were made for what people write; how much they count was fitted on plans that a grammar
#: made, where they know fewer words. So they count for more: judgement.
TRUST = 2.0
#: The surest a phrase can be.
SUREST = 0.99
#: How often a sure phrase is right, at the least (words/hint_precision.csv).
SURE = 0.8
#: Families of use that hand data over, and what is left of them where that is denied; judgement.
HANDED, DENIED = "sharing.", 0.05
#: How many sentences of a story are read one by one.
SENTENCES = 12

Shares = dict[str, float]

#: Texts up to this length are remembered: registers repeat them.
_SHORT = 2000


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a plan is read as it is: the words that weighed most with the learned reader, per facet,
    and the two labelled texts that are most like it."""

    words: dict[str, tuple[str, ...]]
    near: tuple[learned.Near, ...]


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
    read = learned.read(text)
    return Reasons({name: getattr(read, name).words for name in FACETS}, learned.nearest(text))


def shown_words(text: str, facet: str, hint: Hint) -> tuple[str, ...]:
    """The words to show for a hint: those of its phrases, else those the learned reader weighed."""
    return hint.words or getattr(learned.read(text), facet).words


def place(text: str, hint: Hint, shown: Sequence[str]) -> tuple[int, int] | None:
    """Where the strongest of the words shown stand in the text."""
    start = text.find(shown[0]) if shown else -1
    return hint.span or ((start, start + len(shown[0])) if start >= 0 else None)


def likely(text: str) -> dict[str, Shares]:
    """The calibrated shares of every key by both readers, per facet; they add up to 1."""
    return _whole(text)[1]


@lru_cache(maxsize=65536)
def _remembered(text: str) -> UseHints:
    return _read(text)


def _read(text: str) -> UseHints:
    said, whole = _whole(text)
    family, recipient, inferred = (_hint(name, getattr(said, name), whole[name]) for name in FACETS)
    return replace(said, family=family, recipient=recipient, inferred=inferred)


@lru_cache(maxsize=65536)
def _whole(text: str) -> tuple[UseHints, dict[str, Shares]]:
    """What phrases say, and the shares of every key by both readers."""
    if not any(letter.isalpha() for letter in text):
        return read_use(text), {name: {"": 1.0} for name in FACETS}
    text = without_own(text)
    said = read_use(text)
    whole = _shares(text, said)
    told = list(sentences(text)[:SENTENCES])
    if len(told) > 1:
        told = [span for span in told if words(text[span[0] : span[1]])]
        each = [_shares(text[start:end], read_use(text[start:end])) for start, end in told]
        whole = {
            name: _told_at_length(name, whole[name], [one[name] for one in each]) for name in FACETS
        }
    return said, whole


def _shares(text: str, said: UseHints) -> dict[str, Shares]:
    """The shares of every key by both readers, per facet."""
    heard, known = learned.odds(text), learned.acquainted(text)
    found = {name: _both(name, getattr(said, name), heard[name], known) for name in FACETS}
    if said.recipient.key == "own" and not said.family.key.startswith(HANDED):
        found["family"] = _kept(found["family"])
    if _is_phrase(text, said.family):  # which was read on purpose, and asks no second reader
        lead = max(said.family.confidence, SURE)
        found["family"] = dict.fromkeys(found["family"], 0.0) | {
            said.family.key: lead,
            "": 1 - lead,
        }
    return found


def _kept(family: Shares) -> Shares:
    """The shares where words say that the data stay inside: what hands them over is denied, which
    a reader of loose words cannot see."""
    kept = {key: part * (DENIED if key.startswith(HANDED) else 1) for key, part in family.items()}
    return kept | {"": kept.get("", 0.0) + 1 - sum(kept.values())}


def _is_phrase(text: str, hint: Hint) -> bool:
    """Whether a text is one phrase of the tables and no word more: "staff appraisal"."""
    if not hint.sure or hint.span is None:
        return False
    return len(words(text)) == len(words(text[slice(*hint.span)]))


def _both(name: str, said: Hint, heard: Shares, acquainted: float) -> Shares:
    """The shares of keys by phrases and the learned reader; of words that neither knows nothing
    follows: what they leave out goes to "" (does not tell)."""
    stated = dict(said.candidates)
    if name == "family":
        part = _log_pool(name, stated, heard)
    else:
        part = _linear_pool(stated, learned.shared(heard))
    known = max(min(1.0, KNOWN * acquainted), max((c for _, c in said.candidates), default=0.0))
    told = {key: known * share for key, share in part.items()}
    return told | {"": told.get("", 0.0) + 1 - known}


def _log_pool(name: str, stated: Shares, heard: Shares) -> Shares:
    """Log-odds added up: what a phrase says counts as much as it proved worth beside the other."""
    weight, floor = TRUST * learned.model().phrase[name], min(heard.values())
    odds = dict(heard)
    for key, confidence in stated.items():
        odds[key] = odds.get(key, floor) - weight * math.log1p(-min(confidence, SUREST))
    return learned.shared(odds)


def _linear_pool(stated: Shares, heard: Shares) -> Shares:
    """As much as phrases are sure is theirs, the rest the learned reader's: who receives data
    stands in few words, which phrases know better."""
    left = 1 - sum(stated.values())
    return {key: stated.get(key, 0.0) + left * heard.get(key, 0.0) for key in {**heard, **stated}}


def _told_at_length(name: str, whole: Shares, each: Sequence[Shares]) -> Shares:
    """A story: what leads to the plan is the service as ever, so one sentence that says more leads.

    What its sentences say beside the ordinary counts as much as in the one that says most of it,
    divided as they divide it; of families of use the text as a whole counts for half.
    """
    plain = PLAIN[name]
    beyond = max(1 - sum(one.get(key, 0.0) for key in plain) for one in each)
    most = {key: max(one[key] for one in each) for key in whole if key not in plain}
    total = sum(most.values()) or 1.0
    rest = sum(whole[key] for key in plain if key in whole) or 1.0
    told = {key: beyond * part / total for key, part in most.items()}
    told |= {key: (1 - beyond) * whole[key] / rest for key in plain if key in whole}
    if name != "family":
        return told
    mixed = {key: (part + told[key]) / 2 for key, part in whole.items()}
    mixed[""] = mixed.get("", 0.0) * SILENT
    total = sum(mixed.values())
    return {key: part / total for key, part in mixed.items()}


def _hint(name: str, said: Hint, part: Shares) -> Hint:
    """The best three keys, with the words of the phrases that say the first."""
    best = tuple(sorted(part.items(), key=lambda item: -item[1])[:BEST])
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
