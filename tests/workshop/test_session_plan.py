"""A planned session fits its minutes, is near its kind of organisation and reads back as a file."""

from __future__ import annotations

import pytest

from avgrisk.cases.case_base import load_case
from avgrisk.cli.main import main
from avgrisk.core.records import InputError
from avgrisk.workshop.session_file import read_session
from avgrisk.workshop.session_plan import near, plan_session


@pytest.mark.slow
@pytest.mark.parametrize("minutes, blocks", [(45, 2), (90, 1), (180, 1)])
def test_a_session_fits_its_minutes(minutes, blocks):
    plan = plan_session(minutes, "bank").plan
    assert sum(part.minutes for part in plan.parts) < minutes
    *cases, last = plan.parts
    assert last.is_round and len(last.items) == 16 and last.blocks == blocks
    ends = [load_case(part.items[0].id).outcome.accepted for part in cases]
    assert {True, False} == set(ends)


def test_cases_of_the_own_kind_come_first():
    assert {load_case(id).sector_key for id in near("bank")[:5]} == {"bank"}
    plan = plan_session(45, "gemeente").plan
    assert plan.sector == "municipality"
    assert load_case(plan.parts[0].items[0].id).sector_key == "government"


@pytest.mark.parametrize("minutes, sector", [(60, "bank"), (45, "ruimteveer")])
def test_other_minutes_and_unknown_kinds_are_refused(minutes, sector):
    with pytest.raises(InputError):
        plan_session(minutes, sector)


def test_the_command_writes_a_file_once(tmp_path, capsys):
    path = str(tmp_path / "sessie.yaml")
    for status in (0, 2):
        with pytest.raises(SystemExit) as ended:
            main(["workshop", "plan", "--sector", "school", "--out", path])
        assert ended.value.code == status
    told = capsys.readouterr().err
    assert "D-efficiëntie" in told and "bestaat al" in told
    assert read_session(path).sector == "school"
