"""Between whom: the people concerned, what the organisation is to them, and who receives data."""

from functools import cache

import numpy as np

from avgrisk.core.levels import named
from avgrisk.core.records import ProposedUse
from avgrisk.indicators.cell_columns import Cells
from avgrisk.indicators.facts import family_numbers, number_of, sector_numbers
from avgrisk.indicators.lawful import partnered, reported
from avgrisk.indicators.meaning import FIELDS, meaning, stated_ground, words_of
from avgrisk.indicators.meaning_families import family_weights
from avgrisk.indicators.uses import Uses
from avgrisk.vocabulary import people, recipients, sectors, taxonomy
from avgrisk.vocabulary.unread_receivers import strangers

#: No words told the people; -1 stands for people as all others.
_UNREAD = -2


def organisation(uses: Uses) -> np.ndarray:
    """What kind of organisation it is to the people concerned, as a place in the table, -1 where
    unknown: the employer of its staff, else what its sector says."""
    return uses.once(
        "organisation", lambda: _relation()[people_numbers(uses), sector_numbers(uses)]
    )


def people_numbers(uses: Uses) -> np.ndarray:
    """The people concerned as a place in taxonomy/people.csv, -1 for people as all others."""
    return uses.by_words("people", FIELDS, _people_numbers)


def sector_of(use: ProposedUse) -> sectors.Sector | None:
    """The kind of organisation that one use is judged by, None where it is not known."""
    place = int(organisation(words_of(use))[0])
    return None if place < 0 else tuple(sectors.table().values())[place]


@cache
def _relation() -> np.ndarray:
    """The kind of organisation it is to people, by the places of people and sector; last: none."""
    own = np.arange(len(sectors.table()) + 1)
    own[-1] = -1
    numbers = number_of("sectors")
    rows = [
        np.full_like(own, numbers[each.relation]) if each.relation else own
        for each in people.table().values()
    ]
    return np.array([*rows, own])


def _people_numbers(uses: Uses) -> np.ndarray:
    cells = uses.cells("data_subjects")
    numbers = number_of("people")
    told = [people.named(cell) if cell else None for cell in cells.distinct]
    named = cells.spread(np.array([_place(key, numbers) for key in told], dtype=np.intp))
    text, read, untold = meaning(uses).text, np.full(uses.rows, _UNREAD), named == _UNREAD
    used, codes = np.unique(np.asarray(text.codes)[untold], return_inverse=True)
    likely = [_place(people.likely(text.distinct[i]) or None, numbers) for i in used.tolist()]
    read[untold] = np.array(likely, dtype=np.intp)[codes.ravel()]
    staff = number_of("families")["essential.administration.employment"]
    employed = meaning(uses).sure & (meaning(uses).family[0] == staff)
    read = np.where((read == _UNREAD) & employed, numbers["employee"], read)
    return np.maximum(np.where(named == _UNREAD, read, named), -1)


def _place(key: str | None, numbers: dict[str, int]) -> int:
    return _UNREAD if key is None else numbers.get(key, -1)


def usual_recipients(uses: Uses) -> np.ndarray:
    """In which rows all recipients named are usual for a use like this, or receive what a law asks
    for: they cost nothing."""
    return uses.by_words("usual", FIELDS, _usual_recipients)


def _usual_recipients(uses: Uses) -> np.ndarray:
    cells, found = uses.cells("recipient_words"), meaning(uses)
    each = [recipients.named(cell) for cell in cells.distinct]
    keys = tuple(taxonomy.families())
    table = np.array([[key in one.usual for key in (*keys, "")] for one in each])
    given = family_numbers(uses, "proposed_use_key")
    lead = np.where(given >= 0, given, np.where(found.sure, found.family[0], -1))
    part = np.array([key.startswith("essential.") for key in keys] + [True])[lead]
    by_family = table[cells.codes, lead] | (part & table[cells.codes, -1])
    own = organisation(uses)
    natural = _natural_kinds(each)[cells.codes, own] & (family_weights()[lead] < 1)
    rest = part & _natural_rest(each)[cells.codes, own]
    return ~found.further & (by_family | natural | rest | (reported(uses) > 0) | partnered(uses))


def partly_usual(uses: Uses) -> np.ndarray:
    """In which rows somebody receives the data whom no table knows, beside others who are all usual
    for a use like this, and a law or a contract is stated to ask for it."""
    return uses.by_words("partly usual", FIELDS, _partly_usual)


def _partly_usual(uses: Uses) -> np.ndarray:
    cells, found = uses.cells("recipient_words"), meaning(uses)
    keys = (*taxonomy.families(), "")
    table = np.array([[key in recipients.named(c).known for key in keys] for c in cells.distinct])
    given = family_numbers(uses, "proposed_use_key")
    lead = np.where(given >= 0, given, np.where(found.sure, found.family[0], -1))
    part = np.array([key.startswith("essential.") for key in keys[:-1]] + [True])[lead]
    usual = table[cells.codes, lead] | (part & table[cells.codes, -1])
    law, contract = stated_ground(uses)
    return np.asarray(usual & (law | contract) & ~found.further & ~usual_recipients(uses))


def _natural_kinds(each: list[recipients.Recipients]) -> np.ndarray:
    """Per cell whether all kinds named are natural for each kind of organisation; last: unknown."""
    kinds = tuple(sectors.table().values())
    rows = [
        [bool(one.kinds) and set(one.kinds) <= set(sector.natural_recipients) for sector in kinds]
        + [False]
        for one in each
    ]
    return np.array(rows)


def _natural_rest(each: list[recipients.Recipients]) -> np.ndarray:
    """Per cell whether those who are not usual by themselves are natural for each kind of
    organisation; last: unknown."""
    natural = [set(sector.natural_recipients) for sector in sectors.table().values()]
    return np.array(
        [
            [one.rest is not None and one.rest <= kinds for kinds in (*natural, set())]
            for one in each
        ]
    )


def unread_receivers(uses: Uses) -> tuple[Cells, np.ndarray]:
    """Per recipient cell whom no table knows, `;` between, and in which rows that counts: a level
    that somebody gave tells who one stranger is, and none is worse than others who are named."""
    cells, given = uses.cells("recipient_words"), uses.level("recipient")
    each = [strangers(cell) for cell in cells.distinct]
    found = [[bool(one.names) for one in each], [one.alone for one in each]]
    somebody, alone = cells.spread(np.array(found))
    told = given.known & (alone | (given.mode >= named("recipient")["others"]))
    return Cells([";".join(one.names) for one in each], cells.codes), somebody & ~told


def receiver_numbers(uses: Uses) -> np.ndarray:
    """The least trusted kind of organisation that receives the data by the words, -1 for none."""
    cells = uses.cells("recipient_words")
    numbers, kinds = number_of("sectors"), sectors.table()
    least = [
        min(
            (kind for kind in recipients.named(cell).kinds),
            key=lambda k: kinds[k].trust.mean,
            default="",
        )
        for cell in cells.distinct
    ]
    return cells.spread(np.array([numbers.get(key, -1) for key in least], dtype=np.intp))
