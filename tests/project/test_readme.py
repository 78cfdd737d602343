"""What README.md says one can do, done: each row of its tables is run as it stands there.

The rows are read from the page. In them `use` is the plan of the page's own example, `df` a table of
judged plans, `register.xlsx` (or another form) the shipped example saved under that name, and "..."
in a call is filled with a column of `df`.
"""

from __future__ import annotations

import doctest
import io
import re
import shlex
import sys
from pathlib import Path

import pandas as pd
import pytest

import avgrisk
from avgrisk.cli.main import main
from avgrisk.core import shipped
from tests import ROOT
from tests.calibration import surveys

README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = Path(str(shipped.path("registers/voorbeeldregister.csv")))

#: What stands for "..." and [...] in a call, by the name of the argument.
FILLED = {
    "acceptable": "'ok'",
    "readings": "['trust_gap', 'data_sensitivity']",
    "respondent": "'person'",
    "scenario": "'scenario'",
}

#: How a table is saved in each form that a row may name.
SAVE = {
    ".csv": lambda table, path: table.to_csv(path, index=False),
    ".xlsx": lambda table, path: table.to_excel(path, index=False),
    ".parquet": lambda table, path: table.to_parquet(path, index=False),
    ".json": lambda table, path: table.to_json(path, orient="records"),
}

#: 0 = done, 3 = done, and the row of the example that is wrong was refused.
DONE = (0, 3)


def rows() -> list[tuple[str, str]]:
    """The rows of all tables below their heads: what one wants, and what to do."""
    tables = re.findall(r"^\|[-| ]+\|\n((?:\|.*\n)+)", README, re.MULTILINE)
    lines = [line for table in tables for line in table.splitlines()]
    return [(cells[0].strip(), cells[-1]) for cells in (li[1:-1].split("|") for li in lines)]


def spans(cell: str) -> list[str]:
    """The code in a cell that is no link."""
    return re.findall(r"(?<!\[)`([^`]+)`", cell)


ROWS = rows()
CODE = [(wanted, code) for wanted, cell in ROWS for code in spans(cell)]
COMMANDS = [code for _, code in CODE if re.match(r"avgrisk\s", code)]
CALLS = [code for _, code in CODE if re.match(r"avgrisk\.", code)]
TARGETS = [code for _, code in CODE if code.startswith("make ")]


@pytest.fixture(scope="module")
def names():
    """What a call may use: the names of the example on the page, and a table of judged plans."""
    found: dict = {}
    parser = doctest.DocTestParser()
    for example in parser.get_examples(README):
        if example.source.startswith(("import", "use =")):
            exec(example.source, found)
    return found | {"df": surveys.ratings(1)}


def test_every_row_names_a_room_or_says_something_that_can_be_done():
    assert COMMANDS and CALLS and TARGETS
    done = {*COMMANDS, *CALLS, *TARGETS}
    for wanted, cell in ROWS:
        if rooms := spans(wanted):
            assert all((ROOT / "avgrisk" / room / "__init__.py").exists() for room in rooms)
            continue
        assert done & set(spans(cell)) or "](" in cell, f"nothing to do in the row {wanted!r}"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_a_row_runs(command, tmp_path, monkeypatch, capfd):
    """Not as a process of its own: test_light_imports.py and test_main.py run those."""
    given = shlex.split(command)[1:]
    outs = [given[at + 1] for at, word in enumerate(given[:-1]) if word == "--out"]
    for word in given:
        save = SAVE.get(Path(word).suffix)
        if save and word not in outs:
            save(pd.read_csv(EXAMPLE, comment="#", dtype=str), tmp_path / word)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO("0.5\n" * 40))  # to whatever is asked
    with pytest.raises(SystemExit) as ended:
        main(given)
    said = capfd.readouterr()
    assert ended.value.code in DONE, said.err
    assert all((tmp_path / out).stat().st_size for out in outs)
    assert outs or said.out.strip() or any(tmp_path.iterdir())


@pytest.mark.parametrize("call", CALLS)
def test_a_call_of_a_row_runs_after_import_avgrisk_alone(call, names):
    filled = re.sub(r"(\w+)=(\"\.\.\.\"|\[\.\.\.\])", lambda m: f"{m[1]}={FILLED[m[1]]}", call)
    assert "..." not in filled
    assert names["avgrisk"] is avgrisk
    assert eval(filled, dict(names)) is not None


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_of_a_row_is_one_of_the_makefile(target):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target.split()[1]}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", README))))
def test_a_link_leads_to_a_file(link):
    assert (ROOT / link).exists()
