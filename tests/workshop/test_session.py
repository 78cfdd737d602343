"""A session from a notebook: prepared, followed, looked back on; the page, the table, the erasing."""

from __future__ import annotations

import csv
import html
import io
import re

import numpy as np
import pytest

import avgrisk
from avgrisk.cli.main import main
from avgrisk.core.labels import label
from avgrisk.core.records import READINGS, InputError
from avgrisk.workshop import Session, learning
from avgrisk.workshop.export import codebook, votes_csv
from avgrisk.workshop.kept import Vote
from avgrisk.workshop.looking_back import LookingBack
from avgrisk.workshop.phases import Place
from avgrisk.workshop.report import report_html
from avgrisk.workshop.store import Store
from tests.workshop.rooms import PLAN


@pytest.fixture(scope="module")
def recorded():
    return avgrisk.workshop.Session.recorded()


def test_the_recorded_room_finds_the_weights_it_was_simulated_with(recorded):
    table = recorded.coefficients
    assert table.loc["control_gap", "low"] > table.loc["control_gap", "prior"]
    assert table.loc["image_misfit", "high"] < table.loc["image_misfit", "prior"]
    assert recorded.back.weights[0].reading == "control_gap"


def test_it_is_prepared_saved_and_read_back(tmp_path):
    planned = Session.planned(45, "school")
    planned.save(tmp_path / "s.yaml")
    again = Session.read(tmp_path / "s.yaml")
    assert again.plan == planned.plan
    assert again.program("en")["Minutes"].sum() < 45
    assert again.progress()["Gestemd"].sum() == 0
    with pytest.raises(InputError):
        _ = again.coefficients


def test_it_can_be_calibrated_as_any_survey(recorded):
    fit = avgrisk.calibrate(recorded.frame, "grant", [*READINGS], respondent="voter")
    assert fit.coefficients["estimate"].between(0, 4).all()


def test_figures_have_their_words(recorded):
    assert recorded.map("en").text.count("\n") == 16
    assert recorded.weights().text and len(recorded.splits("en")) == 17


def test_rooms_are_pooled_with_the_prior_counted_once(recorded):
    fit = recorded.back.fit
    alike = learning.pooled([fit, fit, fit])
    assert (alike["between"] == 0).all()
    assert (alike["high"] - alike["low"] < fit.interval[1] - fit.interval[0]).all()
    heavy = dict.fromkeys(learning.READINGS, 0.2) | {"value_gap": 3.0}
    from avgrisk.workshop import rehearsal

    generator = np.random.default_rng(1)
    items = recorded.plan.parts[1].items
    votes = [
        (f"p{n}", vote)
        for n in range(30)
        for vote in rehearsal.judged(recorded.plan, items, heavy, generator)
    ]
    other = LookingBack(recorded.plan, votes).fit
    assert learning.pooled([fit, other]).loc["value_gap", "between"] > 0.5


def test_the_page_is_whole_in_itself_and_shows_nothing_of_four_people(recorded):
    few = [
        vote
        for vote in recorded.votes
        if vote[1].item != "v03" or vote[0] in ("person 1", "person 2")
    ]
    page = report_html(recorded.with_votes(few).back, "en", "2026-11-26")
    assert "default-src 'none'" in page and "<script" not in page
    assert not re.search(r"(src|href)=\"?http", page)
    assert "1 plans got fewer than five answers" in page and "v03" not in page
    assert "Krippendorff" in page and "26 Nov 2026" in page


def test_the_table_has_new_numbers_and_a_codebook_for_every_column(recorded):
    tables = [list(csv.reader(io.StringIO(votes_csv(recorded.back)))) for _ in range(2)]
    head, *rows = tables[0]
    assert len(rows) == len(recorded.votes) and all(len(row) == len(head) for row in rows)
    assert tables[0] != tables[1], "people are shuffled anew"
    told = codebook(recorded.back, "nl")
    assert all(f"`{column}`" in told for column in head)


def test_from_store_to_report_export_and_nothing(tmp_path, capsys):
    path = tmp_path / "zaal.db"
    store = Store.at(path)
    id, _ = store.open(PLAN)
    store.move(store.room(id), Place(0, "open"))
    for number in range(6):
        store.join(id, f"p{number}")
        store.vote(id, f"p{number}", Vote("ing-2014", 1 + number % 3, "no"))
    store.close()
    assert len(Session.of_store(path).votes) == 6
    commands = (
        ["report", str(path), "--out", str(tmp_path / "r.html")],
        ["export", str(path), "--out", str(tmp_path / "v.csv")],
        ["erase", str(path), "--yes"],
    )
    for command in commands:
        with pytest.raises(SystemExit) as ended:
            main(["workshop", *command])
        assert ended.value.code == 0, capsys.readouterr().err
    assert "ING" in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert (tmp_path / "v.codebook.md").exists()
    assert b"ing-2014" not in path.read_bytes()
    told = capsys.readouterr().err
    assert "Gewist" in told and len((tmp_path / "v.csv").read_text().splitlines()) == 7
    for command in (
        ["report", str(path), "--out", "x.html"],
        ["export", "geen.db", "--out", "x.csv"],
    ):
        with pytest.raises(SystemExit) as ended:
            main(["workshop", *command])
        assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 2


@pytest.mark.parametrize("people", [0, 6])
def test_a_room_without_one_answer_is_looked_back_on_all_the_same(recorded, people, tmp_path):
    item = next(iter(recorded.plan.items))
    room = recorded.with_votes((f"p{number}", Vote(item, 0)) for number in range(people))
    assert np.isnan(room.back.alpha) and np.isnan(room.back.icc)
    room.report(tmp_path / "zaal.html", "en")
    page = html.unescape((tmp_path / "zaal.html").read_text(encoding="utf-8"))
    assert label("workshop.report.alpha", "en", value="?") in page
