"""Formulas and control characters in texts of others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.register.cells import as_given, harmless


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1", "'=1"),
        ("\n=1+1", "'\n'=1+1"),
        (" =1", "' =1"),
        ("\u00a0=1", "'\u00a0=1"),
        ("\u200b=1", "'\u200b=1"),
        ("＝1+1", "'＝1+1"),
        ("＠SUM(1)", "'＠SUM(1)"),
        ("naam;=cmd|' /C calc'!A0", "naam;'=cmd|' /C calc'!A0"),
        ("naam; =1", "naam;' =1"),
        ("- 2+3+cmd|' /C calc'!A0", "'- 2+3+cmd|' /C calc'!A0"),
        ("- cmd|'/C calc'!A0", "'- cmd|'/C calc'!A0"),
        ("- SUM(A1)", "'- SUM(A1)"),
        ("-1+1", "'-1+1"),
        ("\t1", "'\t1"),
        ("+31 6 12345678", "'+31 6 12345678"),
    ],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text, safe):
    assert harmless(text) == safe and as_given(safe) == text


@pytest.mark.parametrize(
    "text",
    ["-", "-5", "-1,5", "- naam\n- adres (thuis)", "naam; e-mail", "a = b", "'=1", "a-b", ""],
)
def test_plain_words_and_numbers_stay_as_they_are(text):
    assert harmless(text) == text


@given(st.text(alphabet="=+-@;\n\r\t a1|!('", max_size=12))
def test_a_text_comes_back_and_is_made_harmless_once(text):
    assert harmless(harmless(text)) == harmless(text)
