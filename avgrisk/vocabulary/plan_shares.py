"""What phrases and the learned reader say together: shares of every key, per facet.

Their confidences are added up as log-odds: what a phrase says counts as much as it proved worth on
texts of others (`make fit-reading`, docs/READING.md).
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from avgrisk.vocabulary import learned, unread
from avgrisk.vocabulary.conditions import Condition, read_conditions
from avgrisk.vocabulary.hint_tables import phrases
from avgrisk.vocabulary.hints import Hint, UseHints
from avgrisk.vocabulary.text import words

#: The facets that both readers speak of; the product domain is read by phrases alone.
FACETS = ("family", "recipient", "inferred")
#: What any text may be taken for that tells nothing particular, per facet.
PLAIN = {"family": ("essential.service", ""), "recipient": ("own", ""), "inferred": ("",)}
#: A longer text tells a story, of which one phrase is no more than a part.
MANY_WORDS = 20
#: What "does not tell" counts in a story, which tells something.
SILENT = 0.1
#: From how sure on a phrase leads in a text of few words: where it and the learned reader differ on
#: who receives, in texts of authors that neither knew, it is right then, and else mostly the other
#: is (docs/READING.md).
FIRM = 0.6
#: The surest a phrase can be.
SUREST = 0.99
#: How often a sure phrase is right, at the least (words/hint_precision.csv).
SURE = 0.8
#: Families of use that hand data over, and what is left of them where that is denied; judgement.
HANDED, DENIED = "sharing.", 0.05
#: The nature that only numbers of people leave, and the condition that nobody is known in them.
FIGURES, ANONYMOUS = "figures", "practically_anonymous"
_NONE = Condition("", None, (), ())
#: Shares of every key of a facet in the order of `keys`, adding up to 1: one text, or a text a row.
Shares = np.ndarray


@cache
def keys(facet: str) -> tuple[str, ...]:
    """The keys of a facet: those the learned reader knows, then those that only phrases know."""
    known = learned.model().keys[facet]
    more = (row.key for row in phrases() if row.table == facet and row.key)
    return (*known, *sorted({*more} - {*known}))


@cache
def _places(facet: str) -> dict[str, int]:
    return {key: place for place, key in enumerate(keys(facet))}


def shares(texts: Sequence[str], said: Sequence[UseHints]) -> dict[str, Shares]:
    """The shares of every key by both readers, per facet, a row a text."""
    if not texts:
        return {}
    heard = np.array([learned.odds(text) for text in texts])
    known = np.array([[unread.known(text)] for text in texts])
    read = known * np.array([[unread.understood(text)] for text in texts])
    few = np.array([[len(words(text)) <= MANY_WORDS] for text in texts])
    found = {
        name: _both(
            name,
            [getattr(one, name) for one in said],
            heard[:, place],
            read if name == "family" else known,
            few * (name != "family"),
        )
        for name, place in learned.model().place.items()
        if name in FACETS
    }
    _agree(found["family"], found["recipient"])
    for row, (text, one) in enumerate(zip(texts, said, strict=True)):
        if any(each.key == FIGURES for each in one.natures):
            _count(found, row, ("sharing.data", "sharing.public"), ("others", "public"))
        elif read_conditions(text).get("identifiability", _NONE).level == ANONYMOUS:
            _count(found, row, ("sharing.public",), ("public",))
    blank = _places("family")[""]
    for row, (text, one) in enumerate(zip(texts, said, strict=True)):
        family = found["family"][row]
        if one.recipient.key == "own" and not one.family.key.startswith(HANDED):
            _keep(family, found["recipient"][row])
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


def _count(
    found: dict[str, Shares], row: int, families: Sequence[str], recipients: Sequence[str]
) -> None:
    """Where words say that nobody is known in it, no persons are published or passed on."""
    for name, whole, keys in (
        ("family", "sharing.aggregated", families),
        ("recipient", "aggregated", recipients),
    ):
        part, places = found[name][row], [_places(name)[key] for key in keys]
        part[_places(name)[whole]] += part[places].sum()
        part[places] = 0


def _keep(family: Shares, recipient: Shares) -> None:
    """Words say that the data stay inside: what hands them over is denied, which a reader of loose
    words cannot see."""
    for part, name, rest in ((family, "family", ""), (recipient, "recipient", "own")):
        for key, place in _places(name).items():
            if key.startswith(HANDED) if name == "family" else key not in PLAIN[name]:
                part[place] *= DENIED
        part[_places(name)[rest]] += 1 - part.sum()


def _is_phrase(text: str, hint: Hint) -> bool:
    """Whether a text is one phrase of the tables and no word more: "staff appraisal"."""
    if not hint.sure or hint.span is None:
        return False
    return len(words(text)) == len(words(text[slice(*hint.span)]))


def _both(
    name: str, said: Sequence[Hint], heard: np.ndarray, known: np.ndarray, few: np.ndarray
) -> Shares:
    """The shares of keys by phrases and the learned reader; of words that neither knows nothing
    follows: what is not `known`, a share a text, goes to "" (does not tell). Of `few` words, told
    per text, a firm phrase is most: what it states is its own, the rest the other's."""
    stated = np.zeros((len(said), len(keys(name))))
    for row, hint in zip(stated, said, strict=True):
        for key, confidence in hint.candidates:
            row[_places(name)[key]] = confidence
    few = few * (stated.max(axis=1, keepdims=True) >= FIRM)
    rest = 1 - stated.sum(axis=1, keepdims=True)
    part = np.where(few, stated + rest * _heard(name, heard), _pooled(name, stated, heard))
    known = np.maximum(known, stated.max(axis=1, keepdims=True))
    part *= known
    part[:, [_places(name)[""]]] += 1 - known
    return part


def _pooled(name: str, stated: Shares, heard: np.ndarray) -> Shares:
    """Log-odds added up: what a phrase says counts as much as it proved worth beside the other. Of
    keys that only phrases know, these have the last word."""
    both, alone = np.split(stated, [heard.shape[1]], axis=1)
    weight = learned.model().phrase[name]
    part = _heard(name, heard - weight * np.log1p(-np.minimum(both, SUREST)))
    part *= 1 - alone.sum(axis=1, keepdims=True)
    part[:, heard.shape[1] :] = alone
    return part


def _heard(name: str, odds: np.ndarray) -> Shares:
    """The learned reader's shares, 0 for keys that only phrases know."""
    part = np.zeros((len(odds), len(keys(name))))
    part[:, : odds.shape[1]] = learned.shares(odds)
    return part


@cache
def _plain(name: str) -> np.ndarray:
    """Which keys tell nothing particular."""
    return np.array([key in PLAIN[name] for key in keys(name)])


def told_at_length(name: str, part: Shares) -> Shares:
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
