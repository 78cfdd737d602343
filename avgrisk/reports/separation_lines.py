"""How well the index tells cases apart, and which it misses, in sentences."""

from avgrisk.calibration.validation.separation import counted_cases, misfits, separations
from avgrisk.cases.case_base import load_case
from avgrisk.core.labels import label
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.core.wording import number, span
from avgrisk.scoring.index import RiskIndex

#: What is always printed together: the index and both baselines.
BESIDE = ("coded", "consent", "prescan")


def misfit_lines(index: str | RiskIndex = DEFAULT_INDEX, lang: str = "nl") -> list[str]:
    """The cases and twins the index gets wrong, in words."""
    found = [
        label(
            f"misfit.{item.key}", lang, case=_named(item.case, lang), other=_named(item.other, lang)
        )
        for item in misfits(index)
    ]
    return [
        label("misfit.title", lang),
        *(f"- {line}" for line in found or [label("misfit.none", lang)]),
    ]


def _named(case: str, lang: str) -> str:
    """A case by its title, with the id that a command takes; "" for none."""
    return f"{load_case(case).title(lang)} ({case})" if case else ""


def separation_lines(index: str | RiskIndex = DEFAULT_INDEX, lang: str = "nl") -> list[str]:
    """The index beside both baselines, in sentences."""
    found = {row["model"]: row for row in separations(index, models=BESIDE)}
    lines = [label("separation.title", lang, n=len(counted_cases()[0]))]
    for name in BESIDE:
        row = found[name]
        auc, between = number(row["auc"], lang, 2), span(row["low"], row["high"], lang, 2)
        line = label("separation.line", lang, model=f"@model.{name}", auc=auc, between=between)
        if name != BESIDE[0]:
            line += label("separation.ahead", lang, count=round(100 * row["ahead"]))
        lines.append(f"- {line}")
    return [*lines, label("separation.note", lang)]
