"""What would help? The smallest changes to a use, and the article's questions answered for it.

Levers, their effort and what they set stand in datasets/levers.csv. First with the use unchanged,
then with the use free. Telling sharply works beforehand; the tool does not promise that an
explanation afterwards helps: it did not help ING in 2014.
"""

import itertools
from dataclasses import dataclass

from avgrisk.core.records import ProposedUse
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.indicators.uses import Uses
from avgrisk.scoring.engine import score_uses
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.levers import Lever, levers, settings
from avgrisk.scoring.output import numbers
from avgrisk.scoring.questions import Question, questions, turn
from avgrisk.scoring.score import RiskScore, score
from avgrisk.vocabulary import plan_hints


@dataclass(frozen=True, slots=True)
class Change:
    """Levers pulled together: what the use becomes, what it costs, and what comes of it.

    `drop` is in points of the score, positive = less risk.
    """

    levers: tuple[str, ...]
    effort: int
    use: ProposedUse
    value: float
    interval: tuple[float, float]
    band: str
    p_green: float
    drop: float


@dataclass(frozen=True, slots=True)
class Advice:
    """Single steps by drop per effort; the cheapest ways to green, and to green that is 80 % sure.

    `to_green` and `to_sure_green` keep the use as it is, the `_free` ones may change it; None where
    no combination of levers gets there.
    """

    score: RiskScore
    questions: tuple[Question, ...]
    steps: tuple[Change, ...]
    to_green: Change | None
    to_sure_green: Change | None
    to_green_free: Change | None
    to_sure_green_free: Change | None


def advise(use: ProposedUse, index: str | RiskIndex = DEFAULT_INDEX) -> Advice:
    """The smallest changes that lower the risk of a use, and the article's questions for it."""
    now = score(use, index)
    plans = _scored(use, _combinations(use), index)
    steps = [plan for plan in plans if len(plan.levers) == 1 and plan.value < now.value]
    steps.sort(key=lambda plan: ((plan.value - now.value) / plan.effort, plan.keys))
    kept = [plan for plan in plans if not any(lever.changes_use for lever in plan.levers)]

    green = load_index(index).bands[0][0]

    def cheapest(among: list[_Plan], lowest: float) -> Change | None:
        """Least effort, then lowest score, among plans that are green at least this surely."""
        good = [plan for plan in among if plan.band == green and plan.p_green >= lowest]
        best = min(good, key=lambda plan: (plan.effort, plan.value, plan.keys), default=None)
        return None if best is None else _change(use, best, now)

    sure = turn("sure")["yes"]
    return Advice(
        score=now,
        questions=questions(use, now.readings),
        steps=tuple(_change(use, plan, now) for plan in steps),
        to_green=cheapest(kept, 0),
        to_sure_green=cheapest(kept, sure),
        to_green_free=cheapest(plans, 0),
        to_sure_green_free=cheapest(plans, sure),
    )


#: Kinds of use that are aimed at the people themselves, and what would be an empty gesture there:
#: who is checked for misuse has no benefit from it and no free choice.
AGAINST, GESTURES = ("assessment.enforcement", "sharing.government"), ("benefit", "choice")


def is_against(use: ProposedUse) -> bool:
    """Whether a use is aimed at the people it is about, by its key or else by its words.

    >>> is_against(ProposedUse(proposed_use="fraude opsporen onder mensen met bijstand"))
    True
    """
    key = use.proposed_use_key
    if not key and use.proposed_use.strip():
        key = plan_hints.read_plan(use.proposed_use).family.key
    return key in AGAINST


@dataclass(frozen=True, slots=True)
class _Plan:
    """A combination of levers with its score, before anybody asks for the whole use."""

    levers: tuple[Lever, ...]
    sets: dict[str, object]
    value: float
    interval: tuple[float, float]
    band: str
    p_green: float

    @property
    def effort(self) -> int:
        return sum(lever.effort for lever in self.levers)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(lever.key for lever in self.levers)


def _combinations(use: ProposedUse) -> list[tuple[tuple[Lever, ...], dict[str, object]]]:
    """Every way to pull at most one useful lever of each group, except none; and what it sets."""
    groups: dict[str, list[tuple[Lever, dict[str, object]] | None]] = {}
    against = is_against(use)
    for lever in levers():
        if lever.key == "fewer_data" and len(use.data_categories) < 2:
            continue  # leaving out the only data leaves no use
        if against and lever.group in GESTURES:
            continue
        sets = settings(use, lever)
        if use.replace(**sets) != use:
            groups.setdefault(lever.group, [None]).append((lever, sets))
    found = []
    for choice in itertools.product(*groups.values()):
        pulled = [part for part in choice if part is not None]
        merged = {field: value for _, sets in pulled for field, value in sets.items()}
        if pulled:
            found.append((tuple(lever for lever, _ in pulled), merged))
    return found


def _scored(
    use: ProposedUse,
    combinations: list[tuple[tuple[Lever, ...], dict[str, object]]],
    index: str | RiskIndex,
) -> list[_Plan]:
    """Every combination through the one door, as a table."""
    if not combinations:
        return []
    risk_index = load_index(index)
    uses = Uses.of(*(use.replace(**sets) for _, sets in combinations))
    scored = numbers(score_uses(uses, risk_index, detail="interval"), risk_index)
    names = [name for name, _ in risk_index.bands]
    columns = ("score", "score_low", "score_high", "band", f"p_{names[0]}")
    rows = zip(*(scored[name].tolist() for name in columns), strict=True)
    return [
        _Plan(pulled, sets, value, (low, high), names[band], sure)
        for (pulled, sets), (value, low, high, band, sure) in zip(combinations, rows, strict=True)
    ]


def _change(use: ProposedUse, plan: _Plan, now: RiskScore) -> Change:
    return Change(
        plan.keys,
        plan.effort,
        use.replace(**plan.sets),
        plan.value,
        plan.interval,
        plan.band,
        plan.p_green,
        now.value - plan.value,
    )
