"""What is kept of somebody's work is theirs alone, and there whole or not at all."""

from __future__ import annotations

import os
import stat

import pytest

from avgrisk.core.own_file import FOLDER, write_own

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes are a matter of posix")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_the_folder_and_its_files_are_for_their_owner(tmp_path):
    path = tmp_path / FOLDER / "a.json"
    (tmp_path / FOLDER).mkdir(mode=0o755)
    write_own("één", path)
    assert path.read_text(encoding="utf-8") == "één"
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)
    path.chmod(0o644)
    write_own("twee", path)
    assert mode(path) == 0o600 and os.listdir(path.parent) == ["a.json"]


def test_a_folder_of_ones_own_choice_keeps_its_mode(tmp_path):
    tmp_path.chmod(0o755)
    write_own("x", tmp_path / "a.csv")
    assert (mode(tmp_path), mode(tmp_path / "a.csv")) == (0o755, 0o600)


def test_what_cannot_be_written_leaves_the_old_and_no_draft(tmp_path):
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError):
        write_own("x", tmp_path / "a")
    assert os.listdir(tmp_path) == ["a"]
