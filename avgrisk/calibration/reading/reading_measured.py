"""What the learned reader is worth beside the phrases: `avgrisk measure reading`.

On texts it was not fitted on: the plans and hands of part test, those of them that were written
whole, stories whole and the words in them that tell the plan, and batches 3 and 4 of the use texts,
which other makers of this project wrote.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from avgrisk.calibration.estimation.discrimination import rank_agreement
from avgrisk.calibration.reading.plan_texts import NOT_LABELLED, WHOLE, PlanText, texts
from avgrisk.core import shipped
from avgrisk.vocabulary import deal, plan_data
from avgrisk.vocabulary.conditions import read_conditions
from avgrisk.vocabulary.data_words import categories
from avgrisk.vocabulary.deal import level_of, read_deal
from avgrisk.vocabulary.hints import Hint, read_use
from avgrisk.vocabulary.learned import FACETS
from avgrisk.vocabulary.learned_reasons import Facet, read
from avgrisk.vocabulary.plan_hints import read_plan

#: Facets that phrases read too.
PHRASED = ("family", "recipient", "inferred")
#: How logical people find a use: in points, so measured by order.
LOGICAL = "fit"
#: The facets of the deal with people, with the fields that they fill in.
FIELDS_OF_DEAL = {name: field for field, name in deal.FACETS.items() if name != LOGICAL}
#: What a blank recipient of texts written whole stands for: nobody beside the organisation.
STAYS = ("", "own")
#: Confidences, in tenths, that a reliability table has a line for.
TENTHS = range(1, 10)
#: Which groups of data the labels of texts written whole stand for.
GROUPS = "development/plans/data_groups.csv"
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
    found = {
        "plans": _labelled(""),
        **{kind: _labelled(kind) for kind in WHOLE},
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


def _test(kind: str) -> list[PlanText]:
    """The texts of part test that were written whole as a kind, "" for those of the grammar."""
    return [text for text in texts() if text.part == "test" and text.kind == kind]


def _labelled(kind: str) -> list[Labelled]:
    """Those texts with what they are labelled with, per facet of the learned reader."""
    names = [name for name in FACETS if name != LOGICAL]
    return [
        Labelled(text.text, _keys({name: getattr(text, name) for name in names}, bool(kind)))
        for text in _test(kind)
    ]


def _stories(column: str) -> list[Labelled]:
    """The stories, or the words in them that tell the plan; who is concerned is not measured."""
    return [
        Labelled(row[column], _keys({name: row[name] for name in (*PHRASED, *FIELDS_OF_DEAL)}))
        for row in shipped.rows("development/plans/stories.csv")
    ]


def _keys(label: dict[str, str], silent: bool = True) -> dict[str, tuple[str, ...]]:
    """The keys that are right for a text: authors of texts written whole left the recipient blank
    where the data stay, whether or not a text says so (`silent`)."""
    keys: dict[str, tuple[str, ...]] = {
        name: (key,) for name, key in label.items() if key != NOT_LABELLED
    }
    return keys if label["recipient"] or not silent else keys | {"recipient": STAYS}


def by_phrases(text: str, facet: str) -> list[str]:
    """What the phrases say, best first; "" where they say nothing."""
    if facet in FIELDS_OF_DEAL:
        field = FIELDS_OF_DEAL[facet]
        said = read_conditions(text).get(field)
        return [level_of(field, said) if said else ""]
    found: Hint = getattr(read_use(text), facet)
    return [key for key, _ in found.candidates] or [""]


def by_learning(text: str, facet: str) -> list[str]:
    """What the learned reader says, best first."""
    found: Facet = getattr(read(text), facet)
    return [key for key, _ in found.candidates]


def by_both(text: str, facet: str) -> list[str]:
    """What both say together, as a plan is read."""
    if facet in FIELDS_OF_DEAL:
        return [key for key, _ in read_deal(text, FIELDS_OF_DEAL[facet]).candidates]
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


def data_right(kind: str) -> tuple[float, int, float, int]:
    """Of texts written whole as a kind: the part of which a labelled kind of data is read, of how
    many; and the part of those that name none of which something is read, of how many."""
    groups = {row["data"]: row["groups"].split() for row in shipped.rows(GROUPS)}
    named, none = [], []
    for text in _test(kind):
        read_groups = {categories()[each.key].group for each in plan_data.data(text.text, [], [])}
        right_groups = {group for key in text.data.split() for group in groups.get(key, ())}
        if right_groups:
            named.append(bool(read_groups & right_groups))
        elif not text.data:
            none.append(bool(read_groups))
    return sum(named) / len(named), len(named), sum(none) / max(len(none), 1), len(none)


def logical() -> dict[str, tuple[float, int]]:
    """How far the order of how logical uses are read agrees with the labels (Spearman), -1 to 1, of
    how many texts; by where they come from."""
    rows = {
        **{kind: [row for row in shipped.rows(f"development/plans/{table}.csv")
                  if row["part"] == "test"] for kind, table in WHOLE.items()},
        "stories": [*shipped.rows("development/plans/stories.csv")],
    }  # fmt: skip
    found = {}
    for name, each in rows.items():
        told = [row for row in each if row["fit"] not in ("", NOT_LABELLED)]
        heard = [read_deal(row["text"], "image_fit").range.mode for row in told]
        found[name] = rank_agreement(heard, [float(row["fit"]) for row in told]), len(told)
    return found


def report() -> str:
    """First guess and among three, per facet, reader and part; then reliability tables."""
    found = parts()
    lines: list[str | None] = ["facet      reader   part     texts  first  of three"]
    for facet in (each for each in FACETS if each != LOGICAL):
        for name, reader in READERS.items():
            if facet in (*PHRASED, *FIELDS_OF_DEAL) or name == "learned":
                lines += [_line(facet, name, reader, part, found[part]) for part in found]
    for kind in WHOLE:
        read_right, named, wrong, none = data_right(kind)
        lines.append(
            f"data of {kind} texts: a kind named is read in {read_right:.3f} of {named}, "
            f"something where none is named in {wrong:.3f} of {none}"
        )
    lines += [
        f"how logical {name} texts are: rank agreement {agreed:.3f} of {count}"
        for name, (agreed, count) in logical().items()
    ]
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
