"""Every word on screen comes from one table, in both languages."""

from __future__ import annotations

import string

import pytest

from avgrisk.labels import LANGUAGES, label, say, table
from avgrisk.records import InputError, Reason


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", sorted(table()))
def test_both_languages_are_filled_in_with_the_same_placeholders(key):
    words = table()[key]
    assert all(words[lang].strip() for lang in LANGUAGES)
    assert placeholders(words["nl"]) == placeholders(words["en"])


def test_a_value_that_is_a_label_is_told_in_words():
    reason = Reason("legal.why.basis_given", (("basis", "@legal_basis.consent"),))
    assert "Toestemming" in say(reason, "nl")
    assert "Consent" in say(reason, "en")


def test_an_outside_value_with_braces_is_shown_as_it_is():
    assert "{0.__class__}" in label("error.field", "nl", field="{0.__class__}", allowed="")


def test_an_unknown_key_or_language_is_an_input_error():
    with pytest.raises(InputError):
        label("no.such.key")
    with pytest.raises(InputError):
        label("band.green", "fr")
