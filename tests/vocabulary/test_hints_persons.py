"""Telling passes on, space does not, and what is done to people is read for every person."""

from __future__ import annotations

import pytest

from avgrisk.vocabulary.hints import read_use

TOLD = [
    ("uw werkgever inlichten over uw ziekteverzuim", "others"),
    ("de politie waarschuwen als u te hard rijdt", "government"),
    ("uw huisarts laten weten dat u bent opgenomen", "others"),
    ("klanten melden bij de belastingdienst", "government"),
    ("inform your employer about your sick days", "others"),
    ("alert the police when you drive too fast", "government"),
    ("report customers to a credit bureau", "others"),
    ("the insurer is told how you drive", "others"),
]
SPACE = [
    "advertentieruimte verkopen aan adverteerders",
    "adverteerders laten adverteren aan een groep die wij kiezen",
    "advertenties van winkels tonen aan klanten die wij kiezen",
    "offer advertising space to brands",
    "sell ad space to advertisers",
    "show advertisements of shops to customers we select",
]
DONE = {
    "marketing.profiling": (
        ("voorspellen of {nl} opzeggen", "predict whether {en} will leave"),
        ("voorspellen wat {nl} gaan kopen", "estimate what {en} can pay"),
    ),
    "assessment.monitoring": (
        ("bijhouden waar {nl} zijn", "keep track of where {en} go"),
        ("volgen waar {nl} lopen", "record where {en} are"),
    ),
    "assessment.decision": (
        ("beslissen of {nl} een woning krijgen", "decide whether {en} get a loan"),
    ),
}
NL, EN = ("u", "je", "zij", "klanten", "patiënten"), ("you", "they", "customers", "patients")


@pytest.mark.parametrize(("text", "receiver"), TOLD)
def test_telling_somebody_else_about_people_is_passing_on(text, receiver):
    found = read_use(text)
    assert found.recipient.key == receiver
    assert found.family.key.startswith("sharing.")


@pytest.mark.parametrize("text", SPACE)
def test_offering_space_is_not_passing_on(text):
    found = read_use(text)
    assert (found.family.key, found.recipient.key) == ("marketing.third_party", "via_us")


@pytest.mark.parametrize(
    "text", ["sell the data to advertisers", "gegevens aan adverteerders geven"]
)
def test_data_to_advertisers_is_passing_on(text):
    assert read_use(text).recipient.key == "others"


@pytest.mark.parametrize("family", DONE)
def test_what_is_done_to_people_is_read_in_every_person(family):
    for nl, en in DONE[family]:
        texts = [nl.format(nl=who) for who in NL] + [en.format(en=who) for who in EN]
        wrong = [text for text in texts if read_use(text).family.key != family]
        assert wrong == []


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("klanten indelen in groepen", "marketing.profiling"),
        ("group customers by what they buy", "marketing.profiling"),
        ("bezoekers herkennen aan hun gezicht", "assessment.monitoring"),
        ("recognise you when you walk in", "assessment.monitoring"),
        ("patiënten koppelen aan vrijwilligers", "essential.service"),
        ("match them with other users", "essential.service"),
        ("refuse patients who do not pay", "assessment.decision"),
    ],
)
def test_grouping_matching_identifying_and_deciding_have_families(text, family):
    assert read_use(text).family.key == family
