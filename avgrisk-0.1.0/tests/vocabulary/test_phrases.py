"""The phrase matcher: compounds, gaps, alternatives, places."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.vocabulary.phrases import GAP, PhraseTable, longest


def found(pattern, text):
    return [text[match.start : match.end] for match in PhraseTable([pattern]).find(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("marketing*", "Voor marketingdoeleinden.", ["marketingdoeleinden"]),
        ("*onderzoek", "marktonderzoek en onderzoeken", ["marktonderzoek"]),
        ("*onderzoek*", "marktonderzoeken", ["marktonderzoeken"]),
        ("commerciële", "COMMERCIELE", ["COMMERCIELE"]),
        ("bied ~ aan", "Wij bieden; ik bied u nu een tip aan.", ["bied u nu een tip aan"]),
        ("aan derden|third parties", "to third parties", ["third parties"]),
        ("e mail", "uw e-mail", ["e-mail"]),
        ("kat", "katten", []),
    ],
)
def test_what_a_pattern_finds(pattern, text, expected):
    assert found(pattern, text) == expected


def test_a_gap_is_bounded():
    words = " ".join(["woord"] * GAP)
    assert found("bied ~ aan", f"bied {words} aan")
    assert not found("bied ~ aan", f"bied {words} woord aan")


@pytest.mark.parametrize("bad", ["~ aan", "bied ~"])
def test_a_pattern_cannot_start_or_end_with_a_gap(bad):
    with pytest.raises(ValueError, match="~"):
        PhraseTable([bad])


def test_the_longest_match_wins_and_none_overlap():
    table = PhraseTable(["derden", "aan derden", "derden verkopen"])
    kept = longest(table.find("aan derden verkopen"))
    assert [(match.row, match.first, match.last) for match in kept] in ([(1, 0, 1)], [(2, 1, 2)])


@given(st.lists(st.sampled_from(["boek", "boeken", "boekentip", "tip", "handboek"]), max_size=8))
def test_one_word_patterns_find_what_a_regular_expression_finds(line):
    text = " ".join(line)
    table = PhraseTable(["boek*", "*boek", "tip"])
    shapes = [r"\bboek\w*", r"\w*boek\b", r"\btip\b"]
    for row, shape in enumerate(shapes):
        expected = [match.span() for match in re.finditer(shape, text)]
        assert [(m.start, m.end) for m in table.find(text) if m.row == row] == expected
