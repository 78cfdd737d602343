"""The case base: every case read from its file, with its codings.

A case is one file datasets/cases/<id>.yaml. Its levels are the mean of the codings in
datasets/coding/coding.csv, with their spread as a range; a level in the file itself goes first,
and where nobody coded, the facts speak (case_facts.py). What the codings are worth stands in
datasets/coding/CODEBOOK.md and in the label cases.coding_limits: show it with the figures.
"""

import difflib
import os
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from statistics import mean
from typing import Any

from avgrisk.cases import case_file
from avgrisk.cases.case_facts import CaseFacts, use_from_facts
from avgrisk.cases.case_records import Case, Coding, Event, Knowledge, Outcome, Source, TeachingPair
from avgrisk.core import plain_yaml, shipped
from avgrisk.core.levels import level_range, named
from avgrisk.core.records import InputError, Level, ProposedUse, Range

#: How the id of an illustration begins: it never stands in one list with real cases.
ILLUSTRATION = "ill-"

#: The level of a field as it is coded for the end state, in an event's public_knowledge.
CODED = "coded"


def case_ids(illustrations: bool = False) -> tuple[str, ...]:
    """The ids of the real cases, sorted; with `illustrations` those of the illustrations."""
    return tuple(id for id in _shipped_ids() if id.startswith(ILLUSTRATION) == illustrations)


def load_case(id: str) -> Case:
    """A shipped case or illustration by its id; an unknown id is an InputError.

    >>> load_case("ing-2014").outcome.ordinal
    3
    """
    if not isinstance(id, str) or id not in _shipped_ids():
        close = difflib.get_close_matches(str(id)[:80].lower(), _shipped_ids())
        key = "error.case_folder" if isinstance(id, str) and os.path.isdir(id) else "error.case"
        raise InputError("case", id, ", ".join(close or _shipped_ids()), key)
    return _load(id)


def load_cases(illustrations: bool = False) -> tuple[Case, ...]:
    """Every real case; with `illustrations`, every illustration instead."""
    return tuple(_load(id) for id in case_ids(illustrations))


def read_case(path: str | Path) -> Case:
    """A case from somebody's own file, checked against datasets/cases.schema.json.

    What is wrong is an InputError that names the place, what stands there and what is allowed.
    Levels come from the file's own `levels`, else from its facts.
    """
    return _build(case_file.read(path), ())


@cache
def teaching_pairs() -> tuple[TeachingPair, ...]:
    """The pairs of cases worth putting side by side."""
    pairs = plain_yaml.parse(shipped.text("cases_meta.yaml"))["teaching_pairs"]
    return tuple(TeachingPair._make([*p["cases"], p["why_nl"], p["why_en"]]) for p in pairs)


def coded_levels(codings: Collection[Coding]) -> dict[str, Range]:
    """The mean of the codings per field, with the lowest and highest as the range's ends."""
    found: dict[str, list[float]] = {}
    for coding in codings:
        for field, value in coding.levels:
            if value is not None:
                found.setdefault(field, []).append(value)
    return {field: _spread(values) for field, values in found.items()}


def _spread(values: list[float]) -> Range:
    """Lowest, mean and highest; the mean without the dust that adding leaves in the sixteenth."""
    low, high = min(values), max(values)
    return Range(low, min(max(round(mean(values), 4), low), high), high)


@cache
def _shipped_ids() -> tuple[str, ...]:
    return tuple(name.removesuffix(".yaml") for name in shipped.names("cases", ".yaml"))


@cache
def _load(id: str) -> Case:
    return _build(plain_yaml.parse(shipped.text(f"cases/{id}.yaml")), _codings().get(id, ()))


def _build(data: Mapping[str, Any], codings: tuple[Coding, ...]) -> Case:
    """A case from the contents of its file and its codings."""
    inputs = data["inputs"]
    levels: dict[str, Level] = dict(coded_levels(codings))
    levels |= {field: _level(field, value) for field, value in data.get("levels", {}).items()}
    use = use_from_facts(
        inputs | {"sector_key": data["sector_key"]},
        title=data["title_nl"],
        controller=data["organisation"],
        **levels,
    )
    same = ("id", "title_nl", "title_en", "organisation", "sector", "sector_key", "country")
    return Case(
        **{name: data[name] for name in (*same, "illustration", "use_in_validation")},
        announced=str(data.get("announced", "")),
        announced_precision=data.get("announced_precision", ""),
        use=use,
        facts=CaseFacts(**(inputs | {"data_categories": tuple(inputs["data_categories"])})),
        timeline=tuple(sorted(_events(data["timeline"], use), key=lambda event: event.day)),
        outcome=_outcome(data.get("outcome")),
        sources=tuple(Source(**(item | {"date": str(item["date"])})) for item in data["sources"]),
        notes=data.get("notes_nl", ""),
        notes_en=data.get("notes_en", ""),
        codings=codings,
        levels_ground=data.get("levels_ground", ""),
        organisation_en=data.get("organisation_en", ""),
    )


def _events(timeline: list[dict[str, Any]], use: ProposedUse) -> Iterator[Event]:
    days = case_file.days([str(item["date"]) for item in timeline])
    for item, day in zip(timeline, days, strict=True):
        knowledge = item.get("public_knowledge", {})
        yield Event(
            date=str(item["date"]),
            day=day,
            text=item["event_nl"],
            actor=item["actor"],
            sources=tuple(item["sources"]),
            public_knowledge=tuple(
                Knowledge(field, _known(field, known["level"], use), tuple(known["sources"]))
                for field, known in knowledge.items()
            ),
            status=item.get("status", ""),
            text_en=item.get("event_en", ""),
        )


def _known(field: str, level: Level, use: ProposedUse) -> Level:
    """A level of public_knowledge: `coded` stands for what the end state has."""
    return getattr(use, field) if level == CODED else _level(field, level)


def _level(field: str, level: Level) -> Level:
    """A level as it stands in a file: a named key or number as it is, low|mode|high as a Range."""
    meant = level_range(field, level)
    return meant if isinstance(level, str) and level not in named(field) else level


def _outcome(block: Mapping[str, Any] | None) -> Outcome | None:
    if block is None:
        return None
    flags = block.get("flags")
    return Outcome(
        flags=None if flags is None else frozenset(name for name, true in flags.items() if true),
        driver=block.get("driver", ""),
        figures=tuple((str(name), value) for name, value in block.get("figures", {}).items()),
        expectation=block.get("expectation", ""),
        expectation_nl=block.get("expectation_nl", ""),
    )


@cache
def _codings() -> dict[str, tuple[Coding, ...]]:
    """Every coding, by case."""
    found: dict[str, list[Coding]] = {}
    about = ("id", "coder", "date", "recognised")
    for row in shipped.rows("coding/coding.csv"):
        levels = tuple((f, float(v) if v else None) for f, v in row.items() if f not in about)
        coding = Coding(row["coder"], row["date"], row["recognised"] == "true", levels)
        found.setdefault(row["id"], []).append(coding)
    return {id: tuple(codings) for id, codings in found.items()}
