"""What was understood of a register before anybody scores it."""

from __future__ import annotations

import re

import pytest

import avgrisk
from avgrisk.cli import check_command
from avgrisk.core.labels import label
from avgrisk.register.checking import check_register
from avgrisk.register.completeness import questions
from avgrisk.register.readers.mapping import field_of
from tests.cli.running import rows, run

HEAD = "Naam;Doel;Persoonsgegevens;Ontvangers;Organisatie;Blorf;Contactpersoon"
ROWS = [
    "Nieuwsbrief;Nieuws sturen;e-mail, blorfdata;Mailchimp;Gemeente A;x;Jansen",
    "Tips;Tips geven;NAW;Frobnicator;Gemeente A;y;De Vries",
    "Leeg;;;;;;",
]


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("\n".join([HEAD, *ROWS]), encoding="utf-8")
    return path


def test_what_was_understood_of_columns_and_rows(register):
    found = avgrisk.check_register(register)
    columns = {column.name: column for column in found.columns}
    assert columns["Doel"].field == "purpose_statement"
    assert columns["Blorf"].field == "" and columns["Blorf"].cells == ("x", "y")
    assert columns["Contactpersoon"].cells == (), "persons are not shown"
    assert found.sheets == (("r", 3),)
    told = [(item.row, item.field, item.words) for item in found.not_understood]
    assert told == [(2, "data_categories", "blorfdata"), (3, "recipient", "Frobnicator")]
    assert found.told == {"use": 3, "data": 2, "organisation": 2}, "a name counts as the use"
    assert found.enough and found.ready == pytest.approx(2 / 3)
    assert found.gains and found.gains[0].rows == 3
    assert sum(gain.points for gain in found.gains) <= 100


def test_the_sector_that_is_given_counts_as_the_organisation(register):
    assert check_register(register, sector="gemeente").told["organisation"] == 3


def test_a_check_writes_a_mapping_where_asked_and_never_over_a_file(register):
    told, _ = check_command.run(register, None, None, "", "nl")
    assert list(register.parent.iterdir()) == [register] and "--write-mapping" in told[-1]
    asked = register.with_name("kolommen.csv")
    _, enough = check_command.run(register, None, asked, "", "nl")
    fields = {row["column"]: row["field"] for row in rows(asked)}
    assert fields["Doel"] == "purpose_statement" and enough
    asked.write_text("column,field\nBlorf,group\n", encoding="utf-8")
    for command in ("check", "score"):
        done = run(command, register, "--write-mapping", asked)
        assert done.returncode == 2 and "blijft zoals het is" in done.stderr
    assert "Blorf,group" in asked.read_text(encoding="utf-8"), "what stands there stays"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_register_of_which_too_little_is_understood_is_not_scored(lang, tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("Naam;Doel;Blorf\na;Tips geven;e-mail\n", encoding="utf-8")
    assert run("check", path, "--lang", lang).returncode == 3
    refused = run("score", path, "--lang", lang)
    assert refused.returncode == 2 and "0/1" in refused.stderr
    assert run("score", "--anyway", path, "--lang", lang).returncode == 0


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_register_that_is_silent_on_data_is_scored_with_the_doubt_first(lang, tmp_path):
    """What a register does not tell cannot have been misread; what it tells and nobody reads can."""
    path = tmp_path / "r.csv"
    path.write_text("Verwerking;Doel\nA;Alles met alles doen\nB;Tips geven\n", encoding="utf-8")
    for command in ("score", "check"):
        told = run(command, path, "--lang", lang)
        assert told.returncode == 0
        first, second = (told.stderr if command == "score" else told.stdout).splitlines()[:2]
        assert "--sector" in first and "2" in first
        assert label("check.no_data", lang, count=2, rows=2) == second
    found = check_register(path, sector="bank")
    assert found.summary()[0][0] == "check.no_data", "nothing is asked that is known"


def test_a_title_or_a_file_name_names_the_organisation_and_that_is_said(tmp_path):
    path = tmp_path / "verwerkingsregister-gemeente-x.csv"
    path.write_text("Naam;Doel;Gegevens\nA;Tips geven;e-mail\n", encoding="utf-8")
    found = check_register(path)
    assert found.told["organisation"] == 1
    assert [key for key, _ in found.notes] == ["register.named_after"]
    titled = tmp_path / "r.csv"
    titled.write_text("Register ziekenhuis De Linde\n" + path.read_text("utf-8"), "utf-8")
    assert check_register(titled).told["organisation"] == 1
    own = tmp_path / "register-bank.csv"
    own.write_text("Naam;Doel;Gegevens;Organisatie\nA;Tips geven;e-mail;Blorf\n", "utf-8")
    assert check_register(own).told["organisation"] == 0, "a column of its own goes first"


def test_a_terminal_gets_no_control_characters_of_a_check(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("Naam;Doel;Gegevens\n\x1b[2Ja;Tips\x1b[0m;e-mail \x1b]0;x\x07\n", "utf-8")
    done = run("check", path)
    told = done.stdout + done.stderr
    assert "\x1b" not in told and "\x07" not in told


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("question", questions())
def test_the_column_that_is_advised_answers_the_question(question, lang):
    told = label(f"check.question.{question}", lang)
    heading = re.search(r"\((?:kolom|column) ([^,)]*)", told)[1]
    field = (field_of(heading) or "").removesuffix("_text")
    assert field in questions()[question] or (question, field) == ("organisation", "controller")
