"""The legal basis of a use, and what consent and telling people rest on: from facts to a rule."""

from functools import cache

from avgrisk.scoring.legal_facts import LegalFacts
from avgrisk.scoring.legal_turns import reached_from

#: Bases that a law must carry.
LAWFUL = ("legal_obligation", "public_task")

#: Kinds of use that laws seldom prescribe.
SELDOM_LAW = ("marketing", "influence", "sharing.data", "personalize", "functional.improve")

_PASSED_ON = (
    "sharing.data", "sharing.public", "sharing.government", "marketing.third_party", "influence",
)  # fmt: skip
_BEYOND_CONTRACT = (
    "marketing", "sharing", "influence", "research", "functional.improve", "analytics",
)  # fmt: skip
#: What an authority or employer may offer as an extra that people can do without.
_EXTRAS = ("marketing", "personalize", "functional", "research")
_OWN_HOUSE = ("essential.security", "essential.administration")
#: Bases of which nothing need be asked.
_PLAIN = {"": "basis_unknown", "vital_interest": "basis_vital"}


def is_of(facts: LegalFacts, *families: str) -> bool:
    """Whether the kind of use is one of these, or below one."""
    return _below(facts.family, families)


@cache
def _below(family: str, families: tuple[str, ...]) -> bool:
    return f"{family}.".startswith(tuple(f"{key}." for key in families))


def reaches(side: int, key: str, view: str) -> bool:
    """Whether a side is at or beyond a turning point; an unknown one never is."""
    return side >= reached_from(key, view)


def on_device(facts: LegalFacts) -> bool:
    """Whether something is placed or read on a device, as far as words and data tell."""
    return "device" in facts.signs or "device" in facts.marks


def consent_stands(facts: LegalFacts) -> str:
    """How consent stands: contradiction, opt_out, power, power_optional, bundled, unknown,
    unavoidable or free."""
    unaware = facts.control >= 0 and not reaches(facts.control, "told.no", "letter")
    if unaware or facts.informed == "no":
        return "contradiction"
    if facts.control >= 0 and not reaches(facts.control, "consent.asked", "letter"):
        return "opt_out"
    if facts.traits & {"authority", "power"}:
        return "power_optional" if _extra(facts) else "power"
    if "bundled" in facts.signs:
        return "bundled"
    if facts.control < 0:
        return "unknown"
    return "unavoidable" if "unavoidable" in facts.traits else "free"


def _extra(facts: LegalFacts) -> bool:
    """Whether refusing costs nothing, as far as the fields tell: an extra, or one click away."""
    asked = reaches(facts.control, "consent.asked", "letter")
    easy = reaches(facts.control, "consent.easy", "letter")
    return easy or (asked and is_of(facts, *_EXTRAS))


def was_told(facts: LegalFacts, view: str) -> str:
    """Whether people were told: told, terms, hidden or unknown."""
    if facts.informed:
        return {"yes": "told", "partly": "terms", "no": "hidden"}[facts.informed]
    if facts.control < 0:
        return "unknown"
    if reaches(facts.control, "told.yes", view):
        return "told"
    return "terms" if reaches(facts.control, "told.no", view) else "hidden"


def basis(facts: LegalFacts, view: str) -> str:
    """The rule for the legal basis, art. 6(1)."""
    if facts.basis in _PLAIN:
        return _PLAIN[facts.basis]
    if facts.basis in LAWFUL:
        return _law(facts)
    rules = {"consent": _consented, "legitimate_interest": _interest, "contract": _contract}
    return rules[facts.basis](facts, view)


def _consented(facts: LegalFacts, view: str) -> str:
    stands = consent_stands(facts)
    if stands == "unavoidable":
        return "basis_consent_unavoidable"
    if stands in ("free", "unknown"):
        return "basis_read" if facts.basis_read else "basis_given"
    return f"basis_{stands}"


def _interest(facts: LegalFacts, view: str) -> str:
    if "authority" in facts.traits and not is_of(facts, *_OWN_HOUSE):
        return "basis_interest_authority" if facts.family else "basis_interest_house"
    return "basis_interest_passed_on" if is_of(facts, *_PASSED_ON) else "basis_interest"


def _contract(facts: LegalFacts, view: str) -> str:
    if is_of(facts, *_BEYOND_CONTRACT):
        return "basis_contract_other"
    if reaches(facts.distance, "compatible.yes", view):
        return "basis_contract_far"
    known = facts.family or facts.distance >= 0
    return "basis_given" if known else "basis_contract_unknown"


def _law(facts: LegalFacts) -> str:
    authority = "authority" in facts.traits
    if is_of(facts, *SELDOM_LAW):
        return "basis_task" if authority else "basis_no_law"
    assigned = authority or facts.basis == "legal_obligation"
    return "basis_law" if assigned else "basis_task"
