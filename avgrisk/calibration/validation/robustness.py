"""Does the order hold under other weights and other ways to add up? A property of the inference.

Rank robustness in the manner of the OECD/JRC handbook on composite indicators (2008): weights drawn
from the prior, equal weights, the weighted geometric mean and the highest reading alone.
"""

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from avgrisk.cases.case_base import load_case, load_cases
from avgrisk.core.records import READINGS, InputError
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.indicators import measure
from avgrisk.indicators.cell_columns import mean
from avgrisk.indicators.uses import Uses
from avgrisk.scoring.draws import coefficients, uniforms
from avgrisk.scoring.frame import uses_of
from avgrisk.scoring.index import RiskIndex, band_of, products, score
from avgrisk.scoring.index_file import load_index

#: How many of the riskiest rows are held against each other.
TOP = 10
DRAWS = 1_000

#: What the source article expects: the first scores below the second.
ARTICLE = (
    ("ill-boek-boekentip", "ill-boek-filmtip"),
    ("ill-boek-filmtip", "ill-boek-auto"),
    ("ill-zoek-retargeting", "ill-betaalde-krant"),
    ("ill-zoek-retargeting", "ill-naast-bankoverzicht"),
)

#: Other ways to add up, beside the prior's other weights.
VARIANTS = ("equal", "geometric", "maximum")


def rank_robustness(
    frame: pd.DataFrame | None = None,
    index: str | RiskIndex = DEFAULT_INDEX,
    draws: int = DRAWS,
    seed: int = 1,
) -> pd.DataFrame:
    """How far the order of rows (None: the shipped real cases) holds under other methods.

    A row per variant: "weights" (drawn from the prior; the median with 10 % and 90 % of the draws)
    and each of VARIANTS. `spearman` is the rank correlation with the index itself, -1 to 1; `top`
    how many of its ten riskiest stay among the ten; `changed` the share of rows that change band
    when the bands keep their sizes (0-1): another scale then counts for nothing, only the order.
    """
    parts, own, risk_index = _parts(frame, index)
    bands = band_of(risk_index, score(risk_index, own))
    sizes = np.bincount(bands, minlength=len(risk_index.bands))
    orders = {"weights": _drawn(parts, risk_index, draws, seed)}
    orders |= {name: values[None, :] for name, values in _variants(parts, risk_index).items()}
    rows = []
    for name, others in orders.items():
        row: dict[str, object] = {"variant": name}
        for name_of, values in _all(own, others, sizes).items():
            low, high = np.quantile(values, risk_index.margin)
            row |= {name_of: np.median(values), f"{name_of}_low": low, f"{name_of}_high": high}
        rows.append(row)
    return pd.DataFrame(rows)


def rank_variants(
    frame: pd.DataFrame | None = None,
    index: str | RiskIndex = DEFAULT_INDEX,
    draws: int = DRAWS,
    seed: int = 1,
) -> pd.DataFrame:
    """The rank of every row (1 = riskiest) under the index and each variant, riskiest first.

    `low` and `high` are the 80 % range of the rank over weights drawn from the prior.
    """
    parts, own, risk_index = _parts(frame, index)
    drawn = _ranks(_drawn(parts, risk_index, draws, seed))
    low, high = np.quantile(drawn, risk_index.margin, axis=0)
    table = {"rank": _ranks(own), "low": low, "high": high}
    table |= {name: _ranks(part) for name, part in _variants(parts, risk_index).items()}
    return pd.DataFrame(table, index=parts.index).sort_values("rank", kind="stable")


def variant_values(
    frame: pd.DataFrame | None = None, index: str | RiskIndex = DEFAULT_INDEX
) -> pd.DataFrame:
    """What the index and each variant give per row, higher = riskier, each on its own scale."""
    parts, own, risk_index = _parts(frame, index)
    return pd.DataFrame({"index": own} | _variants(parts, risk_index), index=parts.index)


def article_orderings(draws: int = DRAWS, seed: int = 1) -> pd.DataFrame:
    """The orders the source article expects of its examples, under any positive weights at all.

    `lower` should score below `higher`; `share` is how often it does (0-1) when every weight is
    drawn anew from 0 to 1 with no preference. Near 1: the order says nothing about the weights.
    """
    names = sorted({name for pair in ARTICLE for name in pair})
    means = _means(Uses.of(*(load_case(name).use for name in names)))
    values = dict(zip(names, np.array([means[name] for name in READINGS]).T, strict=True))
    weights = uniforms(f"orderings\x1f{seed}", draws * len(READINGS)).reshape(draws, -1)
    found = []
    for lower, higher in ARTICLE:
        less = (weights * (values[higher] - values[lower])).sum(axis=1) > 0
        found.append({"lower": lower, "higher": higher, "share": float(less.mean())})
    return pd.DataFrame(found)


def _parts(
    frame: pd.DataFrame | None, index: str | RiskIndex
) -> tuple[pd.DataFrame, np.ndarray, RiskIndex]:
    """The product of readings of every term, a column a term, unknown in the middle; and what the
    index makes of each row."""
    risk_index = load_index(index)
    if frame is None:
        cases = load_cases()
        uses = Uses.of(*(case.use for case in cases))
        labels = pd.Index([case.id for case in cases], name="case")
    else:
        uses, labels = uses_of(frame), frame.index
    means = _means(uses)
    if len(labels) < TOP:
        raise InputError("frame", len(labels), str(TOP), "error.too_few_rows")
    columns = {term.name: products(term, means) for term in risk_index.terms}
    own = sum((term.mean * columns[term.name] for term in risk_index.terms), np.zeros(len(labels)))
    return pd.DataFrame(columns, index=labels), own, risk_index


def _means(uses: Uses) -> dict[str, np.ndarray]:
    """Every input's mean per row; the first row that cannot be read is an InputError."""
    found = {name: column.mean for name, column in measure.columns(uses).items()}
    if uses.rejected:
        raise uses.rejected[min(uses.rejected)]
    return found | {"guardian": mean(measure.guardian_column(uses))}


def _drawn(parts: pd.DataFrame, index: RiskIndex, draws: int, seed: int) -> np.ndarray:
    """Eta under weights drawn from the prior: a row a draw."""
    uniform = uniforms(f"robustness\x1f{seed}", len(index.terms) * draws).reshape(-1, draws)
    total = np.zeros((draws, len(parts)))
    for term, part in zip(index.terms, coefficients(index, uniform), strict=True):
        total += np.outer(part, parts[term.name].to_numpy())
    return total


def _variants(parts: pd.DataFrame, index: RiskIndex) -> dict[str, np.ndarray]:
    """Other ways to add up, each on its own scale; a negative weight counts as none."""
    matrix = parts.to_numpy()
    weights = np.array([max(term.mean, 0.0) for term in index.terms])
    return {
        "equal": matrix.mean(axis=1),
        "geometric": np.prod(matrix ** (weights / weights.sum()), axis=1),
        "maximum": matrix.max(axis=1),
    }


def _all(own: np.ndarray, others: np.ndarray, sizes: np.ndarray) -> dict[str, np.ndarray]:
    """Every measure of likeness between the index and other orders, a value an order."""
    mine, ranks = _ranks(own), _ranks(others)
    count = min(TOP, len(own))
    best = set(np.argsort(mine, kind="stable")[:count].tolist())
    top = [len(best & set(np.argsort(row, kind="stable")[:count].tolist())) for row in ranks]
    band = _banded(mine, sizes)
    changed = [float((_banded(row, sizes) != band).mean()) for row in ranks]
    spearman = [_correlation(mine, row) for row in ranks]
    return {"spearman": np.array(spearman), "top": np.array(top), "changed": np.array(changed)}


def _correlation(one: np.ndarray, other: np.ndarray) -> float:
    """The correlation of two columns, -1 to 1; 0 where one of them does not tell rows apart."""
    if np.ptp(one) == 0 or np.ptp(other) == 0:
        return 0.0
    return float(np.corrcoef(one, other)[0, 1])


def _ranks(values: np.ndarray) -> np.ndarray:
    """Ranks along rows, 1 = riskiest, ties share the mean rank."""
    return rankdata(-values, axis=-1)


def _banded(ranks: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Bands of given sizes (lowest first), filled in the order of the ranks."""
    bands = np.empty(len(ranks), dtype=np.intp)
    bands[np.argsort(-ranks, kind="stable")] = np.repeat(np.arange(len(sizes)), sizes)
    return bands
