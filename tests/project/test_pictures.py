"""Every screen has its picture in both languages, small enough to carry, and no picture is left over."""

from __future__ import annotations

import pytest

from tests.lists import each

pytest.importorskip("PIL")

from avgrisk.core.labels import LANGUAGES
from tests.browser import pictures

#: Bytes of one picture, and of all of them.
ONE, ALL = 120_000, 2_500_000
WANTED = sorted(
    pictures.path(screen, lang).name for screen in pictures.screens() for lang in LANGUAGES
)


def test_each_screen_has_a_picture_and_each_picture_a_screen():
    assert sorted(path.name for path in pictures.IMAGES.iterdir()) == WANTED, "make pictures"


@each("name", WANTED)
def test_a_picture_is_small_and_knows_its_words(name):
    path = pictures.IMAGES / name
    assert path.stat().st_size <= ONE
    assert len(pictures.words_of(path)) > 40


def test_all_pictures_together_are_bounded():
    assert sum(path.stat().st_size for path in pictures.IMAGES.iterdir()) <= ALL


@each("screen", pictures.screens())
def test_a_screen_is_told_in_both_languages_with_what_opens_it(screen):
    row = pictures.screens()[screen]
    assert all(row[lang].strip() for lang in LANGUAGES) and row["opens"].startswith("avgrisk ")
