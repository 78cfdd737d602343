"""What the law's lines look at: a small record of facts, each read from one cell or one reading.

The record is the signature of a use in law: everything a rule looks at is in it and nothing else,
so uses with equal facts have equal answers. `ATOMS` (legal_atoms.py) says what is read of a cell,
`READINGS_USED` which readings count, by the side of the turning points they are on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from avgrisk.core.records import ProposedUse, Reading
from avgrisk.scoring.legal_atoms import ATOMS, Stated, data_flags
from avgrisk.scoring.legal_turns import reached_from, side
from avgrisk.vocabulary.taxonomy import domain_distance, family_distance

#: Data flags that make art. 9, art. 10 or the rules for the BSN apply.
PROTECTED = frozenset({"special_category", "criminal", "bsn"})

#: Readings compared with turning points; the flags of data_sensitivity and the facet of purposes.
READINGS_USED = ("vagueness", "purpose_distance", "image_misfit")

_NONE: frozenset[str] = frozenset()

#: Up to this distance two kinds of use are near, from the other on far apart (taxonomy); judgement.
_NEAR, _FAR = 0.25, 0.6
#: From this distance between product domains on, a text is about another field of life; judgement.
ELSEWHERE = 0.75
#: Data that a description which names data has to name as well.
_SENSITIVE = frozenset({"special_category", "criminal"})


@dataclass(frozen=True, slots=True)
class LegalFacts:
    """What the rules look at. Sides count the turning points reached, -1 where unknown."""

    basis: str = ""
    basis_read: bool = False
    control: int = -1
    informed: str = ""
    traits: frozenset[str] = _NONE
    exception: str = ""
    family: str = ""
    statement: bool = False
    #: whether the purpose description covers the use: same, other (kind of use or field of life),
    #: data (protected data that it does not name) or "" (cannot be told)
    covered: str = ""
    signs: frozenset[str] = _NONE
    marks: frozenset[str] = _NONE
    passed_on: bool = False
    derived: bool = False
    flags: frozenset[str] = _NONE
    vagueness: int = -1
    distance: int = -1
    misfit: int = -1
    tree: int = -1


#: The fields that `told_in` puts together.
TEXTS = ("title", "proposed_use", "proposed_use_key", "purpose_statement")


class Texts(NamedTuple):
    """What the texts of a use come to: facts of the same names."""

    family: str
    statement: bool
    covered: str
    signs: frozenset[str]


def facts(use: ProposedUse, readings: Mapping[str, Reading]) -> LegalFacts:
    """The facts of a use, given its readings. Raises InputError on an unknown key or level."""
    atoms = {name: atom(getattr(use, name)) for name, atom in ATOMS.items()}
    flags = protected(readings["data_sensitivity"])
    texts = told_in(atoms, leaves_out(use.purpose_statement, flags))
    return of_texts(atoms, sides(readings), flags, texts)


def leaves_out(statement: str, flags: frozenset[str]) -> bool:
    """Whether a description that names data does not name all protected data with these flags."""
    sensitive = flags & _SENSITIVE
    named = data_flags(statement) if sensitive else None
    return named is not None and not sensitive <= named


def told_in(atoms: Mapping[str, Any], left_out: bool) -> Texts:
    """What the texts (`TEXTS`) and the key of a use come to together; `left_out`: see
    `leaves_out`."""
    told: Stated = atoms["proposed_use"] or atoms["title"] or Stated()
    kind = atoms["proposed_use_key"] or told.family
    statement: Stated | None = atoms["purpose_statement"]
    covered = _covered(statement, told, kind, left_out) if statement else ""
    return Texts(kind, statement is not None, covered, told.signs)


def of_texts(
    atoms: Mapping[str, Any], sides: tuple[int, int, int, int], flags: frozenset[str], texts: Texts
) -> LegalFacts:
    """The facts, with the texts already put together."""
    asked = atoms["control"] >= reached_from("consent.asked", "letter")
    return LegalFacts(
        basis=atoms["legal_basis"] or ("consent" if asked else ""),
        basis_read=asked and not atoms["legal_basis"],
        control=atoms["control"],
        informed=atoms["informed"],
        traits=atoms["sector"],
        exception=atoms["art9_ground"],
        marks=atoms["data_categories"],
        passed_on=atoms["recipient"],
        derived=atoms["inferred"],
        flags=flags,
        family=texts.family,
        statement=texts.statement,
        covered=texts.covered,
        signs=texts.signs,
        **dict(zip(("vagueness", "distance", "misfit", "tree"), sides, strict=True)),
    )


def sides(readings: Mapping[str, Reading]) -> tuple[int, int, int, int]:
    """Vagueness, distance, misfit and the distance in kind of purpose, by their sides."""
    tree = dict(readings["purpose_distance"].facets).get("facet.tree")
    vagueness, distance, misfit = (side(name, readings[name].value) for name in READINGS_USED)
    return vagueness, distance, misfit, side("tree", None if tree is None else tree.mean)


def protected(reading: Reading) -> frozenset[str]:
    """The protected kinds of data a reading of data sensitivity found."""
    return PROTECTED & frozenset(reading.flags)


def _covered(statement: Stated, told: Stated, used: str, left_out: bool) -> str:
    """Whether a description names this kind of use or one near it: same, unless the use is about
    another field of life, or takes protected data beside those that the description names; surely
    one far from it: other; else "", for then it cannot be told."""
    if statement == told:
        return "same" if statement.family or statement.kinds else ""
    domains = statement.domain, told.domain
    if all(domains) and domain_distance(*domains) >= ELSEWHERE:
        return "other"
    if not used:
        return ""
    if any(_near(kind, used) for kind in (*statement.kinds, statement.family) if kind):
        return "data" if left_out else "same"
    far = statement.family and family_distance(statement.family, used) >= _FAR
    return "other" if far else ""


def _near(kind: str, used: str) -> bool:
    root = used.partition(".")[0]
    return kind.partition(".")[0] == root or family_distance(kind, used) <= _NEAR
