"""What is done to people, put together from small words: turned away, guessed at, noted, told on.

"Wij wijzen huurders af op hun postcode", "sensors log who stands where": no list of phrases holds
every order of such words. What somebody can do (a diploma, experience) is no trait, and whoever is
merely picked is not turned away. Telling people what is due to them or what they asked for is put
together likewise, and is a service: words/acts_words.csv.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from avgrisk.vocabulary.data_patterns import table as data_table
from avgrisk.vocabulary.phrases import Match
from avgrisk.vocabulary.text import Word
from avgrisk.vocabulary.word_tables import says, word_table

TABLE = "words/acts_words.csv"

#: Data that tell what somebody is, has or lives like, and that no post, course or team asks for.
TRAITS = (
    "user.name", "user.contact.address", "user.location", "user.biometric", "user.behavior",
    "user.health_and_medical", "user.demographic.race_ethnicity", "user.demographic.religious",
    "user.demographic.political", "user.demographic.gender", "user.social", "x_nl.nationality",
)  # fmt: skip
#: How many words lie between a verb and the others; none: they stand within its phrase.
FAR, NEAR, INSIDE = 15, 6, 0
#: What is told to people who asked for it, or of what is due to them.
SERVICE = "essential.service"


class Act(NamedTuple):
    """Which words must stand near a verb, how near, the nature or family of use that is then
    named, and the words that near it say otherwise; `denies` where the verb itself says no."""

    beside: tuple[str, ...]
    reach: int
    key: str
    unless: tuple[str, ...] = ()
    denies: bool = False


#: What is named by the verbs of a role.
ACTS = {
    "away": Act(("people", "trait"), FAR, "judge"),
    "guess": Act(("people", "maybe"), FAR, "predict"),
    "report": Act(("people",), INSIDE, "report"),
    "read": Act(("people", "staff", "private"), FAR, "watch"),
    "worse": Act(("terms", "whoever"), FAR, "judge"),
    "demand": Act(("papers", "looking"), FAR, "judge"),
    "dearer": Act(("people", "trait"), FAR, "judge"),
    "costs": Act(("whoever", "device"), FAR, "judge"),
    "refuse": Act(("anybody", "conduct"), FAR, "judge", ("help",), denies=True),
    "track": Act(("people", "telling", "which"), FAR, "watch"),
    "eye": Act(("noting", "somebody"), FAR, "watch", ("entry",)),
    "look": Act(("somebody", "shame"), FAR, "predict", ("help",)),
    "tell": Act(("somebody", "shame"), FAR, "report", ("help",)),
    "belongings": Act(("peek",), FAR, "watch", ("asked",)),
    "habits": Act(("tell", "master"), FAR, "report", ("help",)),
    "wall": Act(("conduct",), FAR, "report", ("help",)),
    "tempt": Act(("weak",), FAR, "influence", ("help",)),
    "snoop": Act(("people", "social"), NEAR, "scrape"),
    "known_by": Act(("faces",), FAR, "watch"),
    "show": Act(("neighbour", "matter"), FAR, "report"),
    "due": Act(("send",), FAR, SERVICE, ("offer", "somebody", "watched")),
    "asked": Act(("send",), FAR, SERVICE, ("offer",)),
}

#: Roles that are put together, and of which others.
_MADE_OF = {
    "trait": ("ground",), "somebody": ("which", "where"), "conduct": ("shame",),
    "anybody": ("whoever", "people"),
}  # fmt: skip


def acts(
    line: Sequence[Word], sentence: Sequence[int], denied: Callable[[Match], bool]
) -> Iterable[tuple[str, Match]]:
    """The natures (taxonomy/natures.csv) of what is done to people, and the family of use where
    they are served, with the verb.

    >>> from avgrisk.vocabulary.text import words
    >>> line = words("The agency screens out applicants by postcode")
    >>> {key for key, _ in acts(line, [0] * len(line), lambda match: False)}
    {'judge'}
    """
    table = word_table(TABLE)
    found = table.phrases.find(line)
    if ACTS.keys().isdisjoint([table.roles[match.row] for match in found]):
        return
    marks = table.by_role(m for m in found if sentence[m.first] == sentence[m.last])
    made = {role for role, parts in _MADE_OF.items() if not marks.keys().isdisjoint(parts)}
    named = marks.keys() | made
    told = [role for role in ACTS if role in marks and named.issuperset(ACTS[role].beside)]
    if not told or "spared" in marks:
        return
    places = {role: {m.first for m in found} for role, found in marks.items()}
    places["trait"] = places.get("trait", set()) | _grounds(line, marks["ground"])
    places["somebody"] = _somebody(line, sentence, places)
    places["conduct"] = places.get("conduct", set()) | places.get("shame", set())
    places["anybody"] = places.get("whoever", set()) | places.get("people", set())
    for role in told:
        act = ACTS[role]
        for verb in marks[role]:
            at = range(verb.first - act.reach, verb.last + act.reach + 1)
            here = {place for place in at if 0 <= place < len(line)}
            here = {place for place in here if sentence[place] == sentence[verb.first]}
            near = all(not here.isdisjoint(places.get(each, ())) for each in act.beside)
            spared = any(not here.isdisjoint(places.get(each, ())) for each in act.unless)
            if near and not spared and (act.denies or not denied(verb)):
                yield act.key, verb


def _grounds(line: Sequence[Word], marks: Sequence[Match]) -> set[int]:
    """Where data about what people are stand as the ground of something."""
    after = {m.last + step for m in marks for step in (1, 2)}
    if not after:
        return set()
    found, patterns = data_table()
    named = [m for m in found.find(line) if m.first in after]
    return {m.first for m in named if "".join(patterns[m.row].keys[:1]).startswith(TRAITS)}


def _somebody(
    line: Sequence[Word], sentence: Sequence[int], places: dict[str, set[int]]
) -> set[int]:
    """Where words ask what somebody does: who, which people or homes, where the guest. Not "those
    who", nor who opens a sentence, which is whoever, nor where the guest's parcel is."""
    people = {at for at in places.get("people", ()) if not line[at].folded.endswith("'s")}
    either = people | places.get("also", set())
    who = {
        place
        for place in places.get("which", ())
        if says(line, place, "who")
        and place - 1 not in people
        and (place > 0 and sentence[place - 1] == sentence[place])
    }
    which = {at for at in places.get("which", ()) if not either.isdisjoint((at + 1, at + 2))}
    return who.union(
        which, (at for at in places.get("where", ()) if not either.isdisjoint(range(at, at + 4)))
    )
