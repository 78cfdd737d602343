"""The register on the page, without a browser: read, map, score, a row and back, measures, files."""

from __future__ import annotations

import asyncio
import csv
import html
import io
import json

import numpy as np
import pytest

from avgrisk.core import shipped
from avgrisk.core.labels import label
from avgrisk.core.records import InputError
from avgrisk.explorer import RegisterDesk
from avgrisk.explorer.register import intake as register_intake
from avgrisk.explorer.register import register_desk
from avgrisk.explorer.register import view as register_rows
from avgrisk.explorer.register.column_table import groups
from avgrisk.explorer.register.grid import Grid
from avgrisk.register.assess import assess
from avgrisk.register.readers.mapping import known_fields
from avgrisk.scoring.score import score
from tests.example import ROWS
from tests.lists import each

EXAMPLE = shipped.path(register_intake.EXAMPLE).read_bytes()


@pytest.fixture
def desk():
    """The example register, scored."""
    made = RegisterDesk("nl")
    made.example()
    made.score()
    return made


def column(desk, name):
    return [row["cells"][[h["key"] for h in desk.grid.heads].index(name)] for row in desk.grid.rows]


def test_what_was_read_is_told():
    desk = RegisterDesk("nl")
    desk.take("Register 2026.csv", EXAMPLE)
    text = desk.text
    for said in ("Register 2026.csv", "kolomnamen in rij 2, 40 verwerkingen", "Contactpersoon"):
        assert said in text
    assert "Contactpersoon" not in desk.intake.register.rows.columns
    assert "verlaat de computer" in text and "25 MB" in text


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_check_is_the_first_step_and_score_anyway_the_last(lang):
    desk = RegisterDesk(lang)
    text = "Naam;Doel;Gegevens;Ontvangers\nA;Tips geven;;<b>Blorf</b>\nB;Nieuws sturen;;\nC;Doen;naam;\n"
    desk.take("register.csv", text.encode())
    shown, score = desk.controls.shown["read"].value, desk.controls.buttons["score"]
    first = label("check.no_organisation", lang, count=3, rows=3)
    assert first in desk.text and shown.index(html.escape(first)) < shown.index("<ul>")
    assert "&lt;b&gt;Blorf" in shown and "<b>" not in shown, "what was not understood, escaped"
    assert label("desk.check.too_little", lang, ready=33) in desk.text
    assert score.description == label("desk.score_anyway", lang)
    assert len(desk.mapping.columns) == 4, "the columns stand open, to be put right"
    desk.controls.sector.value = "bank"
    assert first not in desk.text and desk.check.told["organisation"] == 3
    desk.score()
    assert desk.assessed is not None and "<details>" in desk.controls.shown["read"].value
    desk.take("gemeenteregister-gemeente.csv", text.replace(";;", ";naam;").encode())
    assert score.description == label("desk.score", lang) and desk.check.enough
    assert desk.controls.sector.value == "municipality", "the name of the file names it"


def test_the_scores_are_those_of_the_command_line(desk):
    plain = assess(register_intake.take(*register_intake.example()).register)
    np.testing.assert_array_equal(desk.assessed.value, plain.value)
    np.testing.assert_array_equal(desk.assessed.ranking.low, plain.ranking.low)
    assert desk.grid.told == f"{ROWS} van {ROWS} verwerkingen"
    assert column(desk, "rank")[:3] == ["1", "2", "3"]
    assert column(desk, "band")[0].startswith("Hoog")


def test_every_row_opens_as_the_use_it_was_scored_as(desk):
    for row in desk.assessed.order.tolist():
        use = register_rows.use_of(desk.assessed, row)
        assert score(use).value == pytest.approx(desk.assessed.value[row], abs=1e-9)
        assert use.title == desk.assessed.titles[row]


@each("key", ["title", "score", "letter", "driver", "complete", "range"])
def test_each_column_sorts_both_ways_and_loses_nothing(desk, key):
    desk.grid.sort, desk.grid.down = key, False
    up = desk.grid.order.tolist()
    desk.grid.down = True
    down = desk.grid.order.tolist()
    assert sorted(up) == sorted(down) == list(range(40))
    keys = desk.grid.shown.keys[key]
    for order, way in ((up, 1), (down, -1)):
        known = [keys[row] for row in order if not np.isnan(keys[row])]
        assert known == sorted(known, reverse=way < 0)
        assert all(np.isnan(keys[row]) for row in order[len(known) :]), "blank at the end"


def test_the_filter_holds_every_word_in_any_letters(desk):
    desk.grid.query = "CAMERA uitgaans"
    assert column(desk, "title") == ["Cameratoezicht uitgaansgebied"]
    desk.grid.query = "camera bestaatniet"
    assert desk.grid.rows == [] and desk.grid.told == "0 van 40 verwerkingen"
    desk.grid.query = ""
    desk.grid.kind = "rejected"
    assert column(desk, "title") == []


def test_another_register_is_shown_whole(desk):
    desk.grid.query, desk.grid.sort, desk.grid.down = "camera", "title", True
    desk.score()
    assert desk.grid.query == "" and column(desk, "rank")[0] == "1" and len(desk.grid.rows) == ROWS


def test_another_mapping_asks_for_another_score_and_a_field_is_given_once(desk):
    desk.map("Opmerking", "purpose_statement")
    assert desk.assessed is None
    fields = desk.intake.register.fields
    assert fields["Opmerking"] == "purpose_statement"
    assert fields["Doel(einden) van de verwerking"] == ""
    desk.map("Opmerking", "toverstaf")
    assert "toverstaf" in desk.text


def test_a_column_mapped_as_contact_details_is_left_out(desk):
    desk.map("Opmerking", "contact")
    assert "Opmerking" not in desk.intake.register.rows.columns
    assert "Contactpersoon, Opmerking" in desk.text


def test_a_change_in_the_explorer_comes_back_as_a_what_if(desk):
    row = int(desk.assessed.order[0])
    before = desk.assessed.value[row]
    desk.open_row("explore", row)
    desk.row.explorer.fields["control"].value = "opt_in_easy"
    after = desk.row.explorer.score.value
    desk.back()
    assert desk.changed[row].score.value == after < before
    desk.grid.kind = "changed"
    assert column(desk, "changed") == [f"{after:.1f}".replace(".", ",")]
    desk.save("json")
    rows = json.loads(desk.saver.last[1])["rows"]
    assert rows[row]["score"] == pytest.approx(before, abs=1e-4), "a what-if is in no download"
    desk.open_row("explore", row)
    desk.row.explorer.fields["control"].value = register_rows.use_of(desk.assessed, row).control
    desk.back()
    assert row not in desk.changed


def test_a_row_shows_its_a4_in_either_language(desk):
    desk.open_row("a4", int(desk.assessed.order[1]))
    assert "avg-sheet" in desk.row.sheet.value and 'lang="nl"' in desk.row.sheet.value
    desk.speak("en")
    assert 'lang="en"' in desk.row.sheet.value
    desk.row.save()
    name, page = desk.saver.last
    assert name.endswith(".html") and b"@page" in page


def test_measures_never_raise_a_score_and_an_unknown_one_is_told(desk):
    desk.pull("sharpen_purpose", "tell")
    before, after = desk.grid.shown.keys["score"], desk.grid.shown.keys["measures"]
    known = ~np.isnan(before)
    assert (after[known] <= before[known]).all() and (after[known] < before[known]).any()
    desk.pull("toverstaf")
    assert "toverstaf" in desk.text


@each("kind", ["html", "xlsx", "csv", "json"])
def test_every_download_is_what_the_command_line_writes(desk, kind, tmp_path):
    from avgrisk.cli.score_command import run
    from avgrisk.register.report_data import Options

    source, out = tmp_path / "voorbeeldregister.csv", tmp_path / f"uit.{kind}"
    source.write_bytes(EXAMPLE)
    run(source, Options(out=out), lambda line: None)
    desk.save(kind)
    name, content = desk.saver.last
    assert name == f"voorbeeldregister-avgrisk.{kind}"
    assert content == out.read_bytes()


def test_the_csv_holds_no_personal_column(desk):
    desk.save("csv")
    rows = list(csv.DictReader(io.StringIO(desk.saver.last[1].decode("utf-8-sig"))))
    assert len(rows) == ROWS and "Contactpersoon" not in rows[0]


@each(
    "name, content, said",
    [
        ("x.exe", b"MZ", "alleen csv"),
        ("../../etc/a<b>.xlsx", b"PK\x03\x04", "a<b>.xlsx kan niet worden gelezen"),
        ("diep.json", b"[" * 100_000, "geen geldige json"),
        ("leeg.csv", b"", "er staat niets in"),
        ("kop.csv", b"Naam,Doel\n", "Geen verwerkingen"),
        ("kleur.csv", b"Kleur\nrood\n", "kolomnamen"),
    ],
)
def test_a_bad_file_is_told_in_one_line_and_what_was_there_stays(desk, name, content, said):
    desk.speak("nl")
    desk.take(name, content)
    dutch = desk.text.splitlines()[-1]
    assert said in dutch
    assert "Traceback" not in desk.text and desk.assessed is not None
    desk.speak("en")
    assert desk.text.splitlines()[-1] != dutch, "told anew in the other language"


@pytest.mark.parametrize("content", [EXAMPLE, b"MZ", b"Kleur\nrood\n"])
def test_another_language_reads_nothing_again(desk, monkeypatch, content):
    reads = []
    read, score = register_intake.read_register, register_desk.assess
    monkeypatch.setattr(
        register_intake, "read_register", lambda path: reads.append("read") or read(path)
    )
    monkeypatch.setattr(
        register_desk,
        "assess",
        lambda *given, **more: reads.append("scored") or score(*given, **more),
    )
    desk.take("a.csv", content)
    desk.score()
    said, before = desk.text, list(reads)
    for lang in ("en", "nl"):
        desk.speak(lang)
        assert (desk.text == said) is (lang == "nl")
    assert reads == before and "read" in reads


def test_what_nobody_foresaw_is_one_line_too(desk, monkeypatch):
    def broken(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(register_intake, "take", broken)
    desk.take("a.csv", b"x")
    last = desk.text.splitlines()[-1]
    assert "RuntimeError" in last and "secret" not in last


def test_the_size_is_refused_before_a_byte_is_sent():
    desk = RegisterDesk("nl")
    desk.upload.heard({"kind": "start", "id": 1, "name": "groot.csv", "size": 26_000_000}, [])
    assert "groter dan 25 MB" in desk.text
    desk.upload.heard({"kind": "part", "id": 1, "at": 0}, [b"x"])
    assert desk.intake is None


def test_a_file_comes_in_parts_and_never_more_than_was_announced():
    desk, half = RegisterDesk("nl"), len(EXAMPLE) // 2
    start = {"kind": "start", "id": 1, "name": "r.csv", "size": len(EXAMPLE)}
    desk.upload.heard(start, [])
    desk.upload.heard({"kind": "part", "id": 1, "at": 0}, [EXAMPLE[:half]])
    assert desk.intake is None
    desk.upload.heard({"kind": "part", "id": 1, "at": half}, [EXAMPLE[half:]])
    assert len(desk.intake.register.rows) == ROWS
    desk.upload.heard(start | {"id": 2, "size": 3}, [])
    desk.upload.heard({"kind": "part", "id": 2, "at": 0}, [b"abcd"])
    desk.upload.heard({"kind": "part", "id": 2, "at": 0}, [b"abc"])
    assert len(desk.intake.register.rows) == ROWS


@each(
    "message", [None, [], {"kind": "start"}, {"kind": "start", "size": True, "name": 3}, {"at": {}}]
)
def test_nonsense_from_the_page_changes_nothing(desk, message):
    for part in (desk.upload, desk.grid, desk.mapping, desk.saver):
        part._handle_custom_msg(message, [])
    desk.grid._handle_custom_msg({"action": "a4", "row": 10**9}, [])
    desk.grid.sort, desk.grid.page = "__class__", 10**6
    assert (
        len(desk.assessed.titles) == ROWS and desk.row.row is None and len(desk.grid.rows) == ROWS
    )


def test_both_languages_live(desk):
    desk.controls.language.value = "en"
    assert (
        f"{ROWS} processing activities" in desk.text
        and desk.grid.told == f"{ROWS} of {ROWS} activities"
    )
    assert desk.controls.buttons["score"].description == "Score"
    for part in ("pictures", "measures", "files"):
        desk.controls.part.value = part
    assert 'lang="en"' in desk.controls.shown["pictures"].value
    with pytest.raises(InputError):
        desk.speak("fr")


def test_texts_are_shown_as_texts():
    desk = RegisterDesk("nl")
    desk.take("<script>.csv", b"Naam,Doel,Afdeling\n<img src=x onerror=a()>,b,<script>x</script>\n")
    desk.score()
    for part in ("pictures", "measures"):
        desk.controls.part.value = part
    for widget in (*desk.controls.shown.values(), desk.controls.message):
        assert "<script" not in widget.value and "<img" not in widget.value


def test_beside_a_running_loop_it_does_not_block_and_can_be_stopped():
    async def used():
        desk = RegisterDesk("nl")
        desk.take("r.csv", EXAMPLE)
        assert desk.intake is None, "reading goes on beside the page"
        desk.settle()
        desk.score()
        assert desk.assessed is None and desk.worker.job is not None
        assert "progress" in desk.controls.bar.value
        desk.stop()
        assert desk.worker.job is None
        await asyncio.sleep(0.3)
        assert desk.assessed is None, "nothing comes of a stopped job"
        desk.score()
        while desk.worker.job is not None:
            await asyncio.sleep(0.05)
        return desk

    desk = asyncio.run(used())
    assert desk.report is not None and desk.controls.bar.value == ""


def test_a_long_register_is_shown_a_page_at_a_time():
    lines = [f"Verwerking {n},Tips sturen {n},{n % 7}" for n in range(250)]
    desk = RegisterDesk("nl")
    desk.take("r.csv", "\n".join(["Naam,Doel,Afdeling", *lines]).encode())
    desk.score()
    assert desk.grid.pages == 3 and len(desk.grid.rows) == 100
    seen = []
    for page in range(3):
        desk.grid.page = page
        seen += [row["row"] for row in desk.grid.rows]
    assert sorted(seen) == list(range(250))
    desk.grid.query = "249"
    assert desk.grid.page == 0 and len(desk.grid.rows) == 1


def test_an_empty_grid_has_no_rows():
    assert Grid(lambda action, row: None).table() == []


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_field_a_column_can_stand_for_has_a_name_on_screen(lang):
    offered = [field for group in groups(lang) for field in group["fields"]]
    assert sorted(key for key, _ in offered) == sorted(known_fields())
    assert all(name and name != key for key, name in offered)


def test_reset_leaves_the_desk_as_when_the_register_was_read(desk):
    begun = RegisterDesk("nl")
    begun.example()
    desk.open_row("explore", int(desk.assessed.order[0]))
    desk.grid.query, desk.controls.part.value = "wijk", "measures"
    next(iter(desk.controls.levers.values())).value = True
    desk.reset()
    assert desk.text == begun.text and desk.assessed is None
    assert desk.row.row is None and desk.grid.query == "" and desk.controls.part.value == "table"
    assert not any(box.value for box in desk.controls.levers.values())
    desk.score()
    assert desk.grid.told == f"{ROWS} van {ROWS} verwerkingen"
