"""A workshop from a notebook: prepare a session, follow a room, look back on what it said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from avgrisk.core import shipped
from avgrisk.core.labels import explained, label
from avgrisk.core.records import InputError
from avgrisk.figures import lesson_cards
from avgrisk.figures.markup import Figure, esc
from avgrisk.figures.style import card
from avgrisk.figures.weights import weight_bars
from avgrisk.workshop.kept import Vote
from avgrisk.workshop.learning import coefficients
from avgrisk.workshop.looking_back import LookingBack
from avgrisk.workshop.report import disagreement_map, report_html
from avgrisk.workshop.session_file import SessionPlan, parse_session, read_session
from avgrisk.workshop.told import plan_told

if TYPE_CHECKING:
    from avgrisk.workshop.kept import Room
    from avgrisk.workshop.store import Store


#: Longest text of a plan, as the session file allows it.
LONGEST = 1500


@dataclass(frozen=True, eq=False)
class Session:
    """A session and the votes of its room so far, as (voter, vote); none where it is only planned.

    Make one with `Session.planned`, `Session.read`, `Session.of_store` or `Session.recorded`.
    """

    plan: SessionPlan
    votes: tuple[tuple[str, Vote], ...] = ()
    is_rehearsal: bool = False
    opened: str = ""

    @classmethod
    @explained()
    def planned(
        cls, minutes: int = 45, sector: str = "bank", *, masked: bool = True, seed: int = 1
    ) -> Session:
        """A session made to measure: 45, 90 or 180 minutes, for a kind of organisation.

        Raises InputError for other minutes or an unknown kind.
        """
        from avgrisk.workshop.session_plan import plan_session

        return cls(plan_session(minutes, sector, masked, seed).plan)

    @classmethod
    @explained()
    def read(cls, path: str | Path) -> Session:
        """A session from a file; what is wrong in it is an InputError with its place."""
        return cls(read_session(path))

    @classmethod
    @explained()
    def of_store(cls, place: str | Path, room: str = "") -> Session:
        """A room as it stands in a store: the newest real one, or the one with this id.

        Raises InputError where the store or the room is not there.
        """
        store = opened_store(place)
        try:
            return cls.of_room(store, chosen(store, room, str(place)))
        finally:
            store.close()

    @classmethod
    def of_room(cls, store: Store, room: Room) -> Session:
        """A room with its votes so far."""
        return cls(room.plan, tuple(store.votes(room.id)), room.is_rehearsal, room.opened)

    @classmethod
    def recorded(cls) -> Session:
        """The shipped example: a simulated room of twenty people, recorded to look back on."""
        rows = shipped.rows("workshop/recorded.csv")
        votes = (
            (f"person {row['person']}", Vote(row["item"], int(row["grant"]), row["may"]))
            for row in rows
        )
        plan = parse_session(shipped.text("workshop/example.yaml"))
        return cls(plan, tuple(votes), is_rehearsal=True)

    def save(self, path: str | Path) -> None:
        """Write the session as a file to read, change and serve; an OSError where it cannot."""
        Path(path).write_text(self.plan.text, encoding="utf-8")

    def with_votes(self, votes: Iterable[tuple[str, Vote]]) -> Session:
        """The same session with other votes."""
        return Session(self.plan, tuple(votes), self.is_rehearsal, self.opened)

    def program(self, lang: str = "nl") -> pd.DataFrame:
        """What the room does, a row a part: what, how many plans, minutes."""
        columns = [label(f"workshop.program.{name}", lang) for name in ("what", "plans", "minutes")]
        rows = [
            (
                label("workshop.program.round", lang)
                if part.is_round
                else self.back.named(part.items[0].id, lang),
                len(part.items),
                part.minutes,
            )
            for part in self.plan.parts
        ]
        return pd.DataFrame(rows, columns=columns)

    def plan_card(self, item: str, lang: str = "nl") -> Figure:
        """One plan as a participant reads it, by its id; an unknown one is an InputError."""
        if item not in self.plan.items:
            raise InputError("item", item, ", ".join(self.plan.items), "error.workshop_item")
        told = plan_told(self.plan.items[item], lang, self.plan.masked)
        words = [f"{name}: {text}" if name else text for name, text in told.rows]
        body = f"<h3>{esc(told.title)}</h3>{lesson_cards.plan_list(told.rows, LONGEST)}"
        return card(body, "\n".join([told.title, *words]), lang, lesson_cards.STYLE)

    def progress(self, lang: str = "nl") -> pd.DataFrame:
        """How many voted, a row a plan; how they voted shows from five people on, elsewhere."""
        voted: dict[str, int] = {}
        for _, vote in self.votes:
            voted[vote.item] = voted.get(vote.item, 0) + 1
        rows = [(self.back.named(item, lang), voted.get(item, 0)) for item in self.plan.items]
        columns = [label(f"workshop.program.{name}", lang) for name in ("what", "voted")]
        return pd.DataFrame(rows, columns=columns)

    @cached_property
    def back(self) -> LookingBack:
        """The room looked back on: splits, agreement, fit, misfits."""
        return LookingBack(self.plan, self.votes, self.is_rehearsal)

    def splits(self, lang: str = "nl") -> pd.DataFrame:
        """How the room split, a row a plan with five votes or more: the counts of the five steps
        and of who does not know, the middle answer, the model's score 0-100."""
        steps = [label(f"workshop.grant.{step}", lang) for step in (*range(1, 6), 0)]
        ends = [label(f"workshop.program.{name}", lang) for name in ("median", "score")]
        rows = [
            (
                self.back.named(item.item, lang),
                *item.split.grants,
                item.split.unsure,
                item.split.median,
                round(item.score, 1),
            )
            for item in self.back.judged
        ]
        return pd.DataFrame(rows, columns=[label("workshop.program.what", lang), *steps, *ends])

    @property
    @explained()
    def coefficients(self) -> pd.DataFrame:
        """The room's weights beside the prior, as `Calibration.coefficients` has them; InputError
        where too few voted."""
        if self.back.fit is None:
            raise InputError("votes", len(self.votes), "", "error.workshop_few")
        return coefficients(self.back.fit)

    def weights(self, lang: str = "nl") -> Figure:
        """The weights beside the prior as a picture, with 5 % and 95 %."""
        return weight_bars(self.coefficients, lang)

    def map(self, lang: str = "nl") -> Figure:
        """Where the room is divided, without persons."""
        return disagreement_map(self.back, lang)

    @property
    def frame(self) -> pd.DataFrame:
        """A row an answer, for `avgrisk.calibrate(frame, "grant", readings=...)`: voter, item,
        grant 1 to 5, and the seven readings in [0, 1]."""
        return self.back.frame.copy()

    def report(self, path: str | Path, lang: str = "nl") -> None:
        """Write the page to take home, one self-contained file; an OSError where it cannot."""
        Path(path).write_text(report_html(self.back, lang, self.opened), encoding="utf-8")

    def __repr__(self) -> str:
        items, people = len(self.plan.items), self.back.people
        return f"Session({self.plan.titles[0]!r}, {items} items, {people} voters)"


def opened_store(place: str | Path) -> Store:
    """A store that is there; none is made for who looks back."""
    from avgrisk.workshop.store import Store

    if "://" not in str(place):
        if not Path(place).is_file():
            raise InputError("store", place, "", "error.store_path")
        if not _is_ours(Path(place)):
            raise InputError("store", place, "", "error.store_other")
    return Store.at(place)


def _is_ours(path: Path) -> bool:
    """Whether a workshop made this file; looked up without writing, as it may be anybody's."""
    import sqlite3
    from contextlib import closing

    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            found = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    except sqlite3.Error:
        return False
    return {"about", "rooms", "parts", "voters", "votes"} <= {name for (name,) in found}


def chosen(store: Store, room: str, place: str) -> Room:
    """The room with this id, else the newest real one, else the newest; InputError without any."""
    if room:
        return store.room(room)
    rooms = store.rooms()
    if not rooms:
        raise InputError("store", place, "", "error.workshop_no_rooms")
    real = [found for found in rooms if not found.is_rehearsal]
    return (real or rooms)[-1]
