"""What the words of a use say is done."""

from __future__ import annotations

import pytest

from avgrisk.core import shipped
from avgrisk.vocabulary.hints import read_use
from avgrisk.vocabulary.natures import LEVELS, deals, kind_of, likely, natures
from avgrisk.vocabulary.taxonomy import families

DULL = ("essential.", "functional.insight", "personalize.content", "analytics.reporting")


def named(text: str) -> set[str]:
    return {said.key for said in read_use(text).natures}


def test_every_nature_and_every_family_has_its_place():
    for nature in natures().values():
        assert nature.family in {"", *families()} and set(nature.levels) <= set(LEVELS)
        assert nature.ground and (nature.family or not nature.further)
    assert list(deals()) == list(families())
    assert all(deal.hazard == 1 for deal in deals().values() if deal.further)


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("Voorspellen welke klanten zwanger zijn", "predict"),
        ("Klantprofielen doorverkopen", "sell"),
        ("We train our model on users' messages: train a language model", "train"),
        ("foto's van sociale media schrapen", "scrape"),
        ("meelezen met de mail van medewerkers", "covert"),
        ("te veel betaalde huur automatisch terugbetalen", "benefit"),
        ("loonaangifte doen", "duty"),
        ("alleen totalen, geaggregeerd", "anonymous"),
        ("Beoordelen of iemand recht heeft op huishoudelijke hulp", "benefit"),
        ("Students with ADHD sit their exams in a separate room", "benefit"),
        ("Bijhouden hoeveel mensen per gemeente griep hebben", "figures"),
        ("The number of mumps cases by town", "figures"),
        ("Inwoners een brief sturen over de afvalkalender", "inform"),
        ("Residents get a letter about the new bin days", "inform"),
        ("We keep receipts because the tax office wants them", "duty"),
        ("We work out with an algorithm who is probably lying", "suspect"),
        ("We nemen in de wachtkamer het geluid op", "watch"),
        ("The sound in the lobby is recorded", "watch"),
        ("Luisteren waar klanten in de rij over praten", "watch"),
        ("We listen to what visitors talk about", "watch"),
        ("Zien wie niet op tijd betaalt en wie niet thuis slaapt", "suspect"),
        ("See who doesn't sleep at home so that we can tackle subletting", "suspect"),
        ("Verhuurders waarschuwen elkaar voor huurders", "judge"),
        ("Shops warn each other off customers who complained", "judge"),
        ("Een stressscore van verpleegkundigen", "predict"),
        ("Tagging of members by religion", "predict"),
        ("Bellen als mensen makkelijker ja zeggen", "influence"),
        ("We call when people say yes more easily", "influence"),
    ],
)
def test_words_name_a_nature(text, nature):
    assert nature in named(text)


def test_what_is_denied_or_only_looks_like_it_is_none():
    assert "sell" not in named("Wij verkopen uw gegevens niet")
    assert not named("kaartverkoop; verkoop van tickets") & {"sell", "predict"}
    assert "predict" not in named("de drukte voorspellen")
    assert not named("We do not record sound; de buren luisteren naar muziek") & {"watch"}
    assert not named("Iemand die niet thuis is krijgt zijn pakket bij de buren") & {"suspect"}


def test_ordinary_services_are_hardly_ever_taken_for_a_further_use():
    """On own labelled texts: at most three in two hundred, those of authors four to
    thirteen included, on whose texts nothing was mended."""
    rows = [
        row
        for name in ("plans/whole_texts", "use_texts")
        for row in shipped.rows(f"development/{name}.csv")
        if row["family"].split("|")[0].startswith(DULL)
    ]
    wrong = [r for r in rows if any(natures()[key].further for key in named(r["text"]))]
    assert len(rows) > 500 and len(wrong) <= 0.015 * len(rows)


def test_the_likelihood_of_families_adds_up_to_what_the_text_tells():
    found = likely("Wij bezorgen uw bestelling op het adres dat u opgeeft")
    assert 0.9 < sum(found[:-3]) <= 1 + 1e-6 and found[-1] == 9


def test_a_kind_is_the_riskiest_that_words_name():
    assert kind_of("Bestellingen bezorgen en de adressen doorverkopen") == "sharing.data"
    assert kind_of("") == ""
