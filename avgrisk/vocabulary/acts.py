"""What is done to people, put together from small words: turned away for what they are, guessed at.

"Wij wijzen huurders af op hun postcode", "identification of tenants possibly in need": no list of
phrases holds every order of such words. What somebody can do (a diploma, experience) is no trait,
and whoever is merely picked is not turned away: words/acts_words.csv.
"""

from collections.abc import Callable, Iterable, Sequence

from avgrisk.vocabulary.data_patterns import table as data_table
from avgrisk.vocabulary.phrases import Match
from avgrisk.vocabulary.text import Word
from avgrisk.vocabulary.word_tables import word_table

TABLE = "words/acts_words.csv"

#: Data that tell what somebody is, has or lives like, and that no post, course or team asks for.
TRAITS = (
    "user.name", "user.contact.address", "user.location", "user.biometric", "user.behavior",
    "user.health_and_medical", "user.demographic.race_ethnicity", "user.demographic.religious",
    "user.demographic.political", "user.demographic.gender", "user.social", "x_nl.nationality",
)  # fmt: skip
#: How many words lie between a verb and the others; none: they stand within its phrase.
FAR, NEAR, INSIDE = 15, 6, 0
#: Which words must stand near a verb of a role, how near, and the nature that is then named.
ACTS = {
    "away": (("people", "trait"), FAR, "judge"),
    "guess": (("people", "maybe"), FAR, "predict"),
    "report": (("people",), INSIDE, "report"),
    "read": (("people", "staff", "private"), FAR, "watch"),
    "worse": (("terms", "whoever"), FAR, "judge"),
    "demand": (("papers", "looking"), FAR, "judge"),
    "dearer": (("people", "trait"), FAR, "judge"),
    "track": (("people", "telling", "which"), FAR, "watch"),
    "snoop": (("people", "social"), NEAR, "scrape"),
    "show": (("neighbour", "matter"), FAR, "report"),
}


def acts(
    line: Sequence[Word], sentence: Sequence[int], denied: Callable[[Match], bool]
) -> Iterable[tuple[str, Match]]:
    """The natures (taxonomy/natures.csv) of what is done to people, with the verb.

    >>> from avgrisk.vocabulary.text import words
    >>> line = words("The agency screens out applicants by postcode")
    >>> {key for key, _ in acts(line, [0] * len(line), lambda match: False)}
    {'judge'}
    """
    table = word_table(TABLE)
    found = table.phrases.find(line)
    if not found:
        return
    marks = table.by_role(m for m in found if sentence[m.first] == sentence[m.last])
    if marks["spared"] or marks.keys().isdisjoint(ACTS):
        return
    places = {role: {m.first for m in found} for role, found in marks.items()}
    places["trait"] = places.get("trait", set()) | _grounds(line, marks["ground"])
    for role, (beside, reach, nature) in ACTS.items():
        for verb in marks[role]:
            at = range(verb.first - reach, verb.last + reach + 1)
            here = {place for place in at if 0 <= place < len(line)}
            here = {place for place in here if sentence[place] == sentence[verb.first]}
            near = all(not here.isdisjoint(places.get(each, ())) for each in beside)
            if near and not denied(verb):
                yield nature, verb


def _grounds(line: Sequence[Word], marks: Sequence[Match]) -> set[int]:
    """Where data about what people are stand as the ground of something."""
    after = {m.last + step for m in marks for step in (1, 2)}
    if not after:
        return set()
    found, patterns = data_table()
    named = [m for m in found.find(line) if m.first in after]
    return {m.first for m in named if "".join(patterns[m.row].keys[:1]).startswith(TRAITS)}
