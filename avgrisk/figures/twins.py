"""Two cases side by side: their readings, where they differ, and in the end how each ended."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from avgrisk.core.labels import label
from avgrisk.core.records import READINGS, Reading
from avgrisk.core.subjects import Language, Wording, plain
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.figures import outcome, strip
from avgrisk.figures.event import source_link
from avgrisk.figures.markup import NAME, Figure, esc, joined, number, piece, soft, words
from avgrisk.figures.style import card
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.score import RiskScore, score
from avgrisk.vocabulary import sectors
from avgrisk.vocabulary.sectors import wording_for

if TYPE_CHECKING:
    from avgrisk.cases.case_records import Case

STYLE = Path(__file__).with_suffix(".css")

#: What the two cases are called beside their bars.
SIGNS = ("A", "B")


def twin_compare(
    first: Case | str,
    second: Case | str,
    lang: Language = "nl",
    reveal: bool = False,
    index: str | RiskIndex = DEFAULT_INDEX,
) -> Figure:
    """Two cases, A and B, reading by reading; longer is more risk, 0-1.

    The reading whose contribution to the score differs most is marked. How each ended, and who
    reported it, is shown only with `reveal`; until
    then the cases are called by their kind and year. An unknown case or language is an InputError.
    """
    from avgrisk.cases.case_base import load_case  # who draws no twins reads no cases

    cases = tuple(load_case(case) if isinstance(case, str) else case for case in (first, second))
    used = load_index(index)
    scores = tuple(score(case.use, used) for case in cases)
    wording = wording_for(lang, *(case.use.sector for case in cases))
    most = most_different(*scores)
    heads = "".join(_head(place, cases[place], scores[place], reveal, wording) for place in (0, 1))
    rows = "".join(_row(name, scores, name == most, wording) for name in READINGS)
    hidden = "" if reveal else f'<p class="avg-soft">{words("twins.hidden", wording)}</p>'
    body = (
        f'<h3>{words("twins.title", wording)}</h3><div class="avg-pair">{heads}</div>{hidden}'
        f'<ul>{rows}</ul><p class="avg-note">{words("twins.how", wording)} '
        f"{esc(strip.ground(scores[0], wording))} {words('cases.coding_short', wording)}</p>"
    )
    text = "\n".join(_lines(cases, scores, most, reveal, wording))
    return card(body, text, wording.lang, strip.STYLE, outcome.STYLE, STYLE)


def most_different(first: RiskScore, second: RiskScore) -> str:
    """The reading whose contribution, in log-odds, differs most; "" when none does."""
    apart = {
        name: abs(first.contributions.get(name, 0) - second.contributions.get(name, 0))
        for name in READINGS
    }
    most = max(READINGS, key=lambda name: apart[name])
    return most if apart[most] else ""


def _head(place: int, case: Case, result: RiskScore, reveal: bool, wording: Wording) -> str:
    """Name and score of a case, and how it ended when that may be told."""
    told = f"{number(result.value, wording.lang)} ({strip.span(result.interval, wording)})"
    ending = f"{outcome.outcome_block(case, wording)}{_sources(case, wording)}" if reveal else ""
    return (
        f"<section><h3>{SIGNS[place]}. {esc(_title(case, reveal, wording), NAME)}</h3>"
        f"<p>{strip.chip(result.band, wording)} {esc(told)}</p>{ending}</section>"
    )


def _sources(case: Case, wording: Wording) -> str:
    cited = " ".join(source_link(source, wording) for source in case.sources)
    return f'<p class="avg-small avg-sources">{words("fig.sources", wording)}: {cited}</p>'


def _row(name: str, scores: tuple[RiskScore, ...], most: bool, wording: Wording) -> str:
    """One reading of both cases: two bars, and who has more of it."""
    found = [result.readings[name] for result in scores]
    mark = f'<span class="avg-most">{words("twins.most", wording)}</span>' if most else ""
    bars = "".join(_bar(place, found[place], wording) for place in (0, 1))
    return (
        f'<li class="avg-twin"><b>{words(f"reading.{name}", wording)}</b>{mark}{bars}'
        f"{soft(_difference(found, wording))}</li>"
    )


def _bar(place: int, reading: Reading, wording: Wording) -> str:
    part, second = reading.range, " class=avg-second" if place else ""
    fill = piece("", width=100 * part.mean) if reading.known else ""
    whisker = (
        piece("", tag="s", left=100 * part.low, width=100 * (part.high - part.low))
        if part.high > part.low
        else ""
    )
    return (
        f'<div{second}><i>{SIGNS[place]}</i><span class="avg-beam" aria-hidden="true">'
        f"{fill}{whisker}</span> <b>{_value(reading, wording)}</b></div>"
    )


def _value(reading: Reading, wording: Wording) -> str:
    return "?" if reading.value is None else number(reading.value, wording.lang, 2)


def _difference(found: list[Reading], wording: Wording) -> str:
    """Which of the two has more of it, and how much; unknown where one of them is."""
    first, second = (reading.value for reading in found)
    if first is None or second is None:
        return label("status.unknown", wording)
    amount = number(abs(first - second), wording.lang, 2)
    if not float(amount.replace(",", ".")):
        return label("twins.same", wording)
    return label("twins.more", wording, name=SIGNS[first < second], amount=amount)


def _lines(
    cases: tuple[Case, ...],
    scores: tuple[RiskScore, ...],
    most: str,
    reveal: bool,
    wording: Wording,
) -> list[str]:
    """The picture in words."""
    lines = [label("twins.title", wording)]
    for sign, case, result in zip(SIGNS, cases, scores, strict=True):
        told = label(
            "twins.score",
            wording,
            name=f"{sign}. {_title(case, reveal, wording)}",
            score=number(result.value, wording.lang),
            between=strip.span(result.interval, wording),
            band=f"@band.{result.band}",
        )
        lines.append(joined((told, outcome.outcome_words(case, wording) if reveal else "")))
    for name in READINGS:
        found = [result.readings[name] for result in scores]
        first, second = (_value(reading, wording) for reading in found)
        line = label(
            "twins.line",
            wording,
            reading=f"@reading.{name}",
            first=first,
            second=second,
            difference=_difference(found, wording),
        )
        lines.append(f"{line} ({label('twins.most', wording)})" if name == most else line)
    return lines if reveal else [*lines, label("twins.hidden", wording)]


def _title(case: Case, reveal: bool, wording: Wording) -> str:
    return case.title(wording.lang) if reveal else stranger(case, wording)


def stranger(case: Case, lang: Language = "nl") -> str:
    """What a case is called as long as nobody may know which it is: "bank, 2014"."""
    wording = plain(lang)
    sector = sectors.find(case.sector_key)
    if case.illustration or sector is None:
        return case.title(wording.lang)
    return f"{sector.label(wording.lang)}, {case.announced[:4]}"
