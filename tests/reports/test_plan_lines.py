"""A plan on paper: a line a part, in both languages, and the same as json."""

import json

import pytest

from avgrisk.core.labels import label
from avgrisk.reports.plan_lines import plan_dict, plan_lines
from avgrisk.scoring.plan_reading import PARTS, read


@pytest.fixture(scope="module")
def sold():
    return read("The supermarket sells customers' purchases to an insurer. Nobody was told.")


@pytest.fixture(scope="module")
def bare():
    return read("Wij bellen u terug")


@pytest.mark.parametrize("lang, words", [("nl", "Zo lezen wij uw plan"), ("en", "Explanation")])
def test_every_part_has_a_line_and_the_score_stands_last(sold, lang, words):
    lines = plan_lines(sold, lang)
    assert words in "\n".join(lines)
    assert len(lines) >= len(PARTS) + 3
    assert "Score" in lines[-1] and "(" in lines[-1]


def test_without_a_score_it_says_what_is_missing(bare):
    assert "organisatie" in plan_lines(bare, "nl")[-1]


def test_json_holds_every_part_and_the_score(sold, bare):
    told = json.loads(json.dumps(plan_dict(sold, "en")))
    assert tuple(told["parts"]) == PARTS
    assert told["score"]["band"] == "red" and told["parts"]["choice"]["value"] == "unknown"
    assert json.loads(json.dumps(plan_dict(bare)))["score"] is None


def test_a_receiver_whom_nobody_knows_is_asked_for_under_the_score(sold, bare):
    plan = read("De kapper plant klanten in met naam en telefoon. Ontvanger: Blorfzwam BV")
    *_, flag, question = plan_lines(plan)
    assert flag == label("flag.unread_recipient") and "Blorfzwam BV" in question
