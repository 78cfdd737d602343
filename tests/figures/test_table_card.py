"""A table as a card: escaped, with its columns named in each cell, and the same as text."""

from __future__ import annotations

import pandas as pd

from avgrisk.figures.table_card import table_card

TABLE = pd.DataFrame({"plan": ["<b>een</b>", "twee"], "risico": ["10,2", "71,9"]})


def test_it_says_what_the_table_prints():
    assert table_card(TABLE).text == TABLE.to_string(index=False)


def test_words_from_outside_are_text_and_each_cell_names_its_column():
    markup = table_card(TABLE).markup
    assert "<b>een" not in markup and "&lt;b&gt;een" in markup
    assert markup.count('data-name="risico"') == 2
