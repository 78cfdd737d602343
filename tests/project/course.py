"""The course as one page, and as one PDF: python -m tests.project.course (make course).

The texts stand in docs/course/*.md; cards, answer sheet and poster are made from the cases. Written
to out/course.html and, where Chromium is found, out/course.pdf: A4, nothing fetched.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup

from avgrisk.cases.case_base import load_case
from avgrisk.cases.talk import hidden_names, parts
from avgrisk.core.labels import label
from avgrisk.core.subjects import plain
from avgrisk.figures.lesson_cards import outcome_figures, plan_rows
from avgrisk.figures.markup import clean
from avgrisk.figures.style import TOKENS, rules
from avgrisk.vocabulary.sectors import wording_for
from tests import ROOT
from tests.conftest import BROWSERS

COURSE, OUT = ROOT / "docs" / "course", ROOT / "out"
STYLE = Path(__file__).with_suffix(".css")

#: The plans on the cards, in pairs that teach: same data and other use, or the other way round.
CARDS = (
    "ing-2014",
    "bankamerideals-2012",
    "tomtom-2011",
    "google-maps-verkeer-2009",
    "slimme-meter-2009",
    "slimme-meter-vrijwillig-2012",
    "facebook-newsfeed-2006",
    "spotify-wrapped",
    "target-zwangerschap-2012",
    "amazon-aanbevelingen-1998",
    "knltb-2018",
    "voetbaltv-2018",
)

#: Cards on a page, and ballots.
FOUR, BALLOTS = 4, 8

#: A plan of fewer signs stands in larger letters.
SHORT = 310


def course_html(lang: str = "nl") -> str:
    """The whole course as one page that prints on A4."""
    read = MarkdownIt("commonmark").enable("table")
    body = "".join(
        f'<section class="chapter c{path.name[:2]}">'
        f"{read.render(path.read_text(encoding='utf-8'))}</section>"
        for path in pages(lang)
    )
    printed = "".join((*cards(lang), ballots(lang), sheet(lang), poster(lang), backs(lang)))
    title = label("course.title", lang)
    return (
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{rules(TOKENS, STYLE)}</style><main>{body}{printed}</main></html>"
    )


def pages(lang: str) -> list[Path]:
    """The chapters in order; the English ones stand in a folder of their own."""
    return sorted((COURSE if lang == "nl" else COURSE / lang).glob("[0-9]*.md"))


def cards(lang: str) -> Iterator[str]:
    """The plan cards, four on a page, every name blacked out; how each ended on the page behind it.

    The backs stand mirrored, for paper that is turned over its long edge.
    """
    shown = list(enumerate(CARDS, start=1))
    for first in range(0, len(shown), FOUR):
        four = shown[first : first + FOUR]
        turned = [four[place ^ 1] for place in range(len(four))]
        yield _card_page(
            "front", "course.cards", [card(case, place, lang) for place, case in four], lang
        )
        yield _card_page(
            "behind", "course.turned", [back(case, n, lang) for n, case in turned], lang
        )


def _card_page(side: str, heading: str, shown: list[str], lang: str) -> str:
    head = f"<h2>{said(heading, lang)}</h2>"
    return f'<section class="cards {side}">{head}{"".join(shown)}</section>'


def back(case: str, place: int, lang: str) -> str:
    """Whose plan it was, when, and how it ended, in figures where there are."""
    given = load_case(case)
    assert given.outcome is not None
    title = given.title_en if lang == "en" else given.title_nl
    figures = "".join(f"<li>{escape(line)}</li>" for line in outcome_figures(given, lang)[:3])
    return (
        f'<article class="back"><b class="number">{place}</b><h3>{escape(title)}</h3>'
        f"<p>{given.announced[:4]}</p>"
        f"<p><b>{escape(label(f'outcome.{given.outcome.ordinal}', lang))}</b></p>"
        f"<ul>{figures}</ul></article>"
    )


def card(case: str, place: int, lang: str) -> str:
    """One plan as a stranger would hear it."""
    given = load_case(case)
    told = plan_rows(given, wording_for(lang, given.use.sector))
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{hidden(text, case)}</dd>" for name, text in told)
    size = "short" if sum(len(text) for _, text in told) < SHORT else "long"
    return f'<article class="{size}"><b class="number">{place}</b><dl>{rows}</dl></article>'


def hidden(text: str, case: str) -> str:
    """A text with every name of the case as a bar."""
    bar = Markup('<span class="bar">█████</span>')
    return Markup("").join(
        bar if secret else piece for piece, secret in parts(clean(text), hidden_names(case))
    )


def ballots(lang: str) -> str:
    """Voting slips to cut out: is it allowed, would you go along, and a number."""
    one = (
        f"<article><p>{said('course.ballot.card', lang)} ____</p>"
        f"<p>☐ {said('stage.allowed', lang)}</p><p>☐ {said('stage.granted', lang)}</p>"
        f"<p>☐ {said('stage.both_no', lang)}</p>"
        f"<p>{said('course.ballot.number', lang)} ______</p></article>"
    )
    return f'<section class="ballots">{one * BALLOTS}</section>'


def sheet(lang: str) -> str:
    """The answer sheet: what one guessed, card by card, and the own plan."""
    heads = "".join(
        f"<th>{said(f'course.sheet.{name}', lang)}</th>"
        for name in ("card", "allowed", "granted", "number", "why", "ended")
    )
    rows = "".join(f"<tr><td>{n}</td>{'<td></td>' * 5}</tr>" for n in range(1, len(CARDS) + 1))
    lines = "<p class=line></p>" * 3
    return (
        f'<section class="sheet"><h2>{said("course.sheet", lang)}</h2>'
        f"<table><tr>{heads}</tr>{rows}</table><h3>{said('course.sheet.own', lang)}</h3>{lines}"
        f"<h3>{said('course.sheet.whom', lang)}</h3>{lines}</section>"
    )


def poster(lang: str) -> str:
    """The two questions and the three of the article, to be read at eight metres."""
    asked = "".join(
        f"<li>{said(f'question.{key}', lang)}</li>" for key in ("core_task", "image", "told")
    )
    return (
        f'<section class="poster"><h1>{said("course.poster.one", lang)}<br>'
        f"{said('course.poster.two', lang)}</h1><ol>{asked}</ol>"
        f'<p class="last">{said("course.poster.last", lang)}</p></section>'
    )


def backs(lang: str) -> str:
    """For the trainer: whose plan each card was, and how it ended."""
    rows = []
    for place, case in enumerate(CARDS, start=1):
        given = load_case(case)
        assert given.outcome is not None
        ended = label(f"outcome.{given.outcome.ordinal}", lang)
        title = given.title_en if lang == "en" else given.title_nl
        rows.append(
            f"<tr><td>{place}</td><td>{escape(title)}</td><td>{given.announced[:4]}</td>"
            f"<td>{escape(ended)}</td></tr>"
        )
    heads = "".join(
        f"<th>{said(f'course.backs.{name}', lang)}</th>" for name in ("card", "plan", "year", "end")
    )
    return (
        f'<section class="chapter"><h2>{said("course.backs", lang)}</h2>'
        f"<table><tr>{heads}</tr>{''.join(rows)}</table></section>"
    )


def said(key: str, lang: str) -> str:
    """A label, safe for HTML."""
    return escape(label(key, plain(lang)))


def print_pdf(page: Path, pdf: Path) -> bool:
    """The page on paper, by Chromium; False where there is none."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        return False
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command = [found, *flags, f"--print-to-pdf={pdf}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return True


def main(lang: str = "nl") -> None:
    """Write the page and the PDF, and say where they are."""
    OUT.mkdir(exist_ok=True)
    name = "course" if lang == "nl" else f"course-{lang}"
    page, pdf = OUT / f"{name}.html", OUT / f"{name}.pdf"
    page.write_text(course_html(lang), encoding="utf-8")
    made = print_pdf(page, pdf)
    print(f"{pdf if made else page}: {label('course.made' if made else 'course.page_only', lang)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
