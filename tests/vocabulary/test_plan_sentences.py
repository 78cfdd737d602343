"""Which sentences of a story tell how the data came, and which the plan."""

import pytest

from avgrisk.vocabulary.plan_sentences import background


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "De dokter noteert uw klachten om u te behandelen. Hij wil ze aan een uitgever verkopen.",
            "De dokter noteert uw klachten om u te behandelen",
        ),
        (
            "Sita gave the zoo her address. It sent her a ticket. Now it is going to sell her address.",
            "Sita gave the zoo her address. It sent her a ticket",
        ),
        (
            "De winkel kent uw maat omdat u er schoenen kocht. Klanten krijgen tips voor sokken.",
            "De winkel kent uw maat omdat u er schoenen kocht",
        ),
    ],
)
def test_what_comes_before_an_announced_plan_is_background(text, told):
    start, end = background(text)
    assert text[start:end] == told


@pytest.mark.parametrize(
    "text",
    [
        "De bibliotheek stuurt een mailtje. Wie dat niet wil, zet het uit.",  # who may say no
        "Wij verkopen uw adres. Daarmee wil de koper u bellen.",  # a further use by itself
        "The gym texts its members. Nobody was asked.",  # no plan announced, no reason given
        "De bank wil uw uitgaven verkopen.",  # one sentence
        "",
        "...",
    ],
)
def test_the_use_itself_is_never_taken_for_background(text):
    assert background(text) is None
