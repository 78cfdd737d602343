"""The command line, run as a user runs it: exit codes, one line on what to mend, files."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from tests.cli.running import rows, run


def run_alone(*arguments, lang="nl", stdin=""):
    """The same in a process of its own, with hardly an environment."""
    return subprocess.run(
        [sys.executable, "-m", "avgrisk", *map(str, arguments)],
        capture_output=True,
        text=True,
        input=stdin,
        encoding="utf-8",
        env={"AVGRISK_LANG": lang, "PATH": "", "PYTHONUTF8": "1"},
        check=False,
    )


@pytest.fixture
def register(tmp_path):
    """A canonical register as Excel saves it in Dutch: semicolons, cp1252."""
    path = tmp_path / "register.csv"
    rows = [
        "title;proposed_use;collected_for;purpose_statement;sector;data_categories;control;rank;contactpersoon",
        "Boekentip;Tip voor een nieuw boek;Tips over nieuwe boeken;tips over boeken;boekhandel;voorkeuren;opt_in;x;Jansen",
        ";;;;;;;;",
        "=cmd;Klantgegevens verkopen;Betalingen;commerciële aanbiedingen;bank;betaaltransacties;0|0,1|0,4;y;De Vries",
        "Fout;;;;;;1,5;z;",
    ]
    path.write_bytes("\r\n".join(rows).encode("cp1252"))
    return path


def test_score_writes_the_input_then_the_scores_and_the_rejected_rows_beside(register, tmp_path):
    out = tmp_path / "uit.csv"
    done = run_alone("score", register, "--out", out)
    assert done.returncode == 3, done.stderr
    table = rows(out)
    assert [row["title"] for row in table] == ["Boekentip", "'=cmd", "Fout"]
    assert table[1]["purpose_statement"] == "commerciële aanbiedingen"
    assert float(table[0]["score"]) < float(table[1]["score"])
    assert table[2]["score"] == "" and table[2]["rank"] == ""
    assert [row["input_rank"] for row in table] == ["x", "y", "z"]
    assert "contactpersoon" not in table[0]
    assert table[1]["vector"].startswith("AVGR:2/VG:")
    rejected = rows(tmp_path / "uit.rejected.csv")
    assert [(row["rij"], row["kolom"], row["waarde"]) for row in rejected] == [
        ("5", "control", "1,5")
    ]
    for word in ("contactpersoon", "apostrof", "lege rijen"):
        assert word in done.stderr


def test_keep_columns_keeps_them(register, tmp_path):
    out = tmp_path / "uit.csv"
    run("score", register, "--out", out, "--keep-columns")
    assert rows(out)[0]["contactpersoon"] == "Jansen"


def test_score_without_out_prints_a_ranking(register):
    done = run("score", register)
    assert done.returncode == 3
    assert done.stdout.index("=cmd") < done.stdout.index("Boekentip")
    assert "1,5" in done.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_every_encoding_and_separator_gives_the_same(tmp_path, encoding, separator):
    path, out = tmp_path / "r.csv", tmp_path / "o.csv"
    lines = [["title", "proposed_use", "vagueness"], ["Café", "één tip", "0.5"]]
    path.write_bytes("\n".join(separator.join(line) for line in lines).encode(encoding))
    assert run("score", path, "--anyway", "--out", out).returncode == 0
    assert rows(out)[0]["title"] == "Café"
    assert rows(out)[0]["vector"].startswith("AVGR:2/VG:.5/")


def test_an_empty_register_is_no_fault(tmp_path):
    path = tmp_path / "leeg.csv"
    path.write_text("title,proposed_use\n", encoding="utf-8")
    done = run("score", path, "--anyway")
    assert done.returncode == 0
    assert "Geen verwerkingen gevonden" in done.stderr


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (None, "weg.csv"),
        (b"a,b\n1,2\n", "vreemd.csv"),
        (b"PK\x03\x04", "r.xlsx"),
        (b'title\n"open', "q.csv"),
    ],
)
def test_what_cannot_be_read_exits_4_with_one_line(tmp_path, content, name):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = run("score", path, "--anyway")
    assert done.returncode == 4
    assert_one_line(done)


def test_an_out_that_cannot_be_written_exits_4_and_leaves_nothing(register, tmp_path):
    done = run("score", register, "--out", tmp_path / "no" / "such" / "folder.csv")
    assert done.returncode == 4
    assert list(tmp_path.iterdir()) == [register]


@pytest.mark.parametrize(
    "arguments",
    [
        ("replay", "../x"),
        ("replay", ""),
        ("replay", "ing-2015"),
        ("replay", "ing-2014", "--index", "7"),
        ("replay",),
        ("vagueness",),
        ("vagueness", "   "),
        ("nonsense",),
        ("score",),
        ("cases", "--lang", "fr"),
    ],
)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_usage_and_unknown_cases_exit_2_with_one_line(arguments, lang):
    done = run(*arguments, lang=lang)
    assert done.returncode == 2
    assert_one_line(done)


@pytest.mark.parametrize(
    "arguments",
    [
        ("replay", "ing-2015", "--lang", "en"),
        ("replay", "ing-2015", "--lang=en"),
        ("replay", "--lang=nl", "ing-2015", "--lang=en"),
        ("score", "nowhere.csv", "--lang=en"),
        ("score", "--lang=en", "--nonsense", "x"),
        ("cases", "code", "ing-2015", "--lang=en"),
    ],
)
def test_an_error_is_told_in_the_language_asked_for_however_it_is_asked(arguments):
    said = run(*arguments, lang="").stderr
    assert any(word in said for word in ("is not known", "cannot be read", "(see avgrisk --help)"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("replay", "ing-2015", "--lang=nl"),
        ("replay", "--lang=fr", "ing-2014"),
        ("replay", "--lang"),
        ("vagueness", "--file", "weg.txt", "--", "--lang=en"),
    ],
)
def test_an_error_is_told_in_dutch_where_no_other_language_of_ours_is_asked_for(arguments):
    said = run(*arguments, lang="").stderr
    assert re.search("is niet bekend|zie avgrisk --help|kies uit|dat bestand is er niet", said)


def test_an_index_of_your_own_scores_from_its_file(register, tmp_path):
    import dataclasses

    import avgrisk

    own = dataclasses.replace(avgrisk.load_index("2-guardian"), version="survey-x", basis="survey")
    avgrisk.save_index(own, tmp_path / "own.csv")
    done = run("score", register, "--index", tmp_path / "own.csv", "--out", tmp_path / "out.csv")
    assert done.returncode == 3
    assert "AVGR:survey-x." in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    done = run("replay", "ing-2014", "--index", tmp_path / "own.csv")
    assert done.returncode == 0 and "geleerd van oordelen" in done.stderr
    (tmp_path / "own.csv").write_text("part,name,with,value\nterm,x,mean,1\n", encoding="utf-8")
    for arguments in (("replay", "ing-2014"), ("score", register)):
        done = run(*arguments, "--index", tmp_path / "own.csv")
        assert done.returncode == 2
        assert_one_line(done)
    done = run("replay", "ing-2014", "--index", tmp_path / "weg.csv")
    assert done.returncode == 4
    assert_one_line(done)


def assert_one_line(done):
    """One line on stderr that starts with avgrisk, and no traceback."""
    assert done.stderr.startswith("avgrisk: "), done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_case_suggests_near_ones():
    done = run_alone("replay", "ing2014")
    assert done.returncode == 2 and "ing-2014" in done.stderr
    assert_one_line(done)


@pytest.mark.parametrize(("lang", "word"), [("nl", "uitgesteld"), ("en", "postponed")])
def test_replay_prints_the_16_events_with_their_score(lang, word):
    done = run_alone("replay", "ing-2014", lang=lang)
    assert done.returncode == 0, done.stderr
    assert len(re.findall(r"\b(?:mrt|apr|jun|Mar|Apr|Jun) (?:2014|2019)\b", done.stdout)) >= 16
    assert word in done.stdout.lower()


def test_replay_out_is_one_page_with_one_script_of_ours_and_no_other_host_to_load(tmp_path):
    out = tmp_path / "ing.html"
    assert run("replay", "ing-2014", "--out", out).returncode == 0
    page = out.read_text(encoding="utf-8")
    assert page.count("<script") == 1 and "script-src 'sha256-" in page
    assert "src=" not in page and "@import" not in page


def test_cases_prints_every_case_and_the_misfits():
    done = run("cases", lang="en")
    assert done.returncode == 0
    for word in ("ing-2014", "coronamelder-2020", "(barclays-2013): accepted", "computer model"):
        assert word in done.stdout + done.stderr


def test_vagueness_as_json_has_value_spans_and_slots():
    done = run("vagueness", "Het doen van relevante commerciële aanbiedingen", "--json")
    reading = json.loads(done.stdout)
    assert reading["value"] > 0.6
    assert any(reason["span"] for reason in reading["reasons"])
    assert "Welke gegevens?" in reading["slots"]


def test_vagueness_reads_a_file_or_stdin():
    done = run_alone("vagueness", "--file", "-", stdin="marketing purposes", lang="en")
    assert done.returncode == 0
    assert "marketing" in done.stdout


def test_100_kb_of_text_is_read():
    done = run_alone("vagueness", "--file", "-", stdin="wij verbeteren onze diensten. " * 3_400)
    assert done.returncode == 0


def test_no_module_of_the_working_folder_is_run(tmp_path):
    for name in ("click", "pandas", "yaml", "csv"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w').close()", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "avgrisk", "replay", "ing-2014"],
        capture_output=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0 and not (tmp_path / "ran").exists()


def test_a_plan_in_words_goes_out_as_an_a4_that_moves(tmp_path):
    out = tmp_path / "plan.html"
    told = "Een bank laat adverteerders aanbiedingen doen op basis van betalingen van klanten."
    assert run("read", told, "--out", out).returncode == 0
    page = out.read_text(encoding="utf-8")
    assert "data-move=" in page and "adverteerders" in page
