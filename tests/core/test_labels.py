"""Every word on screen comes from one table, in both languages."""

from __future__ import annotations

import ast
import re
import string
from functools import cache

import pytest

from avgrisk.core import levels, shipped
from avgrisk.core.labels import LANGUAGES, label, say, table
from avgrisk.core.records import InputError, Reason
from tests import ROOT
from tests.lists import each

#: Keys that a function puts together from two parts, by that function: no head to search for.
MADE = {
    "levels.label_key": lambda: {
        levels.label_key(row["field"], row["key"]) for row in shipped.rows("levels.csv")
    },
    "trust_gap._default": lambda: {
        f"trust_gap.{part}.{ground}"
        for part in ("default", "recipient")
        for ground in ("judgement", "surveys")
    },
}


@cache
def spoken() -> tuple[frozenset[str], frozenset[str]]:
    """What the code says: whole texts, and patterns of texts with a fixed head such as band.…"""
    whole, patterns = set(), set()
    for path in (*(ROOT / "avgrisk").rglob("*.py"), ROOT / "tests/project/course.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value.removeprefix("@"))
            elif isinstance(node, ast.JoinedStr):
                parts = [p.value if isinstance(p, ast.Constant) else None for p in node.values]
                parts[0] = parts[0] and parts[0].removeprefix("@")
                if parts[0] and re.match(r"[a-z_0-9]+\.", parts[0]):
                    fixed = (".+" if part is None else re.escape(part) for part in parts)
                    patterns.add("".join(fixed))
    for path in (ROOT / "avgrisk").rglob("*.j2"):
        whole |= set(re.findall(r"[\"']([\w.]+)[\"']", path.read_text(encoding="utf-8")))
    return frozenset(whole), frozenset(patterns)


@cache
def tabled() -> frozenset[str]:
    """Every word of the tables and schemas: some name a label."""
    texts = (
        path.read_text(encoding="utf-8")
        for path in (ROOT / "datasets").rglob("*")
        if path.suffix in (".csv", ".json") and not {"labels", "cases"} & set(path.parts)
    )
    return frozenset(word for text in texts for word in re.findall(r"[\w.-]+", text))


def unused(keys):
    """The keys among these that neither the code nor a table asks for."""
    whole, patterns = spoken()
    made = set().union(*(keys_of() for keys_of in MADE.values()))
    known = whole | tabled() | made
    pattern = re.compile("|".join(sorted(patterns)))
    return sorted(key for key in keys if key not in known and not pattern.fullmatch(key))


def test_no_label_is_unused():
    assert unused(table()) == [], "delete these, or use them"


def test_the_search_for_unused_labels_finds_them():
    assert unused(["no.such.key", "bandgreen", "band.green"]) == ["bandgreen", "no.such.key"]


@pytest.mark.parametrize("name", MADE)
def test_what_a_function_puts_together_is_all_there(name):
    assert MADE[name]() <= set(table())


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@each("key", sorted(table()))
def test_both_languages_are_filled_in_with_the_same_placeholders(key):
    words = {lang: label(key, lang) for lang in LANGUAGES}
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
