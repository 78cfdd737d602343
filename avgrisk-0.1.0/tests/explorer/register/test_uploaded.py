"""An upload stands on disk while it is read, and no longer: also where the reader is killed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from avgrisk.explorer.register import uploaded


def test_an_upload_of_a_program_that_was_killed_is_taken_away(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    code = (
        "import os, sys, tempfile; from avgrisk.explorer.register import intake;"
        "intake.read_register = lambda path: os.kill(os.getpid(), 9);"
        "tempfile.tempdir = sys.argv[1]; intake.take('r.csv', b'naam;doel\\nA;B\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert done.returncode == -9 and list(tmp_path.iterdir()), "it was to be killed while reading"
    mine = tmp_path / f"{uploaded.FOLDER}{os.getpid()}-x"
    mine.mkdir()
    uploaded.sweep()
    assert list(tmp_path.iterdir()) == [mine]
