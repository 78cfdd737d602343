"""Rows of words for a terminal: the same as a notebook's tables, without loading pandas."""

from __future__ import annotations

import pandas as pd
import pytest

from avgrisk.reports import rows, tables


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_table_holds_the_rows(lang):
    pairs = (
        (tables.replay_table("ing-2014", lang=lang), rows.replay_rows("ing-2014", lang=lang)),
        (tables.branches_table("ing-2014", lang=lang), rows.branches_rows("ing-2014", lang=lang)),
        (tables.cases_table(lang=lang), rows.cases_rows(lang=lang)),
    )
    for table, told in pairs:
        pd.testing.assert_frame_equal(table, pd.DataFrame(told))
