"""Score a proposed use: the one door for every kind of input."""

from collections.abc import Mapping
from dataclasses import dataclass

from avgrisk.core.records import GROUPS, READINGS, UNKNOWN, InputError, ProposedUse, Range, Reading
from avgrisk.core.vector import DEFAULT_INDEX, Assessment
from avgrisk.indicators import measure
from avgrisk.indicators.cell_columns import column_of
from avgrisk.scoring import index as formula
from avgrisk.scoring import legal
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.kernel import Scores, evaluate
from avgrisk.vocabulary.data_words import FLAGS, NEVER_LOW


@dataclass(frozen=True, slots=True)
class RiskScore:
    """The reputational risk of one proposed use, if it becomes known, with its doubt and reasons.

    `value` and `interval` run 0-100 (an index from a model with a prior, not a measured chance);
    `contributions` are log-odds per term of the index and add up to eta - reference eta.
    """

    use: ProposedUse
    readings: Mapping[str, Reading]
    value: float
    interval: tuple[float, float]
    band: str
    band_probabilities: Mapping[str, float]
    outcome_probabilities: Mapping[int, float]
    contributions: Mapping[str, float]
    eta: float
    legal: legal.Legal
    index: RiskIndex
    assessment: Assessment

    @property
    def index_version(self) -> str:
        """The name of the index that scored it."""
        return self.index.version

    @property
    def vector(self) -> str:
        """The assessment in one line, see `avgrisk.from_vector`."""
        return str(self.assessment)

    @property
    def missing(self) -> tuple[str, ...]:
        """The readings that are unknown."""
        return tuple(name for name, reading in self.readings.items() if not reading.known)

    @property
    def suggested(self) -> tuple[str, ...]:
        """The readings that rest on a default somebody should confirm."""
        return tuple(name for name, part in self.readings.items() if part.status == "suggested")

    @property
    def unmatched(self) -> tuple[str, ...]:
        """Words that no table knows."""
        return tuple(word for reading in self.readings.values() for word in reading.unmatched)

    @property
    def flags(self) -> tuple[str, ...]:
        """Facts shown beside the number (vector.KNOWN_FLAGS): special by law, or not read."""
        return self.assessment.flags

    @property
    def group_contributions(self) -> dict[str, float]:
        """Contributions added up per group: purpose, data, brand, deal."""
        return {
            group: sum(
                value for term, value in self.contributions.items() if term.split(":")[-1] in names
            )
            for group, names in GROUPS.items()
        }

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.value:.1f} ({low:.1f}-{high:.1f}) {self.band} [{self.vector}]"


def score(use: ProposedUse | Assessment, index: str | RiskIndex | None = None) -> RiskScore:
    """The risk of one proposed use, or of an assessment read from a vector: a table of one row.

    `index` is a shipped version ("2", "2-guardian", "2-licence", or the same of 1) or an index of
    your own; without it, the one a vector names, else 2. Raises InputError, naming field, value and
    what is allowed, when something cannot be used.
    """
    flags: tuple[str, ...] | None = None
    if isinstance(use, Assessment):
        index = use.index_version if index is None else index
        role, flags, use = use.guardian, use.flags, use.use
    elif isinstance(use, ProposedUse):
        role = measure.guardian(use)
    else:
        raise InputError("use", use, "ProposedUse", "error.value")
    risk_index = load_index(DEFAULT_INDEX if index is None else index)
    risk_index.check_no_extras()
    measure.check(use)
    readings = measure.readings(use)
    parts = {name: reading.range for name, reading in readings.items()}
    parts["guardian"] = role or UNKNOWN
    ranges = {name: column_of(part) for name, part in parts.items()}
    return _score(use, risk_index, evaluate(risk_index, ranges), readings, role, flags)


def _score(
    use: ProposedUse,
    index: RiskIndex,
    result: Scores,
    readings: dict[str, Reading],
    role: Range | None,
    flags: tuple[str, ...] | None,
) -> RiskScore:
    assert result.low is not None and result.high is not None
    assert result.bands is not None and result.contributions is not None
    names = [name for name, _ in index.bands]
    band = max(int(result.band[0]), int(not NEVER_LOW.isdisjoint(_raised(readings, flags))))
    reached = formula.outcome_probabilities(index, result.eta)[0]
    return RiskScore(
        use=use,
        readings=readings,
        value=float(result.value[0]),
        interval=(float(result.low[0]), float(result.high[0])),
        band=names[band],
        band_probabilities=dict(zip(names, result.bands[0].tolist(), strict=True)),
        outcome_probabilities=dict(enumerate(reached.tolist(), start=1)),
        contributions={name: float(part[0]) for name, part in result.contributions.items()},
        eta=float(result.eta[0]),
        legal=legal.judge(use, readings),
        index=index,
        assessment=assessment(index, readings, role, flags),
    )


def assessment(
    index: RiskIndex,
    readings: Mapping[str, Reading],
    guardian: Range | None,
    flags: tuple[str, ...] | None,
) -> Assessment:
    """What was scored, without its texts; the guardian role only where the index counts it."""
    used = any("guardian" in term.factors for term in index.terms)
    return Assessment(
        index.signature,
        tuple(readings[name].range if readings[name].known else None for name in READINGS),
        guardian if used else None,
        _raised(readings, flags),
    )


def _raised(readings: Mapping[str, Reading], flags: tuple[str, ...] | None) -> tuple[str, ...]:
    """The flags as given, and those that the readings raise."""
    raised = {flag for reading in readings.values() for flag in reading.flags}.union(flags or ())
    return tuple(flag for flag in FLAGS if flag in raised)
