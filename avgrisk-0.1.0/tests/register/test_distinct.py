"""A column of distinct texts is the column itself, and a change of it the change of every cell."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.register import writing
from avgrisk.register.distinct import each, texts

CELLS = st.lists(st.sampled_from(["", "a", "A", "=1", "b;c", "0.5"]), max_size=12)


@given(CELLS, CELLS)
def test_a_column_of_distinct_texts_changes_as_its_cells_do(cells, more):
    whole = texts([*cells, *more])
    kept = whole.iloc[len(cells) :]  # its distinct texts may hold some that no row has
    for change in (str.lower, lambda cell: cell[:1], lambda cell: ""):
        assert each(kept, change).tolist() == [change(cell) for cell in more]
        assert each(pd.Series(more, dtype=object), change).tolist() == list(map(change, more))


@given(CELLS)
def test_it_is_written_as_any_column_of_texts(cells):
    plain = pd.DataFrame({"a": pd.Series(cells, dtype=object)})
    distinct = pd.DataFrame({"a": texts(cells)})
    (safe, count), (expected, number) = writing.safe_cells(distinct), writing.safe_cells(plain)
    assert (writing.table_lines(safe), count) == (writing.table_lines(expected), number)


@given(st.lists(st.floats(0, 200) | st.sampled_from([0.00005, 0.12345, 2.5e-5, 100, 99.99995])))
def test_numbers_are_written_at_four_decimals(numbers):
    lines = writing.table_lines(pd.DataFrame({"a": pd.Series(numbers, dtype=float)}))
    assert lines == [f"{number:.4f}" for number in numbers]
