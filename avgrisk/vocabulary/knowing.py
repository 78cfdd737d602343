"""What people know and may choose, put together from small words: who was not told, who can refuse.

Nobody can list how people say it ("my parents haven't a clue", "don't fancy it? just ring"). So the
words are few (words/knowing_words.csv) and what they mean together follows from rules: telling,
knowing or asking that is denied; refusing that is allowed or denied; what people do not want.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from avgrisk.vocabulary.hint_tables import CLAUSE_END, SENTENCE_END, stops
from avgrisk.vocabulary.phrases import Match, longest
from avgrisk.vocabulary.text import Word
from avgrisk.vocabulary.word_tables import says, small, word_table

TABLE = "words/knowing_words.csv"

#: Roles that say something by themselves, and what they say when denied.
DENIED = {
    "unknown": "unknown", "told": "unknown", "default": "opt_in", "forced": "forced",
    "opt_out": "forced", "opt_in": "unknown", "none": "none", "some": "none",
}  # fmt: skip
#: Which field each of these speaks of, and as which level.
LEVELS = {
    "unknown": ("control", "unknown"),
    "unasked": ("control", "unknown"),
    "told": ("control", "terms"),
    "default": ("control", "0;.25;.5"),
    "forced": ("control", "terms"),
    "opt_out": ("control", "opt_out"),
    "opt_in": ("control", "opt_in"),
    "none": ("value_returned", "none"),
    "some": ("value_returned", ".5;.75;1"),
    "offered": ("control", ".45;.7;.95"),
    "shown": ("control", ".25;.4;.6"),
}
#: What telling, knowing, asking or gaining says when it is denied; else unknown.
_UNDONE = {"gain": "none", "ask": "unasked"}
#: How many words a denial reaches, before and after it (Dutch: "dat vertellen ze er niet bij").
REACH, BACK = 6, 4
#: How near people stand to what they may do, and how far from it that stands; and the same for an
#: invitation, which is longer; judgement.
OFFER, INVITATION = (5, 10), (6, 16)

_Marks = Mapping[str, Sequence[Match]]


def heard(text: str, line: Sequence[Word]) -> list[tuple[str, str, Match]]:
    """Field, level and place of all that small words say together, see `LEVELS`.

    >>> from avgrisk.vocabulary.text import words
    >>> text = "If you would rather not, ring the desk"
    >>> [(field, level) for field, level, _ in heard(text, words(text))]
    [('control', 'opt_out')]
    """
    table = word_table(TABLE)
    found = table.phrases.find(line)
    if not found:
        return []
    sentence, clause = (stops(text, line, ends) for ends in (SENTENCE_END, CLAUSE_END))
    each = table.by_role(m for m in found if sentence[m.first] == sentence[m.last])
    by_role = {role: longest(matches) for role, matches in each.items()}
    unsure = {sentence[m.first] for m in by_role.pop("unsure", ())}
    said = [
        item
        for marks in _by_clause(by_role, clause)
        for item in _in_clause(marks, line)
        if sentence[item[1].first] not in unsure
    ]
    return [(*LEVELS[role], match) for role, match in _together(said)]


def _together(said: Sequence[tuple[str, Match]]) -> Iterable[tuple[str, Match]]:
    """What stands of all that is said: whoever cannot refuse is not helped by what he wants, being
    told is part of being asked, and whoever was told but not asked does know."""
    roles = {role for role, _ in said}
    out = {"opt_out"} if "forced" in roles else set()
    out |= {"unasked"} if roles & {"told", "shown"} else set()
    out |= {"told", "shown", "default"} if roles & {"opt_in", "opt_out"} - out else set()
    out |= {"offered"} if roles & {"unknown", "unasked", "forced", "opt_in", "opt_out"} else set()
    return [item for item in said if item[0] not in out]


def _by_clause(by_role: _Marks, clause: Sequence[int]) -> Iterable[_Marks]:
    """The words of each role, clause by clause; a phrase belongs where it begins."""
    found: dict[int, dict[str, list[Match]]] = defaultdict(lambda: defaultdict(list))
    for role, matches in by_role.items():
        for match in matches:
            found[clause[match.first]][role].append(match)
    return found.values()


def _in_clause(marks: _Marks, line: Sequence[Word]) -> Iterable[tuple[str, Match]]:
    """What one clause says."""
    spared = {at for m in marks.get("spared", ()) for at in m.places}
    denials = [m for m in marks.get("not", ()) if m.first not in spared]
    taken: set[int] = set()
    for role, denied in DENIED.items():
        for m in marks.get(role, ()):
            if spared.isdisjoint(m.places):
                taken.update(m.places)
                yield (denied if _denial(m, denials, line, own=False) else role), m
    free = {r: [m for m in found if taken.isdisjoint(m.places)] for r, found in marks.items()}
    yield from _not_told(free, denials, line)
    yield from _told(free, denials, line)
    yield from _refusing(free, denials, line)
    if not denials:
        yield from _offered(free)
        yield from _signs(free)


def _not_told(
    marks: _Marks, denials: Sequence[Match], line: Sequence[Word]
) -> Iterable[tuple[str, Match]]:
    """Telling, knowing, asking and gaining that are denied."""
    we = any(says(line, m.first, "organisation") for m in marks.get("people", ()))
    for role in ("tell", "know", "ask", "gain"):
        for m in marks.get(role, ()):
            no = _denial(m, denials, line)
            if no is None or (role == "know" and (we or _about_else(max(m.last, no.last), line))):
                continue
            theirs = says(line, m.last + 1, "us") and not says(line, no.first, "nobody")
            part = theirs or _narrates(no, m, line) or _overlaps(m, marks.get("refuse", ()))
            if role == "tell" and part:
                continue
            yield _UNDONE.get(role, "unknown"), _over(no, m)


def _narrates(no: Match, tell: Match, line: Sequence[Word]) -> bool:
    """Whether it is who speaks that told somebody nothing: "I've not told him"."""
    near = {word.folded for word in line[max(0, no.first - 4) : tell.last + 2]}
    return not (small("teller").isdisjoint(near) or small("somebody").isdisjoint(near))


def _overlaps(match: Match, others: Iterable[Match]) -> bool:
    """Whether words are part of other words: "say" of "say no"."""
    return any(match.first <= other.last and other.first <= match.last for other in others)


def _told(
    marks: _Marks, denials: Sequence[Match], line: Sequence[Word]
) -> Iterable[tuple[str, Match]]:
    """People who are told: customers are informed; not what the service itself tells them."""
    for m in marks.get("informed", ()):
        who = [p for p in marks.get("people", ()) if 0 < m.first - p.last <= 3]
        told = any(0 < m.first - b.last <= 4 for b in marks.get("passive", ()))
        if who and told and not denials and not _about_else(m.last, line):
            yield "told", _over(who[0], m)


def _offered(marks: _Marks) -> Iterable[tuple[str, Match]]:
    """Taking part that people may choose, or are invited to: customers can link their accounts."""
    people, joins = marks.get("people", ()), marks.get("join", ())
    for role, (beside, far) in (("can", OFFER), ("invite", INVITATION)):
        for may in marks.get(role, ()):
            who = [p for p in people if 0 < abs(may.first - p.last) <= beside]
            what = [m for m in joins if 0 < m.first - may.last <= far]
            if who and what:
                yield "offered", _over(may, what[0])


def _signs(marks: _Marks) -> Iterable[tuple[str, Match]]:
    """A sign, poster or leaflet that says so."""
    shown = marks.get("shows", ())
    for sign in marks.get("sign", ()):
        said = [m for m in shown if 0 < abs(m.first - sign.last) <= OFFER[1]]
        if said:
            yield "shown", _over(sign, said[0])


def _refusing(
    marks: _Marks, denials: Sequence[Match], line: Sequence[Word]
) -> Iterable[tuple[str, Match]]:
    """Refusing that is allowed or denied, and what people do not want."""
    if_, may = marks.get("if", ()), marks.get("may", ())
    for role, free in (("refuse", "opt_out"), ("choose", "opt_out" if may else "opt_in")):
        for m in marks.get(role, ()):
            no = _denial(m, denials, line)
            wanted = role == "refuse" and no and _wanted(no, m, marks.get("want", ()))
            if no is not None and not wanted:
                yield "forced", _over(no, m)
            elif may or _after(if_, m):
                yield free, m
    for m in marks.get("mind", ()):
        if _after(if_, m):
            yield "opt_out", m
    for m in marks.get("want", ()):
        no = _denial(m, denials, line)
        first = m.first == 0 or (no is not None and no.first == 0) or _opens(m, line)
        if no is not None and (if_ or first) and marks.get("it"):
            yield "opt_out", _over(no, m)


def _wanted(no: Match, match: Match, wants: Iterable[Match]) -> bool:
    """Whether it is wanting that is denied: "wie niet wil kan zich afmelden"."""
    return any(no.last < want.first < match.first for want in wants)


def _after(marks: Iterable[Match], match: Match) -> bool:
    """Whether one of the marks stands before the match."""
    return any(m.first < match.first for m in marks)


def _opens(match: Match, line: Sequence[Word]) -> bool:
    """Whether words open a sentence: nothing but a space and no word right before them."""
    return match.first > 0 and match.start - line[match.first - 1].end > 1


def _denial(
    match: Match, denials: Sequence[Match], line: Sequence[Word], own: bool = True
) -> Match | None:
    """The denial that reaches words, or stands in or after them where that may count (own)."""
    for no in denials:
        if match.first < no.first < match.last:
            if own:
                return no
        elif -REACH <= no.last - match.first < 0 and _one_clause(line[no.last + 1 : match.first]):
            return no
        elif own and 0 < no.first - match.last <= BACK:
            aims = says(line, no.last + 1, "aim")
            if not aims and _one_clause(line[match.last + 1 : no.first]):
                return no
    return None


def _one_clause(between: Iterable[Word]) -> bool:
    return small("turn").isdisjoint(word.folded for word in between)


def _about_else(last: int, line: Sequence[Word]) -> bool:
    """Whether it is something else that is known or told: which to take, why it stopped."""
    return says(line, last + 1, "question")


def _over(one: Match, other: Match) -> Match:
    """One match that spans two."""
    first, last = min(one, other, key=lambda m: m.first), max(one, other, key=lambda m: m.last)
    return Match(first.row, first.first, last.last, first.start, last.end)
