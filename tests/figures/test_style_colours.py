"""Colours that carry meaning: told apart by every eye, or with a second cue beside them."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from avgrisk.figures import law, strip, style, text_html
from tests.figures.test_style import (
    BLIND,
    SCHEMES,
    SHEETS,
    TEXT_ON,
    contrast,
    every_scheme,
    linear,
    luminance,
)

#: Colours that mean something beside each other; their second cue (word, sign, shape) is held
#: by the last test here.
MEANING = {
    "bands": ("green", "amber", "red"),
    "bars": ("bar", "track"),
    "answers": ("surface", "amber", "red"),
    "marks in a text": ("green", "amber", "red"),
}

#: What is drawn on what, and has to be seen to understand the picture (WCAG 1.4.11).
GRAPHICS = (
    *(("bar", ground) for ground in ("track", "surface", "ground")),
    *(("ink", ground) for ground in ("green", "amber", "red", "surface", "ground", "track")),
    *(("muted", ground) for ground in ("surface", "ground")),
    ("link", "surface"),
)

#: Difference in colour (CIE 1976 delta E*ab) that is plainly seen; judgement.
PLAIN = 7

#: White of the sRGB space (D65).
WHITE = (0.95047, 1.0, 1.08883)
XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)


def seen(colour: str, blind: str) -> list[float]:
    """Linear light of a colour as somebody with this kind of colour blindness sees it."""
    light = linear(colour)
    mixed = (sum(m * p for m, p in zip(row, light, strict=True)) for row in BLIND[blind])
    return [min(max(part, 0.0), 1.0) for part in mixed]


def lab(light: list[float]) -> tuple[float, float, float]:
    """CIE L*a*b* of linear light."""
    parts = [
        sum(m * p for m, p in zip(row, light, strict=True)) / white
        for row, white in zip(XYZ, WHITE, strict=True)
    ]
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one: str, other: str, blind: str) -> float:
    """How different two colours look: the distance in L*a*b*."""
    pair = zip(lab(seen(one, blind)), lab(seen(other, blind)), strict=True)
    return sum((a - b) ** 2 for a, b in pair) ** 0.5


def test_the_matrices_are_those_of_machado_and_keep_white_white():
    for rows in BLIND.values():
        for row in rows:
            assert sum(row) == pytest.approx(1, abs=0.002)


def test_the_distance_is_the_known_one():
    assert lab(linear("#ffffff")) == pytest.approx((100, 0, 0), abs=0.02)
    assert lab(linear("#ff0000")) == pytest.approx((53.24, 80.09, 67.20), abs=0.1)
    assert apart("#ffffff", "#000000", "none") == pytest.approx(100, abs=0.1)


@every_scheme
@pytest.mark.parametrize("blind", BLIND)
@pytest.mark.parametrize("name", MEANING)
def test_colours_with_a_meaning_are_told_apart_by_every_eye(colours, name, blind):
    for one, other in combinations(MEANING[name], 2):
        distance = apart(colours[one], colours[other], blind)
        assert distance >= PLAIN, f"{name}: {one} and {other} look alike ({distance:.1f})"


@every_scheme
@pytest.mark.parametrize("one, other", GRAPHICS)
def test_what_is_drawn_can_be_seen(colours, one, other):
    assert contrast(colours[one], colours[other]) >= 3


def test_text_is_set_only_in_colours_that_can_be_read():
    for rules in re.findall(r"\{([^{}]*)\}", style.rules(*SHEETS)):
        text = re.search(r"(?<![\w-])color:var\(--avg-(\w+)", rules)
        ground = re.search(r"background:var\(--avg-(\w+)", rules)
        if text and ground and text[1] != ground[1]:  # a mask hides what it covers
            assert text[1] in TEXT_ON[ground[1]], rules


def test_every_band_and_answer_has_a_cue_besides_its_colour():
    for colours in SCHEMES.values():
        assert len({luminance(linear(colours[name])) for name in MEANING["bands"]}) == 3
    assert set(strip.BAND_WORDS) == set(MEANING["bands"])
    dots = re.findall(r"\.avg-dot-\w+\{([^}]*)\}", style.rules(style.BASE))
    assert len(dots) == 2 and dots[0] != dots[1], "dots of the bands have the same shape"
    assert len(set(law.SIGNS.values())) == len(law.SIGNS), "two answers have the same sign"
    marks = re.findall(
        r"mark(?:\.avg-\w+)?\{[^}]*border-bottom[^}]*\}", style.rules(text_html.STYLE)
    )
    assert {
        shape for mark in marks for shape in ("solid", "dotted", "double") if shape in mark
    } == {
        "solid",
        "dotted",
        "double",
    }
