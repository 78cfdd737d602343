"""How often the hints a text gives are right: `avgrisk measure hints`.

Precision: of the texts where a hint is used, the part where it is right; a text that says nothing
of a facet and gets a hint all the same counts as wrong. Coverage: of the texts that do say
something, the part that gets a hint.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from avgrisk.core import shipped
from avgrisk.vocabulary.hint_tables import thresholds
from avgrisk.vocabulary.hints import Hint, read_use
from avgrisk.vocabulary.taxonomy import ancestry, domains

TEXTS = "development/use_texts.csv"
FACETS = ("family", "domain", "recipient", "inferred")
PARTS = ("dev", "test", "second", "other", "unseen")

#: What stands in a cell that nobody labelled.
NOT_LABELLED = "-"

#: A hint may be used from the lowest confidence at which so many were right (METHOD.md section 4).
WANTED = 0.8

#: Confidences that are tried, in hundredths: from even odds on, because our own texts flatter.
GRID = range(50, 100, 5)

#: A third of the texts, by the first byte of their hash, is kept apart: nothing is tuned on it.
_KEPT_APART = 256 // 3


@dataclass(frozen=True, slots=True)
class Count:
    """How many texts say something of a facet, got a hint, and got the right one."""

    said: int
    hinted: int
    right: int
    covered: int

    @property
    def precision(self) -> float:
        """Part of the hints that is right, in [0, 1]; 0 when there is none."""
        return self.right / self.hinted if self.hinted else 0.0

    @property
    def coverage(self) -> float:
        """Part of the texts that say something which gets a hint, in [0, 1]."""
        return self.covered / self.said if self.said else 0.0


def texts(part: str) -> list[dict[str, str]]:
    """The development texts of a part: dev, test, second (batch 2) or other (other makers')."""
    return [row for row in shipped.rows(TEXTS) if _part(row) == part]


def count(rows: Sequence[dict[str, str]], facet: str, confidence: float) -> Count:
    """How the hints of one facet fare when used from a confidence on."""
    labelled = [row for row in rows if row[facet] != NOT_LABELLED]
    pairs = [(row[facet].split("|"), hint(row["text"], facet)) for row in labelled]
    used = [(label, it) for label, it in pairs if it.confidence >= confidence and it.key]
    return Count(
        said=sum(any(label) for label, _ in pairs),
        hinted=len(used),
        right=sum(_right(facet, labels, found.key) for labels, found in used),
        covered=sum(any(label) for label, _ in used),
    )


def _right(facet: str, labels: Sequence[str], key: str) -> bool:
    """Whether a key is one of those wanted; of domains also the area above it or a part of it."""
    if facet != "domain" or not any(labels):
        return key in labels
    lines = [ancestry(domains(), label) for label in labels]
    return any(key in line or line[0] in ancestry(domains(), key) for line in lines)


def hint(text: str, facet: str) -> Hint:
    """The hint of a text for one facet."""
    return getattr(read_use(text), facet)


def best(rows: Sequence[dict[str, str]], facet: str) -> float:
    """The lowest confidence from which at least 80 % of the hints is right."""
    grid = [step / 100 for step in GRID]
    return next((at for at in grid if count(rows, facet, at).precision >= WANTED), 1.0)


def report() -> str:
    """Precision and coverage per facet and part, at the confidences that are shipped."""
    lines = ["facet       from part   texts hints precision coverage"]
    for facet in FACETS:
        for part in PARTS:
            rows, at = texts(part), thresholds()[facet]
            if all(row[facet] == NOT_LABELLED for row in rows):
                continue
            found = count(rows, facet, at)
            lines.append(
                f"{facet:<10} {at:>5.2f} {part:<6} {len(rows):>5} {found.hinted:>5} "
                f"{found.precision:>9.3f} {found.coverage:>8.3f}"
            )
    lines += ["", "facet,confidence,precision,coverage,texts (dev; for words/hint_precision.csv)"]
    return "\n".join([*lines, proposal()])


def proposal() -> str:
    """The rows that words/hint_precision.csv should hold, from the part "dev"."""
    rows = texts("dev")
    lines = []
    for facet in FACETS:
        at = best(rows, facet)
        found = count(rows, facet, at)
        measured = f"{found.precision:.3f},{found.coverage:.3f},{len(rows)}"
        lines.append(f"{facet},{at:g},{measured}")
    return "\n".join(lines)


def _part(row: dict[str, str]) -> str:
    """Of the first batch a third is kept apart by its hash."""
    if row["batch"] != "1":
        return {"2": "second", "3": "other", "4": "unseen"}[row["batch"]]
    first = hashlib.sha256(row["text"].encode()).digest()[0]
    return "test" if first < _KEPT_APART else "dev"
