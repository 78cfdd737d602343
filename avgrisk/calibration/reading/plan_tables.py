"""The grammar of plans (datasets/development/plans/) as records, and which parts go together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from avgrisk.core import shipped

FOLDER = "development/plans/"


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase in one language; `common` marks a Dutch de-word in the singular."""

    text: str
    plural: bool
    common: bool = False

    @classmethod
    def of(cls, cell: str) -> Noun:
        """A cell of the tables: + before it means plural.

        >>> Noun.of("+invoices")
        Noun(text='invoices', plural=True, common=False)
        """
        return cls(cell.removeprefix("+"), cell.startswith("+"))


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb's forms in one language; `particle` is what stands last in a Dutch main clause."""

    infinitive: str
    particle: str
    singular: str
    participle: str
    noun: str


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What is meant to be done, before it is said: keys, and object and rest per language."""

    key: str
    family: str
    organisations: tuple[str, ...]
    recipient: str
    inferred: str
    people: str
    verb: str
    words: Mapping[str, tuple[Noun, str]]

    def holds(self, slot: str) -> bool:
        """Whether its words have this slot, e.g. "data"."""
        return any(f"{{{slot}}}" in noun.text + rest for noun, rest in self.words.values())


def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one of the grammar's tables."""
    return shipped.rows(f"{FOLDER}{name}.csv")


@cache
def table(name: str) -> dict[str, dict[str, str]]:
    """A table by its first column."""
    return {next(iter(row.values())): row for row in rows(name)}


@cache
def plans() -> tuple[Plan, ...]:
    """Every plan of the grammar."""
    return tuple(
        Plan(
            row["plan"],
            row["family"],
            tuple(row["organisations"].split()),
            row["recipient"],
            row["inferred"],
            row["people"],
            row["verb"],
            {lang: (Noun.of(row[f"{lang}_object"]), row[f"{lang}_rest"]) for lang in ("nl", "en")},
        )
        for row in rows("plans")
    )


@cache
def verb(key: str, lexicon: str, lang: str) -> Verb:
    """The verb a hand uses: of its own lexicon, else a; supply.a allows no other."""
    name, _, only = key.partition(".")
    known = {row["lexicon"]: row for row in rows("verbs") if row["verb"] == name}
    row = known.get(only or lexicon, known["a"])
    if lang == "en":
        forms = row["en_forms"].split("/")
        return Verb(forms[0], forms[2], forms[1], forms[3], row["en_noun"])
    return Verb(
        row["nl_infinitive"],
        row["particle"],
        row["nl_singular"],
        row["nl_participle"],
        row["nl_noun"],
    )


def possible(said: Mapping[str, str]) -> bool:
    """Whether parts go together: no rule of cannot.csv names two of them.

    >>> possible({"organisation": "police", "receiver": "police"})
    False
    """
    return _together(tuple(said.items()))


@cache
def _together(parts: tuple[tuple[str, str], ...]) -> bool:
    said = dict(parts)
    return not any(
        _is(said[one], first) and _is(said[other], second)
        for (one, other), values in _rules().items()
        if one in said and other in said
        for first, second in values
    )


@cache
def _rules() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """The two fields a rule is about -> the pairs of values that cannot be."""
    found: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
    for row in rows("cannot"):
        one, _, first = row["first"].partition("=")
        other, _, second = row["second"].partition("=")
        found[one, other] = (*found.get((one, other), ()), (first, second))
    return found


def _is(said: str, value: str) -> bool:
    return said.startswith(value[:-1]) if value.endswith("*") else said == value


@cache
def organisations(plan: Plan) -> tuple[str, ...]:
    """The organisations that may have a plan."""
    every = table("organisations") if plan.organisations == ("*",) else plan.organisations
    return tuple(key for key in every if possible({"family": plan.family, "organisation": key}))


def receivers(plan: Plan, organisation: str) -> Iterable[dict[str, str]]:
    """Who may receive the data of a plan: authorities where it says so, else others."""
    level = "government" if plan.holds("gov") else "others"
    for row in rows("receivers"):
        if row["level"] == level and possible(
            {"organisation": organisation, "receiver": row["kind"], "family": plan.family}
        ):
            yield row
