"""Notebooks copied to a folder of one's own, and found where there is no checkout."""

from __future__ import annotations

import json

import pytest

from avgrisk.cli import screens
from avgrisk.cli.main import main
from avgrisk.core import shipped
from tests import ROOT


@pytest.mark.parametrize("lang, first", [("nl", "01_eerste_score"), ("en", "01_first_score")])
def test_they_are_copied_whole_in_either_language(lang, first, tmp_path):
    with pytest.raises(SystemExit) as ended:
        main(["notebooks", str(tmp_path / "a" / "b"), "--lang", lang])
    assert ended.value.code == 0
    home = ROOT / "notebooks" / ("" if lang == "nl" else lang)
    copied = sorted((tmp_path / "a" / "b").iterdir())
    assert [path.name for path in copied] == [path.name for path in sorted(home.glob("*.ipynb"))]
    assert copied[0].stem == first
    assert copied[0].read_bytes() == (home / copied[0].name).read_bytes()


def test_what_is_there_stays_unless_forced(tmp_path, capsys):
    mine = tmp_path / "02_ing_2014.ipynb"
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["notebooks", str(tmp_path)])
    assert ended.value.code == 4 and "bestaat al en blijft zoals het is" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [mine.name]
    assert mine.read_text(encoding="utf-8") == "mine"
    with pytest.raises(SystemExit) as ended:
        main(["notebooks", str(tmp_path), "--force"])
    assert ended.value.code == 0 and json.loads(mine.read_text(encoding="utf-8"))["cells"]


def test_a_folder_that_is_a_file_is_told_of(tmp_path, capsys):
    (tmp_path / "a").write_text("", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["notebooks", str(tmp_path / "a" / "b")])
    assert ended.value.code == 4 and "kan niet worden geschreven" in capsys.readouterr().err


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
