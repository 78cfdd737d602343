"""What phones, the trainer and the projector may ask of the server."""

import re
import secrets
from typing import Any

from avgrisk.workshop import room_views
from avgrisk.workshop.gate import Gate, InRoom, Stream, same
from avgrisk.workshop.kept import Vote, hashed
from avgrisk.workshop.live import Live
from avgrisk.workshop.pages import FILES, page, qr
from avgrisk.workshop.session_file import own_items
from avgrisk.workshop.spread import MAY, STEPS
from avgrisk.workshop.web import Refused

#: Longest notes of a trainer in characters.
NOTES = 4000


class Page(InRoom):
    """One of the three pages; whose it is shows only after it got in."""

    def get(self, name: str) -> None:
        self.finish(page(name or "phone", self.live.room, self.lang))


class File(InRoom):
    """A style sheet or script of ours, by a name that is on the list."""

    def get(self, name: str) -> None:
        path = FILES.get(name)
        if path is None:
            raise Refused(404, "not_here")
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        self.set_header("Content-Type", f"{kind}; charset=utf-8")
        self.finish(path.read_text(encoding="utf-8"))


class Qr(InRoom):
    """The way in as a picture: for the projector, which got in already."""

    def get(self) -> None:
        if not same(self.key, self.live.room.link):
            raise Refused(401, "join")
        self.set_header("Content-Type", "image/svg+xml")
        self.finish(qr(f"{self.live.address}/#{self.live.room.link}"))


class Join(InRoom):
    """A phone gets in, and gets a random key of its own. Who was in before stays who it was."""

    def post(self) -> None:
        given = self.given(code=str, link=str)
        self.gate.enters(given)
        key = self.key
        if self.number is None:
            key = secrets.token_urlsafe(18)
            if self.live.store.join(self.live.id, hashed(key)) is None:
                raise Refused(403, "full")
            self.live.counted()
        self.keep(key, "/phone")
        self.finish({"ok": True})


class Phone(InRoom):
    """What only who is in may ask."""

    def prepare(self) -> None:
        super().prepare()
        number = self.number
        if number is None:
            raise Refused(401, "join")
        self.voter, self.block = hashed(self.key), self.live.room.plan.block(number)


class PhoneState(InRoom):
    """The state with the phone's own votes: after a reload all is as it was. Nothing for a
    stranger."""

    def get(self) -> None:
        number = self.number
        if number is None:
            self.finish({"state": ""})
            return
        state = self.live.state("phone", self.lang, self.live.room.plan.block(number))
        votes = self.live.store.votes(self.live.id, hashed(self.key))
        mine = {
            vote.item: {"grant": vote.grant, "may": vote.may, "judged": vote.judged}
            for _, vote in votes
        }
        self.finish({"state": state, "mine": mine})


class PhoneVote(Phone):
    """One vote, in the place of the one before; confirmed only once it is on the disk."""

    def post(self) -> None:
        self.gate.votes(self.voter)
        vote = _vote(self.given(item=str, grant=int, may=str, judged=str))
        part = room_views.part_of(self.live.room)
        own = own_items(part, self.block) if part else ()
        if vote.item not in {item.id for item in own}:
            raise Refused(409, "closed")
        if not self.live.store.vote(self.live.id, self.voter, vote):
            raise Refused(409, "closed")
        self.live.counted()
        self.finish({"ok": True})


class PhoneStream(Phone, Stream):
    """A phone's own line: everybody of one block hears the same."""

    role = "phone"


class WallEnter(InRoom):
    """A projector gets in by the link or the code."""

    def post(self) -> None:
        self.gate.enters(self.given(code=str, link=str))
        self.keep(self.live.room.link, "/wall")
        self.finish({"ok": True})


class WallStream(Stream):
    """What the projector shows."""

    role = "wall"

    def prepare(self) -> None:
        super().prepare()
        if not same(self.key, self.live.room.link):
            raise Refused(401, "join")


class TrainerEnter(InRoom):
    """The trainer gets in by the secret that was printed."""

    def post(self) -> None:
        secret = self.given(secret=str).get("secret", "")
        self.gate.teaches(secret)
        self.keep(secret, "/trainer")
        self.finish({"ok": True, "link": self.live.room.link})


class Trainer(InRoom):
    """What only the trainer may ask."""

    def prepare(self) -> None:
        super().prepare()
        if not self.live.store.is_trainer(self.live.id, self.key):
            raise Refused(401, "secret")


class TrainerKnown(InRoom):
    """Whether this browser's trainer is known already: after a reload nothing is asked."""

    def get(self) -> None:
        self.finish({"known": self.live.store.is_trainer(self.live.id, self.key)})


class TrainerStream(Trainer, Stream):
    """The trainer's own line."""

    role = "trainer"


class TrainerAct(Trainer):
    """A step of the trainer. `step` says what was on screen, so that two never do the same."""

    def post(self) -> None:
        given = self.given(action=str, step=int, minutes=int, text=str)
        action = given.get("action", "")
        if action == "timer":
            self.live.timer(given.get("minutes", 0))
        elif action == "note":
            self.live.note(given.get("text", "")[:NOTES])
        elif action not in ("next", "lock", "reveal", "back", "reset"):
            raise Refused(400, "body")
        elif not self.live.act(action, given.get("step", -1)):
            raise Refused(409, "other_trainer")
        self.finish({"ok": True, "step": self.live.room.step})


def routes(live: Live, hosts: frozenset[str], secure: bool) -> list[tuple[str, Any, dict]]:
    """Every address of the server."""
    shared = {"live": live, "gate": Gate(live), "hosts": hosts, "secure": secure}
    handlers = {
        r"/(trainer|wall|)": Page,
        r"/files/([a-z.]+)": File,
        "/favicon.ico": NoIcon,
        "/phone/join": Join,
        "/phone/state": PhoneState,
        "/phone/vote": PhoneVote,
        "/phone/stream": PhoneStream,
        "/wall/enter": WallEnter,
        "/wall/stream": WallStream,
        "/wall/qr.svg": Qr,
        "/trainer/enter": TrainerEnter,
        "/trainer/known": TrainerKnown,
        "/trainer/stream": TrainerStream,
        "/trainer/act": TrainerAct,
        r"/.*": Nothing,
    }
    return [(path, handler, shared) for path, handler in handlers.items()]


class NoIcon(InRoom):
    """Browsers ask for an icon; there is none."""

    def get(self) -> None:
        self.set_status(204)


class Nothing(InRoom):
    """Any other address."""

    def prepare(self) -> None:
        super().prepare()
        raise Refused(404, "not_here")


def _vote(given: dict[str, Any]) -> Vote:
    """A vote as it may be; anything else is refused."""
    item, grant, may = given.get("item", "")[:60], given.get("grant", 0), given.get("may", "")
    judged = given.get("judged", "")
    known = 0 <= grant <= STEPS and may in (*MAY, "unknown", "")
    if not known or not re.fullmatch(r"([0-5]{7})?", judged):
        raise Refused(400, "body")
    return Vote(item, grant, may, judged)
