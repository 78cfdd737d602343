"""The score on a strip from 0 to 100: bands, margin, value, and how often it comes out red."""

from pathlib import Path

from avgrisk.core.labels import label
from avgrisk.core.subjects import Language, Wording
from avgrisk.figures.markup import Figure, css_number, esc, joined, number, piece, words
from avgrisk.figures.style import card
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.score import RiskScore
from avgrisk.vocabulary.sectors import wording_for

STYLE = Path(__file__).with_suffix(".css")

#: The word on a band, apart from its colour.
BAND_WORDS = {"green": "fig.low", "amber": "fig.raised", "red": "fig.high"}

RUNS = 10


def score_strip(score: RiskScore, lang: Language = "nl", index: RiskIndex | None = None) -> Figure:
    """The score, 0-100, with its 80 % range against the bands, in words and on a strip.

    `index` is the version that scored it where that is not a shipped one.
    """
    wording = wording_for(lang, score.use.sector)
    return card(body(score, wording, index), text(score, wording), wording.lang, STYLE)


def text(score: RiskScore, wording: Wording) -> str:
    """The strip in one line of words."""
    return joined(told(score, wording) for told in (headline, margin, runs, ground))


def headline(score: RiskScore, wording: Wording) -> str:
    """What it is, its value and band."""
    name, band = label("score.name", wording), label(f"band.{score.band}", wording)
    return f"{name}: {number(score.value, wording.lang)}, {band}"


def margin(score: RiskScore, wording: Wording) -> str:
    """The margin in words, whole points."""
    return f"{label('score.range', wording)}: {span(score.interval, wording)}"


def span(interval: tuple[float, float], wording: Wording) -> str:
    """Low to high in whole points."""
    low, high = (number(end, wording.lang, 0) for end in interval)
    return label("fig.between", wording, low=low, high=high)


def runs(score: RiskScore, wording: Wording) -> str:
    """How often it comes out in the band it comes out in most: "Groen in 9 van de 10 ..."."""
    counts = in_ten(score)
    most = max(counts, key=lambda name: counts[name])
    shown = str(counts[most]) if counts[most] < RUNS else label("fig.more_than_nine", wording)
    words = label("score.band_in_ten", wording, band=f"@fig.{most}", count=shown)
    return words[0].upper() + words[1:]


def in_ten(score: RiskScore) -> dict[str, int]:
    """Of ten calculations, how many come out in each band; together ten."""
    shares = score.band_probabilities
    red = round(RUNS * shares["red"])
    green = min(round(RUNS * shares["green"]), RUNS - red)
    return {"green": green, "amber": RUNS - red - green, "red": red}


def ground(score: RiskScore, wording: Wording) -> str:
    """What the number rests on."""
    parts = [label(key, wording) for key in score.index.grounds]
    return joined((*parts, version(score, wording)))


def version(score: RiskScore, wording: Wording) -> str:
    """The index version in words."""
    return label("fig.index", wording, version=score.index_version)


def body(score: RiskScore, wording: Wording, index: RiskIndex | None = None) -> str:
    """The strip without card and styles."""
    edges, place = bands(score, index), css_number(score.value)
    return (
        f'<p class="avg-soft">{unbroken(words("score.name", wording))}</p>'
        f'<p class="avg-head"><b class="avg-big">{number(score.value, wording.lang)}</b>'
        f"{chip(score.band, wording)}"
        f'<span class="avg-soft">{esc(margin(score, wording))}</span></p>'
        f'<div class="avg-scale" role="img" aria-label="{esc(text(score, wording))}">'
        f"{band_row(edges, wording)}{bar(score.interval)}"
        f"{piece('avg-needle', left=score.value)}"
        f'<b class="avg-value" style="left:clamp(28px,{place}%,calc(100% - 28px))">'
        f"{number(score.value, wording.lang)}</b></div>{ticks(edges)}"
        f'<p class="avg-runs">{ten(score)}<b>{esc(runs(score, wording))}</b></p>'
        f'<p class="avg-note">{esc(ground(score, wording))}</p>'
    )


def unbroken(words: str) -> str:
    """A range such as 0-100 that is not cut in two at the end of a line."""
    return words.replace("0-100", "0\u2011100")


def bands(score: RiskScore, index: RiskIndex | None) -> tuple[tuple[str, float, float], ...]:
    """The bands as (name, from, to), 0-100."""
    return edges_of(index or score.index)


def edges_of(index: RiskIndex) -> tuple[tuple[str, float, float], ...]:
    """The bands of an index as (name, from, to), 0-100."""
    ends = [start for _, start in index.bands[1:]] + [100.0]
    return tuple((name, start, end) for (name, start), end in zip(index.bands, ends, strict=True))


def band_rects(edges: tuple[tuple[str, float, float], ...], width: int) -> str:
    """The bands as the ground of a drawing that is so wide and 100 high, the lowest at the foot."""
    return "".join(
        f'<rect y="{css_number(100 - end)}" width="{width}" '
        f'height="{css_number(end - start)}" class="avg-{name}"/>'
        for name, start, end in edges
    )


def band_row(edges: tuple[tuple[str, float, float], ...], wording: Wording) -> str:
    """The bands side by side, each with its word and the name of its colour."""
    cells = "".join(
        piece(
            f"avg-{name}",
            f"{words(BAND_WORDS[name], wording)}<small>{words(f'fig.{name}', wording)}</small>",
            "span",
            width=end - start,
        )
        for name, start, end in edges
    )
    return f'<div class="avg-bands">{cells}</div>'


def bar(interval: tuple[float, float]) -> str:
    """The margin as a bar on the strip."""
    low, high = interval
    return piece("avg-margin", left=low, width=high - low)


def ticks(edges: tuple[tuple[str, float, float], ...]) -> str:
    """0, where each band begins, and 100."""
    places = [start for _, start, _ in edges] + [edges[-1][2]]
    cells = "".join(
        f'<span style="left:{css_number(place)}%">{css_number(place)}</span>' for place in places
    )
    return f'<div class="avg-ticks" aria-hidden="true">{cells}</div>'


def chip(band: str, wording: Wording) -> str:
    """A band as a sign and a word."""
    return (
        f'<span class="avg-chip avg-chip-{band}">{dot(band)}{words(f"band.{band}", wording)}</span>'
    )


def dot(band: str) -> str:
    """A band's sign: empty, half or full, so that it is told apart without colour."""
    return f'<i class="avg-dot avg-dot-{band}"></i>'


def ten(score: RiskScore) -> str:
    """Ten calculations as ten signs, low bands first; as many as the words beside it say."""
    counts = in_ten(score)
    signs = "".join(dot(name) * count for name, count in counts.items())
    return f'<span class="avg-ten" aria-hidden="true">{signs}</span>'
