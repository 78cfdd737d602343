"""How far purpose distance agrees with people: `avgrisk measure distance`.

Two yardsticks, both weak: a list of pairs rated by one person, and the machine-assisted codings of
the case base, whose limits the codebook tells. Agreement is Spearman's rank correlation.
"""

from avgrisk.calibration.estimation.discrimination import rank_agreement
from avgrisk.cases.case_base import load_cases
from avgrisk.core import shipped
from avgrisk.core.records import ProposedUse, Range
from avgrisk.indicators.measure import measure
from avgrisk.indicators.purpose_distance import NAME, purpose_distance

PAIRS = "development/purpose_pairs.csv"
FACETS = ("tree", "domain", "recipient", "inferred")
Facets = dict[str, Range | None]


def pairs() -> list[tuple[float, float]]:
    """Of each pair: what a person expects (0-4) and D at the mode."""
    return [
        (
            float(row["expected_0_to_4"]),
            purpose_distance(row["collected_for"], row["proposed_use"]).range.mode,
        )
        for row in shipped.rows(PAIRS)
    ]


def cases(keys: bool) -> list[tuple[Facets, Facets]]:
    """Of each coded case: the facets as coded, and as found from its keys or its texts alone."""
    found = []
    for case in (*load_cases(), *load_cases(illustrations=True)):
        if case.codings:
            found.append((_facets(case.use), _facets(_uncoded(case.use, keys))))
    return found


def report() -> str:
    """The agreement with the pairs, and per facet with the codings, by keys and by texts."""
    rated = pairs()
    lines = [
        f"pairs      {len(rated):>3}  Spearman {rank_agreement(*zip(*rated, strict=True)):.3f}"
    ]
    for name, keys in (("keys", True), ("texts", False)):
        coded = cases(keys)
        for facet in FACETS:
            both = [
                (one.mean, other.mode)
                for one, other in ((a[facet], b[facet]) for a, b in coded)
                if one is not None and other is not None
            ]
            agreement = rank_agreement(*zip(*both, strict=True))
            lines.append(f"{name:<5} {facet:<9} {len(both):>3} of {len(coded)}  {agreement:.3f}")
    return "\n".join(lines)


def _uncoded(use: ProposedUse, keys: bool) -> ProposedUse:
    """The use without its coded facets, and without its keys where only the texts should speak."""
    bare = use.replace(tree=None, domain=None, recipient=None, inferred=None)
    return bare if keys else bare.replace(proposed_use_key="", collected_for_key="")


def _facets(use: ProposedUse) -> Facets:
    """The facets of a use, by their bare name."""
    return {key.removeprefix("facet."): value for key, value in measure(NAME, use).facets}
