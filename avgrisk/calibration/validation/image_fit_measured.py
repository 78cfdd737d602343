"""How well the suggested image fit agrees with people: `avgrisk measure image-fit`.

On the own vignettes: rank agreement with one author's ratings. On the shipped cases: rank
agreement and mean error against the coded levels, which are not used by the suggestion.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scipy.stats import spearmanr

from avgrisk.cases.case_base import load_cases
from avgrisk.core import shipped
from avgrisk.core.levels import level_range
from avgrisk.core.records import ProposedUse, Range
from avgrisk.indicators.image_fit import Fit, suggest
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
    """The suggestion and the score from defaults alone, on each part of the vignettes."""
    found = []
    for part in PARTS:
        uses, ratings = zip(*vignettes(part), strict=True)
        fits = [suggest(use).fit for use in uses]
        found.append(_ranked(f"vignettes {part}: image fit", fits, ratings))
        scores = [-score(use).value for use in uses]
        found.append(Agreement(f"vignettes {part}: score", len(uses), _rank(scores, ratings)))
    return found


def on_cases() -> list[Agreement]:
    """The suggestion on the real cases: from their texts, and with key and recipient as coded."""
    uses = [case.use for case in load_cases() if case.use_in_validation]
    coded = [use.replace(image_fit=None, data_logical=None) for use in uses]
    texts = [use.replace(proposed_use_key="", recipient=None) for use in coded]
    found = []
    for name, bare in (("texts only", texts), ("key and recipient coded", coded)):
        fits = [suggest(use) for use in bare]
        found.append(_against("image_fit", f"cases, {name}: image fit", fits, uses))
        found.append(_against("data_logical", f"cases, {name}: data logical", fits, uses))
    return found


def _use(row: dict[str, str]) -> ProposedUse:
    return ProposedUse(
        sector=row["organisation"],
        data_categories=(row["data"],),
        proposed_use=row["use"],
    )


def _rating(row: dict[str, str]) -> float:
    given = [float(row[name]) for name in ("rating_1", "rating_2") if row[name]]
    return sum(given) / len(given)


def _against(field: str, name: str, fits: Sequence[Fit], uses: Sequence[ProposedUse]) -> Agreement:
    """Agreement with a coded level of the cases."""
    found = [fit.fit if field == "image_fit" else fit.data_logical for fit in fits]
    coded = [level_range(field, getattr(use, field)) for use in uses]
    pairs = [(f.mean, c.mean) for f, c in zip(found, coded, strict=True) if f and c]
    error = sum(abs(suggested - given) for suggested, given in pairs) / len(pairs)
    return Agreement(name, len(pairs), _rank(*zip(*pairs, strict=True)), error)


def _ranked(name: str, fits: Iterable[Range | None], ratings: Sequence[float]) -> Agreement:
    """Rank agreement of fits; an unknown one stands in the middle."""
    values = [0.5 if fit is None else fit.mean for fit in fits]
    return Agreement(name, len(values), _rank(values, ratings))


def _rank(first: Sequence[float], second: Sequence[float]) -> float:
    return float(spearmanr(first, second).statistic)


def report() -> str:
    """Every agreement, a line each."""
    return "\n".join(str(agreement) for agreement in (*on_vignettes(), *on_cases()))
