"""A phrase with a verb in it, in the forms people write: we do it, it does, it is done, doing it.

The tables of phrases hold a verb once, as a Dutch infinitive or an English stem. What makes the
other forms is the grammar of the two languages, not a longer list.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from avgrisk.core import shipped
from avgrisk.vocabulary.text import fold

#: Up to six words between two words of a phrase (avgrisk/vocabulary/phrases.py).
GAP = "~"
#: Dutch words that say to whom: what stands behind them may stand before the verb as well.
_TO = ("aan", "met", "bij", "naar")
#: Between a Dutch infinitive used as a noun and what it is done to.
_OF = ("van", "van*")
#: Who does it: such words before a verb are its subject, and nothing is done to them.
_WHO = frozenset({"wij", "we", "u", "je", "ik", "zij", "ze", "men", "klanten"})


class Verb(NamedTuple):
    """The forms of a verb: of Dutch also the particle that a main clause puts last ("" is none),
    and the plural without it; of English `plural` is the -ing form."""

    particle: str
    plural: str
    singular: str
    participle: str


def voices(pattern: str, lang: str) -> tuple[str, ...]:
    """A pattern in every form that its verb has, itself first; alone where no verb is known.

    >>> voices("gezicht ~ herkennen", "nl")[:3]
    ('gezicht ~ herkennen', 'gezicht ~ herkent', 'gezicht ~ herkend')
    >>> "speelt ~ door aan ~ politie" in voices("doorspelen aan ~ politie", "nl")
    True
    >>> voices("sell ~ list*", "en")
    ('sell ~ list*', 'sells ~ list*', 'selling ~ list*', 'sold ~ list*', 'list* ~ sold')
    """
    parts, known = pattern.split(), verbs(lang)
    if len(parts) < 2 or not (parts[0] in known or parts[-1] in known):
        return (pattern,)
    made = _dutch(parts) if lang == "nl" else _english(parts)
    return tuple(dict.fromkeys((pattern, *(" ".join(form) for form in made))))


def spoken(cell: str, lang: str) -> str:
    """A cell of alternatives with every one in every form of its verb."""
    if verbs(lang).keys().isdisjoint(cell.replace("|", " ").split()):
        return cell
    return "|".join([form for pattern in cell.split("|") for form in voices(pattern, lang)])


@cache
def verbs(lang: str) -> dict[str, Verb]:
    """Every verb of a language by the form that stands in phrases (words/verb_forms.csv)."""
    rows = (row for row in shipped.rows("words/verb_forms.csv") if row["lang"] == lang)
    return {
        fold(row["verb"]): Verb(
            *(fold(row[name]) for name in ("particle", "plural", "singular", "participle"))
        )
        for row in rows
    }


def _dutch(parts: Sequence[str]) -> Iterator[Sequence[str]]:
    """The verb last ("gegevens ~ verkopen") or first ("doorspelen aan ~ politie")."""
    known = verbs("nl")
    if parts[-1] in known:
        verb, gap = known[parts[-1]], [GAP] if parts[-2] == GAP else []
        before = [*parts[: -1 - len(gap)]]
        if _WHO.issuperset(before):
            return
        yield [*before, *gap, verb.particle + verb.singular]
        yield [*before, *(gap or [GAP]), verb.participle]
        last = [GAP, verb.particle] if verb.particle else []
        for finite in (verb.singular, verb.plural):
            yield [finite, *gap, *before, *last]
    elif parts[0] in known:
        verb, behind = known[parts[0]], parts[1:]
        behind = behind[behind[0] in _OF :]
        if not behind:
            return
        gap = [GAP] if behind[0] == GAP else []
        for finite in (verb.singular, verb.plural):
            yield [finite, GAP, verb.particle, *behind] if verb.particle else [finite, *behind]
        if behind[0] in _TO:
            yield [verb.participle, *behind]
            yield from ([*behind, GAP, form] for form in (verb.plural, verb.participle))
        elif len(behind) == 1 + len(gap):
            yield [behind[-1], GAP, verb.participle]


def _english(parts: Sequence[str]) -> Iterator[Sequence[str]]:
    """The verb comes first; what it is done to stands before it in the passive."""
    verb = verbs("en").get(parts[0])
    if verb is None:
        return
    behind = parts[1:]
    for form in (verb.singular, verb.plural, verb.participle):
        yield [form, *behind]
    if len(behind) == 2 and behind[0] == GAP:
        yield [behind[1], GAP, verb.participle]
