"""The reader that learned: its keys, its confidence, its weights and what it needs."""

import subprocess
import sys

import numpy as np
import pytest

from avgrisk.core import shipped
from avgrisk.vocabulary import learned


def test_keys_are_those_of_the_tables():
    families = {row["key"] for row in shipped.rows("taxonomy/families.csv")} | {""}
    levels = {row["key"] for row in shipped.rows("levels.csv") if row["field"] == "recipient"}
    assert set(learned.model().keys["family"]) == families
    assert set(learned.model().keys["recipient"]) <= levels | {""}


@pytest.mark.parametrize("text", ["Wij verkopen uw adres", "", "x", "?!", "é" * 9_000])
def test_odds_of_a_facet_are_shares_that_add_up(text):
    heard = learned.odds(text)
    assert np.isfinite(heard).all()
    for name, place in learned.model().place.items():
        part = learned.shares(heard[place])
        assert part.sum() == pytest.approx(1) and len(part) == len(learned.model().keys[name])


def test_the_surest_key_is_the_likeliest():
    key, confidence = learned.surest("Salarissen uitbetalen aan het personeel", "people")
    assert key == "employee" and 0.5 < confidence <= 1


def test_words_that_no_text_had_are_not_known():
    assert learned.acquainted("Wij verkopen adressen") == 1 == learned.acquainted("x")
    assert learned.acquainted("blorfgrumpf zwanzelknub") == 0


def test_the_weights_are_small_and_whole_numbers():
    assert len(shipped.path(learned.WEIGHTS).read_bytes()) < 9_000_000
    assert learned.model().weights.dtype == np.int8


def test_it_needs_nothing_but_numpy_at_run_time():
    program = (
        "import sys; from avgrisk.vocabulary.learned import odds; odds('Loon betalen');"
        "sys.exit(bool({'scipy', 'sklearn', 'pandas'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We sell your address", "They sell my address"),
        ("Mijn adres wordt verkocht", "Uw adres werd verkocht"),
    ],
)
def test_who_speaks_and_in_which_voice_changes_nothing(one, other):
    assert (learned.odds(one) == learned.odds(other)).all()
