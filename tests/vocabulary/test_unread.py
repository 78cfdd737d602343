"""Words for what is done that nobody knows: doubt about the use, whatever stands around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk import ProposedUse, score
from avgrisk.scoring.plan_reading import read
from avgrisk.vocabulary.plan_hints import read_plan
from avgrisk.vocabulary.unread import LEAST, understood, unread_actions

KNOWN = ["bewaart", "bekijkt", "gebruikt", "verwerkt"]
#: Syllables that begin no word of either language, so that what they make is known to nobody.
NOISE = st.lists(
    st.sampled_from(["knoe", "zwaf", "blor", "wriep", "ploek"]), min_size=2, max_size=3
)


@given(NOISE.map("".join), st.sampled_from(["winkel", "bank", "gemeente", "sportschool"]))
def test_an_action_that_nobody_knows_is_doubt_about_the_use(noise, who):
    text = f"De {who} {noise}t de adressen van bezoekers"
    assert unread_actions(text) == (f"{noise}t",)
    family = read_plan(text).family
    assert not family.sure
    assert all(confidence <= LEAST for key, confidence in family.candidates if key)
    plan = read(text)
    assert "proposed_use" in plan.missing and plan.score is None
    assert any(noise in stretch for stretch in plan.not_read)


def test_the_range_widens_and_the_band_is_never_the_lowest():
    def scored(verb):
        use = ProposedUse(
            collected_for_key="essential.service",
            proposed_use=f"De winkel {verb} de adressen van klanten",
            data_categories=("adres",),
            recipient="own",
            inferred="told",
            control="opt_in_easy",
            sector="webshop",
        )
        return score(use)

    known, unknown = scored("bezorgt bestellingen op"), scored("zwafknoet")
    assert "unread_use" in unknown.flags and "unread_use" not in known.flags
    assert unknown.band != "green"
    widths = [one.interval[1] - one.interval[0] for one in (known, unknown)]
    assert widths[0] < widths[1]


def test_one_unknown_word_among_many_is_little_doubt():
    short = "De winkel zwafknoet de adressen"
    long = f"{short} nadat bezoekers hun lidmaatschap in de app hebben verlengd of opgezegd"
    assert LEAST == understood(short) < 0.7 < understood(long) < 1


@pytest.mark.parametrize(
    "text",
    [
        "Adressen van Zwafknoet",
        "De ZWAFKNOET",
        "12345",
        "",
        "De winkel verkoopt adressen",
    ],
)
def test_names_and_known_words_are_no_doubt(text):
    assert unread_actions(text) == ()


def test_what_a_phrase_is_sure_of_stays():
    assert read_plan("De winkel zwafknoet en verkoopt adressen aan datahandelaren").family.sure
