"""What people can choose and what they get back, by words of conditions and the learned reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.core.levels import named
from avgrisk.vocabulary.deal import FACETS, read_deal

TEXTS = st.text(st.sampled_from("aeiklmnoprstvw .,"), min_size=1, max_size=200)


@given(TEXTS, st.sampled_from([*FACETS]))
def test_candidates_are_levels_or_silence_and_add_up_to_one(text, field):
    found = read_deal(text, field)
    shares = [share for _, share in found.candidates]
    assert {key for key, _ in found.candidates} <= {*named(field), ""}
    assert sum(shares) == pytest.approx(1) and shares == sorted(shares, reverse=True)
    assert 0 <= found.range.low <= found.range.mode <= found.range.high <= 1


@pytest.mark.parametrize(
    "plan, words, level",
    [
        ("De winkel maakt een overzicht van aankopen", "tenzij klanten bezwaar maken", "opt_out"),
        ("The shop makes a list of purchases", "unless customers object", "opt_out"),
        (
            "De bank deelt betaalgegevens met winkels",
            "alleen met toestemming van de klant",
            "opt_in",
        ),
        ("The bank shares payments with shops", "and nobody is told", "unknown"),
    ],
)
def test_words_of_a_condition_make_their_level_likelier(plan, words, level):
    without = dict(read_deal(plan, "control").candidates)
    told = dict(read_deal(f"{plan}, {words}", "control").candidates)
    assert without == {"": 1.0} and told[level] > 0.4


@pytest.mark.parametrize(
    "better, worse",
    [
        (
            "Wie te veel betaalde, krijgt het geld vanzelf terug",
            "Wie te laat betaalt, wordt verkocht",
        ),
        (
            "The bank warns you before you pay a swindler",
            "The bank sells lists of what you pay for",
        ),
        (
            "Patients collect the medicine they ordered",
            "Patients are refused cover for their illness",
        ),
        (
            "Leden krijgen de les waarvoor zij zich opgaven",
            "Leden worden gevolgd voor adverteerders",
        ),
    ],
)
def test_who_is_helped_or_served_gets_more_back_than_who_is_sold_or_refused(better, worse):
    high, low = (read_deal(text, "value_returned").range.mode for text in (better, worse))
    assert high > low + 0.2


@pytest.mark.parametrize("text", ["zie bijlage", "n.v.t.", "overig", "tbd"])
def test_what_no_words_speak_of_stays_open(text):
    found = read_deal(text, "control")
    assert found.candidates == (("", 1.0),) and found.range.ends == (0.0, 0.5, 1.0)


def test_numbers_in_a_text_change_no_condition():
    one, other = (read_deal(f"Actie {n}: tenzij u bezwaar maakt", "control") for n in (1, 2))
    assert one.candidates[0][0] == other.candidates[0][0] == "opt_out"
