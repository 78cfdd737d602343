"""What the learned reader is worth beside the phrases: `avgrisk measure reading`.

On texts it was not fitted on: the plans and hands of part test, those of them that were written
whole, stories whole and the words in them that tell the plan, and batches 3 and 4 of the use texts,
which other makers of this project wrote.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from avgrisk.calibration.reading.plan_texts import texts
from avgrisk.core import shipped
from avgrisk.vocabulary.hints import Hint, read_use
from avgrisk.vocabulary.learned import FACETS
from avgrisk.vocabulary.learned_reasons import Facet, read
from avgrisk.vocabulary.plan_hints import read_plan

#: Facets that phrases read too.
PHRASED = ("family", "recipient", "inferred")
#: What a blank recipient of texts written whole stands for: nobody beside the organisation.
STAYS = ("", "own")
#: Confidences, in tenths, that a reliability table has a line for.
TENTHS = range(1, 10)
#: Ordered keys of a text, best first.
Reader = Callable[[str, str], list[str]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with the keys that are right for each facet; a facet that is not there is unknown."""

    text: str
    labels: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a reliability table: how sure on average, how often right, of how many."""

    stated: float
    right: float
    count: int


def parts() -> dict[str, list[Labelled]]:
    """The texts that nothing was fitted on, by where they come from."""
    grammar = [text for text in texts() if text.part == "test"]
    found = {
        "plans": [
            Labelled(text.text, {name: (getattr(text, name),) for name in FACETS})
            for text in grammar
            if not text.plan.startswith("whole")
        ],
        "whole": [
            Labelled(text.text, _keys({name: getattr(text, name) for name in FACETS}))
            for text in grammar
            if text.plan.startswith("whole")
        ],
        "stories": _stories("text"),
        "told": _stories("plan"),
    }
    for batch in ("3", "4"):
        rows = [row for row in shipped.rows("development/use_texts.csv") if row["batch"] == batch]
        names = ("family", "recipient")
        found[f"batch {batch}"] = [
            Labelled(row["text"], {name: tuple(row[name].split("|")) for name in names})
            for row in rows
        ]
    return found


def _stories(column: str) -> list[Labelled]:
    """The stories, or the words in them that tell the plan; who is concerned is not measured."""
    return [
        Labelled(row[column], _keys({name: row[name] for name in PHRASED}))
        for row in shipped.rows("development/plans/stories.csv")
    ]


def _keys(label: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The keys that are right for a text written whole: its authors left the recipient blank where
    the data stay, whether or not a text says so."""
    keys: dict[str, tuple[str, ...]] = {name: (key,) for name, key in label.items()}
    return keys if label["recipient"] else keys | {"recipient": STAYS}


def by_phrases(text: str, facet: str) -> list[str]:
    """What the phrases say, best first; "" where they say nothing."""
    found: Hint = getattr(read_use(text), facet)
    return [key for key, _ in found.candidates] or [""]


def by_learning(text: str, facet: str) -> list[str]:
    """What the learned reader says, best first."""
    found: Facet = getattr(read(text), facet)
    return [key for key, _ in found.candidates]


def by_both(text: str, facet: str) -> list[str]:
    """What both say together, as a plan is read."""
    found: Hint = getattr(read_plan(text), facet)
    return [key for key, _ in found.candidates]


READERS: dict[str, Reader] = {"phrases": by_phrases, "learned": by_learning, "both": by_both}


def right(found: Sequence[Labelled], facet: str, reader: Reader, among: int) -> float:
    """The part of texts of which a right key is among the first so many, in [0, 1]."""
    known = [item for item in found if facet in item.labels]
    hits = [
        not set(reader(item.text, facet)[:among]).isdisjoint(item.labels[facet]) for item in known
    ]
    return sum(hits) / len(hits)


def reliability(found: Sequence[Labelled], facet: str = "family") -> list[Line]:
    """Stated confidence beside how often it was right, by tenths of confidence."""
    reader = read_plan if facet in PHRASED else read
    read_all = [(getattr(reader(item.text), facet), item) for item in found if facet in item.labels]
    lines = []
    for tenth in TENTHS:
        here = [(said, item) for said, item in read_all if int(said.confidence * 10) == tenth]
        if here:
            stated = sum(said.confidence for said, _ in here) / len(here)
            hits = sum(said.key in item.labels[facet] for said, item in here)
            lines.append(Line(stated, hits / len(here), len(here)))
    return lines


def report() -> str:
    """First guess and among three, per facet, reader and part; then reliability tables."""
    found = parts()
    lines: list[str | None] = ["facet      reader   part     texts  first  of three"]
    for facet in FACETS:
        for name, reader in READERS.items():
            if facet in PHRASED or name == "learned":
                lines += [_line(facet, name, reader, part, found[part]) for part in found]
    others = [item for part in found if part not in ("plans", "told") for item in found[part]]
    for name, here in (("the grammar", found["plans"]), ("others", others)):
        lines += ["", f"family: stated  right  texts (by {name})"]
        lines += [_reliable(line) for line in reliability(here)]
    return "\n".join(line for line in lines if line is not None)


def _line(
    facet: str, name: str, reader: Reader, part: str, found: Sequence[Labelled]
) -> str | None:
    known = [item for item in found if facet in item.labels]
    if not known:
        return None
    first, three = (right(known, facet, reader, among) for among in (1, 3))
    return f"{facet:<10} {name:<8} {part:<8} {len(known):>5} {first:>6.3f} {three:>8.3f}"


def _reliable(line: Line) -> str:
    return f"{line.stated:>14.2f} {line.right:>6.2f} {line.count:>6}"
