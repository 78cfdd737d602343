"""The pages that are handed out, for everybody: A4, replay and report of a register; axe and width."""

from __future__ import annotations

from contextlib import redirect_stdout
from io import StringIO

import pytest
from auditing import audit
from serving import ROOT

from avgrisk import figures
from avgrisk.a4 import a4_html
from avgrisk.cases import load_case
from avgrisk.cli import main

REGISTER = ROOT / "datasets" / "registers" / "voorbeeldregister.csv"
LANGUAGES = ("nl", "en")
WIDTHS = (1280, 390)


@pytest.fixture(scope="session")
def handed_out(tmp_path_factory):
    """Every page in both languages, as files, made by the command where there is one."""
    folder = tmp_path_factory.mktemp("pages")
    for lang in LANGUAGES:
        (folder / f"a4-{lang}.html").write_text(a4_html(load_case("ing-2014").use, lang))
        made = {
            "replay": ["replay", "ing-2014", "--lang", lang],
            "register": ["score", str(REGISTER), "--lang", lang],
        }
        for name, command in made.items():
            with redirect_stdout(StringIO()), pytest.raises(SystemExit):
                raise SystemExit(main([*command, "--out", str(folder / f"{name}-{lang}.html")]))
    return folder


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ("a4", "replay", "register"))
def test_axe_finds_nothing_grave_and_nothing_is_too_wide(page, handed_out, name, lang):
    page.goto((handed_out / f"{name}-{lang}.html").as_uri())
    assert page.evaluate("document.documentElement.lang") == lang
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert audit(page) == [], f"{name} at {width} px"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
