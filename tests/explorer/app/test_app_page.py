"""The app's page without a browser: three places, one at a time, one language."""

from __future__ import annotations

import subprocess
import sys

import pytest

from avgrisk.core.labels import LANGUAGES, label
from avgrisk.explorer.app.app_page import PLACES, AppPage
from avgrisk.explorer.scenario.scenario_explorer import ScenarioExplorer


@pytest.fixture
def page():
    return AppPage(ScenarioExplorer(folder=None))


def test_it_opens_at_one_plan_and_makes_the_rest_when_somebody_goes_there(page):
    assert list(page.stands) == ["one"]
    for place in PLACES:
        page.go(place)
        assert page.shown.children == (page.stands[place].widget,)
    assert list(page.stands) == list(PLACES)


def test_a_place_stands_as_it_was_left(page):
    page.go("case")
    desk = page.stands["case"].widget
    desk.case, desk.film.step = "tomtom-2011", 2
    page.go("one")
    page.go("case")
    assert page.shown.children == (desk,)
    assert (desk.case, desk.film.step) == ("tomtom-2011", 2)


@pytest.mark.parametrize("start", PLACES)
def test_the_language_goes_along_to_every_place(page, start):
    for place in PLACES:
        page.go(place)
    for lang in ("en", "nl"):
        page.go(start)
        page.stands[start].language.value = lang
        for place in (*PLACES, start):
            page.go(place)
            assert page.stands[place].language.value == lang
            assert page.places.lang == lang


@pytest.mark.parametrize("place", PLACES[1:])
def test_a_language_pressed_on_the_place_just_left_counts_for_the_one_in_view(page, place):
    page.go(place)
    page.stands["one"].language.value = "en"
    assert page.stands[place].language.value == "en"
    assert page.places.lang == "en"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_way_between_the_places_is_in_words(lang):
    page = AppPage(ScenarioExplorer(lang=lang, folder=None))
    assert page.places.name == label("app.place", lang)
    assert page.places.places == [
        [place, label(f"app.{place}", lang), label(f"app.short.{place}", lang)] for place in PLACES
    ]


def test_a_film_that_is_left_does_not_play_on(page):
    page.go("case")
    film = page.stands["case"].widget.film
    for away in (
        lambda: page.go("one"),
        lambda: page.stands["case"].widget.set_trait("part", "twin"),
    ):
        film.play.playing = True
        away()
        assert film.play.playing is False
        page.go("case")


def test_an_unknown_place_is_refused(page):
    from traitlets import TraitError

    with pytest.raises(TraitError):
        page.go("elsewhere")


def test_the_register_and_the_cases_cost_nothing_until_somebody_goes_there():
    """Loading them is slow, and most who open the app come for one plan."""
    asked = "import sys; from avgrisk.explorer.app.serve import page; page(); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    own = {f"avgrisk.explorer.{name}.desk" for name in ("register", "replay")}
    others = {"scipy.stats", "statsmodels", "jsonschema", "altair"}
    assert not (own | others) & set(ran.stdout.split())
