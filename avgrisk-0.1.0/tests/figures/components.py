"""A page with every part of the visual language: python -m tests.figures.components (make components).

Colours with the texts that may stand on them, the sizes of type, and every public figure, drawn
from a real case. Written to out/components-<lang>.html; follows the system's light or dark.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from avgrisk.calibration.validation.published_figures import evidence_frame, evidence_pairs
from avgrisk.cases.case_base import load_case
from avgrisk.cases.replay import branches, steps
from avgrisk.cases.similar import similar_cases
from avgrisk.core.labels import LANGUAGES
from avgrisk.core.subjects import plain
from avgrisk.figures import Figure
from avgrisk.figures.style import BASE
from avgrisk.reports.page import page
from avgrisk.scoring.score import score
from avgrisk.scoring.sobol import sobol_indices
from tests.figures.conftest import WEIGHTS
from tests.figures.test_markup_every_figure import DRAW
from tests.figures.test_style import SIZES, TEXT_ON

OUT = Path(__file__).parents[2] / "out"
CASE = "ing-2014"


@cache
def facts() -> dict[str, object]:
    """What every figure is drawn from, by the names of DRAW."""
    case = load_case(CASE)
    return {
        "hostile": score(case.use),
        "path": steps(case),
        "case": case,
        "similar": similar_cases(case.use, leave_out=case.id),
        "variants": branches(CASE),
        "evidence": (evidence_frame(), evidence_pairs()),
        "shares": sobol_indices(draws=256),
        "weights": WEIGHTS,
    }


def swatch(ground: str, texts: tuple[str, ...]) -> str:
    """A colour with its name in every colour of text that may stand on it."""
    words = " ".join(f'<b style="color:var(--avg-{text})">{text} on {ground}</b>' for text in texts)
    return f'<p style="padding:8px 16px;background:var(--avg-{ground})">{words}</p>'


def components(lang: str = "nl") -> str:
    """The page, in a language."""
    grounds = "".join(swatch(ground, texts) for ground, texts in TEXT_ON.items())
    sizes = "".join(
        f'<p style="font-size:var(--avg-{name});line-height:1.4">{name}: {size}px</p>'
        for name, size in SIZES.items()
    )
    figures = "".join(f"<h2>{name}</h2>{draw(facts(), lang).markup}" for name, draw in DRAW.items())
    body = (
        f'<h1>avgrisk</h1><h2>colours</h2><section class="avg">{grounds}</section>'
        f'<h2>type</h2><section class="avg">{sizes}</section>{figures}'
    )
    return page("a4", "avgrisk: components", plain(lang), BASE, sheet=Figure(body, ""))


def main() -> None:
    OUT.mkdir(exist_ok=True)
    for lang in LANGUAGES:
        path = OUT / f"components-{lang}.html"
        path.write_text(components(lang), encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
