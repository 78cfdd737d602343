"""Uses as columns: what fits a field, and what is told of a cell that does not."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avgrisk.cli.score_command import run
from avgrisk.core.labels import explain
from avgrisk.core.records import READINGS, InputError
from avgrisk.indicators.uses import problem
from avgrisk.register.report_data import Options
from avgrisk.scoring.frame import score_frame

LEVELS = st.sampled_from(["", "opt_in", "fout", "0,5", "1.5", "0.1|0.2|0.9", "0.9|0.2|0.1", "nan"])


def test_every_wrong_cell_of_a_row_is_told_by_row_and_column(tmp_path):
    path, out = tmp_path / "r.csv", tmp_path / "uit.csv"
    path.write_text(
        "Naam,Doel,Gegevens,control,value_returned,vagueness\n"
        "a,b,adres,opt_in,token,0.5\nc,d,adres,1.2,2,1.5\n",
        encoding="utf-8",
    )
    rejected, _ = run(path, Options(out=out), lambda line: None, "en")
    listed = pd.read_csv(out.with_suffix(".rejected.csv"), encoding="utf-8-sig", dtype=str)
    assert rejected == 1, "one row"
    assert listed[["row", "column", "value"]].to_numpy().tolist() == [
        ["3", "vagueness", "1.5"], ["3", "value_returned", "2"], ["3", "control", "1.2"],
    ]  # fmt: skip
    assert "outside 0 to 1" in listed["reason"].iloc[0]


@settings(max_examples=50, deadline=None)
@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {
                **dict.fromkeys(("control", "recipient", "trust", "control_gap"), LEVELS),
                "informed": st.sampled_from(["", "yes", "misschien"]),
            }
        ),
        min_size=1,
        max_size=8,
    )
)
def test_a_row_is_rejected_for_each_of_its_wrong_cells_and_for_nothing_else(rows):
    uses = pd.DataFrame(rows, dtype=object)
    wrong = {
        place: {explain(error) for name, cell in cells.items() if (error := problem(name, cell))}
        for place, cells in enumerate(rows)
    }
    told = score_frame(uses, errors="reject").attrs["rejected"]
    found = {item.row: {explain(error) for error in (item.error, *item.also)} for item in told}
    assert found == {place: errors for place, errors in wrong.items() if errors}


@pytest.mark.parametrize("cell", [None, float("nan"), pd.NA, "", "  "])
@pytest.mark.parametrize("name", ["title", "control", "legal_basis", *READINGS])
def test_blank_fits_everywhere(name, cell):
    assert problem(name, cell) is None


def test_a_column_that_stands_there_twice_is_told():
    uses = pd.DataFrame([["a", "b"]], columns=["title", "title"])
    with pytest.raises(InputError) as caught:
        score_frame(uses)
    assert caught.value.key == "error.twice"


def test_numbers_are_held_to_their_range():
    uses = pd.DataFrame({"vagueness": [0.0, 1.0, float("nan"), 1.5, float("inf")]})
    told = score_frame(uses, errors="reject").attrs["rejected"]
    assert [item.row for item in told] == [3, 4]
