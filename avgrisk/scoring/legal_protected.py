"""Protected data, automated decisions, devices and the DPIA: from facts to a rule."""

from avgrisk.scoring.legal_bases import (
    LAWFUL,
    SELDOM_LAW,
    consent_stands,
    is_of,
    on_device,
    reaches,
)
from avgrisk.scoring.legal_facts import LegalFacts

_MEASURING = ("analytics.reporting", "functional.improve")
#: What a ground that somebody named is for data on offences, beside consent and one's own case.
_CRIMINAL = {
    "": "blank", "licence": "possible", "e": "possible", "f": "possible",
    "c": "law", "g": "law", "j": "law", "other": "unread",
}  # fmt: skip


def criteria(facts: LegalFacts) -> tuple[str, ...]:
    """Which of the nine criteria of WP248 the facts show; scale (no. 5) is in no field."""
    decides = facts.family == "assessment.decision"
    scores = is_of(facts, "marketing.profiling", "assessment.decision", "assessment.enforcement")
    tracks = on_device(facts) and is_of(facts, "marketing")
    met = {
        "scoring": scores or facts.derived or is_of(facts, "influence"),
        "decision": decides and "automated" in facts.signs,
        "monitoring": tracks or is_of(facts, "assessment.monitoring"),
        "sensitive": bool(facts.flags - {"bsn"}) or "personal" in facts.marks,
        "matching": "matching" in facts.signs,
        "vulnerable": "vulnerable" in facts.traits or "children" in facts.marks,
        "innovative": "innovative" in facts.signs or is_of(facts, "functional.improve.train_ai"),
        "barrier": decides,
    }
    return tuple(key for key, found in met.items() if found)


def special(facts: LegalFacts, view: str) -> str:
    """The rule for special categories, art. 9: a basis of art. 6 is never enough."""
    named = facts.exception
    if named in ("a", "plain_consent"):
        return _explicit_consent(facts)
    plain = {"": "blank", "none": "none", "article6": "article6"}
    if named in plain:
        return f"special_{plain[named]}"
    if named in ("other", "own", "licence"):
        return "special_unread"
    if named in ("h", "d"):
        return "special_fits" if _at_home(facts) else "special_strained"
    if named in ("g", "i"):
        return "special_possible" if "authority" in facts.traits else "special_law"
    fits = {"b": bool(facts.traits & {"authority", "power"}), "j": is_of(facts, "research")}
    return "special_possible" if fits.get(named, True) else "special_strained"


def _at_home(facts: LegalFacts) -> bool:
    """Care by a care provider, or a church, union or party on its own members."""
    if facts.exception == "h":
        return "care" in facts.traits and (not facts.family or is_of(facts, "essential"))
    return "body" in facts.traits and not facts.passed_on and not is_of(facts, "sharing")


def _explicit_consent(facts: LegalFacts) -> str:
    stands = consent_stands(facts)
    if stands in ("contradiction", "opt_out"):
        return "special_consent_absent"
    if facts.exception == "plain_consent":
        return "special_not_explicit"
    if stands in ("power", "power_optional", "bundled"):
        return "special_consent_doubtful"
    return "special_consent" if stands == "free" else f"special_consent_{stands}"


def criminal(facts: LegalFacts, view: str) -> str:
    """The rule for data on offences, art. 10 with UAVG 31-33."""
    named = facts.exception
    if "own_law" in facts.traits:
        return "criminal_own_law"
    if named == "own":
        away = facts.passed_on or is_of(facts, "sharing")
        return "criminal_own_passed_on" if away else "criminal_own"
    if named == "a":
        stands = consent_stands(facts)
        if stands in ("free", "unavoidable"):
            return "criminal_consent"
        return "criminal_law" if stands == "unknown" else "criminal_consent_absent"
    return f"criminal_{_CRIMINAL.get(named, 'none')}"


def bsn(facts: LegalFacts, view: str) -> str:
    """The rule for the citizen service number, UAVG 46: only where a law provides it."""
    given = "" if facts.basis_read else facts.basis
    if given == "consent":
        return "bsn_consent"
    authority, seldom = "authority" in facts.traits, is_of(facts, *SELDOM_LAW)
    if given == "legal_obligation" and not (authority and seldom):
        return "bsn_other_purpose" if seldom else "bsn_law"
    if given == "public_task" and authority and not seldom:
        return "bsn_authority"
    own = not facts.family or is_of(facts, "essential")
    if authority or ("bsn" in facts.traits and own):
        return "bsn_sector"
    return "bsn_unknown" if given in ("", "public_task") else "bsn_no_law"


def automated(facts: LegalFacts, view: str) -> str:
    """The rule for automated decisions, art. 22."""
    machine = "automated" in facts.signs
    if machine and "special_category" in facts.flags and facts.exception not in ("a", "g"):
        return "auto_special"
    if facts.basis == "contract":
        return "auto_contract"
    if facts.basis == "consent" and consent_stands(facts) in ("free", "unavoidable"):
        return "auto_consent"
    if facts.basis in LAWFUL:
        return "auto_law"
    return "auto_no_ground" if machine else "auto_unknown"


def device(facts: LegalFacts, view: str) -> str:
    """The rule for cookies and the like, Telecommunicatiewet 11.7a."""
    if is_of(facts, "essential.service", "essential.security"):
        return "device_needed"
    if reaches(facts.control, "consent.asked", view):
        stands = consent_stands(facts)
        if stands in ("power", "bundled", "contradiction"):
            return "device_doubtful"
        return "device_consent" if stands == "free" else "device_unavoidable"
    trains = is_of(facts, "functional.improve.train_ai")
    if is_of(facts, *_MEASURING) and not trains and not facts.passed_on:
        return "device_measure"
    return "device_unknown" if facts.control < 0 else "device_no_consent"


def dpia(facts: LegalFacts, view: str) -> str:
    """The rule for a data protection impact assessment, art. 35."""
    return "dpia_due" if len(criteria(facts)) > 1 else "dpia_check"
