"""How well the suggested image fit agrees with people: `avgrisk measure image-fit`.

On the own vignettes: rank agreement with one author's ratings. On the shipped cases: rank
agreement and mean error against the coded levels, which are not used by the suggestion.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from avgrisk.calibration.estimation.discrimination import rank_agreement
from avgrisk.calibration.validation.separation import chosen
from avgrisk.core import shipped
from avgrisk.core.records import ProposedUse
from avgrisk.indicators.cell_columns import Ranges, mean
from avgrisk.indicators.image_fit import suggest
from avgrisk.indicators.uses import Uses
from avgrisk.scoring.score import score

VIGNETTES = "development/vignettes.csv"
PARTS = ("dev", "test", "crossed")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a suggestion agrees with what people gave: rank correlation (-1 to 1) and mean error."""

    name: str
    n: int
    rank: float
    error: float | None = None

    def __str__(self) -> str:
        error = "" if self.error is None else f"  mean error {self.error:.2f}"
        return f"{self.name:44} n {self.n:3}  rank {self.rank:.2f}{error}"


def vignettes(part: str) -> list[tuple[ProposedUse, float]]:
    """The vignettes of a part in words, with the mean of their ratings, -100 to 100."""
    rows = (row for row in shipped.rows(VIGNETTES) if row["part"] == part)
    return [(_use(row), _rating(row)) for row in rows]


def on_vignettes() -> list[Agreement]:
    """The suggestion, the middle where it is unknown, and the score from defaults alone, on each
    part of the vignettes."""
    found = []
    for part in PARTS:
        uses, ratings = zip(*vignettes(part), strict=True)
        fits = np.nan_to_num(mean(suggest(Uses.of(*uses)).fit), nan=0.5)
        scores = [-score(use).value for use in uses]
        for name, given in (("image fit", fits), ("score", scores)):
            rank = rank_agreement(given, ratings)
            found.append(Agreement(f"vignettes {part}: {name}", len(uses), rank))
    return found


def on_cases() -> list[Agreement]:
    """The suggestion on the real cases: from their texts, and with key and recipient as coded."""
    uses = [case.use for case in chosen(True)]
    coded = [use.replace(image_fit=None, data_logical=None, data_needed=None) for use in uses]
    texts = [use.replace(proposed_use_key="", recipient=None) for use in coded]
    found = []
    for name, bare in (("texts only", texts), ("key and recipient coded", coded)):
        fits = suggest(Uses.of(*bare))
        found.append(_against("image_fit", f"cases, {name}: image fit", fits.fit, uses))
        logical = fits.data_logical
        found.append(_against("data_logical", f"cases, {name}: data logical", logical, uses))
    return found


def _use(row: dict[str, str]) -> ProposedUse:
    return ProposedUse(
        sector=row["organisation"], data_categories=(row["data"],), proposed_use=row["use"]
    )


def _rating(row: dict[str, str]) -> float:
    given = [float(row[name]) for name in ("rating_1", "rating_2") if row[name]]
    return sum(given) / len(given)


def _against(field: str, name: str, found: Ranges, uses: Sequence[ProposedUse]) -> Agreement:
    """Agreement with a coded level of the cases, where both are known."""
    coded = Uses.of(*uses).level(field)
    both = coded.known & ~np.isnan(found[0])
    suggested, given = mean(found)[both], mean(coded.ranges)[both]
    error = float(np.abs(suggested - given).mean())
    return Agreement(name, int(both.sum()), rank_agreement(suggested, given), error)


def report() -> str:
    """Every agreement, a line each."""
    return "\n".join(str(agreement) for agreement in (*on_vignettes(), *on_cases()))
