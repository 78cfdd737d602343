"""What the page tells of a scored register: lines and pictures, the same as in its report."""

from pathlib import PurePosixPath

from avgrisk.core.labels import label
from avgrisk.core.subjects import Language, Wording
from avgrisk.figures.markup import Figure, words
from avgrisk.figures.register.drivers import drivers, heat_map
from avgrisk.figures.register.quadrant_counts import register_quadrant
from avgrisk.figures.register.ranks import rank_intervals
from avgrisk.figures.register.win_tables import before_after, quick_wins_table
from avgrisk.figures.register.wordings import page_wording
from avgrisk.register import writing
from avgrisk.register.assess import Assessed
from avgrisk.register.report_data import Report, taken_notes
from avgrisk.register.summary import counted, summary


def short_lines(assessed: Assessed, lang: Language) -> list[str]:
    """How many were scored, how they are spread, how complete they are, how sure the order is."""
    told = [*counted(assessed, summary(assessed)), *taken_notes(assessed.uses.derived)]
    lines = [label(key, lang, **values) for key, values in told]
    if assessed.ranking.apart is not None:
        lines.append(label("rr.apart", lang, share=round(100 * assessed.ranking.apart)))
    if not assessed.ranking.draws:
        lines.append(label("desk.no_ranks", lang))
    return lines


def pictures(report: Report, lang: str) -> str:
    """Order, drivers, heat map and quadrant under one another, each with its heading."""
    assessed, found = report.assessed, report.summary
    wording = page_wording(assessed, lang)
    figures = {
        "ranks": rank_intervals(assessed, wording),
        "drivers": drivers(found, wording),
        "heat": heat_map(found, wording),
        "quadrant": register_quadrant(assessed, wording),
    }
    return "".join(_headed(f"rr.{name}", figure, wording) for name, figure in figures.items())


def wins_shown(report: Report, lang: str) -> str:
    """The quick wins with their heading."""
    wording = page_wording(report.assessed, lang)
    return _headed("rr.wins", quick_wins_table(report.assessed, report.wins, wording), wording)


def measures_shown(report: Report, lang: str) -> str:
    """Before and after the measures, with their heading."""
    wording = page_wording(report.assessed, lang)
    shown = before_after(report.assessed, report.measures, wording)
    return _headed("rr.measures", shown, wording)


def _headed(key: str, figure: Figure, wording: Wording) -> str:
    return f"<h3>{words(key, wording)}</h3>{figure.markup}" if figure.markup else ""


#: What can be downloaded, and its media type.
KINDS = {
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "json": "application/json",
}


def file_of(report: Report, kind: str, lang: str) -> tuple[str, bytes]:
    """The name of a download and what is in it; an unknown kind is a KeyError."""
    assessed = report.assessed
    name = f"{_stem(report.source)}-avgrisk.{kind}"
    if kind == "html":
        from avgrisk.reports.register_page import register_html

        return name, register_html(report, lang).encode("utf-8", "replace")
    if kind == "json":
        from avgrisk.reports.register_json import document

        return name, document(report, lang).encode("utf-8", "replace")
    table, _ = writing.safe_cells(writing.joined(assessed.register.rows, assessed.scores))
    if kind == "csv":
        return name, writing.csv_text(table).encode("utf-8-sig", "replace")
    if kind == "xlsx":
        from avgrisk.reports.register_workbook import workbook

        return name, workbook(report, table, lang)
    raise KeyError(kind)


def _stem(source: str) -> str:
    """The source's name as a file name: letters, figures and dashes."""
    plain = "".join(c if c.isalnum() or c in "-_" else "-" for c in PurePosixPath(source).stem)
    return plain.strip("-")[:60] or "register"
