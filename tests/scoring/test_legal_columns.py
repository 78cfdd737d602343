"""The legal answers of a table are those of its uses one by one."""

from __future__ import annotations

import itertools

import pandas as pd

import avgrisk
from avgrisk.core.records import ProposedUse
from tests.scoring.test_legal import GOLDEN, many_uses


def test_a_table_answers_as_its_uses_do():
    golden = (ProposedUse().replace(**plan["use"]) for plan in GOLDEN)
    uses = [*golden, *itertools.islice(many_uses(), 0, None, 41)]
    rows = [{name: getattr(use, name) for name in use.__slots__} for use in uses]
    for row in rows:
        row["data_categories"] = "; ".join(row["data_categories"])
    table = avgrisk.score_frame(pd.DataFrame(rows))
    for use, letter, strict in zip(uses, table["legal_letter"], table["legal_strict"], strict=True):
        judged = avgrisk.score(use).legal
        assert (letter, strict) == (judged.answer("letter"), judged.answer("strict")), use
