"""What a plan says of its use by two readers: phrases, and behind them one that learned.

Their confidences are added up as log-odds: what a phrase says counts as much as it proved worth on
texts of others (`make fit-reading`, docs/READING.md). The stated confidence is
calibrated on texts by hands that neither had read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain

import numpy as np

from avgrisk.vocabulary import learned, learned_reasons
from avgrisk.vocabulary.hint_tables import phrases, settings
from avgrisk.vocabulary.hints import BEST, Hint, UseHints, read_use
from avgrisk.vocabulary.language import function_words
from avgrisk.vocabulary.plan_pronouns import told_out
from avgrisk.vocabulary.plan_words import sentences, without_own
from avgrisk.vocabulary.text import words
from avgrisk.vocabulary.unread import understood

#: The facets that both readers speak of; the product domain is read by phrases alone.
FACETS = ("family", "recipient", "inferred")
#: What any text may be taken for that tells nothing particular, per facet.
PLAIN = {"family": ("essential.service", ""), "recipient": ("own", ""), "inferred": ("",)}
#: What "does not tell" counts in a story, which tells something.
SILENT = 0.1
#: A text is read in full once one in so many of its longer words is known.
KNOWN = 3
#: The surest a phrase can be.
SUREST = 0.99
#: How often a sure phrase is right, at the least (words/hint_precision.csv).
SURE = 0.8
#: Families of use that hand data over, and what is left of them where that is denied; judgement.
HANDED, DENIED = "sharing.", 0.05
#: What points elsewhere, and by itself tells nothing.
POINTS = frozenset(("zie", "see", "hieronder", "hierboven", "below", "above"))
#: How many sentences of a story are read one by one.
SENTENCES = 12

#: Shares of every key of a facet in the order of `keys`, adding up to 1: one text, or a text a row.
Shares = np.ndarray

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


@cache
def keys(facet: str) -> tuple[str, ...]:
    """The keys of a facet: those the learned reader knows, then those that only phrases know."""
    known = learned.model().keys[facet]
    more = (row.key for row in phrases() if row.table == facet and row.key)
    return (*known, *sorted({*more} - {*known}))


@cache
def _places(facet: str) -> dict[str, int]:
    return {key: place for place, key in enumerate(keys(facet))}


def likely(text: str) -> dict[str, Shares]:
    """The calibrated shares of every key by both readers, per facet."""
    return _whole(text)[1]


@lru_cache(maxsize=65536)
def _remembered(text: str) -> UseHints:
    return _read(text)


def _read(text: str) -> UseHints:
    said, whole = _whole(text)
    family, recipient, inferred = (_hint(name, getattr(said, name), whole[name]) for name in FACETS)
    return replace(said, family=family, recipient=recipient, inferred=inferred)


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
    shares = _shares([*chain(*parts.values())], [*chain(*said.values())])
    found: dict[str, Told] = {}
    end = 0
    for text in texts:
        start, end = end, end + len(parts[text])
        if start == end:
            nothing = {name: np.equal(keys(name), "") * 1.0 for name in FACETS}
            found[text] = read_use(text), nothing
        else:
            each = {name: part[start:end] for name, part in shares.items()}
            whole = {name: _told_at_length(name, part) for name, part in each.items()}
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
    return function_words("nl") | function_words("en") | POINTS


def _shares(texts: Sequence[str], said: Sequence[UseHints]) -> dict[str, Shares]:
    """The shares of every key by both readers, per facet, a row a text."""
    if not texts:
        return {}
    heard = np.array([learned.odds(text) for text in texts])
    known = np.minimum(1.0, KNOWN * np.array([[learned.acquainted(text)] for text in texts]))
    read = known * np.array([[understood(text)] for text in texts])
    found = {
        name: _both(
            name,
            [getattr(one, name) for one in said],
            heard[:, place],
            read if name == "family" else known,
        )
        for name, place in learned.model().place.items()
        if name in FACETS
    }
    _agree(found["family"], found["recipient"])
    blank = _places("family")[""]
    for row, (text, one) in enumerate(zip(texts, said, strict=True)):
        family = found["family"][row]
        if one.recipient.key == "own" and not one.family.key.startswith(HANDED):
            _keep(family)
        if _is_phrase(text, one.family):  # which was read on purpose, and asks no second reader
            family[:] = 0
            family[_places("family")[one.family.key]] = max(one.family.confidence, SURE)
            family[blank] = 1 - family.sum()
    return found


def _agree(family: Shares, recipient: Shares) -> None:
    """What hands data over is no likelier than that somebody receives them: the rest is divided
    over the other families as these stand."""
    hands = np.array([key.startswith(HANDED) for key in keys("family")])
    stays = np.array([key in PLAIN["recipient"] or not key for key in keys("recipient")])
    said, most = family[:, hands].sum(axis=1), 1 - recipient[:, stays].sum(axis=1)
    over = (said > most) & (said < 1)
    family[np.ix_(over, hands)] *= (most[over] / said[over])[:, None]
    family[np.ix_(over, ~hands)] *= ((1 - most[over]) / (1 - said[over]))[:, None]


def _keep(family: Shares) -> None:
    """Words say that the data stay inside: what hands them over is denied, which a reader of loose
    words cannot see."""
    for key, place in _places("family").items():
        if key.startswith(HANDED):
            family[place] *= DENIED
    family[_places("family")[""]] += 1 - family.sum()


def _is_phrase(text: str, hint: Hint) -> bool:
    """Whether a text is one phrase of the tables and no word more: "staff appraisal"."""
    if not hint.sure or hint.span is None:
        return False
    return len(words(text)) == len(words(text[slice(*hint.span)]))


def _both(name: str, said: Sequence[Hint], heard: np.ndarray, known: np.ndarray) -> Shares:
    """The shares of keys by phrases and the learned reader; of words that neither knows nothing
    follows: what is not `known`, a share a text, goes to "" (does not tell)."""
    stated = np.zeros((len(said), len(keys(name))))
    for row, hint in zip(stated, said, strict=True):
        for key, confidence in hint.candidates:
            row[_places(name)[key]] = confidence
    part = (_log_pool if name == "family" else _linear_pool)(name, stated, heard)
    known = np.maximum(known, stated.max(axis=1, keepdims=True))
    part *= known
    part[:, [_places(name)[""]]] += 1 - known
    return part


def _log_pool(name: str, stated: Shares, heard: np.ndarray) -> Shares:
    """Log-odds added up: what a phrase says counts as much as it proved worth beside the other."""
    weight = learned.model().phrase[name]
    return learned.shares(heard - weight * np.log1p(-np.minimum(stated, SUREST)))


def _linear_pool(name: str, stated: Shares, heard: np.ndarray) -> Shares:
    """As much as phrases are sure is theirs, the rest the learned reader's: who receives data
    stands in few words, which phrases know better."""
    part = stated.copy()
    part[:, : heard.shape[1]] += (1 - stated.sum(axis=1, keepdims=True)) * learned.shares(heard)
    return part


@cache
def _plain(name: str) -> np.ndarray:
    """Which keys tell nothing particular."""
    return np.array([key in PLAIN[name] for key in keys(name)])


def _told_at_length(name: str, part: Shares) -> Shares:
    """A text, then its sentences, as one; a story: what leads to the plan is the service as ever,
    so one sentence that says more leads.

    What its sentences say beside the ordinary counts as much as in the one that says most of it,
    divided as they divide it; of families of use the text as a whole counts for half.
    """
    whole, each, plain = part[0], part[1:], _plain(name)
    if not len(each):
        return whole
    beyond = float((1 - each[:, plain].sum(axis=1)).max())
    most = np.where(plain, 0, each.max(axis=0))
    told = beyond * most / (most.sum() or 1)
    told[plain] = (1 - beyond) * whole[plain] / (whole[plain].sum() or 1)
    if name != "family":
        return told
    mixed = (whole + told) / 2
    mixed[_places(name)[""]] *= SILENT
    return np.asarray(mixed / mixed.sum())


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
