"""What the tests of a room share: a small session, a store in a file, a server on loopback."""

from __future__ import annotations

import json
from typing import Any

from tornado.testing import AsyncHTTPTestCase

from avgrisk.workshop import web
from avgrisk.workshop.live import Live
from avgrisk.workshop.room_server import BOUNDS, application
from avgrisk.workshop.session_file import parse_session, written
from avgrisk.workshop.store import Store


def vignette(number: int, **use: Any) -> dict[str, Any]:
    """A small vignette with its own readings."""
    fields = {"sector": "bank", "trust": 0.4, "vagueness": 0.5, "purpose_distance": 0.5}
    return {
        "id": f"v{number:02d}",
        "block": number % 2,
        "title_nl": f"Plan {number}",
        "title_en": f"Plan {number}",
        "text_nl": f"Een bank doet iets <b>{number}</b>.",
        "text_en": f"A bank does something <b>{number}</b>.",
        "use": fields | use,
    }


DATA = {
    "session": 1,
    "title_nl": "Een proef",
    "title_en": "A trial",
    "judgements": True,
    "parts": [
        {
            "case": "ing-2014",
            "minutes": 5,
            "discuss_nl": "Wie gunt het?",
            "discuss_en": "Who grants it?",
        },
        {"pair": ["tomtom-2011", "google-maps-verkeer-2009"]},
        {"vignettes": [vignette(number, vagueness=number / 4) for number in range(4)]},
    ],
}
PLAN = parse_session(written(DATA))


class RoomServer(AsyncHTTPTestCase):
    """A live room behind a real server; `say` posts as a page of its own does."""

    rehearsal = False
    plan = PLAN

    def setUp(self) -> None:
        self.store = Store.at(self.folder() / "zaal.db")
        self.id, self.secret = self.store.open(self.plan, rehearsal=self.rehearsal)
        web.quiet()
        super().setUp()

    def folder(self):
        import tempfile
        from pathlib import Path

        self._home = tempfile.TemporaryDirectory()
        self.addCleanup(self._home.cleanup)
        return Path(self._home.name)

    def tearDown(self) -> None:
        super().tearDown()
        self.store.close()

    def get_app(self):
        self.live = Live(self.store, self.id, "http://127.0.0.1")
        self.hosts = frozenset({f"127.0.0.1:{self.get_http_port()}"})
        return application(self.live, self.hosts, False)

    def get_httpserver_options(self):
        return BOUNDS

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.get_http_port()}"

    def ask(self, path: str, cookie: str = "", **headers: str):
        """A get, with one's own key."""
        sent = {"Cookie": f"avgrisk={cookie}"} if cookie else {}
        return self.fetch(path, headers=sent | headers)

    def say(self, path: str, body: object, cookie: str = "", **headers: str):
        """A post, with one's own key, from our own page unless told otherwise."""
        sent = {"Origin": self.home, "Content-Type": "application/json"} | headers
        if cookie:
            sent["Cookie"] = f"avgrisk={cookie}"
        return self.fetch(path, method="POST", body=json.dumps(body), headers=sent)

    def joined(self) -> str:
        """A phone that got in by the link; its key."""
        return key_of(self.say("/phone/join", {"link": self.live.room.link}))

    def trained(self) -> str:
        """The trainer's key."""
        return key_of(self.say("/trainer/enter", {"secret": self.secret}))

    def act(self, action: str, **more: object):
        """A step of the trainer, from where the room is now."""
        body = {"action": action, "step": self.live.room.step, **more}
        return self.say("/trainer/act", body, self.secret)


def key_of(answer) -> str:
    """The key in a Set-Cookie."""
    return answer.headers["Set-Cookie"].split(";")[0].split("=")[1]


def told(answer) -> dict[str, Any]:
    """The JSON of an answer."""
    return json.loads(answer.body)
