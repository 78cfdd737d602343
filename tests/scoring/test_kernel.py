"""Golden vectors: scores to six decimals, from a calculation that shares no code with avgrisk.

Provenance: `python -m tests.scoring.test_kernel` wrote golden-1.csv on 2026-11-23 and golden-2.csv on
2026-11-26 with the few lines of `by_hand` below, which retype the table of METHOD.md section 7
(coefficients .8 2 1.6 2.4 1.2 1.2 and .8 in index 1, 1.4 in index 2, theta 6, guardian 1.0, licence 1.6). The vectors: all 128 corners of the seven
readings, seven of one reading alone at .5, ranges, unknowns, and 60 drawn with seed 20261124.
"""

from __future__ import annotations

import csv
import itertools
import math
import random
from pathlib import Path

import pytest

import avgrisk
from tests.lists import each

HERE = Path(__file__).parent
#: What control_gap weighs, the one number in which the two families differ.
CONTROL = {"1": 0.8, "2": 1.4}
CODES = ("VG", "PD", "DS", "IM", "TG", "VA", "CG")


def by_hand(vector: str) -> str:
    """The score of a vector with pencil and paper: means, weighted sum, logistic."""
    head, *parts = vector.split("/")
    mean = {"GR": 0.5}
    for part in parts:
        code, value = part.split(":")
        numbers = [0, 0.5, 1] if value == "?" else [float(number) for number in value.split("|")]
        low, mode, high = numbers if len(numbers) == 3 else numbers * 3
        mean[code] = (low + 4 * mode + high) / 6
    eta = 0.8 * mean["VG"] + 2.0 * mean["PD"] + 1.6 * mean["DS"] + 2.4 * mean["IM"]
    base, _, kin = head.removeprefix("AVGR:").partition("-")
    eta += 1.2 * mean["TG"] + 1.2 * mean["VA"] + CONTROL[base] * mean["CG"]
    if kin == "guardian":
        eta += 1.0 * mean["GR"] * mean["IM"]
    if kin == "licence":
        eta += 1.6 * mean["VG"] * mean["IM"] - 0.8 * mean["VG"]
    return f"{100 / (1 + math.exp(6.0 - eta)):.6f}"


def vectors(base):
    """The vectors of a family's table, in its order."""
    lines = [zip(CODES, corner, strict=True) for corner in itertools.product("01", repeat=7)]
    lines += [[(code, ".5" if code == one else "0") for code in CODES] for one in CODES]
    lines += [[(code, "?" if code == one else ".3|.4|.8") for code in CODES] for one in CODES]
    rng = random.Random(20261124)
    for _ in range(60):
        lines.append([(code, drawn(rng)) for code in CODES])
    for number, line in enumerate(lines):
        tail = "/".join(f"{code}:{value}" for code, value in line)
        yield f"AVGR:{base}/{tail}"
        if number % 9 == 0:
            yield f"AVGR:{base}-licence/{tail}"
            yield f"AVGR:{base}-guardian/{tail}/GR:.9"


def drawn(rng):
    three = sorted(rng.randint(0, 100) for _ in range(3))
    kind = rng.choice(["point", "range", "unknown"])
    number = [f"{value / 100:.2f}" for value in three]
    return {"point": number[1], "range": "|".join(number), "unknown": "?"}[kind]


def golden(base):
    return HERE / f"golden-{base}.csv"


def table(base):
    with golden(base).open(encoding="utf-8") as file:
        return [tuple(row) for row in csv.reader(file)][1:]


@pytest.mark.parametrize("base", CONTROL)
def test_the_table_is_what_the_hand_calculation_gives(base):
    assert table(base) == [(vector, by_hand(vector)) for vector in vectors(base)]


@each("vector, expected", [*table("1"), *table("2")])
def test_avgrisk_gives_the_golden_score_of_the_index_a_vector_names(vector, expected):
    assert f"{avgrisk.score(avgrisk.from_vector(vector)).value:.6f}" == expected


if __name__ == "__main__":
    for family in CONTROL:
        with golden(family).open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(("vector", "score"))
            rows.writerows((vector, by_hand(vector)) for vector in vectors(family))
