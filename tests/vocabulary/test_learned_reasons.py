"""Why a text is read as it is: candidates with a confidence, words in the text, near texts."""

import pytest

from avgrisk.core import shipped
from avgrisk.vocabulary import learned
from avgrisk.vocabulary.features import LONGEST
from avgrisk.vocabulary.learned import FACETS
from avgrisk.vocabulary.learned_reasons import EXAMPLES, nearest, read

PLANS = [
    ("Wij verkopen de aankopen van kaarthouders aan een verzekeraar", "sharing.data", "others"),
    ("Salarissen uitbetalen aan het personeel", "essential.administration.employment", ""),
    ("We pass on the location of all phones to the police", "sharing.government", "government"),
    ("A newsletter with our own offers", "marketing.first_party", ""),
]


@pytest.mark.parametrize("text, family, recipient", PLANS)
def test_plain_plans_are_read(text, family, recipient):
    found = read(text)
    assert found.family.key == family and found.recipient.key == recipient


@pytest.mark.parametrize("text", [plan[0] for plan in PLANS] + ["", "x", "?!", "é" * 9_000])
def test_confidences_are_shares_best_first_and_words_stand_in_the_text(text):
    for name in FACETS:
        facet = getattr(read(text), name)
        stated = [confidence for _, confidence in facet.candidates]
        assert stated == sorted(stated, reverse=True) and 0 <= sum(stated) <= 1 + 1e-6
        assert all(word in text for word in facet.words)
        assert {key for key, _ in facet.candidates} <= set(learned.model().keys[name])


def test_capitals_do_not_matter():
    text = "Voorspellen wie er ziek wordt"
    assert read(text).family.candidates == read(text.upper()).family.candidates


def test_the_words_shown_are_those_that_speak():
    shown = read("Wij publiceren de namen van wanbetalers op internet").family.words
    assert {"publiceren", "internet"} & set(shown)
    assert "van" not in shown


def test_a_labelled_text_is_nearest_to_itself_and_likeness_falls():
    row = shipped.rows(EXAMPLES)[7]
    near = nearest(row["text"], 3)
    assert near[0].likeness == pytest.approx(1, abs=1e-3) and near[0].family == row["family"]
    assert [item.likeness for item in near] == sorted(
        (item.likeness for item in near), reverse=True
    )


@pytest.mark.parametrize("size", (LONGEST - 1, LONGEST, LONGEST + 1, 3 * LONGEST))
def test_of_a_long_text_the_beginning_is_read(size):
    text = ("wij verkopen adressen aan verzekeraars " * LONGEST)[:size]
    assert read(text).family == read(text[:LONGEST]).family
