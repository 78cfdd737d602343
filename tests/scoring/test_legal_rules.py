"""The rules and the tables of the law say the same: every rule has a row, every row is reached."""

from __future__ import annotations

import inspect

from avgrisk.core import shipped
from avgrisk.core.labels import LANGUAGES, table
from avgrisk.scoring import legal_bases, legal_protected, legal_rules
from avgrisk.scoring.legal_facts import LegalFacts
from avgrisk.scoring.legal_rules import ANSWERS, DUTIES, RULES, answer, ruled
from avgrisk.scoring.legal_turns import VIEWS

ROWS = {row["rule"]: row for row in shipped.rows("law/rules.csv")}


def test_the_lines_are_those_of_the_table_in_its_order():
    assert [row["line"] for row in shipped.rows("law/lines.csv")] == list(RULES)


def test_every_rule_stands_under_a_line_with_answers_and_read_sources():
    sources = {row["source"]: row for row in shipped.rows("law/sources.csv")}
    kinds = {row["line"]: row["kind"] for row in shipped.rows("law/lines.csv")}
    for rule, row in ROWS.items():
        allowed = DUTIES if kinds[row["line"]] == "duty" else ANSWERS
        told = {row[view] for view in VIEWS} - {""}
        assert told and told <= set(allowed), rule
        rests_on = [sources[key] for key in row["sources"].split(";")]
        if all(source["reading"] == "unread" for source in rests_on):
            assert told == {"unknown"}, f"{rule} rests on what was not read"


def test_a_rule_that_leaves_it_to_review_is_never_a_yes():
    for rule, row in ROWS.items():
        if "laat dit toetsen" in table()[f"legal.why.{rule}"]["nl"].lower():
            assert "yes" not in (row["letter"], row["strict"]), rule


def test_every_rule_has_words_and_no_words_are_left_over():
    told = {key.removeprefix("legal.why.") for key in table() if key.startswith("legal.why.")}
    assert told == set(ROWS)


def test_every_row_is_named_in_the_rules():
    source = "".join(map(inspect.getsource, (legal_bases, legal_protected, legal_rules)))
    built = ("basis_", "consent_", "explicit_", "covers_", "carried_", "special_", "criminal_")
    for rule in ROWS:
        assert f'"{rule}"' in source or rule.startswith(built), rule


def test_the_regulator_of_another_day_is_not_named():
    for key, words in table().items():
        if key.startswith("legal.why."):
            for lang in LANGUAGES:
                assert "Registratiekamer" not in words[lang] and "Wbp" not in words[lang]


def test_equal_facts_have_equal_rules_and_blank_facts_are_unknown():
    assert ruled(LegalFacts()) == ruled(LegalFacts())
    assert {answer(letter, "letter") for _, letter, _ in ruled(LegalFacts())} == {"unknown"}
