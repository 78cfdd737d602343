"""How a real case ended: its place on the outcome ladder, as a row of steps and in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.core.labels import label
from avgrisk.core.subjects import Wording
from avgrisk.figures.markup import joined, words

if TYPE_CHECKING:
    from avgrisk.cases.case_records import Case, Outcome

STYLE = Path(__file__).with_suffix(".css")

#: The highest step of the outcome ladder.
LAST = 4


def outcome_row(outcome: Outcome, wording: Wording) -> str:
    """The ladder and the word for how it ended; an illustration has its expectation instead."""
    step = outcome.ordinal
    if step is None:
        return words(f"expectation.{outcome.expectation}", wording) if outcome.expectation else ""
    cells = "".join(
        f"<i{' class=avg-on' if place <= step else ''}></i>" for place in range(1, LAST + 1)
    )
    where = words("fig.outcome_step", wording, step=step, last=LAST)
    return (
        f'<span class="avg-ladder" role="img" aria-label="{where}">{cells}</span>'
        f"<b>{words(f'outcome.{step}', wording)}</b>"
    )


def outcome_block(case: Case, wording: Wording) -> str:
    """How a case ended and who drove it, as a block; empty when nothing is known."""
    if case.outcome is None:
        return ""
    driver = case.outcome.driver
    driven = words("fig.driver", wording, driver=f"@driver.{driver}") if driver else ""
    by = f'<p class="avg-soft avg-small">{driven}</p>' if driver else ""
    return (
        f'<div class="avg-outcome"><p class="avg-small">{words("fig.outcome", wording)}</p>'
        f"<p>{outcome_row(case.outcome, wording)}</p>{by}</div>"
    )


def outcome_words(case: Case, wording: Wording) -> str:
    """How a case ended, in one line."""
    outcome = case.outcome
    if outcome is None or (outcome.ordinal is None and not outcome.expectation):
        return ""
    key = (
        f"expectation.{outcome.expectation}"
        if outcome.ordinal is None
        else f"outcome.{outcome.ordinal}"
    )
    return joined((f"{label('fig.outcome', wording)}: {label(key, wording)}",))
