"""A case's timeline as a path of scores, and its what-if branches.

The score follows what the public could know, and only that: an event changes it through its
`public_knowledge`, which has a source. Reactions stand under the score, not in it; the score says
what a plan looks like, not how hot the debate is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from avgrisk.cases.case_base import load_case
from avgrisk.cases.case_records import Case, Event
from avgrisk.core import shipped
from avgrisk.core.records import Level, ProposedUse, Range
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.levers import levers, settings
from avgrisk.scoring.score import RiskScore, score
from avgrisk.vocabulary import sectors

if TYPE_CHECKING:
    import pandas as pd

#: The branch that changes nothing: what the others are held against.
AS_CODED = "as_coded"


@dataclass(frozen=True, slots=True)
class Step:
    """One event of a replay: what is known from then on, and the score that goes with it."""

    event: Event
    use: ProposedUse
    score: RiskScore
    changes: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A what-if of a case: its key (label branch.<key>), the use and its score."""

    key: str
    use: ProposedUse
    score: RiskScore


def steps(case: Case | str, index: str | RiskIndex = DEFAULT_INDEX) -> tuple[Step, ...]:
    """The events of a case in order, each with the score on what was known by then.

    Interval dates sort by their last day, ties by file order. After a withdrawal the score stands
    and the status says so.
    """
    case = case if isinstance(case, Case) else load_case(case)
    use, status, path = case.use, "running", []
    last: RiskScore | None = None
    for event in case.timeline:
        known = event.known
        use = use.replace(**known)
        status = event.status or status
        last = score(use, index) if known or last is None else last
        path.append(Step(event, use, last, tuple(known), status))
    return tuple(path)


def replay(
    case: Case | str, index: str | RiskIndex = DEFAULT_INDEX, lang: str = "nl"
) -> pd.DataFrame:
    """The path as a table, a row an event: date, event, actor, learned, reading_changes, score,
    interval, band, status, source.

    `lang` is the language of the events' texts; one that a case has in Dutch only says so. Scores
    and intervals (low, high) run 0-100; `learned` names the fields the public came to know,
    `reading_changes` the readings that moved with it; `source` lists publisher and address. An
    unknown case is an InputError.
    """
    case = case if isinstance(case, Case) else load_case(case)
    rows = []
    before: RiskScore | None = None
    for step in steps(case, index):
        cited = map(case.source, step.event.sources)
        rows.append(
            {
                "date": step.event.date,
                "event": step.event.passage(lang).words(lang),
                "actor": step.event.actor,
                "learned": "; ".join(
                    f"{name}={_shown(getattr(step.use, name))}" for name in step.changes
                ),
                "reading_changes": "; ".join(_moved(before, step.score)),
                "score": step.score.value,
                "interval": step.score.interval,
                "band": step.score.band,
                "status": step.status,
                "source": "; ".join(f"{source.publisher} {source.url}" for source in cited),
            }
        )
        before = step.score
    import pandas as pd

    return pd.DataFrame(rows)


def _moved(before: RiskScore | None, after: RiskScore) -> list[str]:
    """The readings that differ between two scores: "control_gap .85->.6"."""
    if before is None:
        return []
    pairs = ((name, before.readings[name].value, now.value) for name, now in after.readings.items())
    return [
        f"{name} {'?' if old is None else f'{old:.2f}'}->{'?' if new is None else f'{new:.2f}'}"
        for name, old, new in pairs
        if old != new
    ]


def _shown(level: Level) -> str:
    """A level as it is written in a file."""
    if isinstance(level, Range):
        return f"{level.low:g}|{level.mode:g}|{level.high:g}"
    return str(level)


def branches(case: str, index: str | RiskIndex = DEFAULT_INDEX) -> tuple[Branch, ...]:
    """The what-ifs of a case (datasets/branches.csv), the plan as coded first."""
    start = load_case(case).use
    uses: dict[str, ProposedUse] = {AS_CODED: start}
    for row in shipped.rows("branches.csv"):
        if row["case"] == case:
            key = row["branch"]
            uses[key] = _changed(uses.get(key, start), row["field"], row["value"])
    return tuple(Branch(key, use, score(use, index)) for key, use in uses.items())


def _changed(use: ProposedUse, field: str, value: str) -> ProposedUse:
    """One row of the table applied: another case, another organisation, or one field."""
    if field == "case":
        return load_case(value).use
    if field == "sector":
        return sectors.at_other(use, value)
    if value.startswith("@"):
        return use.replace(**{field: getattr(load_case(value[1:]).use, field)})
    return use.replace(**{field: value})


def what_ifs(case: str, index: str | RiskIndex = DEFAULT_INDEX) -> tuple[Branch, ...]:
    """The what-ifs of a case, the plan as coded first: its own, else the levers one by one.

    Own what-ifs stand in datasets/branches.csv, levers in datasets/levers.csv; a lever that
    changes nothing is left out. An unknown case is an InputError.
    """
    own = branches(case, index)
    if len(own) > 1:
        return own
    use = load_case(case).use
    changed = {lever.key: use.replace(**settings(use, lever)) for lever in levers()}
    if len(use.data_categories) == 1:
        changed.pop("fewer_data", None)  # leaving out the only data leaves no use
    found = (
        Branch(f"lever_{key}", new, score(new, index)) for key, new in changed.items() if new != use
    )
    return Branch(AS_CODED, use, score(use, index)), *found
