"""Notebooks copied to a folder of one's own, and found where there is no checkout."""

from __future__ import annotations

import json

import pytest

from avgrisk.cli import screens
from avgrisk.core import shipped
from tests import ROOT
from tests.cli.running import run


@pytest.mark.parametrize("lang, first", [("nl", "01_eerste_score"), ("en", "01_first_score")])
def test_they_are_copied_whole_in_either_language(lang, first, tmp_path):
    assert run("notebooks", tmp_path / "a" / "b", "--lang", lang).returncode == 0
    home = ROOT / "notebooks" / ("" if lang == "nl" else lang)
    copied = sorted((tmp_path / "a" / "b").iterdir())
    assert [path.name for path in copied] == [path.name for path in sorted(home.glob("*.ipynb"))]
    assert copied[0].stem == first
    assert copied[0].read_bytes() == (home / copied[0].name).read_bytes()


def test_what_is_there_stays_unless_forced(tmp_path):
    mine = tmp_path / "02_ing_2014.ipynb"
    mine.write_text("mine", encoding="utf-8")
    done = run("notebooks", tmp_path)
    assert done.returncode == 4 and "bestaat al en blijft zoals het is" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [mine.name]
    assert mine.read_text(encoding="utf-8") == "mine"
    assert run("notebooks", tmp_path, "--force").returncode == 0
    assert json.loads(mine.read_text(encoding="utf-8"))["cells"]


def test_a_folder_that_is_a_file_is_told_of(tmp_path):
    (tmp_path / "a").write_text("", encoding="utf-8")
    done = run("notebooks", tmp_path / "a" / "b")
    assert done.returncode == 4 and "kan niet worden geschreven" in done.stderr


def test_lab_opens_copies_without_a_checkout_and_keeps_what_was_made_of_them(tmp_path, monkeypatch):
    assert screens.opened("nl") == ()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(shipped, "installed", lambda: True)
    monkeypatch.setattr(shipped, "project", lambda name: ROOT / name)
    monkeypatch.setattr(screens, "_trust", lambda notebook: None)
    (opened,) = screens.opened("en")
    (tmp_path / opened).write_text("mine", encoding="utf-8")
    assert screens.opened("en") == (opened,)
    assert (tmp_path / opened).read_text(encoding="utf-8") == "mine"
    assert len(list((tmp_path / opened).parent.iterdir())) == len(screens.ours("en"))
