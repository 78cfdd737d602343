"""A small table as a card; on a phone row under row; as text what pandas prints."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.core.subjects import Language, plain
from avgrisk.core.wording import number
from avgrisk.figures.markup import Figure, esc
from avgrisk.figures.style import card

if TYPE_CHECKING:
    import pandas as pd

STYLE = Path(__file__).with_suffix(".css")


def table_card(table: pd.DataFrame, lang: Language = "nl") -> Figure:
    """A table with words in it, such as those of `avgrisk.tables`, its first column as heads."""
    wording = plain(lang)
    names = [str(name) for name in table.columns]
    heads = "".join(f'<th scope="col">{esc(name)}</th>' for name in names)
    columns = [[_cell(cell, wording.lang) for cell in table[name]] for name in table.columns]
    rows = "".join(_row(names, list(row)) for row in zip(*columns, strict=True))
    body = f'<table class="avg-rows"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    return card(body, table.to_string(index=False), wording.lang, STYLE)


def _cell(cell: object, lang: str) -> str:
    """A cell in words: a number with a fraction at one decimal, as the language writes it."""
    return number(cell, lang) if isinstance(cell, float) else str(cell)


def _row(names: list[str], cells: list[str]) -> str:
    """A row; each cell says its column, for where the heads are not in view."""
    first, *rest = cells
    told = "".join(
        f'<td data-name="{esc(name)}">{esc(cell)}</td>'
        for name, cell in zip(names[1:], rest, strict=True)
    )
    return f'<tr><th scope="row">{esc(first)}</th>{told}</tr>'
