"""The planner says what the plain call says, and writes over nothing."""

from __future__ import annotations

from avgrisk.explorer import WorkshopPlanner
from avgrisk.workshop import Session
from avgrisk.workshop.session_file import read_session


def test_it_shows_and_keeps_what_the_plain_call_makes(tmp_path):
    planner = WorkshopPlanner("en", tmp_path)
    assert planner.text == "" and planner.saved.disabled
    planner.sector.value = "school"
    planner.planned.click()
    plain = Session.planned(45, "school")
    assert planner.session.plan == plain.plan
    for what in plain.program("en").iloc[:, 0]:
        assert what in planner.text
    planner.saved.click()
    assert "workshop-school-45.yaml" in planner.text
    assert read_session(tmp_path / "workshop-school-45.yaml") == plain.plan


def test_a_file_that_is_there_stays_and_a_folder_that_is_not_is_told(tmp_path):
    (tmp_path / "workshop-municipality-45.yaml").write_text("mijn eigen", encoding="utf-8")
    planner = WorkshopPlanner("nl", tmp_path)
    planner.save()
    planner.plan()
    planner.save()
    assert "bestaat al" in planner.text
    assert (tmp_path / "workshop-municipality-45.yaml").read_text(encoding="utf-8") == "mijn eigen"
    planner.folder = tmp_path / "workshop-municipality-45.yaml"
    planner.save()
    assert "kan niet worden geschreven" in planner.text
