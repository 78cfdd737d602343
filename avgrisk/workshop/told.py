"""What a room is told of an item: the plan, masked; its score; and what really happened."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from avgrisk.cases.case_base import load_case
from avgrisk.cases.case_records import Case, Event
from avgrisk.core import shipped
from avgrisk.core.dates import day
from avgrisk.core.labels import LANGUAGES, label
from avgrisk.core.vector import DEFAULT_INDEX
from avgrisk.figures.markup import clean, safe_address
from avgrisk.scoring.index_file import load_index
from avgrisk.scoring.score import score
from avgrisk.vocabulary.sectors import find, wording_for
from avgrisk.workshop.session_file import Item

#: The index every room is held against.
INDEX = DEFAULT_INDEX

#: Events of a story on the projector, and the length of one in characters.
EVENTS, LINE = 4, 150


@dataclass(frozen=True, slots=True)
class PlanInWords:
    """A plan in words: a heading, the plan in one sentence, and rows of (name, text)."""

    title: str
    lead: str
    rows: tuple[tuple[str, str], ...]


def plan_told(item: Item, lang: str, masked: bool = True) -> PlanInWords:
    """The plan as a participant reads it; of a masked case only the kind of organisation."""
    if not item.is_case:
        words = item.texts[LANGUAGES.index(lang)]
        rows = tuple(("", part) for part in paragraphs(words))
        return PlanInWords(item.titles[LANGUAGES.index(lang)], words, rows)
    from avgrisk.figures.lesson_cards import plan_rows

    case = load_case(item.id)
    wording = wording_for(lang, case.use.sector)
    rows = tuple((name, quoted(clean(text))) for name, text in plan_rows(case, wording))
    kind = find(case.sector_key)
    named = kind.label(lang) if kind and masked else case.named(lang)
    lead = case.facts.passage("proposed_use", lang).words(lang)
    if masked:
        rows = tuple((name, mask(text, lang)) for name, text in rows[1:])  # the kind is the title
        lead = mask(lead, lang)
    return PlanInWords(named[0].upper() + named[1:], quoted(clean(lead)), rows)


def quoted(text: str) -> str:
    """A text with quotation marks as they are printed.

    >>> quoted('"enkele duizenden" klanten')
    '‘enkele duizenden’ klanten'
    """
    return re.sub(r'"([^"]*)"', r"‘\1’", text)


def paragraphs(text: str) -> list[str]:
    """A vignette as a phone shows it: what there is, the new plan, and what comes with it.

    >>> paragraphs("A heeft B. Die is gevraagd. Nu is er C. Dat is vaag. Niemand weet het.")
    ['A heeft B. Die is gevraagd.', 'Nu is er C.', 'Dat is vaag. Niemand weet het.']
    """
    sentences = re.split(r"(?<=\.) (?=[A-Z])", text)
    parts = (sentences[:2], sentences[2:3], sentences[3:])
    return [" ".join(part) for part in parts if part]


def mask(text: str, lang: str) -> str:
    """A text without the names in workshop/masks.csv.

    >>> mask("Het blijft binnen de ING.", "nl")
    'Het blijft binnen de organisatie.'
    """
    found = _names().sub(lambda name: _masks()[name[0]][lang], text)
    return re.sub(r"\b(de|het|the) (?:de|the) ", r"\1 ", found)


def score_told(item: Item) -> dict[str, Any]:
    """The score 0-100 with its margin, band, and where the bands begin."""
    index = load_index(INDEX)
    found = score(item.use, index)
    return {
        "value": round(found.value, 1),
        "low": round(found.interval[0], 1),
        "high": round(found.interval[1], 1),
        "band": found.band,
        "bands": [[name, start] for name, start in index.bands],
    }


def story(item: Item, lang: str) -> dict[str, Any]:
    """What really happened to a case: who, when, a few events, how it ended, and the sources."""
    case = load_case(item.id)
    ending = case.outcome.ordinal if case.outcome else None
    return {
        "title": clean(case.title(lang), 120),
        "who": case.named(lang),
        "when": day(case.announced, lang),
        "events": [_event(event, lang) for event in _telling(case)],
        "outcome": "" if ending is None else label(f"outcome.{ending}", lang),
        "step": ending or 0,
        "sources": [
            {"title": clean(source.title, 120), "address": safe_address(source.url)}
            for source in case.sources
            if source.quality == "ok"
        ],
    }


def _telling(case: Case) -> Iterable[Event]:
    """The first event, those that changed the plan's state, and the last; in order, a few."""
    events = list(case.timeline)
    turns = [event for event in events if event.status]
    chosen = [*events[:2], *turns, *events[-1:]]
    kept = [event for event in events if event in chosen]
    return kept if len(kept) <= EVENTS else [*kept[: EVENTS - 1], kept[-1]]


#: Where a text points to another case by its id: nobody in a room can follow that.
_POINTER = re.compile(r" \((?:zie|see) [a-z0-9-]+\)")


def _event(event: Event, lang: str) -> dict[str, str]:
    told = _POINTER.sub("", clean(event.passage(lang).words(lang)))
    return {"date": day(event.date, lang), "text": short(told)}


def short(text: str) -> str:
    """The first clauses of a sentence, as many as fit a line on the projector.

    >>> short("Kort."), short("a" * 100 + "; " + "b" * 100)[-2:]
    ('Kort.', 'a…')
    """
    if len(text) <= LINE:
        return text
    cut = text[: LINE - 1]
    for marks in (("; ", ". "), (": ", ", "), (" ",)):
        if (end := max(map(cut.rfind, marks))) > LINE // 3:
            return cut[:end] + "…"
    return cut + "…"


@cache
def _masks() -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in shipped.rows("workshop/masks.csv")}


@cache
def _names() -> re.Pattern[str]:
    names = sorted(_masks(), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, names))})\b")
