"""The article on one card: its examples in its order, three questions, and where facts differ."""

from __future__ import annotations

import pytest

from avgrisk.core.labels import LANGUAGES, label
from avgrisk.figures.article import PARTS, article_card


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_tells_everything_in_the_order_of_the_article(lang):
    text = article_card(lang).text
    places = [text.index(label(f"article.{part}", lang)) for part in PARTS]
    assert places == sorted(places)
    assert text.index(label("article.licence", lang)) > places[-1]
    assert "Kaptein" in text and "2018" in text and "Cvision" in text


def test_there_are_three_questions_and_then_one_listens():
    markup = article_card().markup
    asked = markup.split("<ol class=avg-asked>")[1].split("</ol>")[0]
    assert asked.count("<li>") == 3
    assert markup.index(label("article.listen")) > markup.index("</ol>")
