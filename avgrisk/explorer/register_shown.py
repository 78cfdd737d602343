"""What the page tells of a scored register: lines and pictures, the same as in its report."""

from __future__ import annotations

from avgrisk.figures.markup import Figure, words
from avgrisk.figures.register_drivers import drivers, heat_map
from avgrisk.figures.register_measures import before_after, quick_wins_table
from avgrisk.figures.register_quadrant import register_quadrant
from avgrisk.figures.register_ranks import rank_intervals
from avgrisk.labels import label
from avgrisk.register.assessing import Assessed, page_voice
from avgrisk.register.summary import summary
from avgrisk.register.telling import Report, derived_lines


def short_lines(assessed: Assessed, lang: str) -> list[str]:
    """How many were scored, how they are spread, how complete they are, how sure the order is."""
    found = summary(assessed)
    counts = {
        "rows": found.rows,
        "scored": found.scored,
        "rejected": len(assessed.rejected),
        "skipped": assessed.register.skipped,
    }
    lines = [
        label("rr.counts", lang, **counts),
        label("rr.bands", lang, **found.bands),
        label("register.complete", lang, share=round(100 * found.complete)),
        label("register.blank", lang),
        *derived_lines(assessed, lang),
    ]
    if assessed.ranking.apart is not None:
        lines.append(label("rr.apart", lang, share=round(100 * assessed.ranking.apart)))
    if not assessed.ranking.draws:
        lines.append(label("desk.no_ranks", lang))
    return lines


def pictures(report: Report, lang: str) -> str:
    """Order, drivers, heat map and quadrant under one another, each with its heading."""
    assessed, found = report.assessed, report.summary
    lang = page_voice(assessed, lang)
    return "".join(
        (
            _headed("rr.ranks", rank_intervals(assessed, lang), lang),
            _headed("rr.drivers", drivers(found, lang), lang),
            _headed("rr.heat", heat_map(found, lang), lang),
            _headed("rr.quadrant", register_quadrant(assessed, lang), lang),
        )
    )


def wins_shown(report: Report, lang: str) -> str:
    """The quick wins with their heading."""
    lang = page_voice(report.assessed, lang)
    return _headed("rr.wins", quick_wins_table(report.assessed, report.wins, lang), lang)


def measures_shown(report: Report, lang: str) -> str:
    """Before and after the measures, with their heading."""
    lang = page_voice(report.assessed, lang)
    shown = before_after(report.assessed, report.measures, lang)
    return _headed("rr.measures", shown, lang)


def _headed(key: str, figure: Figure, lang: str) -> str:
    return f"<h3>{words(key, lang)}</h3>{figure.markup}" if figure.markup else ""
