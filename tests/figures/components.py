"""A page with every part of the visual language: python -m tests.figures.components (make components).

Colours with the texts that may stand on them, the sizes of type, our own controls in each of their
states, and every public figure, drawn from a real case. Written to out/components-<lang>.html; follows the system's light or dark.
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
from avgrisk.explorer.app import app_page
from avgrisk.explorer.scenario import chips
from avgrisk.explorer.widgets import choice, tabs
from avgrisk.explorer.widgets.base import PARTS
from avgrisk.figures.markup import Figure
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


#: Our own controls as the browser draws them, each as it is, chosen, pressed or out of reach.
CONTROLS = """
<p class="avgrisk-places"><button class="avgrisk-press avgrisk-goto" aria-current="page"><span>one
plan</span></button><button class="avgrisk-press avgrisk-goto"><span>a register</span></button></p>
<p><button class="avgrisk-press avgrisk-main">main</button> <button class="avgrisk-press">other</button>
<button class="avgrisk-press" disabled>out of reach</button></p>
<p><input class="avgrisk-entry" aria-label="entry" value="a place to type"></p>
<div class="avgrisk-chips">
<button class="avgrisk-chip avgrisk-chip-read"><i>✓</i><span class="avgrisk-chip-title">read</span><b>bank</b></button>
<button class="avgrisk-chip avgrisk-chip-doubt"><i>?</i><span class="avgrisk-chip-title">doubt</span><b>shop</b></button>
<button class="avgrisk-chip avgrisk-chip-missing"><i>!</i><span class="avgrisk-chip-title">missing</span><b>choose</b></button>
<button class="avgrisk-chip avgrisk-chip-open"><i>+</i><span class="avgrisk-chip-title">open</span><b>not named</b></button>
</div>
<div class="avgrisk-tabs" role="tablist" aria-label="tabs"><button role="tab" aria-selected="true">in
view</button><button role="tab" aria-selected="false">other tab</button></div>
<fieldset class="avgrisk-choice"><legend>a choice</legend><div><label><input type="radio" name="c"
checked><span>chosen</span></label><label><input type="radio" name="c"><span>not chosen</span></label>
</div></fieldset>
"""

#: The sheets of those controls.
CONTROL_SHEETS = (
    PARTS,
    Path(app_page.__file__).with_suffix(".css"),
    Path(chips.__file__).with_suffix(".css"),
    Path(tabs.__file__).with_suffix(".css"),
    Path(choice.__file__).with_suffix(".css"),
)


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
        f'<h2>type</h2><section class="avg">{sizes}</section>'
        f"<h2>controls</h2>{CONTROLS}{figures}"
    )
    sheets = (BASE, *CONTROL_SHEETS)
    return page("a4", "avgrisk: components", plain(lang), *sheets, sheet=Figure(body, ""))


def main() -> None:
    OUT.mkdir(exist_ok=True)
    for lang in LANGUAGES:
        path = OUT / f"components-{lang}.html"
        path.write_text(components(lang), encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
