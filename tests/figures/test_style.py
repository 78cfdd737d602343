"""Colours that can be read by everybody, and styles that need nothing from outside."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import avgrisk
from avgrisk.figures import style
from tests.lists import each

#: Every style sheet but the tokens.
SHEETS = sorted(set(Path(avgrisk.__file__).parent.rglob("*.css")) - {style.TOKENS})

#: How far two bands must lie apart in lightness (CIE L*), so that they differ in grey too.
APART = 7

#: Simulation of the three kinds of colour blindness in linear light, Machado et al. 2009,
#: doi:10.1109/TVCG.2009.113, severity 1.
BLIND = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopia": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}


def linear(colour: str) -> list[float]:
    """Linear light of #rrggbb."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def luminance(light: list[float]) -> float:
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), light, strict=True))


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio."""
    low, high = sorted(luminance(linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lightness(colour: str, blind: str) -> float:
    """CIE L* as somebody with this kind of colour blindness sees it."""
    light = linear(colour)
    seen = [sum(m * p for m, p in zip(row, light, strict=True)) for row in BLIND[blind]]
    y = max(luminance([min(max(p, 0), 1) for p in seen]), 0)
    return 116 * y ** (1 / 3) - 16


#: Colour by name for each scheme, as #rrggbb.
_PAIRS = re.findall(r"--avg-(\w+):light-dark\((#\w{6}),(#\w{6})\)", style.rules(style.TOKENS))
SCHEMES = {
    "light": {name: light for name, light, _ in _PAIRS},
    "dark": {name: dark for name, _, dark in _PAIRS},
}
every_scheme = pytest.mark.parametrize("colours", SCHEMES.values(), ids=SCHEMES)

#: The sizes of type by name, in pixels.
SIZES = dict(re.findall(r"--avg-(\w+):(\d+)px", style.rules(style.TOKENS)))

#: Every name that a rule may ask for.
TOKENS = set(re.findall(r"--avg-([\w-]+):", style.rules(style.TOKENS)))

#: The colours of text that may stand on a ground.
TEXT_ON = {
    **dict.fromkeys(("surface", "ground"), ("ink", "muted", "link", "accent")),
    **dict.fromkeys(("track", "chosen"), ("ink", "muted")),
    **dict.fromkeys(("green", "amber", "red"), ("ink",)),
    **dict.fromkeys(("ink", "muted", "link", "accent", "bar"), ("surface",)),
}


@every_scheme
@each("ground, text", [(g, t) for g, texts in TEXT_ON.items() for t in texts])
def test_text_can_be_read_on_its_ground(colours, ground, text):
    assert contrast(colours[ground], colours[text]) >= 4.5


@every_scheme
@pytest.mark.parametrize("blind", BLIND)
def test_bands_stand_out_more_from_the_card_as_risk_rises_for_every_eye(colours, blind):
    names = ("surface", "green", "amber", "red")
    surface, green, amber, red = (lightness(colours[name], blind) for name in names)
    away = [abs(surface - band) for band in (green, amber, red)]
    assert away[1] - away[0] >= APART and away[2] - away[1] >= APART


@every_scheme
def test_bars_stand_out_from_their_track(colours):
    assert contrast(colours["bar"], colours["track"]) >= 3


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_every_token_has_a_value_and_nothing_is_fetched(sheet):
    text = style.rules(sheet)
    assert set(re.findall(r"var\(--avg-([\w-]+)", text)) <= TOKENS
    assert not re.search(r"url\(|@import|http|#[0-9a-f]{3}", text)


def test_rules_touch_only_our_own_parts():
    rules = style.rules(style.BASE)
    for selectors in re.findall(r"([^{}]+)\{", re.sub(r"@(media|container)[^{]*\{", "", rules)):
        for selector in re.split(r",(?![^(]*\))", selectors):
            assert selector.strip().startswith(".avg"), selector


def test_tokens_set_our_own_properties_and_nothing_else():
    selectors, declarations = style.rules(style.TOKENS).rstrip("}").split("{")
    assert selectors == ":root,:host"
    assert all(part.startswith("--avg-") for part in declarations.split(";"))


def test_sheets_say_the_same_without_comments_and_layout(page):
    parse = """text => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return [...sheet.cssRules].map((rule) => rule.cssText.replace(/(?<=[,(])\\s+|\\s+(?=\\))/g, ""));
    }"""
    for sheet in SHEETS:
        whole = page.evaluate(parse, sheet.read_text(encoding="utf-8"))
        assert whole and page.evaluate(parse, style.rules(sheet)) == whole, sheet


def test_a_class_has_its_rule_in_one_sheet_only():
    """Figures share a page: a second sheet with the same class would change the first one's look."""
    owners: dict[str, set[str]] = {}
    for sheet in Path(style.__file__).parent.rglob("*.css"):
        for selectors in re.findall(r"([^{}]+)\{", style.rules(sheet)):
            for selector in selectors.split(","):
                classes = set(re.findall(r"\.(avg-[\w-]+)", selector))
                if len(classes) == 1 and not re.search(r"\)\s*[^{]*$|^@", selector):
                    owners.setdefault(classes.pop(), set()).add(sheet.name)
    assert {name: sheets for name, sheets in owners.items() if len(sheets) > 1} == {}
