"""How texts of strangers are scored, dull and hot, told in other ways: `avgrisk measure strangers`.

The texts were written by ten authors who had seen no word table, and nothing is tuned on them
(datasets/development/strangers/README.md). Odd numbers may be looked at; the even ones are kept
until the end. This measure stands in the room of the register because rows go through its door.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from avgrisk.calibration.estimation.discrimination import rank_agreement
from avgrisk.calibration.reading.reading_measured import Labelled, by_both, right
from avgrisk.calibration.validation.baselines import auc, auc_interval
from avgrisk.core import shipped
from avgrisk.core.records import ProposedUse
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.register.assess import blocks
from avgrisk.register.readers.values import recipient
from avgrisk.register.row_uses import kind_of, proposed_uses
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.plan_reading import read
from avgrisk.scoring.score import score

FOLDER = "development/strangers/"
LATER = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
#: What the tables of each author begin with: the first knew the wishes, the outsiders nothing.
AUTHORS = {
    "first author": "",
    "outsider": "outsider_",
    **{f"{place} outsider": f"{place}_" for place in LATER},
}

#: Whose short texts are labelled with what is done.
LABELLED = tuple(by for by in AUTHORS.values() if by)
#: Who told real cases as their plain facts.
TOLD_CASES = ("fourth_", "sixth_", "seventh_", "eighth_", "ninth_")

#: The columns of the rows as a reader of registers names them.
COLUMNS = {
    "activity": "title",
    "purpose": "purpose_statement",
    "data": "data_categories",
    "people": "data_subjects",
    "recipients": "recipient_text",
    "legal_basis": "legal_basis_text",
    "organisation": "controller",
}

#: The fields that a plan told as fields fills in.
FILLED = ("proposed_use", "collected_for", "data_categories", "recipient", "control")

#: Ways of saying the same that are held against the base.
VARIANTS = ("language", "noun", "passive", "third_person", "other_side")


@dataclass(frozen=True, slots=True)
class Scored:
    """A text with its label, its score in [0, 100] and its band."""

    id: str
    hot: bool
    score: float
    band: str


@dataclass(frozen=True, slots=True)
class Pair:
    """The same plan told in two ways, with both scores in [0, 100]."""

    id: str
    variant: str
    first: float
    second: float

    @property
    def difference(self) -> float:
        """How far the two scores lie apart, in points."""
        return abs(self.first - self.second)


def texts(name: str, kept: bool = False, by: str = "") -> list[dict[str, str]]:
    """The rows of a table of strangers: odd numbers, or the even ones that are kept; `by` is what
    the tables of an author begin with."""
    rows = shipped.rows(f"{FOLDER}{by}{name}.csv")
    return [row for row in rows if (int(row["id"][1:]) % 2 == 0) == kept]


def register_rows(index: RiskIndex, kept: bool = False, by: str = "") -> list[Scored]:
    """The register rows, scored as `avgrisk score` would."""
    rows = texts("register_rows", kept, by)
    uses = proposed_uses(pd.DataFrame(rows), COLUMNS)
    table = blocks(uses.frame, index).table
    found = zip(rows, table["score"], table["band"], strict=True)
    return [Scored(row["id"], row["hot"] == "1", value, band) for row, value, band in found]


def plans(index: RiskIndex, kept: bool = False, by: str = "", name: str = "plans") -> list[Scored]:
    """The plans of one sentence, or the real cases, each at its organisation."""
    rows = texts(name, kept, by)
    scores = [score(_read(row["organisation"], row["text"]), index) for row in rows]
    return [
        Scored(row["id"], row["hot"] == "1", found.value, found.band)
        for row, found in zip(rows, scores, strict=True)
    ]


def pairs(index: RiskIndex, kept: bool = False, by: str = "") -> list[Pair]:
    """Every other way of saying a plan beside its base."""
    points = {
        (row["id"], row["variant"]): _points(_read(row["organisation"], row["text"]), index)
        for row in texts("plan_pairs", kept, by)
    }
    return [
        Pair(id, variant, points[id, "base"], value)
        for (id, variant), value in points.items()
        if variant != "base"
    ]


def stories(index: RiskIndex, kept: bool = False, by: str = "") -> list[Pair]:
    """Plans in fields beside the same plans told as a story."""
    return [
        Pair(
            row["id"],
            "story",
            _points(_in_fields(row), index),
            _points(_read(row["organisation"], row["story"]), index),
        )
        for row in texts("stories", kept, by)
    ]


def families(kept: bool, by: str) -> list[Labelled]:
    """Short texts with the families that their author's word for a use stands for."""
    stands_for = {row["use"]: row["families"].split() for row in shipped.rows(f"{FOLDER}uses.csv")}
    return [
        Labelled(row["text"], {"family": tuple(stands_for[row["family"]])})
        for row in texts("family", kept, by)
    ]


def report(version: str = DEFAULT_INDEX, kept: bool = False) -> str:
    """AUC, dull texts that are red, hot ones that are green; pairs and stories apart, in points."""
    index, half = load_index(version), "kept" if kept else "look"
    heads = ((f"{half} half, index {version}, {author}", by) for author, by in AUTHORS.items())
    return "\n\n".join(f"{head}\n{_figures(index, kept, by)}" for head, by in heads)


def _figures(index: RiskIndex, kept: bool, by: str) -> str:
    told, stories_told = pairs(index, kept, by), stories(index, kept, by)
    return "\n".join(
        [
            "texts          n   AUC (95 %)        red of dull  green of hot",
            _separation("register rows", register_rows(index, kept, by)),
            _separation("plans", plans(index, kept, by)),
            *(
                [_separation("real cases", plans(index, kept, by, "cases"))]
                if by in TOLD_CASES
                else []
            ),
            "",
            "pairs          n   mean difference   largest  over 20",
            *(_apart(name, [pair for pair in told if pair.variant == name]) for name in VARIANTS),
            _apart("all", told),
            _apart("story", stories_told),
            f"rank agreement of fields and story: {agreement(stories_told):.3f}",
            *([_first_guesses(families(kept, by))] if by in LABELLED else []),
        ]
    )


def agreement(told: Sequence[Pair]) -> float:
    """Spearman's rank correlation between the two ways of telling, -1 to 1."""
    return rank_agreement([pair.first for pair in told], [pair.second for pair in told])


def _separation(name: str, found: Sequence[Scored]) -> str:
    values, hot = [item.score for item in found], [item.hot for item in found]
    low, high, _ = auc_interval(values, hot)
    red = _of([item.band == "red" for item in found if not item.hot])
    green = _of([item.band == "green" for item in found if item.hot])
    area = f"{auc(values, hot):.3f} ({low:.3f}-{high:.3f})"
    return f"{name:<13} {len(found):>3}  {area:<20} {red:>8}  {green:>12}"


def _first_guesses(found: Sequence[Labelled]) -> str:
    from statsmodels.stats.proportion import proportion_confint  # a second, for a report only

    first, three = (round(right(found, "family", by_both, n) * len(found)) for n in (1, 3))
    told = (
        f"{hits / len(found):.2f} ({low:.2f}-{high:.2f})"
        for hits in (first, three)
        for low, high in [proportion_confint(hits, len(found), method="wilson")]
    )
    return f"family of {len(found)} short texts, first and among three: {', '.join(told)}"


def _apart(name: str, told: Sequence[Pair]) -> str:
    apart = [pair.difference for pair in told]
    mean, over = sum(apart) / len(apart), _of([difference > 20 for difference in apart])
    return f"{name:<13} {len(told):>3} {mean:>16.1f} {max(apart):>9.1f} {over:>9}"


def _of(found: Sequence[bool]) -> str:
    return f"{sum(found)}/{len(found)}"


def _in_fields(row: dict[str, str]) -> ProposedUse:
    """A plan told as fields; who receives it as a level or in words, as in a register."""
    filled = {name: row[name] for name in FILLED}
    filled["recipient"] = recipient(filled["recipient"])
    return ProposedUse(proposed_use="", sector=kind_of(row["organisation"])).replace(**filled)


def _read(organisation: str, text: str) -> ProposedUse:
    """A plan in words, as it is read."""
    return read(text, kind_of(organisation)).use


def _points(use: ProposedUse, index: RiskIndex) -> float:
    return score(use, index).value
