"""Every control of the explorer, in the app and in JupyterLab: move it, and the pictures follow."""

from __future__ import annotations

from playwright.sync_api import expect

from avgrisk.core.labels import label
from avgrisk.core.levels import label_key, named
from avgrisk.explorer.scenario.use_fields import LEVELS, TEXTS
from avgrisk.figures.markup import number
from avgrisk.scoring.score import score
from tests.browser.driving import BOTH, LONG, START, WAIT

#: Whether this is the score in view.
SCORED = "([home, score]) => home.querySelector('.avg-big')?.textContent === score"

#: Another text for each field that is typed, which moves the score of START.
TYPED = {
    "sector": "ziekenhuis",
    "purpose_statement": "Tips over nieuwe boeken op basis van uw boekenvoorkeur",
    "proposed_use": "Gezondheidsadvies verkopen aan verzekeraars",
    "collected_for": "Advertenties van adverteerders tonen",
    "data_categories": "gezondheid; locatie",
}


@BOTH
def test_vague_words_light_up_and_what_is_missing_is_asked(desk):
    desk.type("purpose_statement", "Wij doen u relevante aanbiedingen en verbeteren onze diensten")
    desk.home.locator(".avg-read mark", has_text="verbeteren").wait_for(timeout=WAIT)
    open_purposes = desk.home.locator(".avg-read mark.avg-open").all_inner_texts()
    assert any("verbeteren" in text or "aanbiedingen" in text for text in open_purposes)
    desk.reads(desk.say("slot.data"))
    desk.reads(desk.say("slot.period"))
    desk.type("purpose_statement", "Wij bewaren uw aankopen twee jaar om kortingen te tonen")
    desk.reads(desk.say("slot.period"), gone=True)


@BOTH
def test_each_typed_field_moves_the_score(desk):
    before = desk.score
    for name, text in TYPED.items():
        desk.field(name).click()
        desk.page.keyboard.press("Control+A")
        desk.page.keyboard.insert_text(text)  # letter by letter: the last test here
        desk.page.keyboard.press("Tab")
        value = tuple(text.split("; ")) if name == "data_categories" else text
        end = number(score(START.replace(**{name: value})).value, "nl")
        assert end != before
        desk.until(SCORED, end, f"{name} does not give {end}")
        # a letter that came after the click would undo the undoing
        desk.button("scenario.undo").click()
        desk.until(SCORED, before, f"{name} is not undone")


@BOTH
def test_each_level_is_chosen_by_keyboard_and_all_its_words_are_in_view(desk):
    for name in LEVELS:
        begun, known = desk.score, [*named(name)]
        assert desk.choose(name, 0) == desk.say("scenario.empty")
        desk.answered()
        before = desk.score
        desk.field(name).focus()
        desk.page.keyboard.press("ArrowLeft")  # from the first to the last
        assert desk.wait_score(before) != before
        shown = desk.block(name).inner_text()
        assert all(desk.say(label_key(name, level)) in shown for level in known)
        own = getattr(START, name)
        desk.choose(name, 1 + known.index(own) if own else 0)
        desk.until(SCORED, begun, f"{name} back at {own} gives another score")


def test_each_level_is_chosen_by_mouse(desk):
    for name in LEVELS:
        desk.choose(name, 1)
        desk.answered()
        before = desk.score
        desk.block(name).locator("label").last.click()
        assert desk.wait_score(before) != before


def test_a_suggestion_can_be_confirmed_and_is_then_no_longer_one(desk):
    desk.unfold()
    name = desk.say("reading.image_misfit")
    row = desk.home.locator("li.avg-bar", has_text=name)
    assert desk.say("status.suggested") in row.inner_text(), "the suggestion is not marked as one"
    assert "avg-suggested" in row.get_attribute("class"), "the bar of a suggestion is not striped"
    words = desk.say("scenario.confirm", reading=name, value="").strip()
    button = desk.home.get_by_role("button", name=words)
    button.click()
    button.wait_for(state="hidden", timeout=WAIT)
    desk.until(
        "([home, name]) => ![...home.querySelectorAll('.avg-suggested')]"
        ".some(row => row.textContent.includes(name))",
        name,
        "what was confirmed is still drawn as a suggestion",
    )


@BOTH
def test_advice_is_applied_by_one_button_and_undone_by_another(desk):
    desk.still()
    offers = desk.home.locator(".avgrisk-offers button:visible")
    offer = offers.filter(has_not_text="…").first  # worked out for the plan in view
    offer.wait_for(timeout=LONG)
    promised = offer.locator(".avgrisk-offer-value").inner_text()
    before = desk.score
    offer.click()
    assert desk.wait_score(before) == promised, "the score is not what the button promised"
    desk.button("scenario.undo").click()
    assert desk.wait_score(promised) == before, "undo does not give the score back"
    desk.button("scenario.redo").click()
    assert desk.wait_score(before) == promised, "redo does not apply it again"


def test_a_button_that_is_drawn_anew_while_it_is_pressed_is_heard(desk):
    """In another language the tabs are other buttons; who held one down has pressed it."""
    tabs = desk.home.locator("[role=tab]")
    tabs.nth(1).click()
    before = tabs.nth(0).inner_text()
    box = tabs.nth(0).bounding_box()
    desk.page.mouse.move(box["x"] + 12, box["y"] + box["height"] / 2)
    desk.page.mouse.down()
    english = label("language.name", "en")
    desk.home.get_by_role("button", name=english).evaluate("button => button.click()")
    desk.until("([home, old]) => home.querySelector('[role=tab]').textContent !== old", before)
    desk.page.mouse.up()
    desk.until("([home]) => home.querySelector('[role=tab]').ariaSelected === 'true'")


def test_the_four_bars_open_into_the_seven_and_stay_open(desk):
    bars = desk.home.locator(".avg", has=desk.page.get_by_text(desk.say("fig.groups"), exact=True))
    rows = bars.locator("li.avg-bar:visible")
    assert bars.locator("summary").count() == 4 and rows.count() == 0
    desk.unfold()
    assert rows.count() == 7
    before = desk.score
    desk.choose("control", -1)
    desk.wait_score(before)
    desk.answered()
    assert rows.count() == 7, "what was opened is shut by a move"


def test_the_law_can_be_seen_in_two_ways(desk):
    strict = desk.home.get_by_role("button", name=desk.say("explorer.view.strict"))
    expect(strict).to_have_attribute("aria-pressed", "false")
    letter = desk.home.locator(".avgrisk-tab-law .avg-lines").first.inner_text()
    strict.click()
    desk.until(
        "([home, old]) => home.querySelector('.avgrisk-tab-law .avg-lines').innerText !== old",
        letter,
    )
    desk.until("([home]) => home.querySelector('.mod-active[aria-pressed=true]')")
    desk.reads(f"{desk.say('axis.legal')} ({desk.say('explorer.view.strict')})")


@BOTH
def test_letters_typed_one_by_one_all_arrive(desk):
    text = "Kortingen op brood, om de hoek."
    for name in TEXTS:
        where = desk.field(name)
        where.fill("")
        where.press_sequentially(text, delay=8)
        where.blur()
        desk.answered()
        assert where.input_value() == text, f"letters got lost while typing in {name}"
