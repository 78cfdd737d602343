"""Mag het? A separate axis, in lines: each answered under two readings of the law.

Answers are "yes", "disputed", "no" or "unknown"; `letter` reads the GDPR by the letter, `strict` as
WP203, the EDPB and the regulator do. The axis shows the weakest line and names it. A line that does
not apply is left out; lines of kind duty ("due", "check") say what to do and do not count. The law
stands in datasets/law, where the lines turn in datasets/index/legal-1.csv. Not legal advice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from avgrisk.core import shipped
from avgrisk.core.records import ProposedUse, Reading, Reason
from avgrisk.scoring import legal_facts
from avgrisk.scoring.legal_facts import LegalFacts
from avgrisk.scoring.legal_protected import criteria
from avgrisk.scoring.legal_rules import ANSWERS, DUTIES, RULES, answer, ruled
from avgrisk.scoring.legal_turns import VIEWS, turning_points

__all__ = [
    "ANSWERS",
    "DUTIES",
    "RULES",
    "VIEWS",
    "Legal",
    "Line",
    "article_url",
    "judge",
    "turning_points",
    "weakest",
]

#: The reading whose number a line's reasons name.
_NUMBERED = {"legal.specified": "vagueness", "legal.compatible": "purpose_distance"}

#: Most letters of a ground somebody typed that a reason repeats.
_SHOWN = 80


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

    @property
    def duty(self) -> bool:
        """Whether it says what to do, not whether it may."""
        return self.letter in DUTIES


@dataclass(frozen=True, slots=True)
class Legal:
    """Every line that applies, in order."""

    lines: tuple[Line, ...]

    def weakest(self, view: str = "letter") -> Line:
        """The line that decides under this view: no, then disputed, unknown, yes."""
        judged = (line for line in self.lines if not line.duty)
        return min(judged, key=lambda line: ANSWERS.index(line.answer(view)))

    def answer(self, view: str = "letter") -> str:
        """The answer of the weakest line."""
        return self.weakest(view).answer(view)


def judge(use: ProposedUse, readings: Mapping[str, Reading]) -> Legal:
    """The legal lines of a proposed use, given its readings."""
    facts = legal_facts.facts(use, readings)
    return Legal(
        tuple(
            Line(
                line,
                answer(letter, "letter"),
                answer(strict, "strict"),
                _reason(line, letter, facts, use, readings),
                _reason(line, strict, facts, use, readings),
            )
            for line, letter, strict in ruled(facts)
        )
    )


def weakest(facts: LegalFacts) -> tuple[str, str]:
    """The answer of the weakest line by the letter and strictly: what a table's columns hold."""
    rules = [each for each in ruled(facts) if answer(each[1], "letter") in ANSWERS]
    letter = min(ANSWERS.index(answer(rule, "letter")) for _, rule, _ in rules)
    strict = min(ANSWERS.index(answer(rule, "strict")) for _, _, rule in rules)
    return ANSWERS[letter], ANSWERS[strict]


@cache
def article_url(line: str) -> str:
    """Where the text of the law of a line stands."""
    return next(row["url"] for row in shipped.rows("law/lines.csv") if row["line"] == line)


def _reason(
    line: str, rule: str, facts: LegalFacts, use: ProposedUse, readings: Mapping[str, Reading]
) -> Reason:
    """Why a rule answers as it does, with what it names filled in."""
    values: dict[str, str] = {}
    if line in _NUMBERED:
        number = readings[_NUMBERED[line]].value
        values["value"] = "" if number is None else f"{number:.2f}"
    elif line == "legal.basis":
        values["basis"] = f"@legal_basis.{facts.basis}"
    elif line in ("legal.special_category", "legal.criminal"):
        values["ground"] = use.art9_ground[:_SHOWN]
    elif line == "legal.dpia":
        first, *more = criteria(facts)
        values = {"n": str(len(more) + 1), "first": f"@dpia.{first}"}
        values |= {"second": f"@dpia.{more[0]}"} if more else {}
    return Reason(f"legal.why.{rule}", tuple(values.items()))
