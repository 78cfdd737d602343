"""The scenario explorer without a browser: every control, driven by its value, shows the plain call."""

from __future__ import annotations

import asyncio
import json

import numpy as np
import pandas as pd
import pytest

import avgrisk
from avgrisk.core.labels import label
from avgrisk.core.levels import label_key, named
from avgrisk.core.records import READINGS, InputError, ProposedUse
from avgrisk.core.subjects import plain
from avgrisk.explorer import ScenarioExplorer
from avgrisk.explorer.scenario import plan_parts, slow_views, use_fields, views
from avgrisk.explorer.scenario.scenario_file import Scenario, to_json
from avgrisk.figures.markup import Figure, number
from avgrisk.figures.quadrants import quadrant
from avgrisk.figures.strip import score_strip
from avgrisk.vocabulary import people

HOSTILE = '<script>alert(1)</script>" onload="x'


@pytest.fixture
def shown(tmp_path):
    return ScenarioExplorer("ing-2014", folder=tmp_path)


def all_markup(shown):
    return "".join(shown.panel.stage.pictures.values())


def test_it_starts_with_the_case_as_coded(shown):
    score = avgrisk.score(avgrisk.load_case("ing-2014").use)
    assert shown.panel.stage.pictures["strip"] == score_strip(score).markup
    assert shown.row["risico"] == number(score.value, "nl")


@pytest.mark.parametrize("field", use_fields.LEVELS)
def test_every_level_can_be_chosen_and_shows_the_plain_score(shown, field):
    async def chosen():  # within a loop, where all but the first pictures wait for a pause
        for level in named(field):
            shown.fields[field].value = level
            shown.pace.steps[0][1]()
            score = avgrisk.score(shown.state.use)
            assert getattr(shown.state.use, field) == level
            assert shown.panel.stage.pictures["strip"] == score_strip(score).markup
            assert shown.fields[field].label == label(label_key(field, level))

    asyncio.run(chosen())


def test_a_coded_value_stands_among_the_named_levels(shown):
    names = [name for name, _ in shown.fields["control"].options]
    assert "opgegeven waarde 0,68" in names
    assert names[0] == "niet ingevuld"


def test_a_level_can_be_emptied_again(shown):
    shown.fields["control"].value = ""
    assert shown.state.use.control is None


def test_typing_a_purpose_lights_up_its_vague_words(shown):
    shown.fields["purpose_statement"].value = "mogelijk voor betere dienstverlening"
    assert "<mark" in shown.panel.stage.pictures["text"]
    assert avgrisk.vagueness("mogelijk voor betere dienstverlening").value == pytest.approx(
        avgrisk.score(shown.state.use).readings["vagueness"].value, abs=1e-4
    )


def test_an_explorer_without_anything_says_what_to_do():
    empty = ScenarioExplorer(folder=None)
    assert label("standing.needed") in empty.text and label("article.source") in empty.text
    assert label("one.compare") in empty.panel.stage.pictures["compare"]


@pytest.mark.parametrize("field", ["sector", *use_fields.TEXTS, "data_categories"])
def test_markup_in_every_text_is_shown_as_text(shown, field):
    shown.fields[field].value = HOSTILE
    shown.panel.called.value = HOSTILE
    shown.buttons["add"].click()
    assert "<script" not in all_markup(shown)
    assert 'onload="x' not in all_markup(shown)


def test_data_words_are_read_and_the_letters_typed_stay(shown):
    box = shown.fields["data_categories"]
    box.value = "Locatiegegevens; kaas; "
    assert box.value == "Locatiegegevens; kaas; "
    assert shown.state.use.data_categories == ("user.location", "kaas")
    assert "kaas" in shown.panel.stage.pictures["data"]


def test_until_it_is_worked_out_a_step_promises_no_number(tmp_path):
    """A number worked out for the plan before the last move would be a false promise."""

    async def told():
        desk = ScenarioExplorer("ing-2014", folder=tmp_path)
        desk.fields["control"].value = "terms"
        desk.pace.steps[0][1]()
        waiting = desk.panel.offers.rows
        desk.settle()
        return waiting, desk.panel.offers.rows

    waiting, settled = asyncio.run(told())
    assert waiting and all(row["drop"] == row["value"] == "…" for row in waiting)
    assert not any(row["value"] in row["more"] for row in waiting)
    assert settled and all(row["value"] in row["more"] for row in settled)
    assert not any("…" in row["drop"] + row["value"] for row in settled)


def test_a_step_is_applied_and_undone(shown):
    before = shown.row
    second = shown.panel.offers.rows[1]
    promised = second["value"]
    shown.pull(second["levers"])
    assert shown.row["risico"] == promised
    shown.buttons["undo"].click()
    assert shown.row == before
    shown.buttons["redo"].click()
    assert shown.row["risico"] == promised


def test_a_suggestion_is_marked_until_it_is_confirmed(shown):
    button = shown.panel.confirms["trust_gap"]
    assert button.layout.display is None
    assert "avg-bar avg-suggested" in shown.panel.stage.pictures["bars"]
    button.click()
    assert button.layout.display == "none"
    assert "avg-bar avg-suggested" not in shown.panel.stage.pictures["bars"]


def test_the_view_of_the_law_changes_lines_and_quadrant(shown):
    before = shown.panel.stage.pictures["law"]
    shown.panel.views.value = "strict"
    assert shown.panel.stage.pictures["law"] != before
    score = avgrisk.score(shown.state.use)
    assert (
        shown.panel.stage.pictures["axes"]
        == quadrant([score], [shown.panel.called.value], "strict").markup
    )


def test_the_language_changes_every_word_and_no_value(shown):
    before = shown.state.use
    shown.panel.language.value = "en"
    assert shown.state.use == before
    assert all('class="avg" lang="nl"' not in part for part in shown.panel.stage.pictures.values())
    assert shown.buttons["undo"].description == "Undo"
    assert shown.fields["control"].description == "Explanation and choice"


def test_the_spectrum_follows_the_purpose_text_and_no_move_waits_for_it(shown, monkeypatch):
    drawn = []

    def curve(points, lang, index):
        drawn.append((points[-1].key, points[-1].text))
        return Figure("<section>", "")

    shown.pace.steps = tuple((0, act) for _, act in shown.pace.steps)
    monkeypatch.setattr(slow_views, "spectrum_curve", curve)

    async def moves():
        for text in ("Voor marketing.", "Wij bezorgen uw pakje."):
            shown.fields["purpose_statement"].value = text
            assert drawn == [], "a move waits for the spectrum"
        while not drawn:
            await asyncio.sleep(0)

    asyncio.run(moves())
    assert drawn == [("own", "Wij bezorgen uw pakje.")]
    assert shown.panel.stage.pictures["spectrum"] == "<section>"


def test_without_a_purpose_text_there_is_no_spectrum(shown):
    assert "avg-curve" in shown.panel.stage.pictures["spectrum"]
    shown.fields["purpose_statement"].value = " "
    assert "avg-curve" not in shown.panel.stage.pictures["spectrum"]


def test_scenarios_side_by_side(shown):
    shown.buttons["add"].click()
    shown.panel.called.value = "Met keuze"
    shown.fields["control"].value = "opt_in_easy"
    assert [name for name, _ in shown.panel.pick.options][1] == "Met keuze"
    assert "Met keuze" in shown.panel.stage.pictures["compare"]
    shown.panel.pick.value = 0
    assert shown.panel.called.value.startswith("ING")
    shown.buttons["remove"].click()
    assert shown.panel.called.value == "Met keuze"
    assert "avg-side" not in shown.panel.stage.pictures["compare"]


def test_a_move_is_the_bar_and_then_one_message_with_only_what_changed(shown):
    before = dict(shown.panel.stage.pictures)
    sent = []
    shown.panel.stage.send_state = lambda keys: sent.append(set(keys))
    shown.panel.views.value = "strict"
    after = shown.panel.stage.pictures
    assert {name for name in after if after[name] != before[name]} == {"bar", "law", "axes"}
    assert [keys for keys in sent if keys] == [{"picture_bar"}, {"picture_law", "picture_axes"}]
    assert len(shown.panel.stage.picture_bar) < 2000, "rules are sent once, not with every move"


def test_what_was_typed_is_offered_to_the_next_session_and_given_back_when_asked(shown, tmp_path):
    shown.fields["proposed_use"].value = "kaas verkopen"
    shown.settle()
    later = ScenarioExplorer(folder=tmp_path)
    assert later.state.use == ProposedUse()
    assert later.buttons["restore"].layout.display is None
    later.fields["proposed_use"].value = "iets anders"
    later.settle()
    later.buttons["restore"].click()
    assert later.state.use.proposed_use == "kaas verkopen"
    later.buttons["undo"].click()
    assert later.state.use.proposed_use == "iets anders"


def test_a_folder_that_cannot_be_written_is_said_and_nothing_breaks(tmp_path):
    (tmp_path / "file").write_text("")
    shown = ScenarioExplorer(folder=tmp_path / "file")
    shown.fields["proposed_use"].value = "x"
    shown.settle()
    assert "niet te schrijven" in shown.panel.message.value


def test_a_file_is_opened_and_can_be_undone(shown):
    before = shown.state.scenarios
    scenarios = (Scenario("een", ProposedUse(control="terms")), Scenario("twee"))
    shown.take("mijn.json", to_json(scenarios).encode())
    assert shown.state.scenarios == scenarios
    assert "mijn.json" in shown.panel.message.value
    shown.buttons["undo"].click()
    assert shown.state.scenarios == before


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[[[", b"<script>", b'{"a": 1}'])
def test_a_bad_file_is_told_and_changes_nothing(shown, content):
    before = shown.state
    shown.take("<img>.json", content)
    assert shown.state == before
    assert "avgrisk-note" in shown.panel.message.value
    assert "<script" not in shown.panel.message.value


def test_the_download_is_the_file(shown):
    import base64

    shown.buttons["save"].click()
    data = shown.panel.link.value.split("base64,")[1].split('"')[0]
    assert json.loads(base64.b64decode(data))["scenarios"][0]["name"] == shown.panel.called.value


def test_a_very_long_text_and_a_late_click_do_no_harm(shown):
    shown.fields["purpose_statement"].value = "gegevens voor marketing " * 2500
    before = shown.state
    shown.pull("an offer that is gone")
    assert shown.state == before
    assert len(all_markup(shown)) < 400_000


def test_two_explorers_do_not_share_their_state(shown):
    other = ScenarioExplorer("ing-2014", folder=None)
    shown.fields["control"].value = "terms"
    assert other.state.use.control != "terms"


def test_every_widget_has_words(shown):
    for name, widget in shown.fields.items():
        assert widget.description == label(f"scenario.field.{name}")
    for button in (*shown.buttons.values(), shown.panel.upload):
        assert button.description
    assert shown.panel.names.name == "Scenario's verkennen"


@pytest.mark.parametrize("start, lang", [("no-such-case", "nl"), (None, "fr")])
def test_an_unknown_case_or_language_is_an_input_error(start, lang):
    with pytest.raises(InputError):
        ScenarioExplorer(start, lang, folder=None)


def test_offers_say_what_they_do():
    found = slow_views.offers(avgrisk.advise(avgrisk.load_case("ing-2014").use), plain("nl"))
    assert 1 <= len(found) <= slow_views.STEPS + 1
    assert all(offer.value in offer.more and "Moeite" in offer.more for offer in found)
    assert all(set(offer.effort) == {"●"} and offer.drop.startswith("−") for offer in found)


def test_an_index_of_ones_own_scores_everything_shown():
    frame = pd.DataFrame(np.random.default_rng(1).random((300, 2)), columns=list(READINGS[:2]))
    frame["ok"] = frame["vagueness"] + frame["purpose_distance"] < 1
    own = avgrisk.calibrate(frame, "ok").index
    shown = ScenarioExplorer("ing-2014", folder=None, index=own)
    use = avgrisk.load_case("ing-2014").use
    assert shown.score == avgrisk.score(use, own) != avgrisk.score(use)
    assert (
        own.version in shown.text
        and own.version not in ScenarioExplorer("ing-2014", folder=None).text
    )
    learned = label("score.survey", "nl")
    assert shown.panel.stage.pictures["strip"] == score_strip(avgrisk.score(use, own)).markup
    assert learned in shown.panel.stage.pictures["grants"]
    shown.buttons["add"].click()
    shown.settle()
    assert learned in shown.panel.stage.pictures["compare"]
    assert label("score.prior", "nl") not in all_markup(shown)
    extra = avgrisk.calibrate(frame.assign(age=frame["vagueness"]), "ok", ["age"]).index
    with pytest.raises(InputError, match="age"):
        ScenarioExplorer(index=extra)


def test_a_sentence_becomes_a_plan_with_chips_and_undo_takes_it_back(shown):
    before = shown.state.use
    shown.read("De supermarkt verkoopt de aankopen van klanten aan een zorgverzekeraar")
    parts = {part["name"]: part for part in shown.panel.chips.parts}
    assert parts["organisation"]["value"] == "supermarkt"
    assert parts["data"]["state"] == parts["proposed_use"]["state"] == "read"
    shown.buttons["undo"].click()
    assert shown.state.use == before


def test_an_example_of_ours_follows_the_language_until_somebody_changes_the_plan(shown):
    dutch, english = (label("ask.example.shop", lang) for lang in ("nl", "en"))
    shown.read(dutch)
    past = shown.state.past
    shown.panel.language.value = "en"
    assert shown.panel.ask.text == english
    assert english.startswith(shown.state.use.proposed_use)
    assert shown.state.past == past, "no step to undo"
    shown.set("choice", "opt_in", True)
    shown.panel.language.value = "nl"
    assert english.startswith(shown.state.use.proposed_use)


def test_without_organisation_data_or_use_there_is_no_number_anywhere(tmp_path):
    desk = ScenarioExplorer(folder=tmp_path)
    desk.read("Wij doen iets")
    assert 'class="avg-big"' not in all_markup(desk)
    assert not desk.panel.a4.ready and not desk.panel.share.ready
    picked = {
        "organisation": "bank",
        "data": "user.location",
        "proposed_use": "assessment.decision",
    }
    for part, key in picked.items():
        desk.set(part, key, True)
        stands = part == "proposed_use"
        assert ('class="avg-big"' in all_markup(desk)) == stands
        assert (label("standing.proposed_use") in desk.text) == (not stands)


def test_a_chip_is_put_right_and_says_who_did_it(shown):
    shown.read("De supermarkt verkoopt de aankopen van klanten aan een zorgverzekeraar")
    shown.set("proposed_use", "assessment.decision", True)
    part = next(p for p in shown.panel.chips.parts if p["name"] == "proposed_use")
    assert part["state"] == "given" and part["chosen"] == ("assessment.decision",)
    assert shown.state.use.proposed_use_key == "assessment.decision"
    shown.set("data", "user.location", True)
    assert "user.location" in shown.state.use.data_categories
    shown.set("data", "user.location", False)
    assert "user.location" not in shown.state.use.data_categories
    shown.set("organisation", "<b>", True)  # no key of the list
    assert shown.state.use.sector == "supermarket"


def test_a_word_about_data_that_nobody_knows_is_told_on_its_chip_and_can_be_left_out(tmp_path):
    desk = ScenarioExplorer(folder=tmp_path)
    desk.fields["sector"].value = "bank"
    desk.fields["data_categories"].value = "locatie; blorf"
    part = next(p for p in desk.panel.chips.parts if p["name"] == "data")
    assert part["state"] == "missing" and part["unread"] == ("blorf",)
    desk.set("data", "blorf", False)
    assert desk.state.use.data_categories == ("locatie",)


def test_what_is_shared_names_score_law_and_vector(shown):
    text = shown.shared()
    assert shown.score.vector in text and number(shown.score.value, "nl") in text
    assert "Mag het?" in text


def test_confirming_keeps_the_reasons(tmp_path):
    desk = ScenarioExplorer(folder=tmp_path)
    desk.read("De supermarkt verkoopt de aankopen van klanten aan een zorgverzekeraar")
    reading = desk.score.suggested[0]
    why = desk.score.readings[reading].reasons
    assert why
    desk.confirms[reading].click()
    told = views.with_reasons(desk.score).readings[reading]
    assert told.status == "given" and told.reasons == why


def test_every_kind_of_people_can_be_picked_and_is_read_as_such(tmp_path):
    """Within a loop, where all but the first pictures wait until nothing more is picked."""

    async def picked():
        shown = ScenarioExplorer("ing-2014", folder=tmp_path)

        def pick(key, on=True):
            shown.set("people", key, on)
            shown.pace.steps[0][1]()

        for key, words in plan_parts.options("people", "nl"):
            pick(key)
            told = shown.state.use.data_subjects
            assert people.named(told) == (key if key in people.table() else "")
            chip = next(part for part in shown.panel.chips.parts if part["name"] == "people")
            assert (chip["value"], chip["chosen"], chip["state"]) == (words, (key,), "given")
        pick("child")
        score = shown.score.value
        pick("customer")
        assert shown.score.value < score, "children weigh no more than others"
        pick("", False)
        assert shown.state.use.data_subjects == ""

    asyncio.run(picked())


def test_reset_leaves_the_explorer_as_it_began(shown):
    begun = ScenarioExplorer("ing-2014", folder=None)
    shown.read("De webwinkel geeft boekentips op basis van eerdere aankopen")
    shown.buttons["add"].click()
    shown.reset()
    shown.settle()
    assert shown.text == begun.text and shown.panel.ask.text == ""
    assert shown.buttons["undo"].disabled
