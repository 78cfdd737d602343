"""A whole register assessed: rows, uses, scores, ranks, completeness; what every report is of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from avgrisk.core.records import READINGS
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.register.completeness import answered, completeness, counted
from avgrisk.register.ranking import Ranges, Ranking, rank
from avgrisk.register.readers.plans import Counts
from avgrisk.register.readers.reading import Register, title_of
from avgrisk.register.row_uses import Uses, proposed_uses
from avgrisk.scoring.frame import Block, Rejected, score_block
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.output import OUTPUT

#: Rows scored between two movements of the progress bar.
BLOCK = 20_000
#: Columns of whole numbers that may be blank, in the place of one.
RANKS = ("rank", "rank_low", "rank_high")
_RANK = OUTPUT.index("rank")
#: What a register's output adds to a table, in order (docs/REGISTER.md, "The output").
RANKED = (*OUTPUT[:_RANK], *RANKS, *OUTPUT[_RANK + 1 :])


@dataclass(frozen=True)
class Assessed:
    """A register with everything that was worked out about it; all columns are in row order."""

    register: Register
    uses: Uses
    scores: pd.DataFrame
    contributions: dict[str, np.ndarray]
    ranges: Ranges
    rejected: tuple[Rejected, ...]
    ranking: Ranking
    complete: np.ndarray
    titles: tuple[str, ...]
    departments: tuple[str, ...]
    index: RiskIndex
    seed: int

    @cached_property
    def value(self) -> np.ndarray:
        """The score per row, 0-100; NaN where rejected or where nothing is known."""
        return self.scores["score"].to_numpy(dtype=np.float64)

    @cached_property
    def order(self) -> np.ndarray:
        """Rows from riskiest to least risky, rejected rows left out."""
        scored = np.flatnonzero(~np.isnan(self.value))
        return scored[np.argsort(-self.value[scored], kind="stable")]

    @cached_property
    def sectors(self) -> tuple[str, ...]:
        """The organisation of every row, "" where there is none."""
        frame = self.uses.frame
        given = frame.get("sector", pd.Series("", index=frame.index))
        return tuple(given.astype(object).where(given.notna(), ""))


def assess(
    register: Register,
    index: str | RiskIndex = DEFAULT_INDEX,
    *,
    sector: str = "",
    seed: int = 1,
    done: Callable[[int], object] = lambda rows: None,
    step: int | None = None,
    uses: Uses | None = None,
) -> Assessed:
    """Score and rank a register; `sector` is that of rows that do not give their own, and `uses`
    what its rows stand for, where somebody worked that out already.

    `done` is told how many rows were scored after every `step` rows; what it raises ends the run.
    """
    risk_index = load_index(index)
    uses = uses or proposed_uses(register.rows, register.fields, sector or register.sector)
    block = blocks(uses.frame, risk_index, done, step)
    content = ["\x1f".join(cells) for cells in register.rows.to_numpy(dtype=object).tolist()]
    ranking = rank(risk_index, block.table["score"].to_numpy(), block.ranges, content, seed)
    return Assessed(
        register=register,
        uses=uses,
        scores=with_ranks(block.table, ranking),
        contributions=block.contributions,
        ranges=block.ranges,
        rejected=block.rejected,
        ranking=ranking,
        complete=completeness(uses.frame, uses.lazy),
        titles=tuple(title_of(register.rows, register.fields)),
        departments=cells_of(register, "department"),
        index=risk_index,
        seed=seed,
    )


def blocks(
    frame: pd.DataFrame,
    index: RiskIndex,
    done: Callable[[int], object] = lambda rows: None,
    step: int | None = None,
) -> Block:
    """All rows scored, a block at a time; distinct texts are read once over all blocks."""
    index.check_no_extras()
    parts, rejected, step = [], [], step or BLOCK
    for start in range(0, max(len(frame), 1), step):
        part = scored(frame.iloc[start : start + step], index)
        rejected += [replace(item, row=start + item.row) for item in part.rejected]
        parts.append(part)
        done(len(part.table))
    first = parts[0]
    return Block(
        pd.concat([part.table for part in parts]),
        {name: np.concatenate([part.contributions[name] for part in parts])
         for name in first.contributions},
        {name: np.concatenate([part.ranges[name] for part in parts], axis=1)
         for name in first.ranges},
        tuple(rejected),
    )  # fmt: skip


def scored(frame: pd.DataFrame, index: RiskIndex) -> Block:
    """Uses scored; rows of which nothing is known have no number."""
    block = score_block(frame, index)
    return replace(block, table=without_numbers(block.table))


def with_ranks(table: pd.DataFrame, ranking: Ranking) -> pd.DataFrame:
    """The scores with rank, rank_low and rank_high in their place."""
    ranks = zip(RANKS, (ranking.rank, ranking.low, ranking.high), strict=True)
    return table.assign(**dict(ranks))[list(RANKED)]


def cells_of(register: Register, field: str) -> tuple[str, ...]:
    """The cells of the first column that stands for a field, "" where there is none."""
    for name, found in register.fields.items():
        if found == field:
            return tuple(register.rows[name].str.strip())
    return ("",) * len(register.rows)


#: What a row without any known reading does not get.
NUMBERS = ("score", "score_low", "score_high", "band", "p_green", "p_amber", "p_red")


def unscorable(table: pd.DataFrame) -> np.ndarray:
    """Which rows of a scored table have no known reading; a rejected row is another matter."""
    unknown = table[list(READINGS)].isna().all(axis=1)
    listed = table["missing"].fillna("").astype(str) != ""
    return (unknown & listed).to_numpy(dtype=bool)


def counts_of(uses: Uses, table: pd.DataFrame, rejected: Sequence[Rejected]) -> Counts:
    """What happened to scored uses, as far as they and their table tell it."""
    found = answered(uses.frame, uses.lazy)
    return Counts(
        rows=len(table),
        rejected=len(rejected),
        unscorable=int(unscorable(table).sum()),
        lazy=int(uses.lazy.sum()),
        answered=int(found.to_numpy().sum()),
        unread=dict(uses.unread),
        derived=list(uses.derived),
        told=counted(found),
    )


def without_numbers(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the score, margin, band and band probabilities of such rows left blank: the
    reference, which they would get, says nothing of them."""
    rows = unscorable(table)
    if not rows.any():
        return table
    return table.assign(**{name: table[name].mask(rows) for name in NUMBERS})
