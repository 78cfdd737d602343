"""Own files are never destroyed: what a run reads it does not write, and nothing of others goes."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.running import run

ROWS = "Naam;Doel;Gegevens\nNieuwsbrief;Toezenden van tips;e-mailadres\n"
WRONG = "Naam;Doel;control\na;Tips;1,5\n"
THEIRS = "mijn eigen lijst\n"


@pytest.fixture
def folder(tmp_path):
    """A register, a mapping, last year's register, an index, a list of somebody else, links."""
    (tmp_path / "reg.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "reg.rejected.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "map.csv").write_text("column,field\nNaam,title\n", encoding="utf-8")
    (tmp_path / "vorig.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "index.csv").write_text("part,name,with,value\n", encoding="utf-8")
    (tmp_path / "anders.rejected.csv").write_text(THEIRS, encoding="utf-8")
    (tmp_path / "link.csv").symlink_to("reg.csv")
    os.link(tmp_path / "reg.csv", tmp_path / "hard.csv")
    (tmp_path / ".part.csv.part").symlink_to("reg.csv")
    return tmp_path


@pytest.mark.parametrize(
    "line",
    [
        "reg.csv --out reg.csv",
        "reg.csv --out ./x/../reg.csv",
        "reg.csv --out link.csv",
        "link.csv --out reg.csv",
        "reg.csv --out hard.csv",
        "reg.csv --out part.csv",
        "reg.rejected.csv --out reg.csv",
        "reg.csv --write-mapping reg.csv",
        "reg.csv --mapping map.csv --out map.csv",
        "reg.csv --mapping map.csv --write-mapping map.csv",
        "reg.csv --previous vorig.csv --out vorig.csv",
        "reg.csv --index index.csv --out index.csv",
        "reg.csv --out x.csv --write-mapping x.csv",
        "reg.csv --out x.csv --write-mapping x.rejected.csv",
        "reg.csv --out anders.csv",
    ],
)
def test_a_run_that_would_write_over_a_file_is_refused_before_it_reads(line, folder, monkeypatch):
    monkeypatch.chdir(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = run("score", *line.split())
    assert done.returncode == 2
    told = done.stderr
    assert told.count("\n") == 1 and "een andere naam" in told
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("option", ["--out", "--write-mapping"])
@pytest.mark.parametrize("place", [".", "..", "map", "/", ""])
def test_a_folder_is_no_file_to_write(option, place, folder, monkeypatch):
    monkeypatch.chdir(folder)
    (folder / "map").mkdir()
    for command in ("score", "check") if option == "--write-mapping" else ("score",):
        done = run(command, "reg.csv", option, place)
        assert done.returncode in (2, 4) and done.stderr.count("\n") == 1
        assert "is een map" in done.stderr or "eindigt op" in done.stderr
    done = run("replay", "ing-2014", "--out", place)
    assert done.returncode == 4 and "is een map" in done.stderr


def test_our_own_list_of_rejected_rows_is_ours_to_replace_and_to_remove(tmp_path):
    register, out = tmp_path / "r.csv", tmp_path / "uit.csv"
    register.write_text(WRONG, encoding="utf-8")
    for _ in range(2):
        assert run("score", register, "--anyway", "--out", out).returncode == 3
        assert (tmp_path / "uit.rejected.csv").exists()
    register.write_text(ROWS, encoding="utf-8")
    assert run("score", register, "--anyway", "--out", out).returncode == 0
    assert not (tmp_path / "uit.rejected.csv").exists()


@pytest.mark.parametrize("ending", ["csv", "html", "xlsx", "json", "parquet"])
def test_a_register_without_rows_gives_a_file_without_rows(ending, tmp_path):
    register, out = tmp_path / "r.csv", tmp_path / f"uit.{ending}"
    register.write_text("Naam;Doel;Gegevens\n", encoding="utf-8")
    out.write_bytes(b"van vorig jaar")
    assert run("score", register, "--anyway", "--out", out).returncode == 0
    assert b"vorig jaar" not in out.read_bytes()
    if ending == "csv":
        assert out.read_text("utf-8-sig").startswith("Naam,Doel,Gegevens,score,")
        assert out.read_text("utf-8").count("\n") == 1


@pytest.mark.parametrize("text", ["", "\n\n", "\0\0"])
def test_a_file_without_anything_is_refused(text, tmp_path):
    register = tmp_path / "r.csv"
    register.write_text(text, encoding="utf-8")
    assert run("score", register, "--out", tmp_path / "uit.csv").returncode == 4


@pytest.mark.parametrize("option", ["", "--mapping", "--index", "--previous"])
def test_a_pipe_or_a_loop_of_links_is_refused_at_once(option, tmp_path):
    register = tmp_path / "r.csv"
    register.write_text(ROWS, encoding="utf-8")
    os.mkfifo(tmp_path / "pijp.csv")
    (tmp_path / "lus.csv").symlink_to("lus.csv")
    for name in ("pijp.csv", "lus.csv"):
        given = [register, option, tmp_path / name] if option else [tmp_path / name]
        assert run("score", *given, "--out", tmp_path / "uit.html").returncode == 4


def test_a_pipe_where_the_output_is_made_is_refused(tmp_path):
    register = tmp_path / "r.csv"
    register.write_text(ROWS, encoding="utf-8")
    os.mkfifo(tmp_path / ".uit.csv.part")
    assert run("score", register, "--out", tmp_path / "uit.csv").returncode == 4


@pytest.mark.parametrize("word", ["goklbedrijf", "xqzzy"])
def test_an_unknown_kind_of_organisation_is_refused_with_its_like(word, folder):
    done = run("score", folder / "reg.csv", "--sector", word)
    assert done.returncode == 2 and "niet bekend" in done.stderr
    assert "kansspel" in done.stderr or word == "xqzzy"


def test_a_terminal_gets_no_control_characters(tmp_path):
    register, mapping = tmp_path / "r.csv", tmp_path / "m.csv"
    register.write_text(
        "Naam;Doel\x1b[2J;control\n\x1b]52;c;x\x07a;Tips;\x1b[31mja\n", encoding="utf-8"
    )
    mapping.write_text("column,field\n\x1b[2J,\x1b[31mzzz\n", encoding="utf-8")
    runs = run("score", register), run("score", register, "--mapping", mapping)
    told = "".join(done.stdout + done.stderr for done in runs)
    assert "\x1b" not in told and "\x07" not in told and "�" in told


PATHS = st.sampled_from(
    ["reg.csv", "wrong.csv", "leeg.csv", "weg.csv", ".", "x/y.csv", "lus.csv", "a\nb.csv", "map.csv",
     "n" * 300 + ".csv", "uit.csv", "uit.html", "uit.xlsx", "uit.json", "uit.txt", "uit", "", "é.csv"]
)  # fmt: skip
WORDS = st.one_of(
    st.sampled_from(["1", "2", "2-guardian", "nl", "en", "bank", "opt_in", "dask", "pandas", "-1"]),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8),
)
OPTIONS = st.dictionaries(
    st.sampled_from(["--out", "--mapping", "--write-mapping", "--previous"]), PATHS, max_size=3
)
OTHERS = st.dictionaries(
    st.sampled_from(["--measures", "--sector", "--seed", "--index", "--lang"]), WORDS, max_size=2
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(register=PATHS, options=OPTIONS, others=OTHERS, keep=st.booleans())
def test_exit_codes_are_0_2_3_or_4(register, options, others, keep, tmp_path, monkeypatch):
    """Whatever options are given with whatever values; and never "something we did not foresee"."""
    monkeypatch.chdir(tmp_path)
    for name, text in (
        ("reg.csv", ROWS),
        ("wrong.csv", WRONG),
        ("leeg.csv", ""),
        ("map.csv", "column,field\n"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    if not os.path.lexists("lus.csv"):
        os.symlink("lus.csv", "lus.csv")
    given = [part for pair in {**options, **others}.items() for part in pair]
    done = run("score", register, *given, *(["--keep-columns"] if keep else []))
    code, told = done.returncode, done.stderr
    assert code in (0, 2, 3, 4) and "voorzien" not in told and "foresee" not in told
    assert code in (0, 3) or told.strip().splitlines()[-1].startswith("avgrisk: ")
    if "reg.csv" not in options.values():
        assert (tmp_path / "reg.csv").read_text(encoding="utf-8") == ROWS
