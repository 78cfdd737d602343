"""The pages that are handed out, for everybody: A4, replay and report of a register; axe and width."""

from __future__ import annotations

import pytest

from avgrisk.core.labels import LANGUAGES
from tests.browser.auditing import EVERY, audit
from tests.figures.components import components

#: Widths in pixels, each with a scheme of colours: an audit takes seconds, so the languages, which
#: share colours and layout, divide them.
SCREENS = {"nl": ((1280, "light"), (390, "dark")), "en": ((1280, "dark"), (390, "light"))}
if EVERY:
    SCREENS = dict.fromkeys(LANGUAGES, (*SCREENS["nl"], *SCREENS["en"]))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ("a4", "replay", "register"))
def test_axe_finds_nothing_grave_and_nothing_is_too_wide(page, handed_out, name, lang):
    page.goto((handed_out / f"{name}-{lang}.html").as_uri())
    assert page.evaluate("document.documentElement.lang") == lang
    for width, scheme in SCREENS[lang]:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert audit(page) == [], f"{name} at {width} px, {scheme}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ("light", "dark"))
def test_axe_finds_nothing_grave_in_any_figure(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_content(components())
    assert audit(page) == []
