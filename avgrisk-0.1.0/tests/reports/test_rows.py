"""Rows of words for a terminal: the same as a notebook's tables, without loading pandas."""

from __future__ import annotations

import subprocess
import sys

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


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--help"], {"numpy", "pandas", "scipy"}),
        (["vagueness", "marketingdoeleinden"], {"numpy", "pandas", "scipy"}),
        (["replay", "ing-2014"], {"pandas", "scipy.stats", "statsmodels"}),
        (["cases"], {"pandas", "scipy.stats", "statsmodels"}),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_command_loads_no_more_than_it_needs(arguments, unwanted):
    code = (
        "import sys\nfrom avgrisk.cli.main import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert not unwanted & set(done.stderr.split())
