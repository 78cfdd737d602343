"""The four facets of the purpose distance: their weights, where they stand, on what ground."""

from functools import cache

from avgrisk.core import shipped
from avgrisk.core.records import Range

FACETS = ("tree", "domain", "recipient", "inferred")

#: On what a facet stands: nothing, a level as given, both texts the same words, two keys, keys that
#: words gave, words by themselves, what the family of use usually is, recipients named in words,
#: recipients that are usual, a further use whose original purpose nobody told, the same words of
#: which nobody can be sure that they are none, and recipients whom no table knows.
NOTHING, LEVEL, SAME, KEYS, READ, WORDS, USUAL, NAMED, EXPECTED, FURTHER, LIKELY, NOBODY = range(12)


def weights() -> dict[str, float]:
    """The weight of each facet in D (taxonomy/facets.csv)."""
    return shipped.numbers("taxonomy/facets.csv", "facet", "weight")


@cache
def unknown() -> dict[str, Range]:
    """Where each facet stands when nobody knows it: 0, the table's height, 1."""
    heights = shipped.numbers("taxonomy/facets.csv", "facet", "unknown")
    return {facet: Range(0.0, height, 1.0) for facet, height in heights.items()}
