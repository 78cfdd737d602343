"""A folder of datasets/labels is a language: found, whole table by table, and used everywhere."""

from __future__ import annotations

import re
import warnings

import pytest

from avgrisk.core import languages, shipped
from avgrisk.core.labels import label, table
from avgrisk.core.subjects import Wording, filled
from tests.core import translating
from tests.core.test_labels import placeholders

#: Languages that are a folder.
FOLDERS = languages.spoken()[len(languages.LANGUAGES) :]
TABLES = [(lang, name) for lang in FOLDERS for name in shipped.names(f"labels/{lang}", ".csv")]


#: Who adds a Dutch and an English word need not know the third language: so much of a table may
#: lag behind, or linger when the word is gone. `python -m tests.core.translating de` says what.
LAG = 0.05
FEW = 3


def keys(name):
    return {row["key"] for row in shipped.rows(name)}


def out_of_step(lang, name):
    """The keys that one of the two tables has alone."""
    return keys(f"labels/{name}") ^ keys(f"labels/{lang}/{name}")


@pytest.fixture
def without(monkeypatch):
    """The table of labels with one German word taken out."""

    def taken(key):
        short = {k: dict(words) for k, words in table().items()}
        del short[key]["de"]
        for module in ("avgrisk.core.languages", "avgrisk.core.labels"):
            monkeypatch.setattr(f"{module}.table", lambda: short)

    return taken


def test_german_is_found_by_its_folder():
    assert "de" in languages.spoken() and languages.spoken()[:2] == languages.LANGUAGES


@pytest.mark.parametrize("lang, name", TABLES)
def test_a_table_of_a_language_is_whole(lang, name):
    found = out_of_step(lang, name)
    told = f"datasets/labels/{lang}/{name}, lacking or gone: {', '.join(sorted(found))}"
    if found:
        warnings.warn(told, stacklevel=1)
    assert len(found) <= max(FEW, LAG * len(keys(f"labels/{name}"))), told


def test_a_table_that_lags_is_found(monkeypatch):
    rows = shipped.rows
    monkeypatch.setattr(shipped, "rows", lambda name: rows(name)[: None if "/de/" in name else 9])
    assert len(out_of_step("de", "screen.csv")) > 40


def test_the_words_that_lack_are_listed_to_fill_in(capsys, monkeypatch):
    monkeypatch.setattr(translating, "lacking", lambda lang: ("band.red", "band.green"))
    translating.main(["de"])
    assert capsys.readouterr().out.splitlines() == [
        "datasets/labels/de/screen.csv",
        "band.green,Low (green)",
        "band.red,High (red)",
    ]


@pytest.mark.parametrize("lang", FOLDERS)
def test_a_word_has_the_places_that_the_english_has(lang):
    for key, words in table().items():
        if lang in words:
            english = filled(words["en"], Wording("en", "customer"))
            assert words[lang].strip() and placeholders(words[lang]) == placeholders(english), key


@pytest.mark.parametrize("lang", FOLDERS)
def test_what_a_language_is_called_and_how_it_counts_is_there(lang):
    assert not keys("labels/language.csv") & set(languages.lacking(lang))


def test_a_word_that_lacks_stands_in_english(without):
    without("advice.listen")
    label.__globals__["_worded"].cache_clear()
    assert label("advice.listen", "de") == label("advice.listen", "en")
    assert "twenty customers" in label("advice.listen", "de")
    label.__globals__["_worded"].cache_clear()
    assert languages.lacking("de").count("advice.listen") == 1


def test_a_language_in_translation_tells_how_far_it_is():
    for name, lang in languages.choices():
        share = re.search(r" \((\d+) %\)$", name)
        assert bool(share) == bool(languages.lacking(lang))
        assert not share or 50 <= int(share[1]) < 100


def test_a_word_that_is_gone_is_passed_over(monkeypatch):
    rows = languages._rows

    def more(folder):
        return [*rows(folder), *([{"key": "no.such", "de": "?"}] if folder == "labels/de" else [])]

    monkeypatch.setattr(languages, "_rows", more)
    assert languages.table.__wrapped__() == table()


def test_numbers_and_names_are_written_as_the_language_does():
    assert label("fig.share", "de", share="12.5") == "12,5 % des Höchstmöglichen"
    assert languages.inside("Daten", "de") == "Daten"
