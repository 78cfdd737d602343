"""The fit: what is learned from and what never is; a small fit that learns; a calibrated file."""

import numpy as np
import pytest

from avgrisk.calibration.reading import reader_fit
from avgrisk.calibration.reading.plan_texts import texts
from avgrisk.core import shipped
from avgrisk.vocabulary import learned
from avgrisk.vocabulary.learned_reasons import EXAMPLES

SMALL = ["sell data", "sell names", "pay wages", "pay salaries", "count visitors", "count heads"]
LABELS = ["sharing", "sharing", "wages", "wages", "count", "count"]


def test_nothing_of_part_test_or_of_strangers_is_learned_from():
    known = {one.text for one in reader_fit.lessons() if not one.plan.startswith("phrase.")}
    assert not known & {text.text for text in texts() if text.part == "test"}
    later = {
        row["text"] for row in shipped.rows("development/use_texts.csv") if row["batch"] in "34"
    }
    assert not {text for text in known & later if len(text.split()) > 3}
    assert not {text.text for text in texts() if text.part == "test"} & {
        row["text"] for row in shipped.rows(EXAMPLES)
    }


def test_a_small_fit_learns_its_texts():
    rare = reader_fit.rarity(SMALL)
    rows = reader_fit.matrix(SMALL, rare)
    found = reader_fit.fit(rows, LABELS)
    best = [found.keys[i] for i in found.odds(rows).argmax(axis=1)]
    assert best == LABELS


def test_rows_have_length_one():
    rows = reader_fit.matrix(SMALL, reader_fit.rarity(SMALL))
    lengths = np.sqrt(rows.multiply(rows).sum(axis=1))
    assert lengths == pytest.approx(np.ones((len(SMALL), 1)), abs=1e-3)


@pytest.mark.parametrize("times", [0.5, 2.0])
def test_the_temperature_undoes_what_is_too_sure_or_not_sure_enough(times):
    draw = np.random.default_rng(1)
    odds = draw.normal(size=(4_000, 3))
    part = learned.shares(odds).cumsum(axis=1)
    labels = [str(int((draw.random() > row).sum())) for row in part]
    found = reader_fit.temperature(odds * times, ("0", "1", "2"), labels)
    assert found == pytest.approx(1 / times, rel=0.1)


def test_the_examples_that_are_shipped_are_those_of_the_texts():
    assert shipped.text(EXAMPLES) == reader_fit.examples()
