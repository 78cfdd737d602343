"""The whole job: a register in, a report out; nothing lost, everything said, all or nothing."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from avgrisk.cli.score_command import run
from avgrisk.cli.score_large import LONG, progress
from avgrisk.figures.register.wordings import page_wording
from avgrisk.register import report_data as telling
from avgrisk.register import writing
from avgrisk.register.assess import RANKED, assess
from avgrisk.register.diff import difference
from avgrisk.register.quick_wins import after_measures, quick_wins
from avgrisk.register.readers.reading import read_register
from avgrisk.register.report_data import Options
from avgrisk.register.summary import summary
from tests.cli import make_golden, report_text
from tests.cli.report_text import EXAMPLE
from tests.cli.running import rows
from tests.example import ROWS, SCORED

GOLDEN = Path(__file__).parent / "voorbeeldregister.golden.csv"


def score(path, out=None, lang="nl", **options):
    """Run the command; its rejected count, its assessment and what it said."""
    said: list[str] = []
    rejected, assessed = run(path, Options(out=out, anyway=True, **options), said.append, lang)
    return rejected, assessed, said


@pytest.fixture(scope="module")
def example():
    return assess(read_register(EXAMPLE))


@pytest.fixture
def wrong(tmp_path):
    """A register of our own form with a number that is no level."""
    path = tmp_path / "eigen.csv"
    cells = ['Tips,Tips geven,"0,5"', 'Fout,Iets,"1,5"', "Boeken,Boeken lenen,opt_in"]
    path.write_text("\n".join(["title,purpose_statement,control", *cells]), encoding="utf-8")
    return path


def test_the_example_register_gives_the_reviewed_report():
    """Golden: after python -m tests.cli.make_golden look at what changed, and why."""
    for line, row in zip(make_golden.lines(), written_rows(GOLDEN), strict=True):
        assert line == [row[name] for name in make_golden.KEPT], f"{row['title']} changed"


def test_the_page_of_the_example_is_the_reviewed_one():
    """Golden: after python -m tests.cli.make_golden read the lines that changed, and why."""
    reviewed = report_text.GOLDEN.read_text(encoding="utf-8").splitlines()
    for line, was in zip(report_text.golden_lines(), reviewed, strict=True):
        assert line == was


def written_rows(path):
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]
    return list(csv.DictReader(lines))


def test_the_example_has_the_usual_mess_and_says_so(tmp_path):
    rejected, assessed, said = score(EXAMPLE, tmp_path / "uit.csv")
    text = "\n".join(said)
    assert rejected == 0 and len(assessed.titles) == ROWS
    assert assessed.uses.unread["control"] == 1, "deels is no level: unknown, and counted"
    assert int(assessed.uses.lazy.sum()) == 3
    for word in ("Contactpersoon", "apostrof", "Volledigheid", "Eén doelkolom", "15 van de 15"):
        assert word in text
    assert not (tmp_path / "uit.rejected.csv").exists()


def test_output_is_the_input_then_the_scores_with_the_ranks_in_place(tmp_path):
    score(EXAMPLE, tmp_path / "uit.csv")
    table = rows(tmp_path / "uit.csv")
    assert len(table) == ROWS
    names = [name for name in written_rows(EXAMPLE)[0] if name != "Contactpersoon"]
    assert list(table[0]) == [*names, *RANKED]
    place = list(RANKED).index("rank")
    assert RANKED[place : place + 3] == ("rank", "rank_low", "rank_high")


def test_a_rejected_row_stands_in_place_blank(wrong, tmp_path):
    rejected, _, _ = score(wrong, tmp_path / "uit.csv")
    table = rows(tmp_path / "uit.csv")
    assert rejected == 1 and [row["title"] for row in table] == ["Tips", "Fout", "Boeken"]
    assert {table[1][name] for name in RANKED} == {""}
    (line,) = rows(tmp_path / "uit.rejected.csv")
    assert (line["rij"], line["kolom"], line["waarde"]) == ("3", "control", "1,5")


def test_blank_is_never_low_risk(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("Naam,Doel,Gegevens\nIets,,\n", encoding="utf-8")
    _, assessed, _ = score(path)
    row = assessed.scores.iloc[0]
    assert pd.isna(row["score"]) and pd.isna(row["band"]), "no number where nothing is known"
    assert len(row["missing"].split(";")) == 7


class Tags(HTMLParser):
    """The tags and links of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.links = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name in ("href", "src", "action")]
        assert not [name for name, _ in attrs if name.startswith("on")]


def test_the_page_is_one_file_without_scripts_escaped_and_stamped(tmp_path):
    path, out = tmp_path / "r.csv", tmp_path / "uit.html"
    path.write_text(
        "Naam,Doel,Afdeling,Gegevens\n"
        '"<script>alert(1)</script>","<img src=x onerror=alert(1)>","javascript:alert(1)",naam\n',
        encoding="utf-8",
    )
    score(path, out)
    page = out.read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(page)
    assert not tags.tags & {"script", "img", "iframe", "object", "link", "form", "svg"}
    assert all(re.match("https?://|#", link) for link in tags.links)
    assert "&lt;script&gt;" in page and "@media print" in page
    for stamp in (read_register(path).digest, "avgrisk", "seed"):
        assert stamp in page


def test_the_same_input_gives_the_same_bytes_in_every_form(tmp_path, monkeypatch):
    for suffix in ("csv", "html", "xlsx", "json"):
        one, two = tmp_path / f"a.{suffix}", tmp_path / f"b.{suffix}"
        score(EXAMPLE, one)
        score(EXAMPLE, two)
        assert one.read_bytes() == two.read_bytes(), suffix


@pytest.mark.slow
def test_a_long_register_gives_a_page_under_3_mb(tmp_path):
    path, out = tmp_path / "r.csv", tmp_path / "uit.html"
    text = "x" * 400
    lines = [
        f"Verwerking {n} {text},Tips sturen {n % 50} {text},{n % 9},naam" for n in range(1200)
    ]  # 1000 rows are shown
    path.write_text("\n".join(["Naam,Doel,Afdeling,Gegevens", *lines]), encoding="utf-8")
    score(path, out)
    assert out.stat().st_size < 3_000_000


def test_the_workbook_has_filters_a_frozen_heading_and_where_it_came_from(tmp_path):
    score(EXAMPLE, tmp_path / "uit.xlsx")
    book = openpyxl.load_workbook(tmp_path / "uit.xlsx")
    sheet, about = book.worksheets
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == sheet.dimensions
    assert sheet.max_row == ROWS + 1
    assert read_register(EXAMPLE).digest in {cell.value for row in about.rows for cell in row}
    assert not [c for row in sheet.rows for c in row if c.data_type == "f"], "no cell is a formula"


def test_json_holds_every_row_and_no_nan(wrong, tmp_path):
    score(wrong, tmp_path / "uit.json")
    found = json.loads((tmp_path / "uit.json").read_text(encoding="utf-8"))
    assert len(found["rows"]) == 3 and found["made"]["index_version"] == "2"
    assert found["rejected"][0]["field"] == "control"


def test_a_write_that_fails_leaves_the_old_output(wrong, tmp_path, monkeypatch):
    out = tmp_path / "uit.csv"
    score(wrong, out)
    before = out.read_bytes()

    def broken(handle):
        raise OSError("disk full")

    monkeypatch.setattr(writing.os, "fsync", broken)
    with pytest.raises(Exception, match="uit"):
        score(wrong, out)
    assert out.read_bytes() == before
    assert sorted(p.name for p in tmp_path.glob("uit*")) == ["uit.csv", "uit.rejected.csv"]


def test_a_mapping_is_written_and_read_back(tmp_path):
    score(EXAMPLE, write_mapping=tmp_path / "m.csv")
    mapping = rows(tmp_path / "m.csv")
    assert {row["column"]: row["field"] for row in mapping}["Afdeling"] == "department"
    score(EXAMPLE, tmp_path / "uit.csv", mapping=tmp_path / "m.csv")
    assert len(rows(tmp_path / "uit.csv")) == ROWS


def test_quick_wins_lower_the_risk_most_worth_first(example):
    wins = quick_wins(example)
    assert wins and all(win.drop > 0 for win in wins)
    worth = [win.worth for win in wins]
    assert worth == sorted(worth, reverse=True)
    assert len({win.row for win in wins}) == len(wins)


def test_measures_never_raise_a_score(example):
    after = after_measures(example, ["sharpen_purpose", "ask"])
    known = ~example.scores["score"].isna().to_numpy()
    assert (after[known] <= example.value[known]).all()
    assert (after[known] < example.value[known]).any()


def test_an_unknown_measure_is_told(example):
    with pytest.raises(Exception, match="toverstaf"):
        after_measures(example, ["toverstaf"])


def test_what_changed_since_last_year(tmp_path, example):
    text = EXAMPLE.read_text(encoding="utf-8")
    old = text.replace("V019,", "V119,").replace("toestemming,opt_in_easy", "toestemming,opt_out")
    old = old.replace("Afspraken maken", "x").replace("28 dagen", "7 dagen")
    old = old.replace("publieke taak (art. 151c Gemeentewet),terms", "toestemming,opt_in")
    path = tmp_path / "2023.csv"
    path.write_text(old, encoding="utf-8")
    found = difference(example, assess(read_register(path)))
    assert found.key == "number"
    assert [example.titles[row] for row in found.new] == ["Nieuwsbrief wijk"]
    assert len(found.gone) == 1
    assert [example.titles[c.row] for c in found.changed] == ["Cameratoezicht uitgaansgebied"]
    assert set(found.changed[0].fields) >= {"control", "legal_basis"}
    assert found.same == ROWS - len(found.new) - len(found.changed)


def test_the_summary_counts_every_scored_row_once(example):
    found = summary(example)
    assert sum(found.bands.values()) == found.scored == SCORED
    for counts in found.quadrant.values():
        assert sum(sum(part.values()) for part in counts.values()) == SCORED
    assert sum(part.rows for part in found.departments) == SCORED
    assert sum(driver.leads for driver in found.drivers) == SCORED


@pytest.mark.parametrize(
    ("sector", "word"),
    [("gemeente", "inwoner"), ("ziekenhuis", "patiënt"), ("bank", "klant"), ("", "betrokkene")],
)
def test_the_word_for_data_subject_follows_the_sector(tmp_path, sector, word):
    path, out = tmp_path / "r.csv", tmp_path / "uit.html"
    path.write_text("Naam,Doel\nLoket,Afspraken maken\n", encoding="utf-8")
    _, assessed, _ = score(path, out, sector=sector)
    assert page_wording(assessed, "nl").subject == word
    assert f"gunt de {word} het?" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("lang", "sector", "one", "more", "wrong"),
    [
        ("nl", "gemeente", "inwoner", "inwoners", "klant"),
        ("nl", "ziekenhuis", "patiënt", "patiënten", "klant"),
        ("nl", "sportbond", "lid", "leden", "klant"),
        ("nl", "bank", "klant", "klanten", "inwoner"),
        ("nl", "kinderopvang", "het kind of de ouder", "kinderen of ouders", "klant"),
        ("nl", "politieke partij", "het lid of de kiezer", "leden of kiezers", "betrokkene"),
        ("en", "gemeente", "resident", "residents", "customer"),
        ("en", "ziekenhuis", "patient", "patients", "customer"),
        ("en", "credit_bureau", "person registered", "persons registered", "customer"),
    ],
)
def test_every_sentence_of_the_page_has_the_word_for_the_people(
    tmp_path, lang, sector, one, more, wrong
):
    path = tmp_path / "r.csv"
    rows = "Loket,Aanbod doen,naam,terms\nCamera,Toezicht,beelden,unknown\n"
    path.write_text(f"Naam,Doel,Gegevens,Uitleg en keuze\n{rows}", encoding="utf-8")
    page = report_text.report(lang, path, sector=sector, measures="tell,clear_benefit")
    said = "\n".join(report_text.lines_of(page))
    assert not re.search(rf"\b{wrong}(en|s)?\b", said, re.IGNORECASE)
    assert re.search(rf"\b{one}\b", said) and re.search(rf"\b{more}\b", said)


def test_the_report_reads_in_english_too(tmp_path):
    score(EXAMPLE, tmp_path / "uit.html", lang="en")
    page = (tmp_path / "uit.html").read_text(encoding="utf-8")
    assert 'lang="en"' in page and "Quick wins" in page


def test_last_years_register_is_told_in_the_report(tmp_path):
    score(EXAMPLE, tmp_path / "uit.html", previous=EXAMPLE)
    assert "0 nieuw, 0 vervallen, 0 veranderd, 40 gelijk" in (tmp_path / "uit.html").read_text(
        encoding="utf-8"
    )


def test_the_report_names_a_set_of_measures_of_its_own_when_nobody_chose(example):
    report = telling.report_of(example, EXAMPLE, Options())
    assert not report.measures.chosen and len(report.measures.levers) == 3


def test_only_long_work_shows_how_far_it_is(monkeypatch):
    class Watched(io.StringIO):
        def isatty(self):
            return True

    def shown(rows):
        monkeypatch.setattr(sys, "stderr", Watched())
        with progress(rows, "nl") as done:
            done(rows)
        return sys.stderr.getvalue()

    assert not shown(LONG) and "100%" in shown(LONG + 1)


def test_the_input_is_never_written_over(tmp_path):
    path = tmp_path / "r.csv"
    path.write_text("Naam,Doel\na,b\n", encoding="utf-8")
    with pytest.raises(Exception, match="out"):
        score(path, tmp_path / "." / "r.csv")
    assert path.read_text(encoding="utf-8") == "Naam,Doel\na,b\n"
