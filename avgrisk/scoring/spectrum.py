"""The article's trade-off: a wider purpose text gives the organisation freedom, at what risk?

Freedom is the share of the families of use that a text covers; the risk is that of each use it
then allows. How far a text reaches is judgement: datasets/index/spectrum-1.csv,
METHOD.md section 9.
"""

from dataclasses import dataclass
from typing import Any

from avgrisk.core import shipped
from avgrisk.core.languages import spoken, written
from avgrisk.core.records import InputError, ProposedUse, Range
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.indicators.vague_text import vagueness
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.legal_facts import ELSEWHERE
from avgrisk.scoring.score import score
from avgrisk.vocabulary.hints import read_use
from avgrisk.vocabulary.natures import kind_of
from avgrisk.vocabulary.taxonomy import domain_distance, families, family, family_distance

#: The key of the user's own text among the points.
OWN = "own"

#: What belongs to one way of using data, and is unknown of another.
_OF_THE_USE = (
    "title", "proposed_use", "recipient", "recipient_sector", "inferred", "image_fit",
    "data_logical", "data_needed", "proposed_domain", "tree", "domain", "purpose_distance",
    "image_misfit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Allowed:
    """A family of use that a text covers, and the score (0-100) of the use under that family."""

    family: str
    value: float


@dataclass(frozen=True, slots=True)
class SpectrumPoint:
    """A purpose text on the curve: the freedom it gives against the risk of what it allows.

    `key` names the row of the ladder, or "own". `named` is the family the text names ("" when none
    was found; then its reach is counted from what the data were given for). `freedom` is a share,
    0-1, with the doubt in the vagueness; `allowed` runs from least to most risk.
    """

    key: str
    text: str
    vagueness: Range
    named: str
    freedom: Range
    allowed: tuple[Allowed, ...]
    #: whether the text covers the kind of use that is proposed; None when that kind is unknown
    covers_use: bool | None = None

    @property
    def lowest(self) -> float:
        """The score of the least risky use the text allows."""
        return self.allowed[0].value

    @property
    def median(self) -> float:
        """The score half-way the uses the text allows; with an even number the higher one."""
        return self.allowed[len(self.allowed) // 2].value

    @property
    def highest(self) -> float:
        """The score of the riskiest use the text allows."""
        return self.allowed[-1].value


def spectrum(
    use: ProposedUse,
    text: str | None = None,
    index: str | RiskIndex = DEFAULT_INDEX,
    lang: str = "nl",
) -> tuple[SpectrumPoint, ...]:
    """The shipped ladder for this use, concrete first, and the own text after it.

    `text` is the own purpose text; None takes the use's purpose statement, an empty text leaves
    it out. `lang` is the language of the ladder. Each text is read as the use's purpose statement
    and each family it covers as its proposed use; the rest of the use stays. Raises InputError.
    """
    if lang not in spoken():
        raise InputError("lang", lang, ", ".join(spoken()))
    own = use.purpose_statement if text is None else text
    if not isinstance(own, str):
        raise InputError("text", own, "text", "error.text")
    texts = [
        (row["key"], row[written(lang)], row["family"]) for row in shipped.rows("spectrum.csv")
    ]
    if own.strip():
        texts.append((OWN, own, read_use(own).family.key))
    return _points(use, texts, index)


def _points(
    use: ProposedUse, texts: list[tuple[str, str, str]], index: str | RiskIndex
) -> tuple[SpectrumPoint, ...]:
    """Every text with its reach, and each kind of use it covers scored."""
    found, proposed = [], _proposed(use)
    for key, text, named in texts:
        vague = vagueness(text).range
        freedom, kinds = _reached(vague, named or _given_for(use))
        allowed = [Allowed(kind, score(_as(use, text, kind), index).value) for kind in kinds]
        allowed.sort(key=lambda item: (item.value, item.family))
        covers = _covers(text, use, proposed in kinds) if proposed else None
        found.append(SpectrumPoint(key, text, vague, named, freedom, tuple(allowed), covers))
    return tuple(found)


def _reached(vague: Range, named: str) -> tuple[Range, tuple[str, ...]]:
    """The freedom with its doubt, and the families covered at the middle of it."""
    ends = [covered(named, reach(value)) for value in (vague.low, vague.mean, vague.high)]
    return Range(*(len(kinds) / len(families()) for kinds in ends)), ends[1]


def _given_for(use: ProposedUse) -> str:
    """What the data were given for: the key, else what the text suggests, else the service."""
    key = use.collected_for_key or read_use(use.collected_for).family.key
    return family(key, "collected_for_key").key if key else next(iter(families()))


def _proposed(use: ProposedUse) -> str:
    """The family of the use: its key, else what its words surely suggest, else nothing."""
    if use.proposed_use_key:
        return family(use.proposed_use_key).key
    return kind_of(use.proposed_use or use.title)


def _covers(text: str, use: ProposedUse, kind: bool) -> bool:
    """Whether a text that covers this kind of use is about the same field of life, too."""
    one, other = read_use(text).domain, read_use(use.proposed_use or use.title).domain
    apart = one.sure and other.sure and domain_distance(one.key, other.key) >= ELSEWHERE
    return kind and not apart


def _as(use: ProposedUse, text: str, kind: str) -> ProposedUse:
    """The use under this purpose text and family; what was told of another family is unknown."""
    cleared: dict[str, Any] = {}
    if kind != (use.proposed_use_key and family(use.proposed_use_key).key):
        cleared = dict.fromkeys(_OF_THE_USE) | {"title": "", "proposed_use": ""}
    told = {"purpose_statement": text, "vagueness": None, "proposed_use_key": kind}
    return use.replace(**cleared, **told)


def covered(named: str, reach: float) -> tuple[str, ...]:
    """The families of use no further than `reach` (0-1) from the one a text names, in order.

    >>> covered("essential.service", 0.1)
    ('essential.service',)
    """
    return tuple(key for key in families() if family_distance(named, key) <= reach)


def reach(vague: float) -> float:
    """How far a text of this vagueness (0-1) reaches, as a distance between families, 0-1."""
    steps = shipped.numbers("index/spectrum-1.csv")
    return steps["narrow"] + (steps["wide"] - steps["narrow"]) * vague
