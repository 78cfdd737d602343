"""The A4 in a real browser: one sheet on paper, nothing sticks out on a screen, nothing asked for."""

from __future__ import annotations

import datetime
import re

import pytest

from avgrisk.cases.case_base import load_case
from avgrisk.core.records import ProposedUse
from avgrisk.reports.a4 import a4_html

TEXTS = ("title", "proposed_use", "collected_for", "purpose_statement", "controller")
LONG = "Wij gebruiken een zeer lange omschrijving, <b>echt</b> lang. " * 900

USES = {
    "empty": ProposedUse(),
    "long": ProposedUse(**dict.fromkeys(TEXTS, LONG), data_categories=("health", "bsn", LONG)),
    "wide": ProposedUse(**dict.fromkeys(TEXTS, "W" * 9000), sector="bank"),
} | {
    name: load_case(name).use
    for name in ("ing-2014", "toeslagen-nationaliteit", "knltb-2018", "syri-2014", "ill-boek-auto")
}


@pytest.mark.parametrize("lang", ("nl", "en"))
@pytest.mark.parametrize("name", USES)
def test_it_prints_on_one_sheet(page, name, lang):
    page.set_content(a4_html(USES[name], lang, date=datetime.date(2026, 11, 24)))
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    box = re.search(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", paper)
    assert box is not None
    assert [float(side) for side in box.groups()] == pytest.approx([595, 842], abs=1)


@pytest.mark.parametrize("lang", ("nl", "en"))
@pytest.mark.parametrize("width", (1280, 390))
@pytest.mark.parametrize("name", ("ing-2014", "wide"))
def test_it_fits_the_screen_and_asks_for_nothing(page, name, width, lang):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": width, "height": 800})
    page.set_content(a4_html(USES[name], lang))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == []
