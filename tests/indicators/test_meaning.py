"""A use by all its words: name, description, recipients."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import avgrisk
from avgrisk.core.records import ProposedUse
from avgrisk.indicators.facts import number_of, text_facts
from avgrisk.indicators.meaning import meaning, words_of
from avgrisk.indicators.uses import Cells, Uses

SHOP = ProposedUse(sector="winkel", data_categories=("aankoopgeschiedenis",))
BORING = (
    "",
    "Bestellingen",
    "Klantenservice",
    "Nieuwsbrief",
    "Verkoop",
    "Voorspelling",
    "zie boven",
)
TEXTS = (
    "Bestellingen bezorgen",
    "Klantprofielen verkopen aan datahandelaren",
    "Voorspellen welke klanten zwanger zijn",
    "Vragen van klanten beantwoorden",
    "Adressen delen met partners",
    "Camerabeelden bekijken",
)


def of(**fields):
    return meaning(words_of(ProposedUse(**fields)))


def lead(found) -> str:
    return {place: key for key, place in number_of("families").items()}[int(found.family[0, 0])]


def test_the_riskiest_of_name_description_and_recipients_leads():
    assert (
        lead(of(title="Gegevens verkopen", proposed_use="Bestellingen bezorgen")) == "sharing.data"
    )
    assert (
        lead(of(title="Bestellingen", proposed_use="Bestellingen bezorgen")) == "essential.service"
    )
    named = of(proposed_use="Bestellingen bezorgen", recipient_words="databrokers")
    assert named.further[0] and lead(named) == "sharing.data"


def test_the_name_counts_where_the_description_says_nothing():
    found = of(title="Salarisadministratie", proposed_use="zie hieronder")
    assert lead(found) == "essential.administration.employment" and not found.further[0]


def test_a_duty_leads_over_checking_and_publishing():
    wwft = of(title="Onderzoek Wwft", proposed_use="Transacties volgen om witwassen tegen te gaan")
    assert lead(wwft) == "essential.legal_obligation" and not wwft.further[0]


def test_who_lives_from_advertising_shows_adverts():
    text = "Gepersonaliseerde advertenties tonen"
    assert of(proposed_use=text, sector="winkel").further[0]
    assert not of(proposed_use=text, sector="advertentienetwerk").further[0]


def test_rows_are_read_as_they_are_alone():
    uses = [ProposedUse(title=t, proposed_use=p, sector="bank") for t in BORING for p in TEXTS]
    together = meaning(Uses.of(*uses))
    for row, use in enumerate(uses):
        alone = meaning(words_of(use))
        assert (together.family[:, row] == alone.family[:, 0]).all()
        assert together.further[row] == alone.further[0]


@given(st.sampled_from(TEXTS), st.sampled_from(BORING), st.sampled_from((None, "own", "others")))
@settings(max_examples=40, deadline=None)
def test_naming_a_broker_never_lowers_a_score(text, title, level):
    plain = SHOP.replace(title=title, proposed_use=text, collected_for=text, recipient=level)
    told = plain.replace(recipient_words="Datahandelaren", recipient=level or "others")
    assert avgrisk.score(told).value >= avgrisk.score(plain).value - 1e-9


def test_a_further_use_gets_no_credit_for_its_own_purpose_text():
    text = "Voorspellen welke klanten zwanger zijn"
    use = SHOP.replace(proposed_use=text, collected_for=text)
    tree = dict(avgrisk.score(use).readings["purpose_distance"].facets)["facet.tree"]
    assert tree.mode >= 0.5
    keys = {reason.key for reason in avgrisk.score(use).readings["image_misfit"].reasons}
    assert "fit.use.collected" not in keys and "fit.use.further" in keys


@pytest.mark.parametrize("distinct", [[], ["a"], ["a", "b"]])
def test_a_piece_without_rows_has_facts_of_the_same_kinds(distinct):
    none = text_facts(Cells(distinct, np.array([], dtype=np.intp)))
    one = text_facts(Cells(["a"], np.array([0])))
    assert none.numbers.shape == (len(one.numbers), 0)
