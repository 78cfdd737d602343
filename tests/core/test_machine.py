"""Windows as far as it can be had elsewhere: files held open, programs beneath programs."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from avgrisk.cli.score_command import run
from avgrisk.core import machine
from avgrisk.core.labels import explain
from avgrisk.register import writing
from avgrisk.register.report_data import Options
from tests import ROOT

REPLACE = os.replace


class Windows:
    """os.replace as Windows has it while another program holds the target, `tries` times."""

    def __init__(self, tries: int, code: int = 5) -> None:
        self.tries, self.code = tries, code

    def __call__(self, draft, target):
        if self.tries:
            self.tries -= 1
            error = PermissionError(13, "Access is denied")
            error.winerror = self.code
            raise error
        REPLACE(draft, target)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    monkeypatch.setattr(machine.time, "sleep", lambda seconds: None)


@pytest.mark.parametrize("code", machine.HELD)
def test_a_file_that_is_let_go_is_replaced(code, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "replace", Windows(3, code))
    writing.write_text("nieuw", tmp_path / "uit.csv")
    assert (tmp_path / "uit.csv").read_text(encoding="utf-8") == "nieuw"


def test_a_file_that_stays_open_is_told_of_and_stands(tmp_path, monkeypatch):
    (tmp_path / "uit.csv").write_text("oud", encoding="utf-8")
    monkeypatch.setattr(os, "replace", Windows(99))
    with pytest.raises(writing.InputError) as caught:
        writing.write_text("nieuw", tmp_path / "uit.csv")
    assert "Excel" in explain(caught.value, "nl") and "close it" in explain(caught.value, "en")
    assert (tmp_path / "uit.csv").read_text(encoding="utf-8") == "oud"
    assert os.listdir(tmp_path) == ["uit.csv"]


def test_a_plain_refusal_is_not_tried_again(tmp_path, monkeypatch):
    refusals = []

    def refused(draft, target):
        refusals.append(draft)
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(PermissionError):
        machine.replace_file(tmp_path / "a", tmp_path / "b")
    assert len(refusals) == 1


@pytest.mark.parametrize("name", ["posix", "nt"])
def test_the_exit_code_and_the_environment_are_those_of_the_other_program(name):
    code = (
        "import os, sys; from avgrisk.core import machine; machine.os = type(sys)('os')\n"
        f"machine.os.__dict__.update(os.__dict__); machine.os.name = {name!r}\n"
        "program = 'import os, sys; sys.exit(int(os.environ[\"CODE\"]))'\n"
        "machine.go_on_as([sys.executable, '-c', program], {**os.environ, 'CODE': '7'})"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 7


def test_an_interrupt_is_left_to_the_program_beneath(monkeypatch):
    class Below:
        waits = 0

        def wait(self):
            self.waits += 1
            if self.waits < 3:
                raise KeyboardInterrupt
            return 4

    monkeypatch.setattr(machine.os, "name", "nt")
    monkeypatch.setattr(machine.subprocess, "Popen", lambda *given, **also: Below())
    with pytest.raises(SystemExit) as ended:
        machine.go_on_as(["x"], {})
    assert ended.value.code == 4


@pytest.mark.slow
@pytest.mark.parametrize("command", ["cases", "replay ing-2014", "vagueness 'wij → jij ≥ ✓'"])
def test_a_console_of_windows_gets_its_text(command, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "avgrisk", *command.split(maxsplit=1)],
        env={**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252", "LC_ALL": "C"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode("cp1252").strip()


def test_a_register_with_the_line_ends_of_windows_gives_the_same_scores(tmp_path):
    """In an environment as Windows has it; the same as of the shipped file in our own."""
    shipped = ROOT / "datasets/registers/voorbeeldregister.csv"
    path, out, plain = (tmp_path / name for name in ("crlf.csv", "uit.csv", "plain.csv"))
    path.write_bytes(shipped.read_bytes().replace(b"\n", b"\r\n"))
    command = [sys.executable, "-m", "avgrisk", "score", str(path), "--out", str(out)]
    windows = {**os.environ, "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(command, env=windows, capture_output=True, check=False)
    assert done.returncode in (0, 3), done.stderr
    assert b"\r\n" not in shipped.read_bytes()
    run(shipped, Options(out=plain), lambda line: None)
    assert out.read_bytes() == plain.read_bytes()
