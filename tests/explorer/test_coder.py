"""The coder's widget: it only connects; what it keeps is what was chosen, and it hides the rest."""

from __future__ import annotations

from avgrisk.cases.coding import file as keeping
from avgrisk.cases.coding import sheet
from avgrisk.explorer import CaseCoder, agreement_card
from avgrisk.figures.coding_cards import item_card


def test_it_shows_the_first_case_without_its_id_and_nothing_chosen(tmp_path):
    coder = CaseCoder(folder=tmp_path)
    assert coder.case == sheet.order()[0]
    assert coder.plan.value == item_card(coder.case).markup
    assert all(box.value == "" for box in coder.fields.values())
    shown = "".join((coder.head.value, coder.plan.value, coder.text))
    assert coder.case not in shown
    assert not (tmp_path / ".avgrisk").exists()


def test_save_keeps_the_choices_goes_on_and_tells_the_agreement(tmp_path):
    coder = CaseCoder(folder=tmp_path)
    first = coder.case
    coder.fields["control"].value = 0.25
    coder.recognised.value = True
    coder.buttons["save"].click()
    kept = keeping.read(tmp_path / keeping.PLACE)
    assert dict(kept[first, "P1"].levels)["control"] == 0.25
    assert kept[first, "P1"].recognised
    assert coder.case == sheet.order()[1] and not coder.recognised.value
    assert coder.text == agreement_card(kept).text == repr(coder)
    assert coder.row["kept"] == "1"


def test_nothing_chosen_is_told_and_not_kept(tmp_path):
    coder = CaseCoder("en", tmp_path)
    coder.buttons["save"].click()
    assert "at least one level" in coder.text
    assert coder.case == sheet.order()[0] and not coder.kept


def test_back_and_skip_walk_round_and_show_what_was_given(tmp_path):
    coder = CaseCoder(folder=tmp_path)
    coder.fields["tree"].value = 0.75
    coder.buttons["save"].click()
    coder.buttons["back"].click()
    assert coder.fields["tree"].value == 0.75
    coder.buttons["back"].click()
    assert coder.case == sheet.order()[-1]
    coder.buttons["skip"].click()
    assert coder.case == sheet.order()[0]


def test_a_later_session_begins_at_the_first_case_not_yet_coded(tmp_path):
    first = CaseCoder(folder=tmp_path)
    first.fields["domain"].value = 1.0
    first.buttons["save"].click()
    assert CaseCoder(folder=tmp_path).case == sheet.order()[1]
    assert CaseCoder(folder=tmp_path, coder=2).case == sheet.order()[0]


def test_without_a_folder_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    coder = CaseCoder(folder=None)
    coder.fields["domain"].value = 1.0
    coder.buttons["save"].click()
    assert len(coder.kept) == 1 and not list(tmp_path.iterdir())


def test_a_level_kept_by_file_shows_as_the_nearest_choice_and_is_not_changed(tmp_path):
    path = tmp_path / keeping.PLACE
    keeping.keep(sheet.order()[0], sheet.coding({"control": 0.3}), path)
    coder = CaseCoder(folder=tmp_path)
    coder.go(0)
    assert coder.fields["control"].value == 0.25
    assert dict(keeping.read(path)[sheet.order()[0], "P1"].levels)["control"] == 0.3


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / ".avgrisk").write_text("in the way")
    coder = CaseCoder("en", folder=None)
    coder.path = tmp_path / keeping.PLACE
    coder.fields["domain"].value = 1.0
    coder.save()
    assert "cannot be" in coder.text


def test_what_is_not_chosen_shows_as_no_ground():
    coder = CaseCoder(folder=None)
    assert {box.label for box in coder.fields.values()} == {"geen houvast in de tekst"}


def test_every_choice_has_its_question_as_name_in_the_language_asked():
    coder = CaseCoder("en", folder=None)
    assert all(box.description for box in coder.fields.values())
    assert coder.fields["control"].description == "Did people know and have a choice?"
    assert coder.children[-1].name == "Code a case yourself"


def test_reset_forgets_what_no_file_keeps_and_shows_the_first_case():
    coder = CaseCoder(folder=None)
    begun = coder.row
    coder.fields["tree"].value = 0.75
    coder.buttons["save"].click()
    coder.reset()
    assert coder.row == begun and coder.text == CaseCoder(folder=None).text


def test_reset_deletes_nothing_that_a_file_keeps(tmp_path):
    coder = CaseCoder(folder=tmp_path)
    coder.fields["tree"].value = 0.75
    coder.buttons["save"].click()
    coder.buttons["back"].click()
    coder.reset()
    assert coder.case == sheet.order()[1] and coder.row["kept"] == "1"
