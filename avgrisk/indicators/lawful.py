"""In which rows a use is a report that a law asks for, to those who receive it by that law."""

from functools import cache, lru_cache

import numpy as np

from avgrisk.core.records import ProposedUse
from avgrisk.indicators.facts import number_of, sector_numbers
from avgrisk.indicators.uses import REMEMBERED, Uses
from avgrisk.vocabulary import sectors
from avgrisk.vocabulary.duties import (
    Duty,
    duties,
    in_recipients,
    in_text,
    partner_kinds,
)

#: The fields that name an act or a recipient.
TEXTS = ("title", "proposed_use")


def reported(uses: Uses) -> np.ndarray:
    """Per row the duties that it fulfils, as bits in the order of duties.csv: act, recipient and
    kind of organisation agree, and no text names anybody else."""
    return uses.once("duties", lambda: _reported(uses))


def _reported(uses: Uses) -> np.ndarray:
    acts, received, barred = (np.zeros(uses.rows, dtype=np.int64) for _ in range(3))
    for name in (*TEXTS, "recipient_words"):
        cells = uses.cells(name)
        read = in_recipients if name == "recipient_words" else in_text
        each = [(n.acts, n.received, n.barred) for n in map(read, cells.distinct)]
        told = cells.spread(np.array(each).T)
        acts, received, barred = acts | told[0], received | told[1], barred | told[2]
    return np.asarray(acts & received & ~barred & _held()[sector_numbers(uses)])


def partnered(uses: Uses) -> np.ndarray:
    """In which rows the words of the use hand data to nobody but partners, who do a part of the
    work: a courier, a caterer, a garage for an insurer."""
    return uses.once("partners", lambda: _partnered(uses))


def _partnered(uses: Uses) -> np.ndarray:
    cells, kinds = uses.cells("proposed_use"), (*sectors.table(), "")
    served = [partner_kinds(cell) for cell in cells.distinct]
    each_kind = {found: place for place, found in enumerate(dict.fromkeys(served))}
    table = np.array([["*" in found or kind in found for kind in kinds] for found in each_kind])
    rows = cells.spread(np.array([each_kind[found] for found in served]))
    each = [in_recipients(cell).strangers for cell in uses.cells("recipient_words").distinct]
    strangers = uses.cells("recipient_words").spread(np.array(each))
    return np.asarray(table[rows, sector_numbers(uses)] & ~strangers)


@cache
def _held() -> np.ndarray:
    """Per kind of organisation the duties it has, as bits; last: an organisation of no known
    kind has those that all have."""
    kinds = (*sectors.table(), "")
    return np.array(
        [
            sum(
                1 << at
                for at, each in enumerate(duties().values())
                if not each.sectors or kind in each.sectors
            )
            for kind in kinds
        ],
        dtype=np.int64,
    )


def covered(bits: np.ndarray) -> np.ndarray:
    """The natures (as bits in the order of natures.csv) that these duties cover."""
    numbers, found = number_of("natures"), np.zeros_like(bits)
    for at, each in enumerate(duties().values()):
        mask = sum(1 << numbers[key] for key in each.covers)
        found |= np.where(bits >> at & 1, mask, 0)
    return found


def duty_of(use: ProposedUse) -> Duty | None:
    """The first duty that one use fulfils."""
    bits = int(reported(_words_of(use.title, use.proposed_use, use.recipient_words, use.sector))[0])
    return next((each for at, each in enumerate(duties().values()) if bits >> at & 1), None)


@lru_cache(maxsize=REMEMBERED)
def _words_of(title: str, text: str, received: str, sector: str) -> Uses:
    return Uses.of(
        ProposedUse(title=title, proposed_use=text, recipient_words=received, sector=sector)
    )
