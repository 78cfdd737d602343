"""Results as rows of words, one decimal: what the terminal prints, and notebooks as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from avgrisk.cases.case_base import load_case, load_cases
from avgrisk.cases.case_records import Case
from avgrisk.cases.replay import branches, steps
from avgrisk.cases.similar import SimilarCase
from avgrisk.core.dates import day
from avgrisk.core.labels import label
from avgrisk.core.labels import table as labels
from avgrisk.core.subjects import Language, plain
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.core.wording import number
from avgrisk.indicators.uses import Uses
from avgrisk.scoring.engine import score_uses
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.legal import ANSWERS, VIEWS
from avgrisk.scoring.output import numbers
from avgrisk.scoring.score import RiskScore
from avgrisk.vocabulary.sectors import wording_for

if TYPE_CHECKING:
    from avgrisk.register.checking import RegisterCheck

#: Heading -> cell, both in words.
Row = dict[str, str]


def margin(score: RiskScore, lang: str = "nl") -> str:
    """The 80 % range in words: "53,8 - 89,2"."""
    return _margin(score.interval, lang)


def _margin(interval: tuple[float, float], lang: str) -> str:
    low, high = interval
    return f"{number(low, lang)} - {number(high, lang)}"


def score_row(score: RiskScore, lang: Language = "nl") -> Row:
    """Score, range, band and the weakest legal answer, each in words."""
    answers = score.legal.answer("letter"), score.legal.answer("strict")
    return _in_words(score.value, score.interval, score.band, answers, lang)


def _in_words(
    value: float, interval: tuple[float, float], band: str, answers: tuple[str, str], lang: Language
) -> Row:
    """Score, range, band and the two legal answers as cells."""
    wording = plain(lang)
    letter, strict = (label(f"answer.{answer}", wording) for answer in answers)
    return {
        label("column.score", wording): number(value, wording.lang),
        label("column.interval", wording): _margin(interval, wording.lang),
        label("column.band", wording): label(f"band.{band}", wording),
        label("column.letter", wording): letter,
        label("column.strict", wording): strict,
    }


def readings_rows(score: RiskScore, lang: Language = "nl") -> list[Row]:
    """The seven readings: value, status and contribution (log-odds)."""
    wording = wording_for(lang, score.use.sector)
    rows = []
    for name, reading in score.readings.items():
        parts = [part for term, part in score.contributions.items() if term.split(":")[-1] == name]
        value = "?" if reading.value is None else number(reading.value, wording.lang, 2)
        rows.append(
            {
                label("column.reading", wording): label(f"reading.{name}", wording),
                label("column.value", wording): value,
                label("column.status", wording): label(f"status.{reading.status}", wording),
                label("column.contribution", wording): number(sum(parts), wording.lang, 2),
            }
        )
    return rows


def legal_rows(score: RiskScore, lang: Language = "nl") -> list[Row]:
    """ "Mag het?" in lines, under both readings of the law."""
    wording = wording_for(lang, score.use.sector)
    return [
        {
            label("column.line", wording): label(line.key, wording),
            label("column.letter", wording): label(f"answer.{line.letter}", wording),
            label("column.strict", wording): label(f"answer.{line.strict}", wording),
        }
        for line in score.legal.lines
    ]


def similar_rows(similar: tuple[SimilarCase, ...], lang: str = "nl") -> list[Row]:
    """The nearest real cases with outcome and a source."""
    return [
        {
            label("column.case", lang): item.case.title(lang),
            label("column.distance", lang): number(item.distance, lang, 2),
            label("column.outcome", lang): ended(item.case, lang),
            label("column.source", lang): item.case.sources[0].url or "",
        }
        for item in similar
    ]


def replay_rows(
    case: str, index: str | RiskIndex = DEFAULT_INDEX, lang: Language = "nl"
) -> list[Row]:
    """The replay of a case in words, a row an event."""
    found = load_case(case)
    sources = {source.key: source for source in found.sources}
    wording = wording_for(lang, found.use.sector)
    rows = []
    for step in steps(found, index):
        cited = ", ".join(sources[key].publisher for key in step.event.sources)
        said = step.event.passage(wording.lang)
        rows.append(
            {
                label("column.date", wording): day(step.event.date, wording.lang),
                label("column.actor", wording): label(f"fig.actor.{step.event.actor}", wording),
                label("column.event", wording): said.words(wording.lang),
                label("column.score", wording): number(step.score.value, wording.lang),
                label("column.interval", wording): margin(step.score, wording.lang),
                label("column.band", wording): label(f"band.{step.score.band}", wording),
                label("column.status", wording): label(f"state.{step.status}", wording),
                label("column.source", wording): cited,
            }
        )
    return rows


def branches_rows(
    case: str, index: str | RiskIndex = DEFAULT_INDEX, lang: Language = "nl"
) -> list[Row]:
    """The what-ifs of a case, with the difference from the plan as coded."""
    found = branches(case, index)
    start = found[0].score.value
    wording = wording_for(lang, found[0].use.sector)
    return [
        {
            label("column.branch", wording): label(f"branch.{branch.key}", wording),
            **score_row(branch.score, wording),
            label("column.difference", wording): number(branch.score.value - start, wording.lang),
        }
        for branch in found
    ]


def cases_rows(index: str | RiskIndex = DEFAULT_INDEX, lang: str = "nl") -> list[Row]:
    """The shipped real cases, riskiest first, with outcome; scored as one table."""
    loaded = load_index(index)
    cases = load_cases()
    scored = score_uses(Uses.of(*(case.use for case in cases)), loaded)
    figures = numbers(scored, loaded) | {view: scored.legal[view] for view in VIEWS}
    names = ("score", "score_low", "score_high", "band", *VIEWS)
    rows = zip(cases, *(figures[name].tolist() for name in names), strict=True)
    return [
        {
            label("column.case", lang): case.id,
            label("column.date", lang): day(case.announced or "", lang),
            **_in_words(
                value, (low, high), loaded.bands[band][0], (ANSWERS[letter], ANSWERS[strict]), lang
            ),
            label("column.outcome", lang): ended(case, lang),
        }
        for case, value, low, high, band, letter, strict in sorted(
            rows, key=lambda row: (-row[1], row[0].id)
        )
    ]


def checked_rows(check: RegisterCheck, lang: str = "nl") -> list[Row]:
    """What each column of a register was read as, with its first cells."""
    return [
        {
            label("check.column", lang): column.name,
            label("check.read_as", lang): field_name(column.field, lang),
            label("check.cells", lang): " | ".join(column.cells),
        }
        for column in check.columns
    ]


def field_name(field: str, lang: str) -> str:
    """What a column was read as, in words; "" stands for nothing."""
    from avgrisk.register.readers.mapping import WORDS

    keys = (f"desk.field.{field}{WORDS}", f"desk.field.{field}")
    found = [label(key, lang) for key in keys if key in labels()]
    return found[0] if found else field or label("check.unused", lang)


def ended(case: Case, lang: Language) -> str:
    """What came of a case; blank where its outcome is hidden or it is an illustration."""
    if case.outcome is None or case.outcome.ordinal is None:
        return ""
    return label(f"outcome.{case.outcome.ordinal}", lang)
