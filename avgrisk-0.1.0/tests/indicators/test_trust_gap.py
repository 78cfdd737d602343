"""Trust gap: given, the sector's default, and the recipient's trust where it is lower."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avgrisk.core import labels
from avgrisk.core.records import ProposedUse, Range
from avgrisk.indicators.measure import measure as measured
from avgrisk.vocabulary import sectors
from tests.indicators import written

measure = partial(measured, "trust_gap")


BANK, SOCIAL = sectors.find("bank").trust, sectors.find("social_network").trust


def test_a_given_level_wins():
    found = measure(ProposedUse(sector="bank", trust="0,3|0,5|0,6"))
    assert found.status == "given"
    assert found.range == Range(0.3, 0.5, 0.6).flipped()


def test_the_default_of_the_sector_is_a_suggestion_with_its_ground():
    found = measure(ProposedUse(sector="bank"))
    assert (found.status, found.range) == ("suggested", written(BANK.flipped()))
    assert "Eurobarometer" in labels.say(found.reasons[0])
    judged = measure(ProposedUse(sector="museum"))
    assert "ons oordeel" in labels.say(judged.reasons[0])


def test_a_recipient_that_is_trusted_less_counts():
    found = measure(ProposedUse(sector="bank", recipient_sector="sociaal netwerk"))
    assert found.range == written(SOCIAL.flipped())
    assert "sociaal netwerk" in labels.say(found.reasons[-1])


def test_a_recipient_that_is_trusted_more_does_not():
    found = measure(ProposedUse(sector="social_network", recipient_sector="bank"))
    assert found.range == written(SOCIAL.flipped())


@pytest.mark.parametrize("recipient", ["others", "public", 0.95])
def test_others_without_a_name_are_strangers(recipient):
    found = measure(ProposedUse(sector="bank", recipient=recipient))
    assert found.value > measure(ProposedUse(sector="bank")).value


@pytest.mark.parametrize("recipient", ["own", "group", "aggregated", "via_us", "government"])
def test_where_others_do_not_get_the_data_nothing_changes(recipient):
    found = measure(ProposedUse(sector="bank", recipient=recipient))
    assert found.range == written(BANK.flipped())


def test_a_guess_about_strangers_does_not_overrule_a_survey():
    own = ProposedUse(sector="bank", trust=0.8)
    assert measure(own.replace(recipient="others")) == measure(own)
    named = measure(own.replace(recipient_sector="datahandelaar"))
    assert named.status == "suggested"
    assert named.value > measure(own).value


def test_who_receives_is_read_from_the_text():
    use = ProposedUse(sector="bank", proposed_use="verkopen aan adverteerders")
    assert measure(use).value > measure(ProposedUse(sector="bank")).value
    assert measure(use.replace(recipient="own")).range == written(BANK.flipped())


@pytest.mark.parametrize("sector", ["", "xyzzy"])
def test_without_a_sector_it_is_unknown(sector):
    found = measure(ProposedUse(sector=sector))
    assert (found.status, found.value) == ("unknown", None)
    assert found.reasons


def test_with_only_the_recipient_known_trust_is_at_most_that():
    found = measure(ProposedUse(recipient_sector="social_network"))
    assert found.low == pytest.approx(1 - SOCIAL.high)
    assert found.high == 1


@given(st.sampled_from(sorted(sectors.table())), st.sampled_from(sorted(sectors.table())))
def test_a_recipient_never_raises_trust(sector, recipient):
    alone = measure(ProposedUse(sector=sector))
    passed = measure(ProposedUse(sector=sector, recipient_sector=recipient))
    assert passed.value >= alone.value - 1e-12
    for reason in passed.reasons:
        assert "@" not in labels.say(reason, "nl") + labels.say(reason, "en")
