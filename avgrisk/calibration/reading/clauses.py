"""A plan said as a clause: Dutch and English word order, persons, active, passive and noun form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from avgrisk.calibration.reading.plan_tables import Noun, Verb

#: The people concerned in the object form, and whose data, per person that speaks or is spoken to.
PERSONS = {
    "u": ("u", "uw"),
    "je": ("je", "je"),
    "mijn": ("mij", "mijn"),
    "you": ("you", "your"),
    "my": ("me", "my"),
}
THIRD = "3"

#: A letter that begins a sentence: after a word of more than two letters and a full stop.
_BEGIN = re.compile(r"(\w{3}[.!?] )([a-zé])")
#: A rest that a Dutch sentence puts after its last verb.
_CLAUSE = re.compile(
    r"(?:om|door|zodat|omdat|voordat|als|wanneer|die|wie|zoals|zonder te|op grond)\b"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a clause is made of: the words of one plan by one organisation, in one language."""

    lang: str
    verb: Verb
    thing: Noun
    rest: str
    organisation: str
    people: str
    person: str
    data: tuple[Noun, ...]


def clauses(said: Said) -> dict[str, str]:
    """The forms that the patterns of frames.csv ask for, e.g. INF, PAS, NOUN; O, P and D too."""
    made = _dutch(said) if said.lang == "nl" else _english(said)
    both = " en " if said.lang == "nl" else " and "
    bare = re.sub(r"^(de|het|the) ", "", said.organisation)
    things = both.join(noun.text for noun in said.data)
    whose = PERSONS.get(said.person, ("", ""))[1]
    third = "zijn of haar" if said.lang == "nl" else "their"
    return made | {
        "O": said.organisation,
        "O0": bare,
        "P": said.people,
        "D": f"{whose} {things}".strip(),
        "D3": f"{third} {things}",
    }


def whose_data(noun: Noun, people: str, person: str, lang: str) -> Noun:
    """Data with the people they are about: the purchases of customers, your purchases.

    >>> whose_data(Noun("purchases", True), "customers", "3", "en").text
    "customers' purchases"
    """
    if person != THIRD:
        return Noun(f"{PERSONS[person][1]} {noun.text}", noun.plural)
    if lang == "nl":
        article = "de" if noun.plural or noun.common else "het"
        return Noun(f"{article} {noun.text} van {people}", noun.plural)
    if " " in people or not people.endswith("s"):
        return Noun(f"the {noun.text} of {people}", noun.plural)
    return Noun(f"{people}' {noun.text}", noun.plural)


def filled(pattern: str, words: Mapping[str, str]) -> str:
    """A pattern with its slots filled; sentences begin with a capital, spaces are single.

    >>> filled("{INF}. {C}", {"INF": "to sell", "C": ""})
    'to sell.'
    """
    text = re.sub(r"\{(\w+)\}", lambda match: words[match[1]], pattern)
    text = re.sub(r"\s+(?=[.!?,;:])", "", re.sub(r"\s+", " ", text)).strip()
    return _BEGIN.sub(lambda match: match[1] + match[2].upper(), text)


def _dutch(said: Said) -> dict[str, str]:
    verb, thing, one = said.verb, said.thing.text, said.verb.singular
    particle = verb.particle.removesuffix("_")
    gap = " " if verb.particle.endswith("_") else ""
    whole, last = f"{particle}{gap}{verb.infinitive}", f"{particle}{gap}{one}"
    with_te = f"{particle} te {verb.infinitive}"
    are = "worden" if said.thing.plural else "wordt"
    late = bool(_CLAUSE.match(said.rest))
    inner, after = ("", said.rest) if late else (said.rest, "")
    middle, who = f"{thing} {inner}", said.organisation
    name = re.sub(r"^(de|het) ", "", who)
    return {
        "INF": f"{middle} {whole} {after}",
        "OMTE": f"{middle} {with_te} {after}",
        "WIJ": f"wij {verb.infinitive} {middle} {particle} {after}",
        "INV": f"{verb.infinitive} wij {middle} {particle} {after}",
        "ORG": f"{who} {one} {middle} {particle} {after}",
        "ORGINV": f"{one} {who} {middle} {particle} {after}",
        "SUB": f"{who} {middle} {last} {after}",
        "PAS": f"{thing} {are} {inner} {verb.participle} {after}",
        "NOUN": f"{_dutch_noun(verb, whole)} {thing} {said.rest}",
        "HEAD": f"{name[:1].upper()}{name[1:]} {one} {middle} {particle} {after}",
    }


def _dutch_noun(verb: Verb, infinitive: str) -> str:
    """verkoop van, onderzoek naar; het bijhouden van where there is no noun."""
    if not verb.noun:
        return f"het {infinitive} van"
    return verb.noun if verb.noun.endswith((" naar", " in")) else f"{verb.noun} van"


def _english(said: Said) -> dict[str, str]:
    verb, thing, rest = said.verb, said.thing.text, said.rest
    are = "are" if said.thing.plural or thing == "you" else "am" if thing == "me" else "is"
    if thing == "me":
        thing = "I"
    bare = re.sub(r"^the ", "", said.organisation)
    middle = f"{said.thing.text} {rest}"
    noun = f"{verb.noun} of {middle}" if verb.noun else f"{verb.particle} {middle}"
    return {
        "INF": f"{verb.infinitive} {middle}",
        "ING": f"{verb.particle} {middle}",
        "WE": f"we {verb.infinitive} {middle}",
        "ORG": f"{said.organisation} {verb.singular} {middle}",
        "PAS": f"{thing} {are} {verb.participle} {rest}",
        "NOUN": noun,
        "HEAD": f"{bare[:1].upper()}{bare[1:]} {verb.singular} {middle}",
    }
