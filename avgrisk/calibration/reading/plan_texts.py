"""From the grammar of plans to labelled texts: the same on every run, each part with own wording.

A label says what the text says: who receives, which data, which organisation are labelled only
where they are said. Plans of part test are worded by hands of part test only, and the others by
the others only, so that neither plan nor hand is shared; the words for organisations, data and
receivers are.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import TypeVar

from avgrisk.calibration.reading import plan_tables as tables
from avgrisk.calibration.reading.clauses import PERSONS, THIRD, Said, clauses, filled, whose_data
from avgrisk.calibration.reading.plan_tables import Noun, Plan
from avgrisk.core.levels import nearest

LANGUAGES = ("nl", "en")

#: Texts per plan and language; a hand that can say no more says less.
EACH = 7

#: Of the plans of a family one in so many is kept apart with its own hands.
ONE_IN = 5

#: How often something is said beside the plan where a pattern has room for it, in per cents.
BESIDE = 60

#: Texts that were written whole: what their plan is called, and their table.
WHOLE = {"whole": "whole_texts", "plain": "plain_plans"}

#: A label that stands for "not labelled": the text is left out of that facet.
NOT_LABELLED = "-"

#: What the conditions of the grammar are as levels of control; of the others nobody labelled it.
CONTROL = {"consent": "opt_in", "opt_out": "opt_out", "secret": "unknown", "terms": "terms"}

Option = TypeVar("Option")


@dataclass(frozen=True, slots=True)
class PlanText:
    """A text and what it says; a facet it does not say is "". `part` is train or test."""

    text: str
    lang: str
    part: str
    hand: str
    genre: str
    plan: str
    family: str
    recipient: str = ""
    inferred: str = ""
    organisation: str = ""
    people: str = ""
    data: str = ""
    control: str = NOT_LABELLED
    benefit: str = NOT_LABELLED
    fit: str = NOT_LABELLED

    @property
    def kind(self) -> str:
        """How it was written whole (a key of WHOLE), "" where the grammar made it."""
        kind = self.plan.partition(".")[0]
        return kind if kind in WHOLE else ""


COLUMNS = tuple(field.name for field in fields(PlanText))


def chosen(options: Sequence[Option], *salt: object) -> Option:
    """One of the options, always the same for the same salt."""
    return options[_number(*salt) % len(options)]


def part(plan: Plan) -> str:
    """Which part a plan belongs to: the last of its family by hash are kept apart."""
    family = sorted(
        (other.key for other in tables.plans() if other.family == plan.family), key=_number
    )
    return "test" if family.index(plan.key) < -(-len(family) // ONE_IN) else "train"


@cache
def texts() -> tuple[PlanText, ...]:
    """All texts, each once: the grammar's, those that say nothing, and the ones written whole."""
    found: dict[str, PlanText] = {}
    for text in (*_worded(), *_vague(), *_whole()):
        found.setdefault(text.text, text)
    return tuple(found.values())


def _worded() -> Iterator[PlanText]:
    for plan in tables.plans():
        where = part(plan)
        for lang in LANGUAGES:
            frames = [
                row
                for row in tables.rows("frames")
                if row["part"] == where and row["lang"] == lang and not _alien(plan, row)
            ]
            frames.sort(key=lambda row: _number(plan.key, row["frame"]))
            for turn in range(EACH):
                text = text_of(plan, frames[turn % len(frames)], turn)
                if text is not None:
                    yield text


def _alien(plan: Plan, frame: dict[str, str]) -> bool:
    """Whether a pattern would name data twice, or data that have nothing to do with the plan."""
    beside = tables.table("family_data")[plan.family]["beside"] == "1"
    return "{D" in frame["pattern"] and (plan.holds("data") or not beside)


def text_of(plan: Plan, frame: dict[str, str], turn: int) -> PlanText | None:
    """One plan in one frame; `turn` chooses organisation, receiver and what is said beside it.

    None where the organisation holds no data that go with the plan and the text would name some.
    """
    lang, salt = frame["lang"], (plan.key, frame["frame"], turn)
    key = chosen(tables.organisations(plan), "organisation", plan.key, lang, turn)
    who = tables.table("organisations")[key]
    staff = plan.people == "employee"
    people = tables.table("organisations")["employer"] if staff else who
    held = [tables.table("data")[name] for name in _held(plan, people)]
    names_data = plan.holds("data") or "{D" in frame["pattern"]
    if names_data and not held:
        return None
    held = sorted(held, key=lambda row: _number(row["data"], *salt))[: 1 + _number(*salt) % 2]
    receiver = _receiver(plan, key, salt)
    nouns = tuple(
        Noun(row[lang], row[f"{lang}_number"] == "p", row[f"{lang}_number"] == "d") for row in held
    )
    thing, rest = _with_slots(plan, lang, frame["person"], people, nouns[:1], receiver)
    said = Said(
        lang,
        tables.verb(plan.verb, frame["lexicon"], lang),
        thing,
        rest,
        who[lang],
        people[f"people_{lang}"],
        frame["person"],
        nouns,
    )
    beside = _beside(plan, frame, salt)
    words = clauses(said) | {name: row[lang] if row else "" for name, row in beside.items()}
    text = filled(frame["pattern"], words)
    told = any(mark in frame["pattern"] for mark in ("{O", "HEAD", "SUB", "ORG"))
    return PlanText(
        _capital(text, frame["genre"], salt),
        lang,
        frame["part"],
        frame["hand"],
        frame["genre"],
        plan.key,
        plan.family,
        plan.recipient,
        plan.inferred,
        key if told else "",
        plan.people or (who["people"] if _names_people(plan, frame, told) else ""),
        ";".join(_named_data(held, frame)) if names_data else "",
        CONTROL.get(_value(beside["C"]), NOT_LABELLED),
        _value(beside["B"]) or NOT_LABELLED,
    )


def _held(plan: Plan, people: dict[str, str]) -> list[str]:
    """The data that the organisation has of the people and that go with a plan of this family."""
    fitting = tables.table("family_data")[plan.family]["data"].split()
    return [name for name in people["data"].split() if name in fitting]


def _receiver(plan: Plan, organisation: str, salt: tuple[object, ...]) -> dict[str, str] | None:
    if not (plan.holds("receiver") or plan.holds("gov")):
        return None
    return chosen([*tables.receivers(plan, organisation)], "receiver", *salt)


def _with_slots(
    plan: Plan,
    lang: str,
    person: str,
    people: dict[str, str],
    data: Sequence[Noun],
    receiver: dict[str, str] | None,
) -> tuple[Noun, str]:
    """Object and rest of a plan with the people, the data and the receiver in their place."""
    thing, rest = plan.words[lang]
    them = people[f"people_{lang}"] if person == THIRD else PERSONS[person][0]
    party = "" if receiver is None else receiver[lang]
    words = {"people": them, "receiver": party, "gov": party}
    plural = person == THIRD if thing.text == "{people}" else thing.plural
    for noun in data:
        whose = whose_data(noun, people[f"people_{lang}"], person, lang)
        words["data"] = whose.text
        plural = whose.plural if thing.text == "{data}" else plural
    return _joined(Noun(thing.text.format(**words), plural), rest.format(**words))


def _joined(thing: Noun, rest: str) -> tuple[Noun, str]:
    """Object and rest, where a rest that says whose it is belongs to the object."""
    if rest.startswith(("van ", "of ")):
        return Noun(f"{thing.text} {rest}", thing.plural), ""
    return thing, rest


def _beside(
    plan: Plan, frame: dict[str, str], salt: tuple[object, ...]
) -> dict[str, dict[str, str] | None]:
    """Condition and benefit, where the pattern has room and the two go with the plan."""
    found: dict[str, dict[str, str] | None] = {}
    for name, facet in (("C", "condition"), ("B", "benefit")):
        options = [
            row
            for row in tables.rows("sides")
            if row["facet"] == facet
            and row["part"] == frame["part"]
            and tables.possible({"family": plan.family, facet: row["value"]})
        ]
        wanted = f"{{{name}}}" in frame["pattern"] and _number(name, *salt) % 100 < BESIDE
        found[name] = chosen(options, facet, *salt) if wanted and options else None
    return found


def _value(row: dict[str, str] | None) -> str:
    return row["value"] if row else ""


def _named_data(held: list[dict[str, str]], frame: dict[str, str]) -> list[str]:
    all_said = "{D" in frame["pattern"]
    return list(dict.fromkeys(row["category"] for row in (held if all_said else held[:1])))


def _names_people(plan: Plan, frame: dict[str, str], told: bool) -> bool:
    """Whether a text tells who the people are: by their name, or by the organisation's."""
    said = plan.holds("data") or plan.holds("people")
    return told or "{P}" in frame["pattern"] or (said and frame["person"] == THIRD)


def _capital(text: str, genre: str, salt: tuple[object, ...]) -> str:
    """Notes stay as they are, labels are written either way, the rest begins with a capital."""
    either = genre in ("label", "register cell") and _number("capital", *salt) % 2
    return text if genre == "notes" or either else text[:1].upper() + text[1:]


def _vague() -> Iterator[PlanText]:
    """Words that say nothing, a fifth of them kept apart with frames of their own."""
    for number, row in enumerate(tables.rows("vague")):
        where = "train" if number % ONE_IN else "test"
        for frame in tables.rows("vague_frames"):
            if frame["part"] == where:
                text = filled(frame["pattern"], {"V": row[frame["lang"]]})
                text = text[:1].upper() + text[1:] if text.endswith(".") else text
                labels = dict.fromkeys(("family", "control", "benefit", "fit"), "")
                yield PlanText(
                    text, frame["lang"], where, frame["hand"], "vague", row["vague"], **labels
                )


def _whole() -> Iterator[PlanText]:
    """Texts that were written whole, by hands that are not in the grammar."""
    for kind, table in WHOLE.items():
        for number, row in enumerate(tables.rows(table)):
            named = {name: row[name] for name in COLUMNS if name != "plan"}
            named["fit"] = fit_level(row["fit"])
            yield PlanText(plan=f"{kind}.{number:03d}", **named)


def fit_level(points: str) -> str:
    """How logical people find a use, 0 to 10, as the nearest level of image fit; "" stays "": it
    cannot be told."""
    return points if points in ("", NOT_LABELLED) else nearest("image_fit", int(points) / 10)


def _number(*salt: object) -> int:
    """A number that the salt decides, the same on every machine."""
    return int.from_bytes(hashlib.sha256("|".join(map(str, salt)).encode()).digest()[:8])
