"""Vignettes: small plans that could be, each told in a few sentences, and their readings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from avgrisk.core import shipped
from avgrisk.core.labels import label
from avgrisk.core.records import READINGS, InputError, ProposedUse
from avgrisk.core.subjects import filled
from avgrisk.scoring.frame import score_frame
from avgrisk.vocabulary import sectors

if TYPE_CHECKING:
    import numpy as np

#: What varies beside the kind of organisation, its data and the new use: levels in a table.
LEVELS = ("vagueness", "control", "value_returned", "trust")


@dataclass(frozen=True, slots=True)
class Vignette:
    """One plan by its choices: a kind of organisation, its data, the new use, and four levels."""

    sector: str
    data: str
    use: str
    vagueness: str
    control: str
    value_returned: str
    trust: str

    def level(self, factor: str) -> str:
        """The choice made for a factor, a column of vignette_rules.csv."""
        return str(getattr(self, factor))


def kinds() -> tuple[str, ...]:
    """The kinds of organisation that vignettes can be about, in table order."""
    return tuple(dict.fromkeys(row["sector"] for row in shipped.rows(_DATA)))


def candidates(about: tuple[str, ...]) -> list[Vignette]:
    """Every vignette about these kinds of organisation that could be, in table order.

    Those that vignette_rules.csv excludes are left out. An unknown kind is an InputError.
    """
    for sector in about:
        if sector not in kinds():
            raise InputError("sector", sector, ", ".join(kinds()), "error.workshop_sector")
    choices = [tuple(_level(factor)) for factor in LEVELS]
    found = (
        Vignette(sector, data["key"], use["key"], *levels)
        for sector in about
        for data in shipped.rows(_DATA)
        if data["sector"] == sector
        for use in shipped.rows(_USES)
        if use[sector]
        for levels in product(*choices)
    )
    return [vignette for vignette in found if can_be(vignette)]


def can_be(vignette: Vignette) -> bool:
    """Whether no rule of vignette_rules.csv excludes it."""
    return not any(_holds(one, vignette) and _holds(other, vignette) for one, other in _rules())


def use_of(vignette: Vignette) -> ProposedUse:
    """The vignette as a proposed use: the record through which its readings are measured."""
    data, use = _rows(_DATA)[vignette.data], _rows(_USES)[vignette.use]
    return ProposedUse(
        title=f"{data['nl']}: {use['title_nl']}",
        proposed_use=use["nl"],
        collected_for=data["collected_nl"],
        sector=vignette.sector,
        data_categories=(data["category"],),
        identifiability="account",
        purpose_distance=float(use["purpose_distance"]),
        image_fit=float(use[vignette.sector]),
        vagueness=float(_level("vagueness")[vignette.vagueness]["value"]),
        control=_level("control")[vignette.control]["value"],
        value_returned=_level("value_returned")[vignette.value_returned]["value"],
        trust=_level("trust")[vignette.trust]["value"],
    )


def readings(uses: list[ProposedUse]) -> np.ndarray:
    """The seven readings of each use, a row a use, in [0, 1], 1 = most risk."""
    import pandas as pd

    fields = ("sector", "identifiability", "purpose_distance", "image_fit", *LEVELS)
    rows = [
        {name: getattr(use, name) for name in fields}
        | {"data_categories": ";".join(use.data_categories)}
        for use in uses
    ]
    return score_frame(pd.DataFrame(rows))[list(READINGS)].to_numpy(float)


def title(vignette: Vignette, lang: str) -> str:
    """A heading: who, which data, what for."""
    kind, data = sectors.table()[vignette.sector].label(lang), _rows(_DATA)[vignette.data]
    heading = label("workshop.vignette.title", lang, kind=kind, data=data[lang])
    return f"{heading[0].upper()}{heading[1:]}: {_rows(_USES)[vignette.use][f'title_{lang}']}"


def text(vignette: Vignette, lang: str) -> str:
    """The plan in words that a participant understands, six sentences, at most an A6."""
    wording = sectors.wording_for(lang, vignette.sector)
    data = _rows(_DATA)[vignette.data]
    told = label(
        "workshop.vignette.plan",
        wording,
        kind=sectors.table()[vignette.sector].label(lang),
        data=data[lang],
        collected=data[f"collected_{lang}"],
        use=_rows(_USES)[vignette.use][lang],
    )
    levels = (_level(factor)[vignette.level(factor)][lang] for factor in LEVELS)
    return " ".join([told, *(filled(sentence, wording) for sentence in levels)])


_DATA, _USES = "workshop/vignette_data.csv", "workshop/vignette_uses.csv"


@cache
def _rows(name: str) -> dict[str, dict[str, str]]:
    """The rows of a shipped table by their key."""
    return {row["key"]: row for row in shipped.rows(name)}


@cache
def _level(factor: str) -> dict[str, dict[str, str]]:
    """The levels of a factor: key -> value and its sentence in both languages."""
    rows = shipped.rows("workshop/vignette_levels.csv")
    return {row["key"]: row for row in rows if row["factor"] == factor}


Side = tuple[str, frozenset[str]]


@cache
def _rules() -> tuple[tuple[Side, Side], ...]:
    rows = shipped.rows("workshop/vignette_rules.csv")
    return tuple((_side(row["one"]), _side(row["other"])) for row in rows)


def _side(text: str) -> Side:
    factor, _, levels = text.partition("=")
    return factor, frozenset(levels.split("|"))


def _holds(side: Side, vignette: Vignette) -> bool:
    factor, levels = side
    return vignette.level(factor) in levels
