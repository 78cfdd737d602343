"""What is done to people: turned away for what they are, guessed at; in any order and voice."""

import pytest

from avgrisk.core import shipped
from avgrisk.vocabulary.acts import ACTS, TABLE
from avgrisk.vocabulary.hints import read_use
from avgrisk.vocabulary.natures import natures

NAMED = [
    ("Het uitzendbureau filtert sollicitanten op postcode", "judge"),
    ("Applicants are rejected because of their surname", "judge"),
    ("Vrouwen van rond de dertig gaan onder op de stapel", "judge"),
    ("Identification of tenants possibly in need of a visit", "predict"),
    ("Zien welke huurders misschien hulp nodig hebben", "predict"),
]
NOTHING = [
    "We reject applicants without a diploma",
    "Klanten kunnen producten filteren op prijs",
    "Sollicitanten worden niet geweigerd op hun achternaam",
    "We see which rooms might be free",
]


@pytest.mark.parametrize("text, nature", NAMED)
def test_small_words_together_name_what_is_done_to_people(text, nature):
    assert nature in {said.key for said in read_use(text).natures}


@pytest.mark.parametrize("text", NOTHING)
def test_what_people_can_do_things_and_denials_name_nothing(text):
    assert not {"judge", "predict"} & {said.key for said in read_use(text).natures}


def test_every_act_is_a_nature_and_every_role_is_in_the_table():
    roles = {row["role"] for row in shipped.rows(TABLE)}
    assert all(roles >= {role, *beside} for role, (beside, _, _) in ACTS.items())
    assert natures().keys() >= {nature for _, _, nature in ACTS.values()}
