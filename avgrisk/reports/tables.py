"""Results as tables of words: what the terminal and the notebooks print, one decimal, no dtypes."""

from __future__ import annotations

import pandas as pd

from avgrisk.calibration.validation.separation import misfits
from avgrisk.cases.case_base import Case, load_case, load_cases
from avgrisk.cases.replay import branches, steps
from avgrisk.cases.similar import SimilarCase
from avgrisk.core.labels import label
from avgrisk.core.subjects import Language, plain
from avgrisk.core.wording import number
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.score import RiskScore, score
from avgrisk.vocabulary.sectors import wording_for

__all__ = [
    "branches_table",
    "cases_table",
    "legal_table",
    "margin",
    "misfit_lines",
    "number",
    "readings_table",
    "red_in_ten",
    "replay_table",
    "score_row",
    "scores_table",
    "similar_table",
]


def margin(score: RiskScore, lang: str = "nl") -> str:
    """The 80 % range in words: "53,8 - 89,2"."""
    low, high = score.interval
    return f"{number(low, lang)} - {number(high, lang)}"


def red_in_ten(score: RiskScore, lang: str = "nl") -> str:
    """ "rood in 8 van de 10 doorrekeningen"."""
    return label("score.red_in_ten", lang, count=round(10 * score.band_probabilities["red"]))


def score_row(score: RiskScore, lang: Language = "nl") -> dict[str, str]:
    """Score, range, band and the weakest legal answer, each in words."""
    wording = plain(lang)
    return {
        label("column.score", wording): number(score.value, wording.lang),
        label("column.interval", wording): margin(score, wording.lang),
        label("column.band", wording): label(f"band.{score.band}", wording),
        label("column.letter", wording): label(f"answer.{score.legal.answer('letter')}", wording),
        label("column.strict", wording): label(f"answer.{score.legal.answer('strict')}", wording),
    }


def readings_table(score: RiskScore, lang: Language = "nl") -> pd.DataFrame:
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
    return pd.DataFrame(rows)


def legal_table(score: RiskScore, lang: Language = "nl") -> pd.DataFrame:
    """ "Mag het?" in lines, under both readings of the law."""
    wording = wording_for(lang, score.use.sector)
    rows = [
        {
            label("column.line", wording): label(line.key, wording),
            label("column.letter", wording): label(f"answer.{line.letter}", wording),
            label("column.strict", wording): label(f"answer.{line.strict}", wording),
        }
        for line in score.legal.lines
    ]
    return pd.DataFrame(rows)


def similar_table(similar: tuple[SimilarCase, ...], lang: str = "nl") -> pd.DataFrame:
    """The nearest real cases with outcome and a source."""
    rows = [
        {
            label("column.case", lang): getattr(item.case, f"title_{lang}"),
            label("column.distance", lang): number(item.distance, lang, 2),
            label("column.outcome", lang): _outcome(item.case, lang),
            label("column.source", lang): item.case.sources[0].url,
        }
        for item in similar
    ]
    return pd.DataFrame(rows)


def replay_table(case: str, index: str | RiskIndex = "1", lang: Language = "nl") -> pd.DataFrame:
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
                label("column.date", wording): step.event.date,
                label("column.actor", wording): label(f"fig.actor.{step.event.actor}", wording),
                label("column.event", wording): said.words(wording.lang),
                label("column.score", wording): number(step.score.value, wording.lang),
                label("column.interval", wording): margin(step.score, wording.lang),
                label("column.band", wording): label(f"band.{step.score.band}", wording),
                label("column.status", wording): label(f"state.{step.status}", wording),
                label("column.source", wording): cited,
            }
        )
    return pd.DataFrame(rows)


def branches_table(case: str, index: str | RiskIndex = "1", lang: Language = "nl") -> pd.DataFrame:
    """The what-ifs of a case, with the difference from the plan as coded."""
    found = branches(case, index)
    start = found[0].score.value
    wording = wording_for(lang, found[0].use.sector)
    rows = [
        {
            label("column.branch", wording): label(f"branch.{branch.key}", wording),
            **score_row(branch.score, wording),
            label("column.difference", wording): number(branch.score.value - start, wording.lang),
        }
        for branch in found
    ]
    return pd.DataFrame(rows)


def cases_table(index: str | RiskIndex = "1", lang: str = "nl") -> pd.DataFrame:
    """The shipped real cases, riskiest first, with outcome."""
    scored = [(case, score(case.use, index)) for case in load_cases()]
    rows = [
        {
            label("column.case", lang): case.id,
            label("column.date", lang): case.announced or "",
            **score_row(result, lang),
            label("column.outcome", lang): _outcome(case, lang),
        }
        for case, result in sorted(scored, key=lambda pair: (-pair[1].value, pair[0].id))
    ]
    return pd.DataFrame(rows)


def misfit_lines(index: str | RiskIndex = "1", lang: str = "nl") -> list[str]:
    """The cases and twins the index gets wrong, in words."""
    found = [
        label(f"misfit.{item.key}", lang, case=item.case, other=item.other)
        for item in misfits(index)
    ]
    return [
        label("misfit.title", lang),
        *(f"- {line}" for line in found or [label("misfit.none", lang)]),
    ]


def scores_table(rows: pd.DataFrame, scores: pd.DataFrame, lang: str = "nl") -> pd.DataFrame:
    """A scored register for the terminal, riskiest first; rejected rows last, blank."""
    title = rows["title"] if "title" in rows else rows.iloc[:, 0]
    shown = pd.DataFrame(
        {
            label("column.rank", lang): scores["rank"].map(
                lambda rank: f"{rank:.0f}", na_action="ignore"
            ),
            label("column.title", lang): title.str.slice(0, 60),
            label("column.score", lang): scores["score"].map(
                lambda part: number(part, lang), na_action="ignore"
            ),
            label("column.interval", lang): [
                "" if pd.isna(low) else f"{number(low, lang)} - {number(high, lang)}"
                for low, high in zip(scores["score_low"], scores["score_high"], strict=True)
            ],
            label("column.band", lang): [
                "" if pd.isna(band) else label(f"band.{band}", lang) for band in scores["band"]
            ],
            label("column.letter", lang): [_answer(part, lang) for part in scores["legal_letter"]],
            label("column.strict", lang): [_answer(part, lang) for part in scores["legal_strict"]],
        }
    )
    order = scores["rank"].sort_values(kind="stable").index
    return shown.loc[order].fillna("")


def _outcome(case: Case, lang: str) -> str:
    """What came of a case; blank where its outcome is hidden or it is an illustration."""
    if case.outcome is None or case.outcome.ordinal is None:
        return ""
    return label(f"outcome.{case.outcome.ordinal}", lang)


def _answer(answer: object, lang: str) -> str:
    return label(f"answer.{answer}", lang) if isinstance(answer, str) and answer else ""
