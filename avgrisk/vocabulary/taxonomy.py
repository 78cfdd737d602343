"""Families of use and product domains: small trees with labels, ancestry and distance."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from avgrisk.core import shipped
from avgrisk.core.languages import either
from avgrisk.core.levels import level_range
from avgrisk.core.records import InputError, Range
from avgrisk.core.shipped_records import by_key, record


@dataclass(frozen=True, slots=True)
class Node:
    """A key of a tree with its labels, its parent ("" at the top) and keys that stand near."""

    key: str
    parent: str
    label_nl: str
    label_en: str
    near: tuple[str, ...] = ()

    def label(self, lang: str) -> str:
        """The label of the table: Dutch, or English for every other language."""
        return either(self.label_nl, self.label_en, lang)


@dataclass(frozen=True, slots=True)
class Family(Node):
    """A family of use, with what it says of the other facets where nobody says more."""

    description: str = ""
    recipient: Range | None = None
    domain: Range | None = None
    inferred: Range | None = None


@cache
def families() -> dict[str, Family]:
    """The families of use, in the order of the table (taxonomy/families.csv)."""
    levels = ("recipient", "domain", "inferred")
    return {
        row["key"]: record(Family, row, **{name: level_range(name, row[name]) for name in levels})
        for row in shipped.rows("taxonomy/families.csv")
    }


@cache
def domains() -> dict[str, Node]:
    """The product domains, in the order of the table (taxonomy/domains.csv)."""
    return by_key(Node, "taxonomy/domains.csv")


def family(key: str, field: str = "proposed_use_key") -> Family:
    """The family with this key; a dotted key below a known one stands for that one.

    >>> family("essential.service.delivery").key
    'essential.service'
    """
    known = key
    while known and known not in families():
        known = known.rpartition(".")[0]
    if not known:
        raise InputError(field, key, ", ".join(families()))
    return families()[known]


def domain(key: str, field: str = "proposed_domain") -> Node:
    """The product domain with this key."""
    try:
        return domains()[key]
    except KeyError:
        raise InputError(field, key, ", ".join(domains())) from None


def ancestry(tree: Mapping[str, Node], key: str) -> tuple[str, ...]:
    """The key and those above it, nearest first.

    >>> ancestry(domains(), "books")
    ('books', 'media', 'consumer')
    """
    line = [key]
    while up := tree[line[-1]].parent:
        line.append(up)
    return tuple(line)


def family_distance(first: str, second: str) -> float:
    """Distance between two kinds of purpose, symmetric, 0 the same to 1 against the customer.

    The keys are looked up in the table, or those above them where they have no row; within one
    row it is half of 1 - 2 depth(common) / (depth of one + depth of the other).

    >>> family_distance("essential.service", "sharing.data")
    0.9
    """
    first_row, second_row = _row(family(first).key), _row(family(second).key)
    if first_row != second_row:
        return _family_table()[first_row][second_row]
    return _steps()["family.within"] * _path(first, second)


def domain_distance(first: str, second: str) -> float:
    """Distance between two product domains, symmetric: same, near, far or another sphere of life.

    >>> domain_distance("books", "film"), domain_distance("books", "cars")
    (0.25, 0.75)
    """
    domain(first), domain(second)
    if first == second:
        return _steps()["domain.same"]
    above, other = ancestry(domains(), first), ancestry(domains(), second)
    common = next((key for key in above if key in other), "")
    if (common and domains()[common].parent) or _named_near(above, other):
        return _steps()["domain.near"]
    return _steps()["domain.far" if common else "domain.other"]


def _named_near(above: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one key names the other, or an area the other belongs to, as near."""
    tree = domains()
    return bool(set(tree[above[0]].near) & set(other) or set(tree[other[0]].near) & set(above))


@cache
def _steps() -> dict[str, float]:
    return shipped.numbers("taxonomy/steps.csv")


@cache
def _family_table() -> dict[str, dict[str, float]]:
    rows = shipped.rows("taxonomy/family_distance.csv")
    keys = [row["key"] for row in rows]
    return {row["key"]: {key: float(row[key]) for key in keys} for row in rows}


def _row(key: str) -> str:
    """The key's row in the distance table: its own, or that of the nearest key above."""
    return next(k for k in ancestry(families(), key) if k in _family_table())


def _path(first: str, second: str) -> float:
    """1 - 2 depth(common) / (depth of one + depth of the other), of two dotted keys."""
    one, other = first.split("."), second.split(".")
    common = sum(1 for _ in _shared(one, other))
    return 1 - 2 * common / (len(one) + len(other))


def _shared(one: list[str], other: list[str]) -> Iterator[str]:
    """The leading parts two dotted keys have in common."""
    for a, b in zip(one, other, strict=False):
        if a != b:
            return
        yield a
