"""The stage: a case as one page for a room, full screen, one thing at a time, and blind.

What comes before the reveal stands in the page with every name blacked out. What comes after it,
and every name, is packed (base64), so that neither a search in the page nor its source tells it.
"""

import base64
import json
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from avgrisk.cases.replay import Step
from avgrisk.cases.talk import Talk, parts, talk
from avgrisk.core.labels import label
from avgrisk.core.subjects import Wording
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.figures.markup import clean
from avgrisk.reports import stage_screens
from avgrisk.reports.page import page, part
from avgrisk.scoring.index import RiskIndex
from avgrisk.vocabulary.sectors import wording_for

STYLE = Path(__file__).with_suffix(".css")
SCRIPT = Path(__file__).with_suffix(".js")

#: What stands in the place of a name; always as long, so that its length tells nothing.
BAR = "█████"

#: Screens that are packed until they are reached: they tell how it ended.
LATER = ("end", "outcome", "twin", "what_if")


@dataclass(frozen=True, slots=True)
class Scene:
    """One screen: its kind (a part of the template) and what it is drawn from."""

    kind: str
    values: dict[str, object]


def stage_html(case: str, lang: str = "nl", index: str | RiskIndex = DEFAULT_INDEX) -> str:
    """A shipped case as a talk: one self-contained page that works without a network.

    Arrow keys and space go on and back, N shows the name, F fills the screen. An unknown case is
    an InputError.
    """
    given = talk(case, lang, index)
    wording = wording_for(lang, given.case.use.sector)
    scenes = _scenes(given, wording)
    blind = [_drawn(scene, given, wording, hidden=True) for scene in scenes]
    named = [_drawn(scene, given, wording, hidden=False) for scene in scenes]
    later = {n: blind[n] for n, scene in enumerate(scenes) if scene.kind in LATER}
    packed = json.dumps({"later": later, "named": named}, ensure_ascii=False)
    return page(
        "stage_page",
        label("stage.title", wording),
        wording,
        STYLE,
        script=SCRIPT,
        scenes=[(n, s.kind, "" if n in later else blind[n]) for n, s in enumerate(scenes)],
        packed=base64.b64encode(packed.encode("utf-8")).decode("ascii"),
    )


def _scenes(given: Talk, wording: Wording) -> list[Scene]:
    """The screens of the talk, in order; without events the question is followed by the end."""
    found = [
        Scene("plan", stage_screens.plan(given, wording)),
        Scene("hands", {"question": given.question or label("stage.ask", wording)}),
    ]
    before: Step | None = None
    asked = ""
    for one in given.told:
        step = given.path[one.place]
        event = stage_screens.event(step, before, given.case, wording)
        found.append(
            Scene("event", event | {"question": one.question if one.question != asked else ""})
        )
        before, asked = step, one.question
    if any(each.reactions for each in given.days):
        found.append(Scene("days", stage_screens.days(given, wording)))
    if given.end is not None:
        step = given.path[given.end]
        event = stage_screens.event(step, given.path[given.end - 1], given.case, wording)
        state = label(f"state.{step.status}", wording) if step.event.status else ""
        found.append(Scene("end", event | {"state": state, "question": ""}))
    found.append(Scene("outcome", stage_screens.outcome(given, wording)))
    if given.twin is not None:
        found.append(Scene("twin", stage_screens.twin(given, wording)))
    if given.guesses:
        found.append(Scene("what_if", stage_screens.what_if(given, wording)))
    return found


def _drawn(scene: Scene, given: Talk, wording: Wording, hidden: bool) -> str:
    """A screen as markup, with every name as a bar where it is `hidden`."""
    bar = Markup('<span class="bar" role="img" aria-label="{}">{}</span>')
    bar = bar.format(label("stage.hidden", wording), BAR)

    def name(text: object) -> Markup:
        return Markup("").join(
            (bar if hidden else Markup("<b>{}</b>").format(piece)) if secret else piece
            for piece, secret in parts(clean(text, 2000), given.names)
        )

    return part(
        "stage_scene", wording, kind=scene.kind, hidden=hidden, name=name, **scene.values
    ).strip()
