"""What would help? The smallest changes to a use, and the article's questions answered for it.

Levers, their effort and what they set stand in datasets/levers.csv. First with the use unchanged,
then with the use free. Telling sharply works beforehand; the tool does not promise that an
explanation afterwards helps: it did not help ING in 2014.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from avgrisk.core import shipped
from avgrisk.core.levels import level_range
from avgrisk.core.records import ProposedUse, Range, Reading, Reason
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.indicators import measure
from avgrisk.indicators.uses import Uses
from avgrisk.scoring.engine import score_uses
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.output import numbers
from avgrisk.scoring.score import RiskScore, score
from avgrisk.vocabulary import plan_hints


@dataclass(frozen=True, slots=True)
class Lever:
    """One thing a controller can change (label lever.<key>): effort 1-4, and what it sets."""

    key: str
    group: str
    effort: int
    changes_use: bool
    sets: tuple[tuple[str, str], ...]


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
class Question:
    """A question of the article, or its last word "listen" (label question.<key>), answered.

    The answer is yes, partly, no or unknown.
    """

    key: str
    answer: str
    reason: Reason


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


@cache
def levers() -> tuple[Lever, ...]:
    """The shipped levers, in the order of the table."""
    rows: dict[str, list[dict[str, str]]] = {}
    for row in shipped.rows("levers.csv"):
        rows.setdefault(row["lever"], []).append(row)
    return tuple(
        Lever(
            key,
            part[0]["group"],
            int(part[0]["effort"]),
            part[0]["use"] == "1",
            tuple((row["field"], row["value"]) for row in part),
        )
        for key, part in rows.items()
    )


def advise(use: ProposedUse, index: str | RiskIndex = DEFAULT_INDEX) -> Advice:
    """The smallest changes that lower the risk of a use, and the article's questions for it."""
    now = score(use, index)
    plans = _scored(use, _combinations(use), index)
    steps = [plan for plan in plans if len(plan.levers) == 1 and plan.value < now.value]
    steps.sort(key=lambda plan: ((plan.value - now.value) / plan.effort, plan.keys))
    kept = [plan for plan in plans if not any(lever.changes_use for lever in plan.levers)]

    def cheapest(among: list[_Plan], lowest: float) -> Change | None:
        """Least effort, then lowest score, among plans that are green at least this surely."""
        good = [plan for plan in among if plan.band == _green(index) and plan.p_green >= lowest]
        best = min(good, key=lambda plan: (plan.effort, plan.value, plan.keys), default=None)
        return None if best is None else _change(use, best, now)

    sure = _turn("sure")["yes"]
    return Advice(
        score=now,
        questions=questions(use, now.readings),
        steps=tuple(_change(use, plan, now) for plan in steps),
        to_green=cheapest(kept, 0),
        to_sure_green=cheapest(kept, sure),
        to_green_free=cheapest(plans, 0),
        to_sure_green_free=cheapest(plans, sure),
    )


def _green(index: str | RiskIndex) -> str:
    """The lowest band of an index."""
    return load_index(index).bands[0][0]


#: Fields a lever moves to a level, and whether a high level is the better one.
_HIGH_IS_BETTER = {"control": True, "value_returned": True, "identifiability": False}


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


def settings(use: ProposedUse, lever: Lever) -> dict[str, object]:
    """What a lever sets for this use: field -> value, None = cleared.

    A level that is better already stays: pseudonyms are no step for data that are all but
    anonymous.
    """
    return {
        field: _value(use, field, value)
        for field, value in lever.sets
        if not _better_already(use, field, value)
    }


def _better_already(use: ProposedUse, field: str, value: str) -> bool:
    if field not in _HIGH_IS_BETTER:
        return False
    now, then = level_range(field, getattr(use, field)), level_range(field, value)
    if now is None or then is None:
        return False
    return now.mean > then.mean if _HIGH_IS_BETTER[field] else now.mean < then.mean


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
    turn = _turn(key)
    if level.mean >= turn["yes"]:
        return "yes"
    return "partly" if level.mean >= turn["partly"] else "no"


def _why(key: str, **levels: Range | None) -> Reason:
    shown = {name: "?" if part is None else f"{part.mean:.2f}" for name, part in levels.items()}
    return Reason(f"question.why.{key}", tuple(shown.items()))


@cache
def _turn(key: str) -> dict[str, float]:
    row = next(row for row in shipped.rows("index/advice-1.csv") if row["key"] == key)
    return {"yes": float(row["yes"]), "partly": float(row["partly"])}


def _value(use: ProposedUse, field: str, value: str) -> object:
    if value == "least_sensitive":
        return without_most_sensitive(use)[0]
    if field == "domain" and value == "same":
        return 0.0
    return value or None


def without_most_sensitive(*uses: ProposedUse) -> list[tuple[str, ...]]:
    """Per use its data without the kind whose absence lowers the sensitivity most; measured as one
    table. InputError where that cannot be done."""
    options = [
        [tuple(part for part in use.data_categories if part != out) for out in use.data_categories]
        for use in uses
    ]
    fewer = [
        use.replace(data_categories=kept)
        for use, each in zip(uses, options, strict=True)
        for kept in each
    ]
    if not fewer:
        return [() for _ in uses]
    table = Uses.of(*fewer)
    found = iter(measure.column("data_sensitivity", table).mean.tolist())
    if table.rejected:
        raise table.rejected[min(table.rejected)]
    return [min(each, key=lambda _: next(found), default=()) for each in options]


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
