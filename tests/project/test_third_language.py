"""German as a proof: the terminal, the A4, the replay and the report speak it by their tables alone."""

from __future__ import annotations

import re
from html import unescape

import pytest

from avgrisk.cases.case_base import load_case
from avgrisk.cli.main import main
from avgrisk.core.labels import label, table
from avgrisk.reports.a4 import a4_html
from tests import ROOT

REGISTER = ROOT / "datasets" / "registers" / "voorbeeldregister.csv"
#: English that stands in German pages: what was typed, the cases, and what an example is.
SHORTEST = 24


def english(text: str) -> list[str]:
    """The English labels that a text has, by their longest piece without a place to fill in."""
    found = []
    for key, words in table().items():
        if words.get("de") == words["en"]:
            continue
        piece = max(re.split(r"\{[^}]*\}", words["en"]), key=len).strip()
        if len(piece) >= SHORTEST and piece in text:
            found.append(key)
    return found


def plain(page: str) -> str:
    body = re.sub(r"<(style|script)\b.*?</\1>", " ", page, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def run(capsys, *arguments: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--lang", "de"])
    said = capsys.readouterr()
    assert ended.value.code in (0, 3), said.err
    return said.out + said.err


def test_the_search_finds_english():
    assert english(label("limits.prior", "en")) == ["limits.prior"]


def test_the_terminal_replays_a_case_in_german_and_says_that_cases_are_in_english(capsys):
    said = run(capsys, "replay", "ing-2014")
    assert "Hoch (rot)" in said and "89,9" in said and label("language.cases", "de") in said
    assert english(said) == []


def test_a_register_is_scored_and_reported_in_german(capsys, tmp_path):
    said = run(capsys, "score", str(REGISTER), "--out", str(tmp_path / "a.html"))
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert 'lang="de"' in page and "Reputationsrisiko im Verzeichnis" in page
    assert english(said) == english(plain(page)) == []


def test_what_is_understood_of_a_register_is_told_in_german(capsys):
    assert english(run(capsys, "check", str(REGISTER))) == []


def test_the_a4_and_the_replay_are_in_german(capsys, tmp_path):
    run(capsys, "replay", "ing-2014", "--out", str(tmp_path / "r.html"))
    replay = (tmp_path / "r.html").read_text(encoding="utf-8")
    sheet = a4_html(load_case("ing-2014").use, "de")
    for page in (sheet, replay):
        assert "Vagheit der Zweckbeschreibung" in page
        assert english(plain(page)) == []


@pytest.mark.parametrize("command", ["vagueness", "read"])
def test_a_german_text_is_said_not_to_be_read_yet(capsys, command):
    text = "Wir verarbeiten Ihre Daten für die Werbung und zur Verbesserung unserer Dienste"
    said = run(capsys, command, text)
    assert "kann ich noch nicht lesen" in said
    assert "unbekannt" in said or "Noch kein Wert" in said


def test_an_error_is_told_in_german(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["replay", "no-such", "--lang", "de"])
    assert ended.value.code == 2 and "ist nicht bekannt" in capsys.readouterr().err
