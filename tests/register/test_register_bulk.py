"""A large csv: the same cells as the ordinary way, taken up after a kill, all or nothing."""

from __future__ import annotations

import csv

import pytest

from avgrisk.register import bulk, ranking
from avgrisk.register_command import Options, run


@pytest.fixture
def large(tmp_path, monkeypatch):
    """A register that counts as large, in chunks of 7 rows, with all that can be wrong."""
    monkeypatch.setattr(bulk, "LARGE_BYTES", 1)
    monkeypatch.setattr(bulk, "CHUNK_ROWS", 7)
    monkeypatch.setattr(bulk, "MOST_ROWS", 5)
    monkeypatch.setattr(ranking, "MOST_ROWS", 5)
    path = tmp_path / "r.csv"
    lines = [
        "Register van de gemeente",
        "Nr.;Naam;Doel;Gegevens;Uitleg en keuze;score;Contactpersoon",
    ]
    for n in range(40):
        level = "fout" if n % 9 == 4 else "opt_in"
        lines.append(f'{n};Verwerking {n};"Tips; over\nboeken {n % 3}";naam, BSN;{level};x;Jansen')
        if n % 8 == 0:
            lines.append(f"{n + 100};;;;;;")
    lines.append("41;=cmd;-;@x;;;")
    path.write_text("\n".join(lines), encoding="cp1252")
    return path


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_the_same_output_as_the_ordinary_way(large, tmp_path, monkeypatch):
    said, told = [], []
    run(large, Options(out=tmp_path / "a.csv"), said.append)
    monkeypatch.setattr(bulk, "LARGE_BYTES", 10**9)
    run(large, Options(out=tmp_path / "b.csv"), told.append)
    assert rows(tmp_path / "a.csv") == rows(tmp_path / "b.csv")
    assert rows(tmp_path / "a.rejected.csv") == rows(tmp_path / "b.rejected.csv")
    assert len(rows(tmp_path / "a.rejected.csv")) == 5
    assert {line.replace("a.", "b.") for line in said} <= set(told)
    assert len(list(tmp_path.iterdir())) == 5, "no parts are left"


@pytest.mark.parametrize("moment", [1, 3, 5])
def test_a_killed_run_leaves_the_old_output_and_is_taken_up(large, tmp_path, monkeypatch, moment):
    out = tmp_path / "uit.csv"
    out.write_text("oud", encoding="utf-8")
    scored, save = [], bulk._save

    def killed(part, kept):
        if len(scored) == moment:
            raise KeyboardInterrupt
        scored.append(part)
        save(part, kept)

    monkeypatch.setattr(bulk, "_save", killed)
    with pytest.raises(KeyboardInterrupt):
        run(large, Options(out=out), lambda line: None)
    assert out.read_text(encoding="utf-8") == "oud"
    again: list = []
    monkeypatch.setattr(bulk, "_save", lambda part, kept: (again.append(part), save(part, kept)))
    run(large, Options(out=out), lambda line: None)
    assert not set(scored) & set(again), "a kept part was scored again"
    monkeypatch.undo()
    monkeypatch.setattr(ranking, "MOST_ROWS", 5)
    run(large, Options(out=tmp_path / "heel.csv"), lambda line: None)
    assert rows(out) == rows(tmp_path / "heel.csv")


def test_parts_of_another_input_or_setting_are_not_used(large, tmp_path, monkeypatch):
    keys = {
        bulk.plan(large, "nl", {}, keep, settings).key
        for keep in (True, False)
        for settings in (("1", ""), ("1", "bank"), ("1-guardian", ""))
    }
    large.write_text(large.read_text(encoding="cp1252") + "\n", encoding="cp1252")
    keys.add(bulk.plan(large, "nl", {}, True, ("1", "")).key)
    assert len(keys) == 7


def test_a_part_that_was_cut_off_is_scored_again(large, tmp_path):
    out = tmp_path / "uit.csv"
    plan = bulk.plan(large, "nl", {}, False, ("1", "", "nl", bulk.__name__))
    folder = tmp_path / ".uit.csv.parts"
    folder.mkdir()
    (folder / f"{plan.key}-000000.npz").write_bytes(b"PK\x03\x04half")
    assert bulk.score_csv(plan, out, "1", "", "nl").rows == 41


def test_a_row_with_more_cells_than_the_heading_is_told(large, tmp_path, monkeypatch):
    monkeypatch.setattr(bulk, "FIRST_RECORDS", 10)
    text = large.read_text(encoding="cp1252")
    large.write_text(text + "\n1;2;3;4;5;6;7;8;9;10", encoding="cp1252")
    with pytest.raises(Exception, match=r"r\.csv"):
        run(large, Options(out=tmp_path / "uit.csv"), lambda line: None)
    assert not (tmp_path / "uit.csv").exists()
