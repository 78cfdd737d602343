"""A large register: the same output as the ordinary way, in pieces, taken up after any kill."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from avgrisk.cli import score_output as register_lines
from avgrisk.cli.score_command import run
from avgrisk.core.labels import label
from avgrisk.core.records import InputError
from avgrisk.register import ranking
from avgrisk.register.large import bulk, order, parts
from avgrisk.register.large.joined import joined_rows
from avgrisk.register.readers import large_csv, plans
from avgrisk.register.readers.reading import read_register
from avgrisk.register.report_data import Options
from avgrisk.scoring.index_file import load_index

#: A piece, and a register that is too long for rank intervals, in these tests.
ROWS, MOST = 7, 5
INDEX = load_index()
#: What the fields are called whose cells are not all understood.
UNREAD = ("desk.field.recipient", "desk.field.control")


def small_numbers(patch):
    patch.setattr(bulk, "LARGE_BYTES", 1)
    patch.setattr(plans, "CHUNK_ROWS", ROWS)
    for module in (bulk, ranking, register_lines):
        patch.setattr(module, "MOST_ROWS", MOST)


def mess():
    """A register with all that can be wrong."""
    lines = [
        "Register van de gemeente",
        "Nr.;Naam;Doel;Gegevens;Ontvangers;Uitleg en keuze;vagueness;score;Contactpersoon",
    ]
    for n in range(40):
        level = "fout" if n % 9 == 4 else "opt_in"
        doel = f"Verwerking {n}" if n % 6 == 1 else f"Tips; over\nboeken {n % 3}"
        vague = ("0,4", "", "1,5", "0.2|0.3|0.9", "1")[n % 5 if n > 20 else 0]
        to = ("blorf", "geen", "")[n % 3]
        lines.append(f'{n};Verwerking {n};"{doel}";naam, BSN;{to};{level};{vague};x;Jansen')
        if n % 8 == 0:
            lines.append(f"{n + 100};;;;;;")
        if n == 23:
            lines += [lines[1], "", "1;2;3;4;5;6;7;8;9;een cel te veel;"]
    lines.append("41;=cmd;-;@x;;;;;")
    lines.append('42;"a ""b""\r c";d,e;naam;geen;opt_out;;;')
    return "\n".join(lines)


@pytest.fixture
def large(tmp_path, monkeypatch):
    """That register, as a file that counts as large, in pieces of 7 rows."""
    small_numbers(monkeypatch)
    path = tmp_path / "r.csv"
    path.write_text(mess(), encoding="cp1252", newline="")
    return path


def score(path, out, lang="nl", **options):
    """Run the command; how many rows were rejected, and what it said with the name left out."""
    said: list[str] = []
    rejected, assessed = run(path, Options(out=out, **options), said.append, lang)
    named = [line.replace(str(out.with_suffix("")), "uit") for line in said]
    return rejected, named, assessed is None


def ordinary(path, out, **options):
    """The same by the ordinary way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk, "is_large", lambda path: False)
        return score(path, out, **options)


def beside(out):
    rejected = out.with_suffix(".rejected.csv")
    return rejected.read_bytes() if rejected.exists() else None


@pytest.mark.parametrize(
    "encoding, lang", [("cp1252", "nl"), ("utf-8", "en"), ("utf-8-sig", "nl"), ("utf-16", "en")]
)
def test_the_same_bytes_and_the_same_lines_as_the_ordinary_way(large, tmp_path, encoding, lang):
    large.write_text(mess(), encoding=encoding, newline="")
    one, two = tmp_path / "a.csv", tmp_path / "b.csv"
    *told, in_pieces = score(large, one, lang=lang)
    *other, otherwise = ordinary(large, two, lang=lang)
    assert in_pieces and not otherwise
    assert told == other
    assert one.read_bytes() == two.read_bytes()
    assert beside(one) == beside(two) is not None
    assert not list(tmp_path.glob(".*")), "no parts are left"


def test_what_is_said_of_a_large_register(large, tmp_path):
    rejected, said, _ = score(large, tmp_path / "uit.csv")
    assert rejected == 5
    for words in ("lege rijen", "herhaalde kop", "tot en met rij 1", "herkend", "Weggelaten",
                  "geen eigen doeltekst", *(f"{label(key, 'nl')}: " for key in UNREAD), "Volledigheid",
                  "apostrof"):  # fmt: skip
        assert sum(words in line for line in said) == 1, words


CELLS = st.text(st.sampled_from('ab;,"\n\r\t \0é=-0.5'), max_size=6)


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(rows=st.lists(st.lists(CELLS, max_size=7), min_size=6, max_size=40), raw=st.booleans())
@example(rows=[["a\r\0", "b"], *[["a", "b"]] * 6, ["fout", "x", "9"]], raw=True)
@example(rows=[*[["a", "b"]] * 6, ["\r", "\0"], ["\0"]], raw=True)
@example(
    rows=[
        ["", "", "", "", "", '\n\x00"'],
        [],
        [],
        ['--\t"\r\n'],
        [],
        [""],
        ['"\n\n\t;'],
        [],
        ['".;\né0'],
        ['5 .,"', "", "5\x00\x00", '\x00\n 0"', ';\r"\n'],
        ['bb".b='],
        [],
        [""],
        ['=;\ra."', 'b0=-a"', "", "\n\n", "", '"""\r', "b\r;\t\t"],
        [],
        [],
        ["", "", '"', "", ",\x005\t,5", "", ""],
        ["\x00=5", ",\n\t=,", 'é5"\r\ra', ".b,", ";é"],
        ['0 a".;'],
        [],
        ["\r\n", "5", '\r,;"=', "=\n", "", '5\n\n.;"', ';\r-"bé'],
        [],
        ["50\n-", ".", '."\ré\x00;', "\x00", "", "", ""],
        ["\n\n", ".b", ""],
        [],
        [],
        [",,\t\tb\r"],
    ],
    raw=True,
)
def test_any_cells_come_out_the_same_both_ways(rows, raw):
    """Well quoted, and as raw text that a careless program wrote; whether enough is understood is
    asked of the first rows only where a file is large, so that is not asked here."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        small_numbers(patch)
        path, one, two = (Path(folder) / name for name in ("r.csv", "a.csv", "b.csv"))
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write("Naam;Doel;vagueness;Ontvangers\n")
            if raw:
                file.write("\n".join(";".join(row) for row in rows))
            else:
                csv.writer(file, delimiter=";").writerows(rows)
        results = []
        for way, out in ((score, one), (ordinary, two)):
            try:
                results.append(
                    (way(path, out, anyway=True)[:2], out.read_bytes() if out.exists() else None)
                )
            except InputError as error:
                results.append((error.key, error.allowed))
        assert results[0] == results[1]
        assert beside(one) == beside(two)


PARTS = st.tuples(
    st.sampled_from(["Salaris", "Nieuws", "", "", "idem", "Totaal"]),
    st.sampled_from(["Betalen", "", "idem", "Sturen"]),
    st.sampled_from(["BSN", "", "ditto", "e-mail", "naam; adres"]),
    st.sampled_from(["UWV", "", '"', "Bank"]),
)
#: Names of groups, notes and empty lines among the rows.
LONE = st.sampled_from([(word, "", "", "") for word in ("Afdeling HR", "* bijzonder", "", "")])


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.one_of(PARTS, PARTS, LONE), min_size=1, max_size=40),
    size=st.integers(1, 9),
    above=st.booleans(),
    notes=st.sampled_from(["", ";;;\n* = bijzonder;;;\n", "\nLet op\n\n"]),
)
def test_rows_that_go_on_are_the_same_however_the_file_is_cut(rows, size, above, notes):
    """Continued rows and "idem" at the edge of a piece, lines above the heading that name whose
    register it is, names of groups, notes below the table; every size of piece gives the rows that
    the ordinary way gives."""
    lines = ["Register", "Organisatie: Gemeente Voorbeeld"] if above else []
    lines += ["Naam;Doel;Gegevens;Ontvangers", "Begin;Beginnen;NAW;geen"]
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(plans, "CHUNK_ROWS", size)
        patch.setattr(large_csv, "LONGEST_PIECE", 100)
        path = Path(folder) / "r.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write("\n".join(lines) + "\n")
            csv.writer(file, delimiter=";").writerows(rows)
            file.write(notes)
        whole = read_register(path)
        plan, pieces = large_csv.plan(path, {})
        cut, passed = [], Counter()
        for piece in pieces:
            table = large_csv.table(plan, piece)
            use, skipped, why = parts.filled_rows(plan, table, piece)
            found = joined_rows(plan, table, use, why)
            cut.append(found.assign(place=np.flatnonzero(use) + piece.first))
            passed += why + Counter(empty=skipped)
        cut = pd.concat(cut)
        assert plan.fields == whole.fields and list(cut.columns)[:-1] == list(whole.rows.columns)
        assert cut.drop(columns="place").to_numpy().tolist() == whole.rows.to_numpy().tolist()
        assert cut["place"].tolist() == [place for _, place in whole.places]
        told = {key.removeprefix("register."): v.get("count") for key, v in whole.notes}
        told["empty"] = whole.skipped
        assert {key: n for key, n in passed.items() if n} == {
            key: n for key, n in told.items() if n and key not in ("above", "organisation")
        }


def test_a_piece_that_never_ends_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(plans, "CHUNK_ROWS", 2)
    path = tmp_path / "r.csv"
    path.write_text("Naam;Doel;Gegevens\nA;Doen;x\n" + ";;y\n" * 30, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        large_csv.plan(path, {})
    assert caught.value.allowed.key == "error.goes_on"


class Killed(BaseException):
    """The run ends here and now."""


@pytest.mark.slow
@pytest.mark.parametrize("moment", [0, 1, 3, 5])
def test_a_run_that_ends_early_is_taken_up(large, tmp_path, monkeypatch, moment):
    out = tmp_path / "uit.csv"
    out.write_text("oud", encoding="utf-8")
    scored, save = [], parts._save

    def killed(job, done, kept, distinct):
        if len(scored) == moment:
            raise Killed
        scored.append(done.number)
        save(job, done, kept, distinct)

    monkeypatch.setattr(parts, "_save", killed)
    with pytest.raises(Killed):
        score(large, out)
    assert out.read_text(encoding="utf-8") == "oud"
    again: list = []
    monkeypatch.setattr(parts, "_save", lambda job, done, *a: (again.append(done.number),
                                                               save(job, done, *a)))  # fmt: skip
    score(large, out)
    assert not set(scored) & set(again), "a kept part was scored again"
    monkeypatch.setattr(parts, "_save", save)
    score(large, tmp_path / "heel.csv")
    assert out.read_bytes() == (tmp_path / "heel.csv").read_bytes()


#: The command line with small pieces, slow enough to be killed where we want: for each register and
#: output on stdin a child of its own, forked after the imports; told are its pid and how it ended.
SLOW = """
import os, sys, time
from avgrisk.cli.main import main
from avgrisk.register import ranking
from avgrisk.register.large import bulk, forms, order, parts
from avgrisk.register.readers import plans
bulk.LARGE_BYTES, plans.CHUNK_ROWS, bulk.MOST_ROWS = 1, 7, 5
def slow(module, name):
    own = getattr(module, name)
    def late(*a):
        time.sleep(0.15)
        done = own(*a)
        time.sleep(0.15)
        return done
    setattr(module, name, late)
slow(parts, "_save"), slow(order, "ranks"), slow(forms, "put_together")
for line in sys.stdin:
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        path, out = line.rstrip("\\n").split("\\t")
        main(["score", path, "--out", out])
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture(scope="module")
def slowly():
    """Begins to score a register as slowly as that; its pid, and what waits for how it ended."""
    command = [sys.executable, "-c", SLOW]
    piped = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **piped) as process:

        def begun(path, out):
            process.stdin.write(f"{path}\t{out}\n")
            process.stdin.flush()
            return int(process.stdout.readline()), lambda: int(process.stdout.readline())

        yield begun


def wait_for(pattern, folder):
    """Until files of this name stand in the folder."""
    end = time.monotonic() + 60
    while not list(folder.glob(pattern)):
        assert time.monotonic() < end, f"no {pattern}"
        time.sleep(0.005)


@pytest.mark.slow
@pytest.mark.xdist_group("kill")
@pytest.mark.parametrize(
    "moment", ["*-000000.npz", "*-000003.npz", "*.above.npy", "*-000002.slice", "whole-*"]
)
def test_kill_9_leaves_the_old_output_or_the_new_and_the_next_run_goes_on(
    tmp_path, large, moment, slowly
):
    out, whole = tmp_path / "uit.csv", tmp_path / "heel.csv"
    out.write_text("oud", encoding="utf-8")
    folder = tmp_path / ".uit.csv.parts"
    pid, ended = slowly(large, out)
    wait_for(moment, folder)
    os.kill(pid, signal.SIGKILL)
    assert ended() == -signal.SIGKILL
    assert list(folder.glob("*.npz")), "nothing was kept"
    assert out.read_text(encoding="utf-8") == "oud"
    score(large, out)
    score(large, whole)
    assert out.read_bytes() == whole.read_bytes()
    assert not folder.exists()


def job(path, out, keep=False, version="2", sector="", settings=("0",)):
    large = bulk.planned(path, {}, keep)
    return large, bulk.job_of(large, out, settings, version, sector)


def test_parts_of_another_input_or_setting_are_not_used(large, tmp_path):
    out = tmp_path / "uit.csv"
    changes = [{}, {"keep": True}, {"version": "2-guardian"}, {"sector": "bank"},
               {"settings": ("1",)}]  # fmt: skip
    keys = {job(large, out, **change)[1].key for change in changes}
    keys.add(job(large, out.with_suffix(".parquet"))[1].key)
    large.write_text(mess() + "\n", encoding="cp1252", newline="")
    keys.add(job(large, out)[1].key)
    assert len(keys) == 7


@pytest.mark.parametrize("kind", ["npz", "npy"])
def test_a_part_that_was_cut_off_is_scored_again(large, tmp_path, kind):
    out, whole = tmp_path / "uit.csv", tmp_path / "heel.csv"
    score(large, whole)
    found, work = job(large, out)
    work.folder.mkdir()
    parts.score_piece(work, found.pieces[0])
    work.file(0, kind).unlink()
    if kind == "npz":
        work.file(0, kind).write_bytes(b"PK\x03\x04half")
    counts = bulk.score_large(found, work, out)
    assert (counts.rows, counts.rejected) == (43, 5)
    assert out.read_bytes() == whole.read_bytes()


def test_a_register_with_few_rows_is_left_to_the_ordinary_way(large, tmp_path, monkeypatch):
    monkeypatch.setattr(bulk, "MOST_ROWS", 43)
    out = tmp_path / "uit.csv"
    *_, in_pieces = score(large, out)
    assert not in_pieces and out.exists() and not list(tmp_path.glob(".*"))


@settings(max_examples=40, deadline=None)
@given(
    scores=st.lists(
        st.lists(st.sampled_from([0.0, 0.1, 0.5, 50.0, np.nan, 99.9, 7.25]), max_size=9),
        min_size=1,
        max_size=6,
    ),
    group=st.integers(1, 12),
)
def test_ranks_of_groups_are_those_of_all_rows(scores, group):
    """Known answer: pandas ranks the whole, wherever the groups are cut."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(order, "GROUP", group)
        work = plans.Job(plans.Plan(Path("x"), (), (), {}), Path(folder), INDEX, "", ".csv", "k")
        done = []
        for number, part in enumerate(scores):
            distinct = parts._distinct(np.array(part, dtype=float))
            np.save(work.file(number, "npy"), distinct)
            sample = parts._sample(distinct["score"])
            done.append(parts.Done(number, plans.Counts(), len(distinct), sample))
        places = order.cuts(done)
        higher = order.above(work, len(scores), places, map)
        found = [order.ranks(work, number, np.array(part, dtype=float), higher)
                 for number, part in enumerate(scores)]  # fmt: skip
        whole = pd.Series(np.concatenate([np.array(part, dtype=float) for part in scores]))
        expected = whole.rank(ascending=False, method="min").to_numpy()
        np.testing.assert_array_equal(np.concatenate(found), expected)


def test_a_line_without_an_end_is_refused_before_it_fills_the_memory(large, tmp_path, monkeypatch):
    monkeypatch.setattr(large_csv, "LONGEST_LINE", 50)
    with pytest.raises(InputError, match=r"r\.csv"):
        score(large, tmp_path / "uit.csv")
    assert not (tmp_path / "uit.csv").exists()


def test_an_output_that_cannot_be_written_is_told(large, tmp_path):
    out = tmp_path / "uit.csv"
    out.mkdir()
    with pytest.raises(InputError) as caught:
        score(large, out)
    assert caught.value.key == "error.folder"
