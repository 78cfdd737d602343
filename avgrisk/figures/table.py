"""A table within a figure: real heads, numbers to the right, scrolling sideways by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from avgrisk.core.labels import label
from avgrisk.core.subjects import Wording
from avgrisk.figures.markup import Figure, css_number, esc, joined
from avgrisk.figures.style import card

STYLE = Path(__file__).with_suffix(".css")


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its name, and whether it holds numbers."""

    name: str
    number: bool = False


def explained(
    key: str,
    heads: Sequence[Head],
    rows: Sequence[Sequence[str]],
    lines: Iterable[str],
    wording: Wording,
) -> Figure:
    """A table as a figure: its title by the label `key`, how to read it, and its lines in words."""
    title, how = label(key, wording), label(f"{key}_how", wording)
    body = f"<p>{esc(how)}</p>{table(title, heads, rows)}"
    return card(body, joined((title, how, *lines)), wording.lang, STYLE)


def table(
    name: str, heads: Sequence[Head], rows: Sequence[Sequence[str]], look: str = "avg-tab"
) -> str:
    """A table by its name; the first cell of a row is its head. Cells are markup already."""
    top = "".join(f'<th scope="col"{_kind(head)}>{esc(head.name)}</th>' for head in heads)
    body = "".join(f"<tr>{_row(heads, row)}</tr>" for row in rows)
    return (
        f'<div class="avg-wide" tabindex="0" role="region" aria-label="{esc(name)}">'
        f'<table class="{look}"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _row(heads: Sequence[Head], row: Sequence[str]) -> str:
    first, *rest = row
    cells = "".join(
        cell if cell.startswith("<td") else f"<td{_kind(head)}>{cell}</td>"
        for head, cell in zip(heads[1:], rest, strict=True)
    )
    return f'<th scope="row">{first}</th>{cells}'


def _kind(head: Head) -> str:
    return ' class="avg-n"' if head.number else ""


def heat(shown: str, share: float) -> str:
    """A cell that darkens with `share`, 0-1; the number stands in it."""
    strength = css_number(100 * min(max(share, 0.0), 1.0))
    return f'<td class="avg-n avg-heat" style="--s:{strength}">{shown}</td>'


def line(share: float) -> str:
    """A bar of this share, 0-1, of its room."""
    width = css_number(100 * min(max(share, 0.0), 1.0))
    return f'<span class="avg-length"><i style="left:0;width:{width}%"></i></span>'
