"""The texts: enough of them, the same on every run, two parts that share no plan and no hand."""

from collections import Counter

import pytest

from avgrisk.calibration.reading import plan_texts
from avgrisk.calibration.reading.plan_tables import rows
from avgrisk.core import shipped


@pytest.fixture(scope="module")
def texts():
    return plan_texts.texts()


def test_there_are_enough_in_both_languages_and_no_slot_stays_open(texts):
    counts = Counter(text.lang for text in texts)
    assert min(counts.values()) >= 4_000 and len(texts) >= 8_000
    assert not [text.text for text in texts if set("{}") & set(text.text) or "  " in text.text]


def test_they_are_the_same_on_every_run(texts):
    plan_texts.texts.cache_clear()
    assert plan_texts.texts() == texts


def test_the_parts_share_no_plan_no_hand_and_no_text(texts):
    parts = {name: [text for text in texts if text.part == name] for name in ("train", "test")}
    assert sum(map(len, parts.values())) == len(texts) and len(parts["test"]) >= 1_500
    for facet in ("plan", "hand", "text"):
        one, other = ({getattr(text, facet) for text in part} for part in parts.values())
        assert not one & other, facet


def test_every_family_is_in_both_parts(texts):
    for name in ("train", "test"):
        found = Counter(text.family for text in texts if text.part == name)
        assert set(found) == {row["key"] for row in shipped.rows("taxonomy/families.csv")} | {""}
        assert min(found.values()) >= 20


def test_nothing_is_labelled_that_goes_against_the_rules(texts):
    for text in texts:
        secret = text.control == plan_texts.CONTROL["secret"]
        said = {
            "family": text.family,
            "condition": "secret" if secret else "",
            "benefit": text.benefit,
        }
        whole = bool(text.kind)
        assert whole or plan_texts.tables.possible(said), text


def test_no_text_is_one_of_those_it_is_tested_on(texts):
    names = ("register_rows", "plans", "plan_pairs", "stories")
    strangers = [row for name in names for row in shipped.rows(f"development/strangers/{name}.csv")]
    others = [row for row in shipped.rows("development/use_texts.csv") if row["batch"] in "34"]
    kept = {cell.casefold() for row in [*strangers, *others] for cell in row.values()}
    same = sorted({text.text for text in texts if text.text.casefold() in kept})
    assert all(len(text.split()) <= 2 for text in same), same


def test_the_second_labels_agree_and_are_of_plans_that_exist(texts):
    second = rows("second_labels")
    assert len(second) == 1_000
    assert sum(row["first_family"] == row["second_family"] for row in second) >= 990
    assert {row["first_family"] for row in second} == {text.family for text in texts}
