"""Mag het? A separate axis, in lines: each answered under two readings of the law.

Answers are "yes", "disputed", "no" or "unknown"; `letter` reads the GDPR by the letter, `strict` as
WP203 and the regulator do. The axis shows the weakest line and names it. A line that does not apply
is left out. Where the lines turn stands in datasets/index/legal-1.csv. Not legal advice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from avgrisk.core import shipped
from avgrisk.core.levels import choice, level_range
from avgrisk.core.records import ProposedUse, Reading, Reason
from avgrisk.vocabulary import sectors

#: From weakest to strongest: the axis shows the first that occurs.
ANSWERS = ("no", "disputed", "unknown", "yes")

VIEWS = ("letter", "strict")

#: Data flags that make art. 9, art. 10 or the rules for the BSN apply.
PROTECTED = frozenset({"special_category", "criminal", "bsn"})

#: Legal bases that carry a use by themselves: art. 6(4) does not ask for compatibility then.
CARRYING = frozenset({"consent", "legal_obligation"})

Answer = tuple[str, Reason]


@dataclass(frozen=True, slots=True)
class Line:
    """One legal requirement: `key` is its label, one answer and reason per view."""

    key: str
    letter: str
    strict: str
    letter_reason: Reason
    strict_reason: Reason

    def answer(self, view: str) -> str:
        """The answer under "letter" or "strict"."""
        return self.strict if view == "strict" else self.letter

    def reason(self, view: str) -> Reason:
        """Why, under "letter" or "strict"."""
        return self.strict_reason if view == "strict" else self.letter_reason


@dataclass(frozen=True, slots=True)
class Legal:
    """Every line that applies, in order."""

    lines: tuple[Line, ...]

    def weakest(self, view: str = "letter") -> Line:
        """The line that decides under this view: no, then disputed, unknown, yes."""
        return min(self.lines, key=lambda line: ANSWERS.index(line.answer(view)))

    def answer(self, view: str = "letter") -> str:
        """The answer of the weakest line."""
        return self.weakest(view).answer(view)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the lines look at: numbers are None where unknown."""

    use: ProposedUse
    basis: str
    basis_read: bool
    vagueness: float | None
    distance: float | None
    tree: float | None
    misfit: float | None
    control: float | None
    unavoidable: bool
    flags: frozenset[str]


#: Facts, view and its turning points in; answer and reason out.
Rule = Callable[[_Facts, str, Mapping[str, float]], Answer]


def judge(use: ProposedUse, readings: Mapping[str, Reading]) -> Legal:
    """The legal lines of a proposed use, given its readings."""
    facts = _facts(use, readings)
    lines = [_line(key, rule, facts) for key, rule in RULES.items() if _applies(key, facts)]
    return Legal(tuple(lines))


@cache
def turning_points() -> dict[str, dict[str, float]]:
    """Where the lines turn: {"letter": {key: value}, "strict": {...}}."""
    table = shipped.rows("index/legal-1.csv")
    return {view: {row["key"]: float(row[view]) for row in table} for view in VIEWS}


def _facts(use: ProposedUse, readings: Mapping[str, Reading]) -> _Facts:
    given = choice("legal_basis", use.legal_basis)
    control = level_range("control", use.control)
    asked = control is not None and control.mean >= turning_points()["letter"]["consent.asked"]
    sector = sectors.find(use.sector) if use.sector else None
    distance = readings["purpose_distance"]
    tree = dict(distance.facets).get("facet.tree")
    return _Facts(
        use=use,
        basis=given or ("consent" if asked else ""),
        basis_read=asked and not given,
        vagueness=readings["vagueness"].value,
        distance=distance.value,
        tree=None if tree is None else tree.mean,
        misfit=readings["image_misfit"].value,
        control=None if control is None else control.mean,
        unavoidable=sector is not None and bool(sector.unavoidable),
        flags=PROTECTED & frozenset(readings["data_sensitivity"].flags),
    )


def _line(key: str, rule: Rule, facts: _Facts) -> Line:
    (letter, why), (strict, why_strict) = (
        rule(facts, view, turning_points()[view]) for view in VIEWS
    )
    return Line(key, letter, strict, why, why_strict)


def _applies(key: str, facts: _Facts) -> bool:
    """Consent freely given where consent carries it; art. 9, 10 and the BSN where such data are."""
    if key == "legal.consent":
        return facts.basis == "consent"
    return key != "legal.special_category" or bool(facts.flags)


def _why(name: str, **values: str) -> Reason:
    return Reason(f"legal.why.{name}", tuple(values.items()))


def _basis(facts: _Facts, view: str, turn: Mapping[str, float]) -> Answer:
    strict = view == "strict"
    if not facts.basis:
        return "unknown", _why("basis_unknown")
    if facts.basis == "consent":
        if facts.control is not None and facts.control < turn["consent.asked"]:
            return ("no" if strict else "disputed"), _why("basis_opt_out")
        if strict and facts.unavoidable:
            return "disputed", _why("not_free")
        if facts.basis_read:
            return "yes", _why("basis_read")
    if facts.basis == "legitimate_interest":
        return ("disputed" if strict else "yes"), _why("basis_interest")
    if facts.basis == "contract" and (facts.distance or 0) >= turn["compatible.yes"]:
        return ("no" if strict else "disputed"), _why("basis_contract")
    return "yes", _why("basis_given", basis=f"@legal_basis.{facts.basis}")


def _specified(facts: _Facts, view: str, turn: Mapping[str, float]) -> Answer:
    if facts.vagueness is None:
        return "unknown", _why("no_statement")
    value = f"{facts.vagueness:.2f}"
    if facts.vagueness < turn["specified.yes"]:
        return "yes", _why("not_vague", value=value)
    return ("no" if facts.vagueness >= turn["specified.no"] else "disputed"), _why(
        "vague", value=value
    )


def _explicit(facts: _Facts, view: str, turn: Mapping[str, float]) -> Answer:
    """By the letter a written purpose is explicit; strictly, the customer must have seen it."""
    if not facts.use.purpose_statement and facts.vagueness is None:
        return "unknown", _why("no_statement")
    return _informed(facts, view, turn) if view == "strict" else ("yes", _why("written"))


def _legitimate(facts: _Facts, view: str, turn: Mapping[str, float]) -> Answer:
    if facts.tree is not None and facts.tree >= turn["legitimate.against"]:
        return "disputed", _why("against")
    if facts.misfit is not None and facts.misfit >= turn["legitimate.misfit"]:
        return "disputed", _why("misfit")
    if facts.misfit is None:
        return "unknown", _why("fit_unknown")
    return "yes", _why("fits" if view == "strict" else "no_bar")


def _compatible(facts: _Facts, view: str, turn: Mapping[str, float]) -> Answer:
    if facts.basis in CARRYING and _basis(facts, view, turn)[0] == "yes":
        return "yes", _why("carried")
    if facts.distance is None:
        return "unknown", _why("distance_unknown")
    value = f"{facts.distance:.2f}"
    if facts.distance < turn["compatible.yes"]:
        return "yes", _why("near", value=value)
    if facts.basis == "consent":
        return "disputed", _why("carried_disputed", value=value)
    return ("no" if facts.distance >= turn["compatible.no"] else "disputed"), _why(
        "far", value=value
    )


def _covered(facts: _Facts, view: str, turn: Mapping[str, float]) -> Answer:
    if facts.vagueness is None:
        return "unknown", _why("no_statement")
    if facts.vagueness >= turn["covered.general"]:
        if view == "strict":
            return "disputed", _why("covers_nothing")
        return "yes", _why("covers_all")
    return "unknown" if view == "strict" else "yes", _why("covers_stated")


def _free(facts: _Facts, view: str, turn: Mapping[str, float]) -> Answer:
    if view == "strict" and facts.unavoidable:
        return "disputed", _why("not_free")
    if facts.control is not None and facts.control < turn["consent.asked"]:
        return ("no" if view == "strict" else "disputed"), _why("basis_opt_out")
    return "yes", _why("free")


def _special(facts: _Facts, view: str, turn: Mapping[str, float]) -> Answer:
    if not facts.use.art9_ground:
        return ("disputed" if view == "strict" else "unknown"), _why("special_none")
    ground = facts.use.art9_ground[:80]
    return ("disputed" if view == "strict" else "yes"), _why("special_ground", ground=ground)


def _informed(facts: _Facts, view: str, turn: Mapping[str, float]) -> Answer:
    informed = choice("informed", facts.use.informed)
    if informed:
        told = {"yes": 1.0, "partly": turn["told.no"], "no": 0.0}[informed]
    elif facts.control is None:
        return "unknown", _why("told_unknown")
    else:
        told = facts.control
    if told >= turn["told.yes"]:
        return "yes", _why("told")
    if told < turn["told.no"]:
        return "no", _why("not_told")
    return ("disputed" if view == "strict" else "yes"), _why("in_terms")


#: The lines in the order they are shown: the four words of art. 5(1)(b) one by one.
RULES: dict[str, Rule] = {
    "legal.basis": _basis,
    "legal.specified": _specified,
    "legal.explicit": _explicit,
    "legal.legitimate_purpose": _legitimate,
    "legal.compatible": _compatible,
    "legal.covered": _covered,
    "legal.consent": _free,
    "legal.special_category": _special,
    "legal.informed": _informed,
}
