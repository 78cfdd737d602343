"""What drives the risk over a register, and where: top drivers, and department by group."""

from avgrisk.core.labels import label
from avgrisk.core.records import GROUPS, READINGS
from avgrisk.core.subjects import Language, Wording, plain
from avgrisk.figures.markup import NAME, Figure, clean, esc, number
from avgrisk.figures.table import Head, explained, heat, line
from avgrisk.register.summary import Department, Summary

#: Mean contribution at which a cell of the heat map is darkest, log-odds (chosen by us).
DARKEST = 1.0


def term_name(term: str, wording: Wording) -> str:
    """What a term of the index is called."""
    names = [label(f"reading.{part}", wording) for part in term.split(":") if part in READINGS]
    return " × ".join(names)


def drivers(found: Summary, lang: Language = "nl") -> Figure:
    """Mean contribution per term in log-odds against a neutral use, and in how many rows it
    pushes hardest."""
    wording = plain(lang)
    parts = found.drivers
    most = max((abs(part.mean) for part in parts), default=0.0) or 1.0
    heads = [
        Head(label("column.reading", wording)),
        Head(""),
        Head(label("rr.mean", wording), True),
        Head(label("rr.leads", wording), True),
    ]
    names = [term_name(part.term, wording) for part in parts]
    means = [number(part.mean, wording.lang, 2, signed=True) for part in parts]
    rows = [
        [esc(name), line(max(part.mean, 0.0) / most), mean, str(part.leads)]
        for name, part, mean in zip(names, parts, means, strict=True)
    ]
    lines = [
        f"{name}: {mean}; {label('rr.leads', wording)} {part.leads}"
        for name, part, mean in zip(names, parts, means, strict=True)
    ]
    return explained("rr.drivers", heads, rows, lines, wording)


def heat_map(found: Summary, lang: Language = "nl") -> Figure:
    """Departments down, the four groups of readings across: mean contribution in log-odds.

    Empty where no row has a department.
    """
    wording = plain(lang)
    if not found.departments:
        return Figure("", "")
    groups = {group: label(f"pillar.{group}", wording) for group in GROUPS}
    heads = [
        Head(label("rr.department", wording)),
        Head(label("rr.rows", wording), True),
        Head(label("rr.mean_score", wording), True),
        *(Head(name, True) for name in groups.values()),
    ]
    rows, lines = [], []
    for part in found.departments:
        shown = {
            group: number(part.groups[group], wording.lang, 2, signed=True) for group in groups
        }
        rows.append(
            [
                esc(_name(part, wording), NAME),
                str(part.rows),
                number(part.score, wording.lang),
                *(heat(shown[group], part.groups[group] / DARKEST) for group in groups),
            ]
        )
        told_ = ", ".join(f"{name} {shown[group]}" for group, name in groups.items())
        lines.append(
            f"{_name(part, wording)} ({part.rows}): {number(part.score, wording.lang)}; {told_}"
        )
    return explained("rr.heat", heads, rows, lines, wording)


def _name(part: Department, wording: Wording) -> str:
    if part.name is None:
        return label("rr.nameless", wording)
    return clean(part.name, NAME) if part.name else label("rr.others", wording)
