"""What people know and may choose, put together: denials, conditions, what is spared."""

import pytest

from avgrisk.core import shipped
from avgrisk.core.levels import named
from avgrisk.vocabulary.conditions import read_conditions
from avgrisk.vocabulary.knowing import DENIED, LEVELS, TABLE, heard
from avgrisk.vocabulary.text import words

VOICES = shipped.rows("development/everyday_voices.csv")

SAID = [
    ("My neighbours have no idea", "unknown"),
    ("De ouders zijn nooit ingelicht", "unknown"),
    ("Customers were informed about it", "terms"),
    ("Bewoners kunnen dat niet weigeren", "terms"),
    ("Als je dat niet wilt, zeg je het", "opt_out"),
    ("They can turn it off", "opt_out"),
    ("You can't say no, but it stays in the cinema", "terms"),
    ("I'd said yes to it. I've not told him", "opt_in"),
    ("It is a yes button and I pressed it", "opt_in"),
    ("Ze hebben ons er een brief over gestuurd", "terms"),
    ("Ze vroegen of het mocht en ik zei ja", "opt_in"),
    ("Er hangt een poster die het uitlegt, maar vragen doen ze niet", "terms"),
    ("There was a letter. You just have to put up with it", "terms"),
]
SILENT = [
    "We tell nobody else",
    "Ik heb het hem niet verteld",
    "Customers who do not know which plan to take",
    "It is not known whether she can refuse",
    "We weigeren leningen aan mensen met schulden",
    "De computer zegt ja of nee",
    "Wij weten niet wie er thuis is",
    "Parents are told when their child is ill",
]


@pytest.mark.parametrize("text, level", SAID)
def test_small_words_together_say_what_people_may_choose(text, level):
    assert read_conditions(text)["control"].level == level


@pytest.mark.parametrize("text", SILENT)
def test_what_only_looks_like_a_denial_says_nothing(text):
    assert not [level for field, level, _ in heard(text, words(text)) if field == "control"]


def test_everyday_voices_are_read_and_silence_stays_silence():
    missed, invented = [], []
    for row in VOICES:
        found = read_conditions(row["text"]).get("control")
        level = "" if found is None else found.level.removesuffix("_easy")
        if level != row["control"]:
            (missed if row["control"] else invented).append(row["text"])
    assert len(missed) <= 4
    assert not invented


def test_every_role_of_the_table_is_read_and_every_level_exists():
    roles = {row["role"] for row in shipped.rows(TABLE)}
    assert set(DENIED) <= roles
    levels = {level for field, level in LEVELS.values() if field == "control" and ";" not in level}
    assert levels <= {*named("control")}
