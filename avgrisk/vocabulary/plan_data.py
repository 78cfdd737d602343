"""Which words of a plan name the data it is about: by their name, by what is done, or as a list."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from avgrisk.vocabulary.data_patterns import last_part
from avgrisk.vocabulary.data_senses import UNKNOWN, contexts, of_sector, sense
from avgrisk.vocabulary.data_words import GENERIC, categories, match
from avgrisk.vocabulary.phrases import Match, longest
from avgrisk.vocabulary.plan_words import LONGEST, Named, Span, marks_table, named_by, people_words
from avgrisk.vocabulary.text import Word, fold, words
from avgrisk.vocabulary.voices import verbs
from avgrisk.vocabulary.word_tables import says

#: What a list of people is called, and the data it holds at the least.
LISTS = ("lijst", "lijsten", "bestand", "bestanden", "list", "lists", "directory")
LISTED = "user.contact"
#: Data that share their word with what is done about them.
ACTED = ("x_nl.correspondence", "x_nl.customer_relation", "x_nl.permit", "user.content.public")
#: How a noun of doing ends.
DOING = ("ing", "en", "ment")


def data(
    text: str, shut: Iterable[Span] = (), people: Iterable[Span] = (), sector: str = ""
) -> tuple[Named, ...]:
    """The kinds of data that a plan of an organisation of a kind (`sector`, a key) names, in order.

    Words at places that are `shut` name organisations or conditions and no data; words for people
    count as data only where nothing else does, and the data are special (patients), unless they
    end in a word for data (tenants' data).

    >>> [named.key for named in data("De winkel leest je mail mee")]
    ['user.content.private']
    """
    text = text[:LONGEST]
    line = words(text)
    people = [*people]
    no_data = [(m.start, m.end) for m in _marked(line, "not_data")]
    verbs_here = [*_finite(line)]
    out = [*no_data, *_proper_names(text, line), *shut, *verbs_here]
    done = [*_done(line)]
    held = [span for span in people if not last_part(fold(text[slice(*span)]))]
    named = (*_told(text, line), *_listed(text, line, people))
    found = {each.span: each for each in named if each.span not in verbs_here}
    weak: list[Named] = []
    for each in _matched(text, sector):
        acted = done if each.key in ACTED else ()
        if any(_overlap(each.span, span) for span in (*out, *acted)):
            continue
        if any(_overlap(each.span, span) for span in held):
            weak.append(each)
        elif not any(_overlap(each.span, span) for span in found):
            found[each.span] = each
    strong = sorted(found.values(), key=lambda named: named.span)
    kept = strong or [each for each in weak if categories()[each.key].flags]
    return tuple({named.key: named for named in reversed(kept)}.values())[::-1]


def _matched(text: str, sector: str) -> Iterable[Named]:
    """What the tables of data words find in running text; what is denied does not count."""
    around = contexts(text) | of_sector(sector)
    for each in match(text).categories:
        key = sense(each, around)
        if key not in (GENERIC, UNKNOWN):
            yield Named(key, each.words, each.span, 0.8)


def _told(text: str, line: Sequence[Word]) -> Iterable[Named]:
    """Data that a plan tells by what is done with them: who pays with a card leaves payments. A
    row without key takes its words out."""
    for m in longest(_marked(line, "data")):
        key = marks_table().rows[m.row]["key"]
        if key:
            yield named_by(key, text, m, 0.7)


def _listed(text: str, line: Sequence[Word], people: Sequence[Span]) -> Iterable[Named]:
    """A list of people: who they are and where to reach them (donor list, klantenlijst, a list of
    our members); of those who do something it is not known what more it says of them."""
    whose = dict(people)
    for place, word in enumerate(line):
        if not word.folded.endswith(LISTS):
            continue
        after = place + 1
        while says(line, after, "small"):
            after += 1
        end = whose.get(line[after].start) if place + 1 < after < len(line) else None
        if end is not None and not _doing_something(line, end):
            span = word.start, end
        elif place and line[place - 1].start in whose:
            span = line[place - 1].start, word.end
        elif _of_people(word.folded):
            span = word.start, word.end
        else:
            continue
        yield Named(LISTED, text[slice(*span)], span, 0.7)


def _doing_something(line: Sequence[Word], end: int) -> bool:
    """Whether what follows tells what people do or have: who complain, met schulden."""
    after = next((at for at, word in enumerate(line) if word.start >= end), len(line))
    return says(line, after, "whose")


@lru_cache(maxsize=4096)
def _of_people(word: str) -> bool:
    """Whether a compound names a list of people (klantenlijst)."""
    stem = next(word.removesuffix(end) for end in LISTS if word.endswith(end))
    return bool(stem) and bool(people_words((Word(stem, 0, len(stem)),)))


def _done(line: Sequence[Word]) -> Iterable[Span]:
    """Words that look like data and tell what is done: a noun that opens the text with its object
    or receiver behind it (Mailing aan klanten), an English verb (the charity posts a letter)."""
    for place, word in enumerate(line[:-1]):
        opens = place == 0 and says(line, 1, "to") and word.folded.endswith(DOING)
        verb = place and word.folded.endswith("s") and not word.folded.endswith("ss")
        if opens or (verb and says(line, place + 1, "articles")):
            yield word.start, word.end


def _finite(line: Sequence[Word]) -> Iterable[Span]:
    """Words that look like data and are the verb of whoever opens the text (we email readers, the
    insurer searches accounts) or, in Dutch, of a clause that ends there (dat ik verbruik)."""
    last = len(line) - 1
    for place, word in enumerate(line[1:], 1):
        opens = place == 1 and says(line, 0, "subject")
        ends = place == last and says(line, place - 1, "subject")
        acts = place in (2, 3) and says(line, 0, "the") and word.folded in _it_does()
        if opens or ends or (acts and not says(line, place + 1, "after_noun")):
            yield word.start, word.end


@cache
def _it_does() -> frozenset[str]:
    """English verbs as they stand behind the name of an organisation: searches, films."""
    return frozenset(verb.singular for verb in verbs("en").values())


def _proper_names(text: str, line: Sequence[Word]) -> list[Span]:
    """Where two or more words in a row have capitals (Pine Street Dental): names, and no data; a
    heading in which most words have them holds no such names."""
    capital = [text[w.start : w.end].istitle() for w in line]
    if sum(capital) * 2 > len(line):
        return []
    return [
        (one.start, other.end)
        for i, (one, other) in enumerate(pairwise(line))
        if capital[i] and capital[i + 1] and text[one.end : other.start] == " "
    ]


def _marked(line: Sequence[Word], role: str) -> list[Match]:
    """The words of the table of marks that have a role."""
    return marks_table().by_role(marks_table().phrases.find(line))[role]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
