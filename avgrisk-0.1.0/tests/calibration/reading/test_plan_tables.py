"""The grammar's tables: keys that exist, both languages with the same slots, nothing impossible."""

import re

import pytest

from avgrisk.calibration.reading import plan_tables as tables
from avgrisk.core import shipped
from avgrisk.vocabulary import sectors

FAMILIES = {row["key"] for row in shipped.rows("taxonomy/families.csv")}
RECIPIENTS = {row["key"] for row in shipped.rows("levels.csv") if row["field"] == "recipient"}
CATEGORIES = {row["key"] for row in shipped.rows("taxonomy/data_categories.csv")}


def test_families_recipients_organisations_and_categories_exist():
    for plan in tables.plans():
        assert plan.family in FAMILIES and plan.recipient in RECIPIENTS | {""}, plan.key
        assert plan.inferred in ("", "partly", "derived"), plan.key
    assert {row["category"] for row in tables.rows("data")} <= CATEGORIES
    assert {row["level"] for row in tables.rows("receivers")} <= RECIPIENTS
    kinds = {row["key"] for row in shipped.rows("sectors.csv")}
    assert set(tables.table("organisations")) <= kinds
    assert {row["kind"] for row in tables.rows("receivers")} <= kinds


def test_every_family_has_a_dozen_plans_and_every_plan_an_organisation():
    for family in FAMILIES:
        assert sum(plan.family == family for plan in tables.plans()) >= 12, family
    for plan in tables.plans():
        assert tables.organisations(plan), plan.key
        known = set(tables.table("organisations"))
        assert set(plan.organisations) <= known | {"*"}, plan.key


def test_a_plan_says_the_same_in_both_languages():
    for plan in tables.plans():
        slots = [
            sorted(re.findall(r"\{\w+\}", thing.text + rest)) for thing, rest in plan.words.values()
        ]
        assert slots[0] == slots[1], plan.key


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_verb_is_known_and_has_its_forms(lang):
    for plan in tables.plans():
        verb = tables.verb(plan.verb, "c", lang)
        assert verb.infinitive and verb.singular and verb.participle, plan.key


def test_an_organisation_is_found_by_the_name_the_texts_give_it():
    wrong = [
        key
        for key, row in tables.table("organisations").items()
        if (found := sectors.find(row["nl"])) and found.group != sectors.find(key).group
    ]
    assert len(wrong) <= len(tables.table("organisations")) / 10, wrong


def test_what_cannot_be_is_not_made():
    assert not tables.possible({"family": "essential.service", "condition": "secret"})
    assert tables.possible({"family": "sharing.data", "condition": "secret"})
    police = next(plan for plan in tables.plans() if plan.key == "sharing.government.03")
    assert "police" not in tables.organisations(police)
