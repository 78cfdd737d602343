"""Which sentences of a story tell how the data came, and which the plan."""

import pytest

from avgrisk.vocabulary.plan_sentences import told_apart


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
    start, end = told_apart(text).given
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
    assert told_apart(text).before == ()


@pytest.mark.parametrize(
    ("text", "use"),
    [
        (
            "It rained all week. The club has my address from when I joined. Now it sends me offers"
            " for boots. There's a sign by the door. I'd rather have the sun.",
            "Now it sends me offers for boots",
        ),
        (
            "Wat een dag. Ze hebben mijn nummer van de inschrijving. Nu bellen ze ermee voor een"
            " loterij. Wie niet wil kan zich afmelden. De zon scheen weer volop.",
            "Nu bellen ze ermee voor een loterij",
        ),
        (
            "The theatre has our addresses because it sells tickets. It wants to mail us the season.",
            "It wants to mail us the season",
        ),
        ("We share readings with a shop. Nobody was asked.", "We share readings with a shop"),
    ],
)
def test_of_a_story_the_plan_is_left(text, use):
    told = told_apart(text)
    for start, end in (*told.before, *told.asides):
        text = text[:start] + " " * (end - start) + text[end:]
    assert text.strip(" .") == use


def test_a_sentence_always_stays_to_be_the_use():
    assert told_apart("Nobody was told. You can say no.").asides == ()
