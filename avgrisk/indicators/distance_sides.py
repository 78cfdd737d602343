"""The two sides of a purpose distance: what data were given for, and what is proposed."""

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from avgrisk.indicators.cell_columns import Cells
from avgrisk.indicators.facts import TextFacts, family_numbers, filled, number_of
from avgrisk.indicators.meaning import Meaning, same_words
from avgrisk.indicators.relations import people_numbers
from avgrisk.indicators.uses import Uses
from avgrisk.vocabulary import people
from avgrisk.vocabulary.hints import read_use

#: What data were given for where nobody says: the service, or of staff their work.
USUALLY = ("essential.service", "essential.administration.employment")


@dataclass(frozen=True, slots=True)
class Side:
    """A purpose or product domain, given or proposed, per row: its possible keys as places in
    their table, best first, -1 is none, shape (3, rows); whether words gave them; and how likely
    each is, in [0, 1]."""

    keys: np.ndarray
    read: np.ndarray
    likely: np.ndarray

    @property
    def known(self) -> np.ndarray:
        """In which rows there is a key."""
        return self.keys[0] >= 0


def sides(uses: Uses, use: Meaning, collected: TextFacts) -> tuple[Side, Side]:
    """The proposed purpose and the one data were given for: by key, else by what was read.

    Data given for a product, without a word on the use, were given for the service itself; so were
    those of a further use that only its own words describe, or for their work those of staff.
    """
    given = family_numbers(uses, "proposed_use_key")
    new = by_key(given, use.sure, use.family, use.confidence)
    old = by_text(family_numbers(uses, "collected_for_key"), collected, "family")
    unsaid = use.further & (same_words(uses) | ~filled(uses, "collected_for")) & (new.keys[0] >= 0)
    unsaid &= family_numbers(uses, "collected_for_key") < 0
    silent = ~old.known & (collected.keys("family")[0] < 0) & collected.sure("domain")
    service = np.array(
        [_first_purpose()[people_numbers(uses)], np.full(uses.rows, -1), np.full(uses.rows, -1)]
    )
    taken = silent | unsaid
    likely = np.where(taken, np.array([[1.0], [0.0], [0.0]]), old.likely)
    return new, Side(np.where(taken, service, old.keys), old.read | taken, likely)


@cache
def _first_purpose() -> np.ndarray:
    """What people give their data for where nobody says: staff their work, all others a service."""
    numbers = number_of("families")
    service, work = (numbers[name] for name in USUALLY)
    return np.array([work if p.relation else service for p in people.table().values()] + [service])


def by_text(given: np.ndarray, facts: TextFacts, name: str) -> Side:
    """By its key, else by a sure hint in its text, else nothing."""
    return by_key(given, facts.sure(name), facts.keys(name), facts.confidence(name))


def by_key(given: np.ndarray, sure: np.ndarray, keys: np.ndarray, likely: np.ndarray) -> Side:
    """A given key, else what was read where that is sure."""
    read = (given < 0) & sure
    found = np.where(read, keys, -1)
    found[0] = np.where(given >= 0, given, found[0])
    return Side(found, read, np.where(read, likely, found >= 0))


def domain_side(uses: Uses, name: str, facts: TextFacts) -> Side:
    """A domain from its key, else from words given for it, else from a sure hint in the text."""
    if name not in uses.columns:
        return by_text(np.full(uses.rows, -1), facts, "domain")
    cells = uses.cells(name)
    found = np.array([_given_domain(cell) for cell in cells.distinct], dtype=np.intp).T
    own, told = cells.spread(found[:3]), by_text(np.full(uses.rows, -1), facts, "domain")
    known = own[0] >= 0
    return Side(
        np.where(known, own, told.keys),
        np.where(known, cells.spread(found[3]) > 0, told.read),
        np.where(known, own >= 0, told.likely),
    )


@lru_cache(maxsize=4096)
def _given_domain(cell: str) -> tuple[int, int, int, bool]:
    """Up to three domains that a cell stands for, -1 is none, and whether words gave them."""
    numbers = number_of("domains")
    if cell in numbers:
        return numbers[cell], -1, -1, False
    keys = [numbers[key] for key, _ in read_use(cell).domain.candidates] if cell else []
    first, second, third = [*keys, -1, -1, -1][:3]
    return first, second, third, True


def unmatched_domains(uses: Uses) -> tuple[Cells, ...]:
    """Words given for a domain that no table knows."""
    found = []
    for name in ("collected_domain", "proposed_domain"):
        if name in uses.columns:
            cells = uses.cells(name)
            told = [c if c.strip() and _given_domain(c)[0] < 0 else "" for c in cells.distinct]
            found.append(Cells(told, cells.codes))
    return tuple(found)
