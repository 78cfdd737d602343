"""The article on one card: its examples in its order, three questions, and where facts differ."""

from __future__ import annotations

import json
import re

import pytest

from avgrisk.core.labels import LANGUAGES, label
from avgrisk.figures.article import PARTS, article_card
from tests import ROOT


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_tells_everything_in_the_order_of_the_article(lang):
    text = article_card(lang).text
    places = [text.index(label(f"article.{part}", lang)) for part in PARTS]
    assert places == sorted(places)
    assert text.index(label("article.licence", lang)) > places[-1]
    assert "Kaptein" in text and "2018" in text and "Cvision" in text
    assert label("article.unknown", lang) in text


def test_what_spoils_the_case_stands_behind_a_fold():
    """Whoever reads the article before replaying ING must not be told how it was defended."""
    open_part = re.sub("<details.*?</details>", "", article_card().markup, flags=re.S)
    assert label("article.facts")[:40] not in open_part and "uitgesteld" not in open_part


@pytest.mark.parametrize("lang", LANGUAGES)
def test_notebook_and_course_show_this_page_and_no_other(lang):
    """One source: a notebook calls the card, the course's chapter is written from the same text."""
    name = {"nl": "01_eerste_score.ipynb", "en": "en/01_first_score.ipynb"}[lang]
    cells = json.loads((ROOT / "notebooks" / name).read_text("utf-8"))["cells"]
    shown = [
        o
        for cell in cells
        for o in cell.get("outputs", ())
        if "article_card(" in "".join(cell["source"])
    ]
    assert ["".join(out["data"]["text/plain"]) for out in shown] == [article_card(lang).text]


def test_there_are_three_questions_and_then_one_listens():
    markup = article_card().markup
    asked = markup.split("<ol class=avg-asked>")[1].split("</ol>")[0]
    assert asked.count("<li>") == 3
    assert markup.index(label("article.listen")) > markup.index("</ol>")
