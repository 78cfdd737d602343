"""A table within a figure: real heads, numbers to the right, scrolling sideways by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from avgrisk.figures.markup import css_number, esc

STYLE = """
.avg.avg .avg-wide{overflow-x:auto}
.avg.avg .avg-tab{width:100%;margin:8px 0 0;border:0;border-collapse:collapse;table-layout:auto;
color:$ink;font-size:14px;line-height:20px}
.avg.avg .avg-tab tr{background:none}
.avg.avg .avg-tab th,.avg.avg .avg-tab td{padding:4px 12px 4px 0;border:0;
border-bottom:1px solid $line;text-align:left;vertical-align:top;font-weight:400;white-space:normal;
max-width:none;overflow-wrap:break-word}
.avg.avg .avg-tab thead th{color:$muted;vertical-align:bottom}
.avg.avg .avg-tab tbody th{min-width:140px;font-weight:600}
.avg.avg .avg-tab .avg-n{text-align:right;white-space:nowrap}
.avg.avg .avg-tab thead .avg-n{white-space:normal}
.avg.avg .avg-tab .avg-heat{width:14%;padding-right:8px;border:2px solid $surface;
background:color-mix(in srgb,$red calc(var(--s)*1%),$surface)}
.avg-line{position:relative;display:block;min-width:100px;height:12px;margin:4px 0;
border-radius:6px;background:$track}
.avg-line>i{position:absolute;top:0;height:12px;min-width:2px;border-radius:6px;background:$bar}
@media print{.avg.avg .avg-wide{overflow:visible}.avg.avg .avg-tab tr{break-inside:avoid}}
"""


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its name, and whether it holds numbers."""

    name: str
    number: bool = False


def table(name: str, heads: Sequence[Head], rows: Sequence[Sequence[str]]) -> str:
    """A table by its name; the first cell of a row is its head. Cells are markup already."""
    top = "".join(f'<th scope="col"{_kind(head)}>{esc(head.name)}</th>' for head in heads)
    body = "".join(f"<tr>{_row(heads, row)}</tr>" for row in rows)
    return (
        f'<div class="avg-wide" tabindex="0" role="region" aria-label="{esc(name)}">'
        f'<table class="avg-tab"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
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
    return f'<span class="avg-line"><i style="left:0;width:{width}%"></i></span>'
