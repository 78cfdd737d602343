"""Steps after a move: in their order, begun anew by the next move, and done when asked."""

from __future__ import annotations

import asyncio

from avgrisk.explorer.scenario.keeping import Pace


def paced(late: int = 0) -> tuple[Pace, list[str]]:
    done: list[str] = []
    names = ("pictures", "advice", "sheet")
    return Pace(*((0.001, lambda name=name: done.append(name)) for name in names), late=late), done


def test_where_no_loop_runs_all_is_done_at_once_but_what_is_late():
    pace, done = paced(late=1)
    pace.begin()
    assert done == ["pictures", "advice"]
    pace.settle()
    pace.settle()
    assert done == ["pictures", "advice", "sheet"]


def test_a_move_before_the_rest_begins_anew_and_nothing_is_done_twice():
    async def moves() -> list[str]:
        pace, done = paced()
        pace.begin()
        pace.begin()
        assert done == [], "a move waits for what follows it"
        while len(done) < 3:
            await asyncio.sleep(0.001)
        await asyncio.sleep(0.01)
        return done

    assert asyncio.run(moves()) == ["pictures", "advice", "sheet"]


def test_settling_leaves_nothing_to_come():
    async def settled() -> list[str]:
        pace, done = paced()
        pace.begin(at=1)
        pace.settle()
        await asyncio.sleep(0.01)
        return done

    assert asyncio.run(settled()) == ["advice", "sheet"]
