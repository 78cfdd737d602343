"""A session as a file: what a room will judge, in order; readable, editable, read as hostile."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import lcm
from pathlib import Path
from typing import Any

import yaml

from avgrisk.cases.case_base import load_case
from avgrisk.core import plain_yaml, shipped
from avgrisk.core.records import InputError, ProposedUse

#: Longest file in characters, and how deep it may nest.
LIMIT, DEPTH = 400_000, 10

#: Days that votes are kept where the file does not say.
KEEP_DAYS = 30


@dataclass(frozen=True, slots=True)
class Item:
    """What one vote is about: a real case by its id, or a vignette with its own words.

    `block` is the block of people that judges it, from 0.
    """

    id: str
    use: ProposedUse
    is_case: bool
    block: int = 0
    titles: tuple[str, str] = ("", "")
    texts: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing the room does: judge a case together, or each their own vignettes.

    `beside` is the case this one stands beside, and `why` what differs, in Dutch and English.
    """

    items: tuple[Item, ...]
    minutes: int = 0
    beside: str = ""
    why: tuple[str, str] = ("", "")
    discuss: tuple[str, str] = ("", "")
    notes: str = ""

    @property
    def is_round(self) -> bool:
        """Whether people judge vignettes at their own pace."""
        return not self.items[0].is_case

    @property
    def blocks(self) -> int:
        """Into how many blocks its items are cut."""
        return 1 + max(item.block for item in self.items)


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """A session: titles in Dutch and English, its parts, and `text`, the file as it was."""

    titles: tuple[str, str]
    parts: tuple[Part, ...]
    minutes: int = 45
    sector: str = ""
    masked: bool = True
    judgements: bool = False
    keep_days: int = KEEP_DAYS
    text: str = ""

    @property
    def items(self) -> dict[str, Item]:
        """Every item by its id."""
        return {item.id: item for part in self.parts for item in part.items}

    def block(self, number: int) -> int:
        """The person with this number, or the first who is asked the same in every part."""
        return number % lcm(*(part.blocks for part in self.parts))


def own_items(part: Part, number: int) -> tuple[Item, ...]:
    """The items of a part that fall to the person with this number: those of one block."""
    block = number % part.blocks
    return tuple(item for item in part.items if item.block == block)


def read_session(path: str | Path) -> SessionPlan:
    """A session from a file; what is wrong is an InputError with the place and what is allowed."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read(LIMIT + 1)
    except (OSError, UnicodeDecodeError):
        raise InputError("path", path, "", "error.session_path") from None
    return parse_session(text)


def parse_session(text: str) -> SessionPlan:
    """A session from its yaml."""
    try:
        _bound(text)
        data = plain_yaml.parse(text)
    except InputError as error:  # a key that stands there twice
        if error.key != "error.case_twice":
            raise
        raise InputError(error.field, error.value, "1 x", "error.session_twice") from None
    except yaml.MarkedYAMLError as error:
        line = str(error.problem_mark.line + 1) if error.problem_mark else ""
        raise InputError(line, error.problem, "", "error.session_yaml") from None
    except yaml.YAMLError as error:
        raise InputError("", error, "", "error.session_yaml") from None
    _check(data)
    parts = tuple(
        part for number, part in enumerate(data["parts"], 1) for part in _parts(part, number)
    )
    plan = SessionPlan(
        titles=(data["title_nl"], data["title_en"]),
        parts=parts,
        text=text,
        **{name: data[name] for name in _PLAIN if name in data},
    )
    ids = [item.id for part in parts for item in part.items]
    twice = sorted({id for id in ids if ids.count(id) > 1})
    if twice:
        raise InputError("parts", twice[0], "1 x", "error.session_twice")
    return plan


def written(data: Mapping[str, Any]) -> str:
    """The yaml of a session, as a person would write it."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=96)


_PLAIN = ("minutes", "sector", "masked", "judgements", "keep_days")


def _bound(text: str) -> None:
    """Refuse a text too long, too deep or that refers to itself, before building anything."""
    if len(text) > LIMIT:
        raise InputError("", f"> {LIMIT}", "", "error.session_bounds")
    line = plain_yaml.out_of_bounds(text, DEPTH)
    if line is not None:
        raise InputError("", line, "", "error.session_bounds")


def _check(data: Any) -> None:
    """Refuse what the schema does not allow, naming the first place."""
    errors = shipped.validator("workshop/session.schema.json").iter_errors(data)
    first = min(errors, key=lambda error: [str(step) for step in error.path], default=None)
    if first is None:
        return
    steps = [str(step + 1) if isinstance(step, int) else str(step) for step in first.path]
    place = ".".join(steps) or "session"
    if first.validator == "additionalProperties":
        known = first.schema["properties"]
        unknown = sorted(set(map(str, first.instance)) - set(known))[0]
        raise InputError(place, unknown, ", ".join(known), "error.session_key")
    if first.validator == "required":
        missing = next(name for name in first.validator_value if name not in first.instance)
        raise InputError(place, missing, "", "error.session_missing")
    if first.validator == "maxLength":
        raise InputError(place, len(first.instance), first.validator_value, "error.session_long")
    allowed = f"{first.validator} {first.validator_value}"
    raise InputError(place, first.instance, allowed, "error.session_value")


def _parts(data: Mapping[str, Any], number: int) -> Iterator[Part]:
    """One entry of the file as one part, or as the two of a pair."""
    place = f"parts.{number}"
    kinds = [kind for kind in ("case", "pair", "vignettes") if kind in data]
    if len(kinds) != 1:
        raise InputError(place, ", ".join(kinds), "case, pair, vignettes", "error.session_kind")
    minutes, notes = data.get("minutes", 0), data.get("notes", "")
    discuss = (data.get("discuss_nl", ""), data.get("discuss_en", ""))
    if kinds == ["vignettes"]:
        items = tuple(_vignette(item, place) for item in data["vignettes"])
        yield Part(items, minutes, discuss=discuss, notes=notes)
        return
    ids = data["pair"] if kinds == ["pair"] else [data["case"]]
    for at, id in enumerate(ids):
        beside = ids[0] if at else ""
        why = _why(ids) if at else ("", "")
        yield Part((_case(id, place),), minutes // len(ids), beside, why, discuss, notes)


def _case(id: str, place: str) -> Item:
    try:
        return Item(id, load_case(id).use, is_case=True)
    except InputError as error:
        raise InputError(place, id, error.allowed, "error.session_case") from None


def _vignette(data: Mapping[str, Any], place: str) -> Item:
    """A vignette, its use through the same door as any other: a wrong field is an InputError."""
    from avgrisk.scoring.score import score

    use = ProposedUse().replace(**data["use"])
    try:
        score(use)
    except InputError as error:
        where = f"{place} {data['id']} {error.field}"
        raise InputError(where, error.value, error.allowed, "error.session_value") from None
    return Item(
        data["id"],
        use,
        is_case=False,
        block=data.get("block", 0),
        titles=(data["title_nl"], data["title_en"]),
        texts=(data["text_nl"], data["text_en"]),
    )


def _why(ids: list[str]) -> tuple[str, str]:
    """What differs between the two of a pair, where the case base says it."""
    from avgrisk.cases.case_base import teaching_pairs

    for pair in teaching_pairs():
        if {pair.first, pair.second} == set(ids):
            return pair.why_nl, pair.why_en
    return "", ""
