"""What of the scenario explorer waits for a pause: cases, what would help, plans side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace

from avgrisk.cases.similar import similar_cases
from avgrisk.core.labels import label
from avgrisk.core.subjects import Wording
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.explorer.scenario import standing
from avgrisk.explorer.scenario.state import State
from avgrisk.explorer.scenario.views import NOTHING, hint, spoken, title
from avgrisk.figures import compare
from avgrisk.figures.article import article_card
from avgrisk.figures.cases_alike import similar_cards
from avgrisk.figures.folded import folded
from avgrisk.figures.markup import Figure, esc, number
from avgrisk.figures.spectrum_line import spectrum_curve
from avgrisk.figures.style import titled
from avgrisk.scoring.advice import Advice, Change, advise
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.score import score
from avgrisk.scoring.spectrum import spectrum

#: Single steps offered; the cheapest combinations come after them.
STEPS = 4


@dataclass(frozen=True, slots=True)
class Offer:
    """A change that can be made with one button: its levers by key, its words, its effort as signs,
    what it takes off the score and what that becomes, in which band; `more` is all of it in words.
    """

    levers: str
    step: str
    effort: str
    drop: str
    value: str
    band: str
    more: str

    def unsure(self) -> Offer:
        """Without its numbers: a promise for an earlier plan is none."""
        return replace(self, drop="…", value="…", band="", more=self.step)


def slow(
    state: State, index: str | RiskIndex = DEFAULT_INDEX
) -> tuple[dict[str, Figure], tuple[Offer, ...]]:
    """What may wait for a pause: the similar cases, and what would help."""
    advice = advise(state.use, index)
    wording = spoken(state)
    head = label("article.title", wording)
    article = {"article": folded(article_card(wording), wording, head)}
    if standing.waits(advice.score):
        return article | {"similar": NOTHING, "advice": NOTHING}, ()
    similar = similar_cases(state.use, readings=advice.score.readings)
    figures = article | {
        "similar": similar_cards(similar, wording),
        "advice": advice_head(advice, wording),
    }
    return figures, offers(advice, wording)


def advice_head(advice: Advice, wording: Wording) -> Figure:
    """What would help, in words: whether green can be reached, and how explaining works."""
    reached = advice.to_green or advice.to_green_free
    green = advice.score.band == "green"
    key = "scenario.green" if green else "" if reached else "advice.unreachable"
    lines = [label(part, wording) for part in (key, "advice.beforehand", "advice.listen") if part]
    body = "".join(f'<p class="avg-soft avg-small">{esc(line)}</p>' for line in lines)
    return titled("scenario.help", wording, body, lines)


def offers(advice: Advice, wording: Wording) -> tuple[Offer, ...]:
    """The changes to put on buttons: the best single steps, then the cheapest way to green."""
    found = [_offer(change, wording) for change in advice.steps[:STEPS]]
    best = advice.to_green or advice.to_green_free
    if best is not None and advice.score.band != "green" and len(best.levers) > 1:
        found.append(_offer(best, wording, "offers.to_green"))
    return tuple(found)


def _offer(change: Change, wording: Wording, key: str = "") -> Offer:
    names = " + ".join(label(f"lever.{lever}", wording) for lever in change.levers)
    step = label(key, wording, levers=names) if key else names
    drop = number(-change.drop, wording.lang, signed=True)
    value = number(change.value, wording.lang)
    told = label("scenario.step", wording, levers=step, drop=drop, value=value)
    more = label("scenario.effort", wording, effort=str(change.effort))
    return Offer(
        "+".join(change.levers),
        step,
        "●" * change.effort,
        drop,
        value,
        change.band,
        f"{told}. {more}",
    )


def beside(now: State, index: RiskIndex) -> dict[str, Figure]:
    """The comparison of two scenarios or more, how far the purpose text reaches, and the uses
    granted to a known organisation."""
    figures = {
        "compare": hint("compare", now.lang),
        "spectrum": hint("spectrum", now.lang),
        "grants": NOTHING,
    }
    if len(now.scenarios) > 1:
        figures["compare"] = _compared(now, index)
    if standing.open_parts(now.use):
        return figures
    if now.use.purpose_statement.strip():
        points = spectrum(now.use, index=index, lang=now.lang)
        figures["spectrum"] = spectrum_curve(points, now.lang, index)
    figures["grants"] = compare.grants(now.use, now.lang, index)
    return figures


def _compared(now: State, index: RiskIndex) -> Figure:
    """The scenarios that stand, side by side; nothing with fewer than two."""
    places = [at for at, item in enumerate(now.scenarios) if not standing.open_parts(item.use)]
    scores = [score(now.scenarios[at].use, index) for at in places]
    names = [title(now, at) for at in places]
    return compare.side_by_side(scores, names, now.lang) if len(places) > 1 else NOTHING
