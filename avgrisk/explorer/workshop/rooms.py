"""The rooms that voted, as files of a folder hold them: to be followed and looked back on."""

from dataclasses import dataclass
from pathlib import Path

from avgrisk.core.dates import day
from avgrisk.core.labels import label
from avgrisk.core.records import InputError
from avgrisk.figures.markup import Figure, clean, esc
from avgrisk.figures.style import card
from avgrisk.workshop.database import StoreFailed
from avgrisk.workshop.session import Session, opened_store

#: How many files of a folder are looked into.
FILES = 50


@dataclass(frozen=True, slots=True)
class Kept:
    """A room in a file: where it stands, when it was opened, and what it was about."""

    path: Path
    room: str
    opened: str
    titles: tuple[str, str]

    def named(self, lang: str) -> str:
        """The room in a menu: day, title, file."""
        title = clean(self.titles[lang == "en"], 60)
        return f"{day(self.opened, lang)}, {title} ({self.path.name})"

    def session(self) -> Session:
        """The room with its votes so far."""
        return Session.of_store(self.path, self.room)


def kept_rooms(folder: Path) -> list[Kept]:
    """The real rooms in this folder, newest first; a file that is no workshop's stays untouched."""
    found: list[Kept] = []
    for path in sorted(folder.glob("*.db"))[:FILES]:
        try:
            store = opened_store(path)
        except InputError:
            continue
        try:
            rooms = [room for room in store.rooms() if not room.is_rehearsal]
        except StoreFailed:
            continue
        finally:
            store.close()
        found += [Kept(path, room.id, room.opened, room.plan.titles) for room in rooms]
    return sorted(found, key=lambda kept: kept.opened, reverse=True)


def room_card(session: Session, lang: str = "nl") -> Figure:
    """What a room said so far: how many voted on each plan, and from five people on how it split,
    the room's weights and where it is divided."""
    back = session.back
    who = label("workshop.screen.who", lang, people=back.people, answers=len(session.votes))
    rows = [f"{what}: {voted}" for what, voted in session.progress(lang).itertuples(index=False)]
    items = "".join(f"<li>{esc(row)}</li>" for row in rows)
    title = label("workshop.planner.voted", lang)
    told = card(
        f"<p>{esc(who)}</p><h3>{esc(title)}</h3><ul>{items}</ul>", "\n".join([who, *rows]), lang
    )
    figures = [told]
    if back.fit:
        figures += [session.weights(lang), session.map(lang)]
    return Figure(
        "".join(figure.markup for figure in figures), "\n".join(figure.text for figure in figures)
    )
