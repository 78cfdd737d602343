"""The fit: its slopes, a small one that learns, letters or meanings; how sure it is put right."""

import numpy as np
import pytest

from avgrisk.calibration.reading import network
from avgrisk.vocabulary import learned

SMALL = ["sell data", "sell names", "pay wages", "pay salaries", "count visitors", "count heads"]
LABELS = ["sharing", "sharing", "wages", "wages", "count", "count"]


TOLD = {"doing": LABELS, "paid": [None, None, "yes", "yes", "no", "no"]}


def small(rows, labels=TOLD):
    return network.fit(rows, labels, [1.0] * len(SMALL), epochs=200)


def test_a_small_fit_learns_its_texts():
    rows = network.as_rows(SMALL, network.rarity(SMALL, least=1))
    found = small(rows)
    for name, labels in TOLD.items():
        odds = found.odds(rows)[:, found.place[name]]
        best = [found.keys[name][i] for i in odds.argmax(axis=1)]
        known = [label is not None for label in labels]
        assert [b for b, k in zip(best, known, strict=True) if k] == [x for x in labels if x]


def test_a_fit_is_the_same_on_every_run():
    rows = network.as_rows(SMALL, network.rarity(SMALL, least=1))
    one, other = small(rows), small(rows)
    assert (one.letters == other.letters).all() and (one.out == other.out).all()


def test_the_slopes_are_how_the_loss_changes(monkeypatch):
    monkeypatch.setattr(network, "LEFT_OUT", 0.0)
    monkeypatch.setattr(network, "PENALTY", 0.0)
    draw = np.random.default_rng(3)
    rows = network.as_rows(SMALL, network.rarity(SMALL, least=1))
    place = {"one": slice(0, 3), "other": slice(3, 5)}
    parts = [
        part.astype(np.float64)
        for part in network._begin(draw, rows.buckets.shape[1], rows.meant.shape[1], 5)
    ]
    wanted = np.zeros((6, 5))
    wanted[range(6), [0, 0, 1, 1, 2, 2]] = wanted[range(6), [3, 4, 3, 4, 3, 4]] = 1
    known = np.ones((6, 5))
    known[0, 3:] = 0  # a label that nobody gave

    def loss():
        letters, meant, first, out, bias = parts
        units = rows.buckets @ letters * network.LENGTH + rows.meant @ meant + first
        odds = np.maximum(units, 0) @ out + bias
        likely = [np.log(learned.shares(odds[:, at])) for at in place.values()]
        return -(np.hstack(likely) * wanted * known).sum() / network.BATCH

    slopes = network._slopes(parts, rows, wanted, known, place, draw)
    for part, slope in zip(parts, slopes, strict=True):
        at = np.unravel_index(np.abs(slope).argmax(), slope.shape)
        before, part[at] = part[at], part[at] + 1e-5
        higher = loss()
        part[at] = before - 1e-5
        change = (higher - loss()) / 2e-5
        part[at] = before
        assert change == pytest.approx(slope[at], rel=1e-3)


def test_what_few_texts_have_is_not_learned():
    rare = network.rarity(SMALL, least=2)
    rows = network.as_rows(SMALL, rare).buckets
    assert rows.shape[1] == (rare > 0).sum() < (network.rarity(SMALL, least=1) > 0).sum()
    assert ((rows > 0).sum(axis=0) >= 2).all()


def test_rows_have_length_one():
    rows = network.as_rows(SMALL, network.rarity(SMALL, least=1)).buckets
    lengths = np.sqrt(rows.multiply(rows).sum(axis=1))
    assert lengths == pytest.approx(np.ones((len(SMALL), 1)), abs=1e-3)


@pytest.mark.parametrize("times", [0.5, 2.0])
def test_the_temperature_undoes_what_is_too_sure_or_not_sure_enough(times):
    draw = np.random.default_rng(1)
    odds = draw.normal(size=(4_000, 3))
    part = learned.shares(odds).cumsum(axis=1)
    labels = [str(int((draw.random() > row).sum())) for row in part]
    found = network.temperature(odds * times, ("0", "1", "2"), labels)
    assert found == pytest.approx(1 / times, rel=0.1)


def test_a_word_it_never_met_counts_as_those_like_it():
    rare = network.rarity(SMALL, least=1)
    found = small(network.as_rows(SMALL, rare))
    odds = found.odds(network.as_rows(["salaris"], rare))[0, found.place["doing"]]
    assert found.keys["doing"][odds.argmax()] == "wages"
