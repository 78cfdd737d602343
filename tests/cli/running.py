"""avgrisk as a user runs it, within this process: what it answers, and its exit code."""

from __future__ import annotations

import csv
import io
import subprocess
from contextlib import redirect_stderr, redirect_stdout

import pytest

from avgrisk.cli.main import main


def run(*arguments, lang="nl"):
    """What avgrisk answers, and its exit code; it ends as a process would. `lang` is that of the
    environment, "" for none."""
    out, told = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(told):
        patch.setenv("AVGRISK_LANG", lang)
        if not lang:
            patch.delenv("AVGRISK_LANG")
        with pytest.raises(SystemExit) as ended:
            main([*map(str, arguments)])
    return subprocess.CompletedProcess(arguments, ended.value.code, out.getvalue(), told.getvalue())


def rows(path):
    """The rows of a csv that avgrisk wrote, by column."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
