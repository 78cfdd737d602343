"""Which families of use a text is, by phrases, by likelihood, by nature and by law."""

from functools import cache

import numpy as np

from avgrisk.core.shipped import rule
from avgrisk.indicators.facts import TextFacts, by_place, number_of
from avgrisk.vocabulary import natures, sectors, taxonomy
from avgrisk.vocabulary.hints import BEST

#: What a public body that informs is taken for: an organisation's own offers, influence.
OFFERS, INFLUENCE = "marketing.first_party", "influence"


def without(facts: TextFacts, rows: np.ndarray, families: np.ndarray) -> TextFacts:
    """The facts without these families (a mask in the order of the table), in these rows."""
    found = TextFacts(facts.numbers.copy())
    keys = found.best("family")
    out = rows & (families[keys.astype(np.intp)] & (keys >= 0))
    first = out[0]
    for name, blank in (("family", -1.0), ("family_confidence", 0.0)):
        found.best(name)[:] = np.where(out, blank, found.best(name))
    order = np.argsort(out, axis=0, kind="stable")
    for name in ("family", "family_confidence"):
        found.best(name)[:] = np.take_along_axis(found.best(name), order, 0)
    found.put("family_sure", first, TextFacts(np.zeros_like(found.numbers)))
    return found


def informing(likely: np.ndarray, rows: np.ndarray, family: str) -> np.ndarray:
    """The likelihood where a public body only informs: it has nothing to sell, so what looks like
    `family`, an offer of its own or influence, is its service."""
    numbers, found = number_of("families"), likely.copy()
    looks, service = numbers[family], numbers["essential.service"]
    found[service] += np.where(rows, found[looks], 0)
    found[looks] = np.where(rows, 0, found[looks])
    return found


@cache
def only(family: str) -> np.ndarray:
    """One family as a mask in the order of the table."""
    return np.array([key == family for key in taxonomy.families()])


@cache
def public_bodies(*groups: str) -> np.ndarray:
    """Which kinds of organisation belong to these groups; last, so for -1: no."""
    return np.array([*(each.group in groups for each in sectors.table().values()), False])


@cache
def passing_on() -> np.ndarray:
    """Which lines of the likelihood speak of handing data over."""
    keys = (*taxonomy.families(), "sharing.handed", "derived", "words")
    return np.array([key.startswith("sharing.") for key in keys])


def short(likely: np.ndarray) -> np.ndarray:
    """1 where a text has few words, else 0."""
    return (likely[-1] < natures.FEW_WORDS).astype(np.intp)


@cache
def enough_by_size() -> np.ndarray:
    """From which likelihood on a text counts: a longer one, a short one."""
    return np.array([natures.enough(natures.FEW_WORDS), natures.enough(0)])


def by_law(
    read: tuple[np.ndarray, np.ndarray, np.ndarray], lawful: np.ndarray, open_: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What a law demands is a duty, also where its words speak of checking or publishing; and so
    are figures without persons of whoever a law makes open."""
    family, confidence, sure = read
    numbers = number_of("families")
    duty, figures = numbers["essential.legal_obligation"], numbers["sharing.aggregated"]
    leads = lawful & (~sure | further_families()[family[0]]) | (open_ & (family[0] == figures))
    chance = rule("nature.named").mode
    return (
        np.where(leads, np.array([[duty], [-1], [-1]]), family),
        np.where(leads, np.array([[chance], [0.0], [0.0]]), confidence),
        sure | leads,
    )


def on_ground(
    read: tuple[np.ndarray, np.ndarray, np.ndarray], law: np.ndarray, contract: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What a law or a contract is stated to ask for is that, where likelihood alone says otherwise
    and is not sure: of 157 dull rows of outsiders 2 in 3 state one, of 153 hot ones 1 in 15."""
    family, confidence, sure = read
    numbers, few = number_of("families"), rule("nature.further_few").mode
    ground = np.where(law, numbers["essential.legal_obligation"], numbers["essential.service"])
    turns = ~_core_families()[family[0]] & (confidence[0] < few)
    leads = (law | contract) & (~sure | turns)
    none, nothing = np.full_like(ground, -1), np.zeros(len(ground))
    chance = np.where(leads, rule("nature.family").mode, nothing)
    return (
        np.where(leads, np.array([ground, none, none]), family),
        np.where(leads, np.array([chance, nothing, nothing]), confidence),
        sure | leads,
    )


@cache
def _core_families() -> np.ndarray:
    """Which families are part of the work itself; last, for none: no."""
    return np.array([*(key.startswith("essential.") for key in taxonomy.families()), False])


def families_of(
    facts: TextFacts, likely: np.ndarray, kind: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Families by phrases where they are sure, else by likelihood where that is; what helps people
    is no further use by likelihood alone."""
    family, confidence = facts.keys("family"), facts.best("family_confidence")
    order = np.argsort(-likely[:-3], axis=0, kind="stable")[:BEST]
    chances = np.take_along_axis(likely[:-3], order, 0)
    needed = np.maximum(rule("nature.family").mode, enough_by_size()[short(likely)])
    learned = ~facts.sure("family") & (chances[0] >= needed)
    learned &= ~(kind & further_families()[order[0]])
    return (
        np.where(learned, order, family),
        np.where(learned, chances, confidence),
        facts.sure("family") | learned,
    )


def riskiest(
    bits: np.ndarray,
    read: tuple[np.ndarray, np.ndarray, np.ndarray],
    likely: np.ndarray,
    guessed: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The families with the riskiest one first that is sure: a nature's, else the likeliest
    hazardous one where the text is a further use by likelihood alone."""
    family, confidence, sure = read
    hazards = _hazards()
    by_nature = _nature_family(bits)
    best = (likely[:-3] * family_weights()[:-1, None]).argmax(axis=0)
    other = np.where(by_nature >= 0, by_nature, np.where(guessed, best, -1))
    here = np.where(sure, family[0], -1)
    leads = (other >= 0) & (hazards[other] > hazards[here])
    chance = np.where(
        by_nature >= 0, rule("nature.named").mode, np.take_along_axis(likely[:-3], best[None], 0)[0]
    )
    none = np.full_like(family[0], -1)
    return (
        np.where(leads, np.array([other, none, none]), family),
        np.where(leads, np.array([chance, chance * 0, chance * 0]), confidence),
        sure | leads,
    )


def named_further(bits: np.ndarray, core: np.ndarray) -> np.ndarray:
    """Whether words name a further use; what an organisation lives from is none there."""
    found = np.zeros(len(bits), dtype=bool)
    numbers = number_of("families")
    for place, each in enumerate(natures.natures().values()):
        if each.further:
            at_home = each.at_home and core[numbers[each.family]] > 0
            found |= ((bits >> place & 1) > 0) & ~np.asarray(at_home, dtype=bool)
    return found


def _nature_family(bits: np.ndarray) -> np.ndarray:
    """The riskiest family of the natures named, -1 for none."""
    found = np.full(len(bits), -1)
    for place, each in enumerate(natures.natures().values()):
        if each.family:
            number = number_of("families")[each.family]
            here = ((bits >> place & 1) > 0) & (_hazards()[number] > _hazards()[found])
            found = np.where(here, number, found)
    return found


def bits_of(*keys: str) -> int:
    """The bits of these natures."""
    return sum(1 << number_of("natures")[key] for key in keys)


def family_weights() -> np.ndarray:
    """How much each family counts as a further use by likelihood."""
    return by_place("deals", "hazard")


@cache
def _hazards() -> np.ndarray:
    """How far each family of use lies from the service people asked for; last, for none: below."""
    keys = taxonomy.families()
    return np.array([*(taxonomy.family_distance("essential.service", key) for key in keys), -1.0])


def further_families() -> np.ndarray:
    """Whether a family is by nature a further use."""
    return by_place("deals", "further")


@cache
def core_families() -> np.ndarray:
    """1 where a family of use is what a kind of organisation is for, shape (families + 1,
    sectors + 1); nothing is known of the last, so of -1."""
    kinds, numbers = sectors.table(), number_of("families")
    found = np.zeros((len(numbers) + 1, len(kinds) + 1))
    for place, sector in enumerate(kinds.values()):
        for key in sector.core_purposes:
            found[numbers[key], place] = 1
    return found
