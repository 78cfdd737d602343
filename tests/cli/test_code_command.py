"""avgrisk cases code, as a person at a terminal or a script uses it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from avgrisk.cases.coding.file import PLACE, read
from avgrisk.cli.main import cli
from tests.cli import running

ANSWERS = (
    "\n".join(["0,2", "0.9", "", "0.7", "x", "1", "0.6", "0", "0.8", "0.9", "0.5", "ja"]) + "\n"
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *arguments, **more: CliRunner().invoke(cli, ["cases", "code", *arguments], **more)


def test_ten_questions_a_mistake_asked_again_and_the_coding_is_kept(run, tmp_path):
    done = run("ing-2014", input=ANSWERS)
    assert done.exit_code == 0, done.output
    levels = dict(read(tmp_path / PLACE)["ing-2014", "P1"].levels)
    assert (levels["image_fit"], levels["value_returned"], levels["identifiability"]) == (
        0.2,
        None,
        1,
    )
    assert "identifiability: x" in done.output
    assert "onder een nummer, zonder naam" in done.output
    assert "Alle velden samen" in done.output


def test_the_outcome_is_not_on_screen(run):
    done = run("ing-2014", input=ANSWERS, terminal_width=200)
    shown = done.output.lower()
    for word in ("ing-2014", "excuses", "ophef", "uitgesteld", "2014"):
        assert word not in shown


def test_by_file_for_a_second_coder_in_a_file_of_ones_own(run, tmp_path):
    (tmp_path / "a.csv").write_text("field,value\ncontrol,0.25\n", encoding="utf-8")
    done = run("3", "--answers", "a.csv", "--coder", "2", "--file", "mine.csv", "--lang", "en")
    assert done.exit_code == 0, done.output
    ((_, coder),) = read(tmp_path / "mine.csv")
    assert coder == "P2"
    assert "All fields together" in done.output


def test_without_a_case_it_tells_the_agreement_or_how_to_begin(run):
    assert "avgrisk cases code 1" in run().output
    run("ing-2014", input=ANSWERS)
    assert "P1" in run().output


@pytest.mark.parametrize("arguments", [("99",), ("ing-1999",), ("ill-boek-auto",)])
def test_a_case_that_cannot_be_coded_is_one_line(run, arguments):
    done = run(*arguments)
    assert done.exit_code != 0
    assert done.exception.__class__.__name__ == "InputError"


def test_a_bad_file_is_told_before_any_question(run, tmp_path):
    (tmp_path / "bad.csv").write_text("x\n1\n", encoding="utf-8")
    done = run("ing-2014", "--file", "bad.csv", input=ANSWERS)
    assert "Soort organisatie" not in done.output
    assert done.exception.__class__.__name__ == "InputError"


@pytest.mark.parametrize(
    "arguments, status",
    [
        (("99",), 2),
        (("1", "--coder", "100", "--answers", "a.csv"), 2),
        (("1", "--answers", "none.csv"), 4),
        (("1", "--answers", "a.csv", "--file", "a.csv/x.csv"), 4),
        (("1", "--answers", "a.csv"), 0),
    ],
)
def test_exit_codes_are_those_of_the_command_line(tmp_path, monkeypatch, arguments, status):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("field,value\ncontrol,0.25\n", encoding="utf-8")
    done = running.run("cases", "code", *arguments)
    assert done.returncode == status
    assert len(done.stderr.splitlines()) == (1 if status else 0)
