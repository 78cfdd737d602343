"""The rules of "mag het?": per line, from facts to the rule that applies in either reading.

A rule is a row of datasets/law/rules.csv, with its answer in both readings, its condition and its
source; here stands only which rule the facts lead to. Pure functions of a `Facts` record: the same
facts, the same rules.
"""

from collections.abc import Callable
from functools import cache, lru_cache

from avgrisk.core import shipped
from avgrisk.scoring import legal_protected
from avgrisk.scoring.legal_bases import (
    LAWFUL,
    basis,
    consent_stands,
    is_of,
    on_device,
    reaches,
    was_told,
)
from avgrisk.scoring.legal_facts import LegalFacts
from avgrisk.scoring.legal_turns import VIEWS

#: From weakest to strongest: the axis shows the first that occurs.
ANSWERS = ("no", "disputed", "unknown", "yes")

#: Answers of lines that say what to do, not whether it may.
DUTIES = ("due", "check")

#: Rule per line and view: (line, rule by the letter, rule strictly).
Ruled = tuple[str, str, str]

_UNSEEN = ("assessment.enforcement", "sharing.government", "essential.security")


@lru_cache(maxsize=65536)
def ruled(facts: LegalFacts) -> tuple[Ruled, ...]:
    """The lines that apply, in order, each with the rule it is answered by in both readings."""
    there = _there(facts)
    return tuple(
        (line, *(rule(facts, view) for view in VIEWS))  # type: ignore[misc]
        for line, rule in RULES.items()
        if there.get(line, True)
    )


@cache
def answer(rule: str, view: str) -> str:
    """The answer of a rule under a view, as the table has it."""
    return _table()[rule][view]


@cache
def _table() -> dict[str, dict[str, str]]:
    return {row["rule"]: row for row in shipped.rows("law/rules.csv")}


def _there(facts: LegalFacts) -> dict[str, bool]:
    """Whether lines are there for these facts; others always are."""
    return {
        "legal.consent": facts.basis == "consent",
        "legal.objection": facts.basis != "consent"
        and (is_of(facts, "marketing") or facts.basis in ("legitimate_interest", "public_task")),
        "legal.special_category": "special_category" in facts.flags,
        "legal.criminal": "criminal" in facts.flags,
        "legal.bsn": "bsn" in facts.flags,
        "legal.automated": is_of(facts, "assessment.decision")
        or (is_of(facts, "assessment.enforcement") and "automated" in facts.signs),
        "legal.device": on_device(facts),
        "legal.dpia": bool(legal_protected.criteria(facts)),
    }


def _specified(facts: LegalFacts, view: str) -> str:
    if facts.vagueness < 0:
        return "specified_unknown"
    if not reaches(facts.vagueness, "specified.yes", view):
        return "specified"
    beyond = reaches(facts.vagueness, "specified.no", view)
    return "specified_not" if beyond else "specified_vague"


def _explicit(facts: LegalFacts, view: str) -> str:
    """By the letter a written purpose is explicit; strictly, the customer must have seen it."""
    if not facts.statement and facts.vagueness < 0:
        return "explicit_unknown"
    if view == "letter":
        return "explicit_written"
    told = was_told(facts, view)
    return "explicit_seen_unknown" if told == "unknown" else f"explicit_{told}"


def _purpose(facts: LegalFacts, view: str) -> str:
    if _barred(facts, view):
        return "purpose_barred"
    if view == "strict" and reaches(facts.tree, "legitimate.against", view):
        return "purpose_against"
    if facts.misfit < 0 and (view == "strict" or not facts.family):
        return "purpose_unknown"
    if view == "letter":
        return "purpose_no_bar"
    misfit = reaches(facts.misfit, "legitimate.misfit", view)
    return "purpose_misfit" if misfit else "purpose_fits"


def _barred(facts: LegalFacts, view: str) -> bool:
    """Whether a line on protected data finds a ban."""
    bans = ("legal.special_category", "legal.criminal", "legal.bsn")
    there = _there(facts)
    return any(there[line] and answer(RULES[line](facts, view), view) == "no" for line in bans)


def _compatible(facts: LegalFacts, view: str) -> str:
    carries = _carries(facts, view)
    if carries == "yes":
        return "carried" if facts.basis == "consent" else "carried_law"
    if facts.distance < 0:
        return "distance_unknown"
    if not reaches(facts.distance, "compatible.yes", view):
        return "near"
    if is_of(facts, "research"):
        return "research"
    if carries in ("unknown", "disputed") and facts.basis == "consent":
        return f"carried_{carries}"
    return "too_far" if reaches(facts.distance, "compatible.no", view) else "far"


def _carries(facts: LegalFacts, view: str) -> str:
    """Whether consent or a law carries the use by itself: art. 6(4) asks for no test then."""
    if facts.basis not in ("consent", "legal_obligation"):
        return ""
    found = [answer(basis(facts, view), view)]
    if facts.basis == "consent":
        found.append(answer(_free(facts, view), view))
    return min(found, key=ANSWERS.index)


def _covers(facts: LegalFacts, view: str) -> str:
    if not facts.statement and facts.vagueness < 0:
        return "covers_unknown"
    if reaches(facts.vagueness, "specified.yes", view):
        return "covers_all" if view == "letter" else "covers_nothing"
    return f"covers_{facts.covered or 'stated'}"


def _free(facts: LegalFacts, view: str) -> str:
    return f"consent_{consent_stands(facts)}"


def _informed(facts: LegalFacts, view: str) -> str:
    told = was_told(facts, view)
    if told == "unknown":
        return "told_unknown"
    if told == "told":
        return "told"
    lawful = facts.basis in LAWFUL
    if told == "hidden":
        return "told_exception" if lawful and is_of(facts, *_UNSEEN) else "not_told"
    if lawful and not facts.informed:
        return "told_law"
    new = reaches(facts.distance, "new_purpose", view)
    return "told_terms_new" if new else "told_terms"


def _objection(facts: LegalFacts, view: str) -> str:
    can = reaches(facts.control, "told.yes", view)
    if is_of(facts, "marketing"):
        if not can:
            return "object_unknown" if facts.control < 0 else "object_missing"
        asked = reaches(facts.control, "consent.asked", view)
        return "object_marketing" if asked or facts.informed == "yes" else "object_separate"
    if can:
        return "object_given"
    if facts.basis == "public_task":
        return "object_task"
    return "object_unknown" if facts.control < 0 else "object_situation"


#: The lines in the order they are shown (law/lines.csv): the four words of art. 5(1)(b) one by one.
RULES: dict[str, Callable[[LegalFacts, str], str]] = {
    "legal.basis": basis,
    "legal.specified": _specified,
    "legal.explicit": _explicit,
    "legal.legitimate_purpose": _purpose,
    "legal.compatible": _compatible,
    "legal.covered": _covers,
    "legal.consent": _free,
    "legal.informed": _informed,
    "legal.objection": _objection,
    "legal.special_category": legal_protected.special,
    "legal.criminal": legal_protected.criminal,
    "legal.bsn": legal_protected.bsn,
    "legal.automated": legal_protected.automated,
    "legal.device": legal_protected.device,
    "legal.dpia": legal_protected.dpia,
}
