"""The pages that are handed out, for everybody: A4, replay and report of a register; axe and width."""

from __future__ import annotations

import itertools

import pytest

from avgrisk.core.labels import LANGUAGES
from tests.browser.auditing import audit

WIDTHS = (1280, 390)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ("a4", "replay", "register"))
def test_axe_finds_nothing_grave_and_nothing_is_too_wide(page, handed_out, name, lang):
    page.goto((handed_out / f"{name}-{lang}.html").as_uri())
    assert page.evaluate("document.documentElement.lang") == lang
    for width, scheme in itertools.product(WIDTHS, ("light", "dark")):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert audit(page) == [], f"{name} at {width} px, {scheme}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
