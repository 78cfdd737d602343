"""What drives the risk over a register, and where: top drivers, and department by group."""

from __future__ import annotations

from avgrisk.core.labels import label
from avgrisk.core.records import GROUPS, READINGS
from avgrisk.figures.markup import NAME, Figure, clean, esc, joined, number, words
from avgrisk.figures.register.table import STYLE, Head, heat, line, table
from avgrisk.figures.style import card
from avgrisk.register.summary import Department, Summary

#: Mean contribution at which a cell of the heat map is darkest, log-odds (chosen by us).
DARKEST = 1.0


def term_name(term: str, lang: str) -> str:
    """What a term of the index is called."""
    names = [label(f"reading.{part}", lang) for part in term.split(":") if part in READINGS]
    return " × ".join(names)


def drivers(found: Summary, lang: str = "nl") -> Figure:
    """Mean contribution per term in log-odds against a neutral use, and in how many rows it
    pushes hardest.
    """
    parts = found.drivers
    most = max((abs(part.mean) for part in parts), default=0.0) or 1.0
    heads = [
        Head(label("column.reading", lang)),
        Head(""),
        Head(label("rr.mean", lang), True),
        Head(label("rr.leads", lang), True),
    ]
    names = [term_name(part.term, lang) for part in parts]
    means = [number(part.mean, lang, 2, signed=True) for part in parts]
    rows = [
        [esc(name), line(max(part.mean, 0.0) / most), mean, str(part.leads)]
        for name, part, mean in zip(names, parts, means, strict=True)
    ]
    lines = [
        f"{name}: {mean}; {label('rr.leads', lang)} {part.leads}"
        for name, part, mean in zip(names, parts, means, strict=True)
    ]
    title, how = label("rr.drivers", lang), label("rr.drivers_how", lang)
    body = f"<p>{esc(how)}</p>{table(title, heads, rows)}"
    return card(body, joined((title, how, *lines)), lang, STYLE)


def heat_map(found: Summary, lang: str = "nl") -> Figure:
    """Departments down, the four groups of readings across: mean contribution in log-odds.

    Empty where no row has a department.
    """
    if not found.departments:
        return Figure("", "")
    title, how = label("rr.heat", lang), label("rr.heat_how", lang)
    groups = {group: label(f"pillar.{group}", lang) for group in GROUPS}
    heads = [
        Head(label("rr.department", lang)),
        Head(label("rr.rows", lang), True),
        Head(label("rr.mean_score", lang), True),
        *(Head(name, True) for name in groups.values()),
    ]
    rows, lines = [], []
    for part in found.departments:
        shown = {group: number(part.groups[group], lang, 2, signed=True) for group in groups}
        rows.append(
            [
                esc(_name(part, lang), NAME),
                str(part.rows),
                number(part.score, lang),
                *(heat(shown[group], part.groups[group] / DARKEST) for group in groups),
            ]
        )
        told_ = ", ".join(f"{name} {shown[group]}" for group, name in groups.items())
        lines.append(f"{_name(part, lang)} ({part.rows}): {number(part.score, lang)}; {told_}")
    body = f"<p>{words('rr.heat_how', lang)}</p>{table(title, heads, rows)}"
    return card(body, joined((title, how, *lines)), lang, STYLE)


def _name(part: Department, lang: str) -> str:
    if part.name is None:
        return label("rr.nameless", lang)
    return clean(part.name, NAME) if part.name else label("rr.others", lang)
