"""A fit printed as statsmodels prints one: coefficients beside their prior, then notes."""

import textwrap

import numpy as np

from avgrisk.calibration.estimate import Estimate
from avgrisk.core.extras import needed
from avgrisk.core.labels import label

#: Decimals of a coefficient, and how wide a note is set.
DECIMALS, WIDTH = 2, 88

COLUMNS = (
    *("estimate", "sd", "low", "high", "prior", "prior_sd", "sd_ratio"),
    *("per_sd", "scale", "unknown"),
)


def summary(fit: Estimate, beside: list[str], notes: list[str], lang: str) -> str:
    """Title, size, what stands `beside` the fit, table of coefficients, notes; in words."""
    needed("calibrate", "statsmodels")
    from statsmodels.iolib.table import SimpleTable
    from statsmodels.iolib.tableformatting import fmt_params

    table = fit.coefficients
    rows = table[list(COLUMNS)].itertuples(index=False)
    cells = [[_cell(value) for value in row] for row in rows]
    heads = [label(f"calibration.column_{name}", lang) for name in COLUMNS]
    shown = SimpleTable(
        cells,
        heads,
        [str(name) for name in table.index],
        title=label(f"calibration.title_{fit.basis}", lang),
        txt_fmt=fmt_params,
    )
    return "\n".join([shown.as_text(), _about(fit, lang), *beside, *_wrapped(notes)])


def _about(fit: Estimate, lang: str) -> str:
    """How much was fitted, on what answers, with which prior."""
    answers = " < ".join(_answer(answer) for answer in reversed(fit.design.answers))
    words = {"rows": len(fit.design.y), "answers": answers, "version": fit.base.version}
    return label(f"calibration.size_{fit.basis}", lang, **words)


def _answer(answer: object) -> str:
    """An answer as people wrote it: 1 and not 1.0."""
    whole = isinstance(answer, float) and answer.is_integer()
    return str(int(answer)) if whole else str(answer)  # type: ignore[call-overload]


def _wrapped(notes: list[str]) -> list[str]:
    return [
        textwrap.fill(f"[{number}] {note}", WIDTH, subsequent_indent="    ")
        for number, note in enumerate(notes, start=1)
    ]


def _cell(value: object) -> str:
    """A number with two decimals, a blank where there is none."""
    if isinstance(value, float | np.floating):
        return "" if np.isnan(value) else f"{value:.{DECIMALS}f}"
    return str(value)
