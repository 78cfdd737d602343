"""The model card from the tables: `avgrisk measure model-card > docs/MODEL_CARD.md`.

Every number is read from a table or worked out here, so the card cannot drift: a test holds
docs/MODEL_CARD.md against what this command prints. What it says around them is model_card.md.j2.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from avgrisk.calibration.case_fit import calibrate_cases
from avgrisk.calibration.thesis import thesis_test
from avgrisk.calibration.validation import versions_compared
from avgrisk.calibration.validation.published_figures import (
    discomfort_agreement,
    evidence_frame,
    evidence_pairs,
    printed_figures,
)
from avgrisk.calibration.validation.robustness import article_orderings, rank_robustness
from avgrisk.calibration.validation.separation import misfits, separation
from avgrisk.cases.case_base import load_cases
from avgrisk.cases.coding.agreement import shipped_agreement
from avgrisk.core import shipped
from avgrisk.core.labels import label
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.figures.limits import LIMITS
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.sobol import sobol_indices
from avgrisk.vocabulary.sectors import table as sector_table

VERSION = DEFAULT_INDEX
CARD = Path(__file__).with_suffix(".md.j2")

Rows = list[tuple[str, ...]]


def report() -> str:
    """The whole card as Markdown, without the line's end."""
    from jinja2 import Environment, StrictUndefined

    env = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    parts = (_index(), _data(), _separated(), _learned(), _misfits(), _stands())
    values = {key: value for part in parts for key, value in part.items()}
    card = env.from_string(CARD.read_text(encoding="utf-8")).render(
        **values,
        version=VERSION,
        informed=_informed(),
        discomfort=discomfort_agreement(),
        versions=versions_compared.report(),
        limits=[label(f"limits.{key}", "en") for key in LIMITS],
        say=partial(label, lang="en"),
        table=_table,
        rows=lambda name: len(shipped.rows(name)),
    )
    return card.rstrip("\n")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; a | in a cell would end it."""
    cells = [[str(cell).replace("|", "/") for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _index() -> dict[str, object]:
    index = load_index(VERSION)
    return {
        "index": index,
        "weights": [(t.name, f"{t.mean:g}", f"{t.sd:g}", t.ground) for t in index.terms],
        "thetas": ", ".join(f"{theta:g}" for theta in index.thresholds),
        "bands": ", ".join(f"{name} from {start:g}" for name, start in index.bands),
    }


def _informed() -> Rows:
    """What surveys printed, beside the index's own figure."""
    return [
        (
            row["source"],
            row["figure"],
            f"{row['low']:g}-{row['high']:g}" if pd.isna(row["published"])
            else f"{row['published']:g}",
            "-" if pd.isna(row["ours"]) else f"{row['ours']:.2f}",
            row["note"],
        )
        for row in printed_figures(VERSION).to_dict("records")
    ]  # fmt: skip


def _data() -> dict[str, object]:
    cases = load_cases()
    outcomes = Counter(case.outcome.ordinal for case in cases if case.outcome)
    return {
        "cases": len(cases),
        "sources": sum(len(case.sources) for case in cases),
        "ladder": ", ".join(f"step {step}: {outcomes[step]}" for step in sorted(outcomes, key=str)),
        "driven": sum(bool(c.outcome and c.outcome.driver == "regulator") for c in cases),
        "illustrations": len(load_cases(illustrations=True)),
        "kappa": shipped_agreement().set_index("field")["kappa"].to_dict(),
        "sectors": len(sector_table()),
    }


def _separated() -> dict[str, object]:
    """AUC of the index, its parts and both baselines, on the cases."""
    found = separation(VERSION)
    rows = [
        (
            row["model"],
            f"{row['auc']:.2f}",
            f"{row['low']:.2f}-{row['high']:.2f}",
            f"{row['auc_with_regulator']:.2f}",
        )
        for row in found.to_dict("records")
    ]
    return {"counts": found.attrs["cases"], "separated": rows}


def _learned() -> dict[str, object]:
    """What a fit on the cases would make of the weights, which no shipped index uses."""
    fitted = calibrate_cases()
    rows = [
        (
            row["term"],
            f"{row['prior']:.2f} ({row['prior_sd']:.2f})",
            f"{row['estimate']:.2f} ({row['low']:.2f} to {row['high']:.2f})",
            f"{row['sd_ratio']:.2f}",
        )
        for row in fitted.coefficients.to_dict("records")
    ]
    return {"auc": fitted.compared().set_index("model")["auc"].to_dict(), "learned": rows}


def _misfits() -> dict[str, object]:
    """Cases and survey scenarios that the index gets wrong."""
    names = {row["key"]: row["label_en"] for row in shipped.rows("evidence/scenarios.csv")}
    frame, pairs = evidence_frame(VERSION), evidence_pairs(VERSION)
    told = [label(f"misfit.{m.key}", "en", case=m.case, other=m.other) for m in misfits(VERSION)]
    told += [
        f"{row['survey']}, {names[row['scenario']]}: people lean {row['leans']}, "
        f"the score is {row['band']}."
        for row in frame[~frame["fits"]].to_dict("records")
    ]
    told += [
        f"{row['survey']}: people resist “{names[row['first']]}” more than "
        f"“{names[row['second']]}”, the index the other way round."
        for row in pairs[~pairs["in_order"]].to_dict("records")
    ]
    shares = pairs.groupby("survey", sort=False)["in_order"].agg(["sum", "count"])
    order = (f"{survey} {row['sum']} of {row['count']}" for survey, row in shares.iterrows())
    return {"misfits": told, "order": ", ".join(order)}


def _stands() -> dict[str, object]:
    """Order under other methods, what drives the score, the article's orders and its thesis."""
    rows = [
        (
            row["variant"],
            f"{row['spearman']:.2f}",
            f"{row['top']:.0f} of 10",
            f"{100 * row['changed']:.0f} %",
        )
        for row in rank_robustness(index=VERSION).to_dict("records")
    ]
    shares = sobol_indices(index=VERSION).set_index(["kind", "input"])["total"]
    kinds = {"readings": "reading", "weights": "weight", "base rate": "shift"}
    drives = (f"{name} {100 * shares['all', key]:.0f} %" for name, key in kinds.items())
    found = thesis_test()
    tests = [
        f"against {row['rival']}: {round(row['difference'], 1) + 0.0:+.1f} "
        f"({row['low']:+.1f} to {row['high']:+.1f}), power {row['power']:.2f} "
        f"with {row['n']} cases, under a wide prior {row['wide']:+.1f} "
        f"({row['wide_low']:+.1f} to {row['wide_high']:+.1f})"
        for row in found.to_dict("records")
    ]
    decided, wide = (
        int(((found[f"{name}low"] > 0) | (found[f"{name}high"] < 0)).sum())
        for name in ("", "wide_")
    )
    return {
        "robust": rows,
        "drives": ", ".join(drives),
        "share": article_orderings()["share"].min(),
        "tests": tests,
        "decided": decided,
        "decided_wide": wide,
    }
