"""How `avgrisk lab` opens JupyterLab: arguments passed on, our defaults before those of the machine."""

from __future__ import annotations

import os
import subprocess

from avgrisk.explorer.app.lab import CONFIG, command, environment


def test_arguments_are_passed_on_last():
    assert command(["--no-browser", "a b.ipynb"])[-2:] == ["--no-browser", "a b.ipynb"]


def test_the_folder_it_is_started_in_is_no_program(tmp_path):
    for name in ("jupyterlab", "avgrisk"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w').close()", encoding="utf-8")
    done = subprocess.run(
        command(["--version"]), cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip()[0] == "4" and not (tmp_path / "ran").exists()


def test_root_is_told_to_jupyterlab_and_nobody_else(monkeypatch):
    for user, said in ((0, True), (1000, False)):
        monkeypatch.setattr(os, "geteuid", lambda user=user: user, raising=False)
        assert ("--allow-root" in command()) is said


def test_our_defaults_stand_before_what_the_machine_has(monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "elsewhere")
    assert environment()["JUPYTER_CONFIG_PATH"].split(os.pathsep) == [str(CONFIG), "elsewhere"]
    monkeypatch.delenv("JUPYTER_CONFIG_PATH")
    assert environment()["JUPYTER_CONFIG_PATH"] == str(CONFIG)
