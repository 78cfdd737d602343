"""The learned reader fitted from its texts: `make fit-reading`.

A multinomial logistic regression per facet with a quadratic penalty. Its confidence is calibrated
on plans that the fit had not seen: a fifth of the plans of part train is left out once, and per
facet one temperature and what a sure phrase adds are chosen on it. Part test is used for nothing
but figures.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize, minimize_scalar
from scipy.sparse import csr_matrix

from avgrisk.calibration.reading.plan_texts import ONE_IN, PlanText, chosen, texts
from avgrisk.core import shipped
from avgrisk.vocabulary.features import BUCKETS, stems, weighed
from avgrisk.vocabulary.hint_tables import TABLES
from avgrisk.vocabulary.hints import UseHints, read_use
from avgrisk.vocabulary.learned import FACETS, READER, WEIGHTS, shares
from avgrisk.vocabulary.plan_hints import SUREST

#: The penalty on weights, and how many steps the fit takes; chosen on the plans left out.
PENALTY, STEPS = 0.05, 80
#: Batches of use_texts.csv that are learned from too.
BATCHES = "12"
#: A key that stands for "not labelled": the text is left out of that facet.
NOT_LABELLED = "-"
#: What a phrase of the first reader counts beside a text; chosen on plans and hands left out.
PHRASE = 0.25
#: Phrases of so many letters or fewer teach nothing.
SHORT = 3
#: Weights become whole numbers between -127 and 127.
_WHOLE = 127


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text with its label per facet; `plan` tells what must be left out together, `weight` how
    much the text counts."""

    text: str
    plan: str
    labels: dict[str, str]
    weight: float = 1.0


@dataclass(frozen=True)
class Fitted:
    """One facet: its keys, log-odds per bucket and key, and bias."""

    keys: tuple[str, ...]
    weights: np.ndarray
    bias: np.ndarray

    def odds(self, matrix: csr_matrix) -> np.ndarray:
        """Log-odds of every key for every row."""
        return np.asarray(matrix @ self.weights + self.bias)


def lessons() -> list[Lesson]:
    """What is learned from: the plans of part train, our own batches 1 and 2 of use texts, and the
    phrases of the first reader, which know the family alone."""
    own = [
        Lesson(row["text"], f"use.{number}", _use_labels(row))
        for number, row in enumerate(shipped.rows("development/use_texts.csv"))
        if row["batch"] in BATCHES
    ]
    return [*(lesson(text) for text in texts() if text.part == "train"), *own, *_phrases()]


def _phrases() -> Iterable[Lesson]:
    """The phrases that point to a family of use, in the words that are certain of them."""
    unknown = dict.fromkeys(FACETS, NOT_LABELLED)
    for number, row in enumerate(shipped.rows(TABLES["family"])):
        for phrase in f"{row['nl']}|{row['en']}".split("|"):
            said = " ".join(word.strip("*") for word in phrase.split() if word != "~")
            if row["key"] and len(said) > SHORT:
                labels = unknown | {"family": row["key"]}
                yield Lesson(said, f"phrase.{number}", labels, PHRASE)


def lesson(text: PlanText) -> Lesson:
    """A text of the grammar with its labels."""
    return Lesson(text.text, text.plan, {name: getattr(text, name) for name in FACETS})


def rarity(found: Sequence[str]) -> np.ndarray:
    """How rare each bucket is: 1 + log of texts over texts that have it; 0 where none has."""
    count = np.zeros(BUCKETS)
    for text in found:
        count[weighed(text, count)[0]] += 1
    seen = np.log((1 + len(found)) / (1 + count)) + 1
    return np.where(count > 0, seen, 0).astype(np.float16).astype(np.float32)


def matrix(found: Sequence[str], rare: np.ndarray) -> csr_matrix:
    """Texts as rows, buckets as columns."""
    rows = [weighed(text, rare) for text in found]
    ends = np.cumsum([0, *(len(buckets) for buckets, _ in rows)])
    at, values = (np.concatenate(part) for part in zip(*rows, strict=True))
    return csr_matrix((values, at, ends), shape=(len(found), BUCKETS), dtype=np.float32)


def fit(
    rows: csr_matrix, labels: Sequence[str], counts: Sequence[float] | np.ndarray = (1.0,)
) -> Fitted:
    """The weights that make the labels most likely, less the penalty; `counts` is what each label
    counts."""
    keys = tuple(sorted(set(labels)))
    place = {key: i for i, key in enumerate(keys)}
    wanted = np.zeros((len(labels), len(keys)), dtype=np.float32)
    wanted[np.arange(len(labels)), [place[label] for label in labels]] = 1
    shape, turned = (BUCKETS + 1, len(keys)), rows.T.tocsr()
    each = np.array(counts, dtype=np.float32)[:, None]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        both = flat.reshape(shape).astype(np.float32)
        weights, bias = both[:-1], both[-1]
        part = shares(rows @ weights + bias)
        miss = (part - wanted) * each
        slope = np.vstack([turned @ miss + PENALTY * weights, miss.sum(axis=0, keepdims=True)])
        likely = -(each[:, 0] * np.log(np.maximum((part * wanted).sum(axis=1), 1e-12))).sum()
        return float(likely + PENALTY / 2 * (weights**2).sum()), slope.ravel().astype(np.float64)

    start = np.zeros(shape).ravel()
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    both = found.x.reshape(shape).astype(np.float32)
    return Fitted(keys, both[:-1], both[-1])


def temperature(odds: np.ndarray, keys: Sequence[str], labels: Sequence[str]) -> float:
    """By what the log-odds must be multiplied to be as sure as they are right, in [.2, 5]."""
    known = [i for i, label in enumerate(labels) if label in keys]
    right = [keys.index(labels[i]) for i in known]

    def surprise(log_times: float) -> float:
        part = shares(odds[known] * np.exp(log_times))[np.arange(len(known)), right]
        return float(-np.log(np.maximum(part, 1e-12)).mean())

    bounds = (np.log(0.2), np.log(5))
    return float(np.exp(minimize_scalar(surprise, bounds=bounds, method="bounded").x))


def by_phrases(found: Sequence[str], facet: str, keys: Sequence[str]) -> np.ndarray:
    """What phrases say for every key, a row a text: -log(1 - confidence), 0 where nothing."""
    stated = np.zeros((len(found), len(keys)))
    if hasattr(UseHints(), facet):
        for row, text in enumerate(found):
            for key, confidence in getattr(read_use(text), facet).candidates:
                if key in keys:
                    stated[row, keys.index(key)] = -math.log1p(-min(confidence, SUREST))
    return stated


def together(
    odds: np.ndarray, said: np.ndarray, keys: Sequence[str], labels: Sequence[str]
) -> tuple[float, float]:
    """By what the log-odds must be multiplied, and what a sure phrase adds to them, so that both
    together are as sure as they are right; the second in [0, 5], 0 where phrases say nothing."""
    known = [i for i, label in enumerate(labels) if label in keys]
    right = [keys.index(labels[i]) for i in known]

    def surprise(both: np.ndarray) -> float:
        part = shares(odds[known] * np.exp(both[0]) + both[1] * said[known])
        return float(-np.log(np.maximum(part[np.arange(len(known)), right], 1e-12)).mean())

    start = (np.log(temperature(odds, keys, labels)), 1.0 if said.any() else 0.0)
    bounds = ((np.log(0.2), np.log(5)), (0.0, 5.0 if said.any() else 0.0))
    times, phrase = minimize(surprise, start, method="L-BFGS-B", bounds=bounds).x
    return float(np.exp(times)), float(phrase)


def fitted_files(found: Sequence[Lesson]) -> dict[str, bytes]:
    """What is shipped, file by file: the weights of all facets side by side, and all else."""
    rare = rarity([item.text for item in found])
    rows = matrix([item.text for item in found], rare)
    known = sorted(frozenset[str]().union(*(stems(item.text) for item in found)))
    arrays: dict[str, np.ndarray] = {"rarity": rare, "stems": np.array(known)}
    for name in FACETS:
        arrays |= _facet_arrays(name, found, rows)
    rest, weights = io.BytesIO(), io.BytesIO()
    np.save(weights, np.hstack([arrays.pop(f"{name}_weights") for name in FACETS]))
    np.savez(rest, **arrays)  # type: ignore[arg-type]
    return {WEIGHTS: weights.getvalue(), READER: rest.getvalue()}


def _facet_arrays(name: str, found: Sequence[Lesson], rows: csr_matrix) -> dict[str, np.ndarray]:
    """One facet: calibrated on plans left out, fitted on all, in whole numbers."""
    used = np.array([i for i, item in enumerate(found) if item.labels[name] != NOT_LABELLED])
    labels = np.array([found[i].labels[name] for i in used])
    counts = np.array([found[i].weight for i in used])
    out = np.array([_left_out(found[i].plan) for i in used])
    some = fit(rows[used[~out]], labels[~out].tolist(), counts[~out])
    odds = some.odds(rows[used[out]])
    said = by_phrases([found[i].text for i in used[out]], name, some.keys)
    times, phrase = together(odds, said, some.keys, labels[out].tolist())
    whole = fit(rows[used], labels.tolist(), counts)
    scale = float(np.abs(whole.weights).max()) / _WHOLE
    return {
        f"{name}_keys": np.array(whole.keys),
        f"{name}_weights": np.rint(whole.weights / scale).astype(np.int8),
        f"{name}_bias": (whole.bias * times).astype(np.float32),
        f"{name}_scale": np.array(scale * times),
        f"{name}_phrase": np.array(phrase),
    }


def _left_out(plan: str) -> bool:
    """Whether a plan is left out once; phrases never are: the other reader knows them."""
    return not plan.startswith("phrase.") and chosen(range(ONE_IN), "out", plan) == 0


def examples() -> str:
    """The labelled texts that are shown as near: one per plan and language, and the whole ones."""
    first: dict[tuple[str, str], PlanText] = {}
    for text in texts():
        if text.part == "train":
            first.setdefault((text.plan, text.lang), text)
    note = "# Labelled texts that the learned reader shows as near; written by `make fit-reading`."
    lines = [f"{note} CC BY 4.0.", "text,lang,family"]
    for text in first.values():
        cell = text.text.replace('"', '""')
        lines.append(f'"{cell}",{text.lang},{text.family}')
    return "\n".join(lines) + "\n"


def _use_labels(row: dict[str, str]) -> dict[str, str]:
    """The first label of a use text per facet; the people are not labelled there."""
    first = {name: row.get(name, NOT_LABELLED).split("|")[0] for name in FACETS}
    return first | {"people": NOT_LABELLED}


def main() -> None:
    """Write the weights and the examples anew."""
    folder = Path(str(shipped.path("reading")))
    folder.mkdir(exist_ok=True)
    (folder / "examples.csv").write_text(examples(), encoding="utf-8")
    for name, content in fitted_files(lessons()).items():
        Path(str(shipped.path(name))).write_bytes(content)


if __name__ == "__main__":
    main()
