"""The weights of a room: the gradient is right, known weights come back, intervals hold them."""

from __future__ import annotations

import numpy as np
import pytest

from avgrisk.workshop.learning import believed
from avgrisk.workshop.room_fit import _Model, fit_room
from benchmarks import workshop_rooms as rooms


def answers(people, truth, spread, seed, items=16):
    generator = np.random.default_rng(seed)
    x = np.tile(generator.random((items, 7)), (people, 1))
    who = np.repeat(np.arange(people), items)
    strict = generator.normal(0, spread, people)[who]
    eta = (x - 0.5) @ truth + strict + generator.logistic(size=len(who))
    return x, (eta[:, None] > np.array([-1.5, -0.5, 0.5, 1.5])).sum(axis=1), who


def test_the_gradient_is_that_of_the_posterior():
    x, y, who = answers(6, np.ones(7), 0.7, 1)
    model = _Model(x - 0.5, y, who, believed())
    at = model.start() + 0.1
    steps = 1e-5 * np.eye(len(at))
    numeric = [(model.value(at + s)[0] - model.value(at - s)[0]) / 2e-5 for s in steps]
    assert model.value(at)[1] == pytest.approx(numeric, abs=1e-5)


def test_many_people_teach_the_weights_and_their_own_spread():
    truth = np.array([0.2, 3.0, 1.0, 1.0, 2.0, 0.5, 2.5])
    fit = fit_room(*answers(200, truth, 1.0, 2), believed())
    assert fit.weights == pytest.approx(truth, abs=0.45)
    assert fit.spread == pytest.approx(1.0, abs=0.2)
    assert (fit.people, fit.answers) == (200, 3200)


def test_nobody_teaches_nothing_new():
    fit = fit_room(np.full((6, 7), 0.5), np.array([0, 1, 2, 0, 1, 2]), np.arange(6), believed())
    assert fit.weights == pytest.approx(believed()[:, 0], abs=1e-3)
    assert fit.sd == pytest.approx(believed()[:, 1], rel=1e-3)


def test_an_unknown_reading_stands_in_the_middle():
    x, y, who = answers(8, np.ones(7), 0.5, 3)
    middle = x.copy()
    middle[:, 2] = 0.5
    x[:, 2] = np.nan
    assert (
        fit_room(x, y, who, believed()).weights.tolist()
        == fit_room(middle, y, who, believed()).weights.tolist()
    )


def test_answers_that_nobody_gave_are_no_step():
    x, y, who = answers(20, np.ones(7), 0.5, 4)
    fit = fit_room(x, np.where(y >= 2, 4, 0), who, believed())
    assert np.isfinite(fit.weights).all() and np.isfinite(fit.sd).all()


@pytest.mark.slow
def test_intervals_hold_the_truth_about_nine_times_in_ten():
    """benchmarks/workshop_rooms.py measures it on 200 rooms; here a few stand guard."""
    held, narrow = rooms.coverage(20, 25)
    assert held > 0.82
    assert narrow < 0.7
