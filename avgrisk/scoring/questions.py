"""The questions of the source article, and its last word "listen", answered for one use."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from avgrisk.core import shipped
from avgrisk.core.levels import level_range
from avgrisk.core.records import ProposedUse, Range, Reading, Reason


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the article, or its last word "listen" (label question.<key>), answered.

    The answer is yes, partly, no or unknown.
    """

    key: str
    answer: str
    reason: Reason


def questions(use: ProposedUse, readings: Mapping[str, Reading]) -> tuple[Question, ...]:
    """The article's questions and "listen", answered for this use as far as it is known."""
    logical = dict(readings["image_misfit"].facets).get("fit.data")
    fit = _good(readings["image_misfit"])
    control, value = level_range("control", use.control), _good(readings["value_gap"])
    fits = _answer("image", fit)
    return (
        Question("core_task", _answer("core_task", logical), _why("core_task", value=logical)),
        Question("image", fits, _why("image", value=fit)),
        Question("told", *_told(fits, control, value)),
        Question("listen", "unknown", _why("listen")),
    )


def _told(fits: str, control: Range | None, value: Range | None) -> tuple[str, Reason]:
    """Told sharply beforehand, with something in it for the customer? Both must hold."""
    if fits == "yes":
        return "yes", _why("not_needed")
    answers = (_answer("told", control), _answer("told", value))
    worst = next((part for part in ("no", "unknown", "partly") if part in answers), "yes")
    return worst, _why("told", control=control, value=value)


def _good(reading: Reading) -> Range | None:
    """A reading turned round: 1 = good."""
    return reading.range.flipped() if reading.known else None


def _answer(key: str, level: Range | None) -> str:
    if level is None:
        return "unknown"
    steps = turn(key)
    if level.mean >= steps["yes"]:
        return "yes"
    return "partly" if level.mean >= steps["partly"] else "no"


def _why(key: str, **levels: Range | None) -> Reason:
    shown = {name: "?" if part is None else f"{part.mean:.2f}" for name, part in levels.items()}
    return Reason(f"question.why.{key}", tuple(shown.items()))


@cache
def turn(key: str) -> dict[str, float]:
    """From which level on a question is answered yes, and partly, 0-1 (index/advice-1.csv)."""
    row = next(row for row in shipped.rows("index/advice-1.csv") if row["key"] == key)
    return {"yes": float(row["yes"]), "partly": float(row["partly"])}
