"""The learned reader fitted from its texts: `make fit-reading`.

A network (`network`) of letters, words and what the words mean, for all facets together. Its
confidence is calibrated on authors that the fit had not read: those who wrote whole texts without
having seen the grammar are left out once, in two groups, and per facet one temperature and what a
sure phrase adds are chosen on what the fits without them make of their texts. Part test is used for
nothing but figures.
"""

from __future__ import annotations

import io
import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from avgrisk.calibration.reading.network import Fitted, Texts, as_rows, fit, rarity, together
from avgrisk.calibration.reading.plan_texts import NOT_LABELLED, PlanText, texts
from avgrisk.core import shipped
from avgrisk.vocabulary import deal
from avgrisk.vocabulary.conditions import read_conditions
from avgrisk.vocabulary.features import stems
from avgrisk.vocabulary.hint_tables import TABLES
from avgrisk.vocabulary.hints import UseHints, read_use
from avgrisk.vocabulary.learned import FACETS, READER, WEIGHTS
from avgrisk.vocabulary.plan_shares import SUREST

#: Batches of use_texts.csv that are learned from too.
BATCHES = "12"
#: What a text of the grammar counts beside one that was written whole, and how often texts of so
#: few words, among which the phrases of the first reader; chosen on plans, hands and authors left
#: out, and on our own batches 3 and 4.
GRAMMAR, FEW, TWICE = 0.2, 8, 2.0
#: The last hand of each author of whole texts, those after the last together; and from which author
#: on they are left out once, the odd ones and the even ones apart: the first two knew the grammar.
AUTHORS = (18, 22, 26, 36, 44, 52, 60, 68, 76, 84, 92, 100, *range(124, 163))
UNKNOWING, GROUPS = 2, 2
#: Phrases of so many letters or fewer teach nothing.
SHORT = 3
#: Texts of so many words are read at a glance.
GLANCE = 24
#: Weights become whole numbers between -127 and 127.
_WHOLE = 127


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text with its label per facet; `group` is in which group its author is left out once, -1
    for never, `weight` how much the text counts."""

    text: str
    labels: dict[str, str]
    group: int = -1
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
                yield Lesson(said, labels)


def lesson(text: PlanText) -> Lesson:
    """A text of the grammar, or one written whole, with its labels."""
    labels = {name: getattr(text, name) for name in FACETS}
    if not text.kind:
        return Lesson(text.text, labels, weight=GRAMMAR)
    author = bisect_left(AUTHORS, int(text.hand.removeprefix("w")))
    return Lesson(text.text, labels, author % GROUPS if author >= UNKNOWING else -1)


def by_phrases(found: Sequence[str], facet: str, keys: Sequence[str]) -> np.ndarray:
    """What phrases say for every key, a row a text: -log(1 - confidence), 0 where nothing."""
    stated = np.zeros((len(found), len(keys)))
    field = next((field for field, name in deal.FACETS.items() if name == facet), "")
    if field:
        for row, text in enumerate(found):
            said = read_conditions(text).get(field)
            if said is not None:
                stated[row, keys.index(deal.level_of(field, said))] = deal.STATED
    if hasattr(UseHints(), facet):
        for row, text in enumerate(found):
            for key, confidence in getattr(read_use(text), facet).candidates:
                if key in keys:
                    stated[row, keys.index(key)] = -math.log1p(-min(confidence, SUREST))
    return stated


def fitted_files(found: Sequence[Lesson]) -> dict[str, bytes]:
    """What is shipped, file by file: the weights of the letters in whole numbers, and all else."""
    rare = rarity([item.text for item in found])
    rows = as_rows([item.text for item in found], rare)
    group = np.array([item.group for item in found])
    odds: dict[str, dict[int, np.ndarray]] = {name: {} for name in FACETS}
    for left_out in range(GROUPS):
        out = np.flatnonzero(group == left_out)
        part = _fitted(found, rows, np.flatnonzero(group != left_out))
        said = part.odds(rows[out])
        for name, at in part.place.items():
            odds[name] |= dict(zip(out.tolist(), said[:, at], strict=True))
    whole = _fitted(found, rows, np.arange(len(found)))
    scale = float(np.abs(whole.letters).max()) / _WHOLE
    known = sorted(frozenset[str]().union(*(stems(item.text) for item in found)))
    arrays = {
        "rarity": rare.astype(np.float16),
        "stems": np.array(known),
        "scale": np.array(scale),
        "meant": whole.meant.astype(np.float16),
        "first": whole.first,
        "out": whole.out.copy(),
        "bias": whole.bias.copy(),
    }
    for name, at in whole.place.items():
        times, phrase = _calibrated(name, whole.keys[name], odds[name], found)
        arrays["out"][:, at] *= times
        arrays["bias"][at] *= times
        arrays |= {f"{name}_keys": np.array(whole.keys[name]), f"{name}_phrase": np.array(phrase)}
    rest, weights = io.BytesIO(), io.BytesIO()
    np.save(weights, np.rint(whole.letters / scale).astype(np.int8))
    np.savez(rest, **arrays)  # type: ignore[arg-type]
    return {WEIGHTS: weights.getvalue(), READER: rest.getvalue()}


def _fitted(found: Sequence[Lesson], rows: Texts, which: np.ndarray) -> Fitted:
    """A fit on these lessons."""
    told = [found[i].labels for i in which]
    labels = {
        name: [None if each[name] == NOT_LABELLED else each[name] for each in told]
        for name in FACETS
    }
    few = [TWICE if len(found[i].text.split()) <= FEW else 1.0 for i in which]
    counts = [found[i].weight * times for i, times in zip(which, few, strict=True)]
    return fit(rows[which], labels, counts)


def _calibrated(
    name: str, keys: Sequence[str], odds: Mapping[int, np.ndarray], found: Sequence[Lesson]
) -> tuple[float, float]:
    """By what the log-odds of a facet must be multiplied, by what fits that had not read them make
    of texts; and what a sure phrase adds, by texts of few words, which are all that they know."""
    known = [i for i in odds if found[i].labels[name] != NOT_LABELLED]
    few = [i for i in known if len(found[i].text.split()) <= FEW]
    phrase = 0.0
    for which in (few, known):
        said = by_phrases([found[i].text for i in which], name, keys)
        labels = [found[i].labels[name] for i in which]
        times, more = together(np.array([odds[i] for i in which]), said, keys, labels)
        phrase = phrase or more
    return times, phrase


def examples() -> str:
    """The labelled texts that are shown as near: one per plan and language, and of the whole ones
    those that are read at a glance."""
    first: dict[tuple[str, str], PlanText] = {}
    for text in texts():
        if text.part == "train" and len(text.text.split()) <= GLANCE:
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
