"""The learned reader fitted from its texts: `make fit-reading`.

A regression per facet (`regression`) on letters, words and what the words mean. Its confidence is
calibrated on hands that the fit had not read: of the texts written whole a quarter of the hands is
left out once, and per facet one temperature and what a sure phrase adds are chosen on them. Part
test is used for nothing but figures.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from avgrisk.calibration.reading.plan_texts import PlanText, chosen, texts
from avgrisk.calibration.reading.regression import Texts, as_rows, fit, rarity, together
from avgrisk.core import shipped
from avgrisk.vocabulary.features import stems
from avgrisk.vocabulary.hint_tables import TABLES
from avgrisk.vocabulary.hints import UseHints, read_use
from avgrisk.vocabulary.learned import FACETS, READER, WEIGHTS
from avgrisk.vocabulary.plan_hints import SUREST

#: Batches of use_texts.csv that are learned from too.
BATCHES = "12"
#: A key that stands for "not labelled": the text is left out of that facet.
NOT_LABELLED = "-"
#: What a phrase of the first reader counts beside a text; chosen on plans and hands left out.
PHRASE = 0.25
#: How many steps more the fit on all texts takes, from where the one without these hands stood.
MORE = 40
#: Of the hands that wrote whole texts one in so many is left out for the calibration.
HANDS = 4
#: Phrases of so many letters or fewer teach nothing.
SHORT = 3
#: Weights become whole numbers between -127 and 127.
_WHOLE = 127


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text with its label per facet; `hand` is whoever wrote it whole, else "", `weight` how much
    the text counts."""

    text: str
    labels: dict[str, str]
    hand: str = ""
    weight: float = 1.0


def lessons() -> list[Lesson]:
    """What is learned from: the plans of part train, our own batches 1 and 2 of use texts, and the
    phrases of the first reader, which know the family alone."""
    own = [
        Lesson(row["text"], _use_labels(row))
        for row in shipped.rows("development/use_texts.csv")
        if row["batch"] in BATCHES
    ]
    return [*(lesson(text) for text in texts() if text.part == "train"), *own, *_phrases()]


def _phrases() -> Iterable[Lesson]:
    """The phrases that point to a family of use, in the words that are certain of them."""
    unknown = dict.fromkeys(FACETS, NOT_LABELLED)
    for row in shipped.rows(TABLES["family"]):
        for phrase in f"{row['nl']}|{row['en']}".split("|"):
            said = " ".join(word.strip("*") for word in phrase.split() if word != "~")
            if row["key"] and len(said) > SHORT:
                labels = unknown | {"family": row["key"]}
                yield Lesson(said, labels, weight=PHRASE)


def lesson(text: PlanText) -> Lesson:
    """A text of the grammar with its labels."""
    hand = text.hand if text.plan.startswith("whole.") else ""
    return Lesson(text.text, {name: getattr(text, name) for name in FACETS}, hand)


def by_phrases(found: Sequence[str], facet: str, keys: Sequence[str]) -> np.ndarray:
    """What phrases say for every key, a row a text: -log(1 - confidence), 0 where nothing."""
    stated = np.zeros((len(found), len(keys)))
    if hasattr(UseHints(), facet):
        for row, text in enumerate(found):
            for key, confidence in getattr(read_use(text), facet).candidates:
                if key in keys:
                    stated[row, keys.index(key)] = -math.log1p(-min(confidence, SUREST))
    return stated


def fitted_files(found: Sequence[Lesson]) -> dict[str, bytes]:
    """What is shipped, file by file: the weights of all facets side by side, and all else."""
    rare = rarity([item.text for item in found])
    rows = as_rows([item.text for item in found], rare)
    known = sorted(frozenset[str]().union(*(stems(item.text) for item in found)))
    arrays: dict[str, np.ndarray] = {"rarity": rare, "stems": np.array(known)}
    for name in FACETS:
        arrays |= _facet_arrays(name, found, rows)
    rest, weights = io.BytesIO(), io.BytesIO()
    np.save(weights, np.hstack([arrays.pop(f"{name}_weights") for name in FACETS]))
    np.savez(rest, **arrays)  # type: ignore[arg-type]
    return {WEIGHTS: weights.getvalue(), READER: rest.getvalue()}


def _facet_arrays(name: str, found: Sequence[Lesson], rows: Texts) -> dict[str, np.ndarray]:
    """One facet: calibrated on hands left out, fitted on all, in whole numbers."""
    used = np.array([i for i, item in enumerate(found) if item.labels[name] != NOT_LABELLED])
    labels = np.array([found[i].labels[name] for i in used])
    counts = np.array([found[i].weight for i in used])
    out = np.array([_left_out(found[i].hand) for i in used])
    some = fit(rows[used[~out]], labels[~out].tolist(), counts[~out])
    odds = some.odds(rows[used[out]])
    said = by_phrases([found[i].text for i in used[out]], name, some.keys)
    times, phrase = together(odds, said, some.keys, labels[out].tolist())
    whole = fit(rows[used], labels.tolist(), counts, MORE, some)
    scale = float(np.abs(whole.weights).max()) / _WHOLE
    return {
        f"{name}_keys": np.array(whole.keys),
        f"{name}_weights": np.rint(whole.weights / scale).astype(np.int8),
        f"{name}_meant": (whole.meant * times).astype(np.float16),
        f"{name}_bias": (whole.bias * times).astype(np.float32),
        f"{name}_scale": np.array(scale * times),
        f"{name}_phrase": np.array(phrase),
    }


def _left_out(hand: str) -> bool:
    """Whether a hand is left out once."""
    return bool(hand) and chosen(range(HANDS), "out", hand) == 0


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
