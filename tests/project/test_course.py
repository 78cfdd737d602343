"""The course prints as one PDF, its cards are blind, and what it promises is in it."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from avgrisk.cases.case_base import load_case
from avgrisk.cases.talk import hidden_names
from avgrisk.core.labels import LANGUAGES
from tests.project import course
from tests.project.test_words_on_screen import plain, wrong

#: The articles of the GDPR that the learning goals hang on.
ARTICLES = ("5", "6", "7", "9", "12-14", "21", "22", "25", "35")

LANGS = [lang for lang in LANGUAGES if course.pages(lang)]


@pytest.fixture(scope="module", params=LANGS)
def lang(request):
    return request.param


def test_a_card_tells_no_name_no_ending_and_no_title(lang):
    for case in course.CARDS:
        shown = course.card(case, 1, lang)
        given = load_case(case)
        for secret in (*hidden_names(case), given.title_nl, given.title_en):
            assert not re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", shown), secret


def test_the_back_of_a_card_lies_behind_its_front(lang):
    """Turned over the long edge, what stands left lies behind what stands right."""
    fronts, backs = (
        [re.findall(r'class="number">(\d+)<', page) for page in list(course.cards(lang))[side::2]]
        for side in (0, 1)
    )
    for front, behind in zip(fronts, backs, strict=True):
        assert [behind[1], behind[0], behind[3], behind[2]] == front


def test_participants_get_no_answers_with_their_exercises(lang):
    answers, exercises = (
        next(path for path in course.pages(lang) if path.name.startswith(number))
        for number in ("06", "05")
    )
    text = exercises.read_text(encoding="utf-8")
    assert "C-621/22" in answers.read_text(encoding="utf-8") and "C-621/22" not in text
    assert not re.search(r"Model:|Antwoord:|Answer:", text)


@pytest.mark.parametrize("page", ("03-leerdoelen.md", "en/03-goals.md"))
def test_every_learning_goal_has_its_article_and_a_test(page):
    text = (course.COURSE / page).read_text(encoding="utf-8")
    rows = [line.split("|")[1:-1] for line in text.splitlines() if line.startswith("| ")][2:]
    assert len(rows) >= 10
    assert all(len(row) == 6 and row[2].strip() for row in rows)
    named = " ".join(row[1] for row in rows)
    assert all(re.search(rf"\b{article}\b", named) for article in ARTICLES)


@pytest.mark.parametrize("page", ("02-programma.md", "en/02-programme.md"))
@pytest.mark.parametrize("length", (45, 90, 180))
def test_a_programme_adds_up_to_its_length(length, page):
    text = (course.COURSE / page).read_text(encoding="utf-8")
    part = text.split(f"## {length} minut")[1].split("\n## ")[0]
    spans = [tuple(map(int, span)) for span in re.findall(r"^\| (\d+)-(\d+) \|", part, re.M)]
    assert spans[0][0] == 0 and spans[-1][1] == length
    assert all(one[1] == two[0] for one, two in pairwise(spans))


def test_english_has_every_chapter_of_the_dutch():
    assert [p.name[:2] for p in course.pages("en")] == [p.name[:2] for p in course.pages("nl")]


def test_the_page_is_whole_and_in_words(lang):
    page = course.course_html(lang)
    assert not re.search(r"(?:src|srcset)=|@import|url\(", page)
    if lang == "nl":
        assert wrong(plain(page)) == []


def test_it_is_one_pdf_on_a4_and_nothing_spills_over(lang, chromium, tmp_path):
    """Every card page, slip, sheet and poster takes one page: a page more is a page cut in two."""
    page = tmp_path / "course.html"
    page.write_text(course.course_html(lang), encoding="utf-8")
    assert course.print_pdf(page, tmp_path / "course.pdf")
    pdf = (tmp_path / "course.pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    sizes = re.findall(rb"/MediaBox\s*\[([^\]]*)\]", pdf)
    assert all([round(float(n)) for n in size.split()][2:] in ([595, 842], [594, 841], [595, 841])
               for size in sizes)  # fmt: skip
    two_pages = ("02", "06")  # programmes, and answers with misconceptions
    sections = course.course_html(lang).count("<section")
    assert len(sizes) == sections + len(two_pages)
