"""What a room is worth: do its intervals hold the truth, and how much does it tell beside the press?

    python -m benchmarks.workshop_rooms [ROOMS]

Rooms of 10, 20 and 40 people that do not exist judge the sixteen vignettes of the example session
with weights drawn from the prior; the share of 90 % intervals that hold them should be .90 within
.03. Beside it 150 press cases, each with one outcome: how narrow do they make the weights?
"""

from __future__ import annotations

import sys

import numpy as np

from avgrisk.core import shipped
from avgrisk.core.records import READINGS
from avgrisk.workshop import learning, rehearsal, vignettes
from avgrisk.workshop.room_fit import RoomFit, fit_room
from avgrisk.workshop.session_file import SessionPlan, parse_session
from avgrisk.workshop.spread import STEPS

PEOPLE, PRESS = (10, 20, 40), 150


def example() -> SessionPlan:
    """The session of `make workshop`."""
    return parse_session(shipped.text("workshop/example.yaml"))


def room(plan: SessionPlan, people: int, truth: dict, generator: np.random.Generator) -> RoomFit:
    """A fitted room of so many people who judge every vignette with these weights."""
    items = next(part.items for part in plan.parts if part.is_round)
    measured = learning.readings_of(plan, [item.id for item in items])
    x, y, who = [], [], []
    for person in range(people):
        for vote in rehearsal.judged(plan, items, truth, generator, measured=measured):
            if vote.grant:
                x.append([measured[vote.item][name] for name in READINGS])
                y.append(STEPS - vote.grant)
                who.append(person)
    return fit_room(np.array(x), np.array(y), np.array(who), learning.believed())


def press(cases: np.ndarray, truth: dict, generator: np.random.Generator) -> RoomFit:
    """150 plans drawn from all that could be, with one outcome each: nobody judges two."""
    x = cases[generator.choice(len(cases), PRESS, replace=False)]
    eta = (x - 0.5) @ np.array([truth[name] for name in READINGS])
    thresholds = np.array(rehearsal.THRESHOLDS)
    y = (generator.logistic(size=PRESS)[:, None] < eta[:, None] - thresholds).sum(axis=1)
    return fit_room(x, y, np.arange(PRESS), learning.believed())


def coverage(people: int, rooms: int, seed: int = 1) -> tuple[float, float]:
    """The share of 90 % intervals that hold the truth, and the mean sd beside the prior's."""
    generator, plan = np.random.default_rng([seed, people]), example()
    held, narrow = [], []
    for _ in range(rooms):
        truth = rehearsal.true_weights(generator)
        fit = room(plan, people, truth, generator)
        low, high = fit.interval
        values = np.array([truth[name] for name in READINGS])
        held.append((low <= values) & (values <= high))
        narrow.append(fit.sd / fit.believed[:, 1])
    return float(np.mean(held)), float(np.mean(narrow))


def of_the_press(rooms: int, seed: int = 1) -> float:
    """The mean sd beside the prior's after 150 cases of the press."""
    generator = np.random.default_rng([seed, PRESS])
    every = vignettes.candidates(("bank", "municipality", "hospital", "supermarket"))[::13]
    cases = vignettes.readings([vignettes.use_of(vignette) for vignette in every])
    found = [press(cases, rehearsal.true_weights(generator), generator) for _ in range(rooms)]
    return float(np.mean([fit.sd / fit.believed[:, 1] for fit in found]))


def main() -> None:
    rooms = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    print(f"{rooms} rooms; people x 16 vignettes: coverage of 90 %, sd / prior sd")
    for people in PEOPLE:
        held, narrow = coverage(people, rooms)
        print(f"{people:>3} x 16: {held:.3f}  {narrow:.2f}")
    print(f"{PRESS} press cases: {of_the_press(max(rooms // 4, 5)):.2f}")


if __name__ == "__main__":
    main()
