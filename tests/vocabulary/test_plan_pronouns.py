"""Who "them" is: a receiver named before, where no other is; nobody where nobody was."""

import pytest

from avgrisk.vocabulary.plan_pronouns import told_out


@pytest.mark.parametrize(
    "first, second, told",
    [
        ("Onderzoekers bestuderen kanker", "Het ziekenhuis geeft hen dossiers", "Onderzoekers"),
        ("An insurer wants to know more", "We sell them the addresses", "insurer"),
        ("Onderzoekers bestuderen kanker", "Ze krijgen de dossiers van ons", "Onderzoekers"),
    ],
)
def test_a_receiver_named_before_takes_the_place_of_the_pronoun(first, second, told):
    said = told_out([first, second])
    assert said[0] == first and told in said[1]
    assert not {"hen", "them", "ze"} & set(said[1].lower().split())


@pytest.mark.parametrize(
    "sentences",
    [
        ["De klant koopt schoenen", "Wij sturen hen sokken"],
        [
            "Onderzoekers bestuderen kanker",
            "De politie krijgt van hen niets, de verzekeraar ook niet",
        ],
        ["Onderzoekers bestuderen kanker", "Ze zijn aardig"],
        ["We sell them the addresses"],
        [],
    ],
)
def test_otherwise_nothing_changes(sentences):
    assert told_out(sentences) == tuple(sentences)
