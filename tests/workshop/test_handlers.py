"""What the server gives to whom: strict headers, no results before the lock, nothing to guess."""

from __future__ import annotations

import contextlib
import json
import re
import time
from unittest import mock

from tornado.simple_httpclient import HTTPTimeoutError

from avgrisk.workshop import store as keeping
from avgrisk.workshop.database import StoreFailed
from avgrisk.workshop.pages import FILES
from avgrisk.workshop.phases import Place
from avgrisk.workshop.session_file import parse_session, written
from tests.workshop.rooms import DATA, RoomServer, key_of, told, vignette

VOTE = {"item": "ing-2014", "grant": 2, "may": "disputed", "judged": "1234500"}


class TestPages(RoomServer):
    def test_every_answer_has_the_strict_headers_and_no_inline_script_or_style(self):
        for path in ("/", "/trainer", "/wall", "/files/phone.js", "/nergens", "/phone/state"):
            answer = self.ask(path)
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy and "unsafe" not in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert answer.headers["X-Frame-Options"] == "DENY"
            assert answer.headers["Cache-Control"] == "no-store"
            assert "Server" not in answer.headers
            if path in ("/", "/trainer", "/wall"):
                page = answer.body.decode()
                assert not re.search(
                    r"<style|style=|<script(?! type=\"module\" src=\"/files/)|\son\w+=", page
                )
                assert not re.search(r"https?://", page)

    def test_pages_speak_the_language_asked_for_or_preferred(self):
        assert b'lang="en"' in self.ask("/?lang=en").body
        assert b'lang="en"' in self.ask("/", **{"Accept-Language": "en-GB,en;q=0.9,nl;q=0.1"}).body
        assert b'lang="nl"' in self.ask("/", **{"Accept-Language": "fr"}).body

    def test_only_listed_files_are_given(self):
        assert all(self.ask(f"/files/{name}").code == 200 for name in FILES)
        for name in ("serve.py", "..", "..%2fserve.py", "store.db"):
            assert self.ask(f"/files/{name}").code == 404

    def test_the_way_in_is_shown_to_who_is_in(self):
        assert self.ask("/wall/qr.svg").code == 401
        answer = self.ask("/wall/qr.svg", self.live.room.link)
        assert answer.headers["Content-Type"] == "image/svg+xml" and b"<svg" in answer.body


class TestJoining(RoomServer):
    def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(self):
        answer = self.say("/phone/join", {"code": f" {self.live.room.code.lower()} "})
        assert answer.code == 200
        cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Path=/phone" in cookie
        assert len(answer.headers.get_list("Set-Cookie")) == 1

    def test_who_comes_back_is_who_it_was(self):
        key = self.joined()
        again = self.say("/phone/join", {"link": self.live.room.link}, key)
        assert key_of(again) == key and self.store.people(self.id) == 1

    def test_a_wrong_code_is_one_sentence(self):
        answer = self.say("/phone/join", {"code": "AAAAAA"})
        assert answer.code == 403 and "Kijk nog eens" in told(answer)["error"]

    def test_a_hundred_tries_a_second_are_cut_to_five_while_the_link_still_works(self):
        began = time.monotonic()
        codes = [self.say("/phone/join", {"code": f"{n:06d}"}).code for n in range(60)]
        allowed = 20 + 5 * (time.monotonic() - began)
        assert codes.count(403) <= allowed + 1 and codes[20:30].count(429) > 4
        assert self.say("/phone/join", {"link": self.live.room.link}).code == 200

    def test_other_hosts_other_origins_and_no_origin_are_refused(self):
        link = {"link": self.live.room.link}
        assert self.say("/phone/join", link, Origin="http://elders.example").code == 403
        assert self.say("/phone/join", link, Origin="").code == 403
        assert self.ask("/", Host="elders.example").code == 421

    def test_large_and_misshapen_bodies_are_refused(self):
        assert self.say("/phone/join", {"code": "x" * 20_000}).code in (400, 413, 599)
        for body in ([], {"code": 5}, {"naam": "x"}, "x", None):
            assert self.say("/phone/join", body).code == 400

    def test_a_full_room_is_told(self):
        with mock.patch.object(keeping, "MOST_VOTERS", 0):
            answer = self.say("/phone/join", {"link": self.live.room.link})
        assert (answer.code, told(answer)["error"]) == (403, "De zaal is vol.")


class TestVoting(RoomServer):
    def test_a_stranger_sees_and_does_nothing(self):
        assert told(self.ask("/phone/state"))["state"] == ""
        assert self.say("/phone/vote", VOTE).code == 401
        assert self.ask("/phone/stream").code == self.ask("/wall/stream").code == 401
        assert self.say("/trainer/act", {"action": "next", "step": 0}).code == 401

    def test_a_participant_votes_changes_it_and_finds_it_back(self):
        key = self.joined()
        assert self.say("/phone/vote", VOTE, key).code == 409
        self.act("next")
        assert self.say("/phone/vote", VOTE, key).code == 200
        assert self.say("/phone/vote", VOTE | {"grant": 5}, key).code == 200
        found = told(self.ask("/phone/state", key))
        assert found["mine"]["ing-2014"] == {"grant": 5, "may": "disputed", "judged": "1234500"}
        self.act("lock")
        late = self.say("/phone/vote", VOTE, key)
        assert late.code == 409 and "gesloten" in told(late)["error"]
        assert self.store.votes(self.id)[0][1].grant == 5

    def test_a_key_that_the_room_never_gave_votes_for_nobody(self):
        self.act("next")
        assert self.say("/phone/vote", VOTE, "verzonnen").code == 401

    def test_a_vote_that_cannot_be_is_refused(self):
        key = self.joined()
        self.act("next")
        for wrong in (
            {"grant": 6},
            {"grant": True},
            {"may": "misschien"},
            {"may": None},
            {"judged": "99"},
            {"naam": "Jan"},
        ):
            assert self.say("/phone/vote", VOTE | wrong, key).code == 400
        assert self.say("/phone/vote", VOTE | {"item": "tomtom-2011"}, key).code == 409

    def test_a_phone_that_votes_faster_than_a_thumb_is_slowed(self):
        key = self.joined()
        self.act("next")
        codes = [self.say("/phone/vote", VOTE, key).code for _ in range(80)]
        assert 429 in codes and codes[0] == 200

    def test_a_store_that_fails_is_told_and_nothing_is_confirmed(self):
        key = self.joined()
        self.act("next")
        with mock.patch.object(self.store, "vote", side_effect=StoreFailed("vol")):
            answer = self.say("/phone/vote", VOTE, key)
        assert answer.code == 503 and "stuurt ze opnieuw" in told(answer)["error"]

    def test_each_block_gets_its_own_vignettes(self):
        keys = [self.joined(), self.joined()]
        for _ in range(16):
            self.act("next")
        assert self.live.room.place.part == 3
        states = [json.loads(told(self.ask("/phone/state", key))["state"]) for key in keys]
        assert [[item["id"] for item in state["items"]] for state in states] == [
            ["v00", "v02"],
            ["v01", "v03"],
        ]

    def test_a_vignette_of_another_block_is_nobodys_to_judge(self):
        key = self.joined()
        for _ in range(16):
            self.act("next")
        codes = [self.say("/phone/vote", VOTE | {"item": f"v0{n}"}, key).code for n in range(2)]
        assert codes == [200, 409]


def round_of(blocks, numbers):
    return {"vignettes": [vignette(n) | {"block": n % blocks} for n in numbers]}


class TestBlocks(RoomServer):
    plan = parse_session(
        written(DATA | {"parts": [round_of(2, range(4)), round_of(3, range(4, 10))]})
    )

    def test_who_is_shown_a_plan_may_vote_on_it_however_a_part_is_cut(self):
        keys = [self.joined() for _ in range(6)]
        self.act("next")
        for part in range(2):
            assert self.live.room.place == Place(part, "open")
            for key in keys:
                state = json.loads(told(self.ask("/phone/state", key))["state"])
                for item in state["items"]:
                    vote = {"item": item["id"], "grant": 3}
                    assert self.say("/phone/vote", vote, key).code == 200
            for _ in range(3):
                self.act("next")


class TestTrainer(RoomServer):
    def test_a_wrong_secret_is_refused_and_tries_are_few(self):
        codes = [self.say("/trainer/enter", {"secret": "x"}).code for _ in range(20)]
        assert codes[0] == 403 and codes[-1] == 429

    def test_who_guesses_keeps_no_trainer_out(self):
        for _ in range(20):
            last = self.say("/trainer/enter", {"secret": "x"}).code
        assert last == 429
        assert self.say("/trainer/enter", {"secret": self.secret}).code == 200

    def test_two_trainers_never_do_the_same_step_twice(self):
        key = self.trained()
        step = {"action": "next", "step": self.live.room.step}
        assert self.say("/trainer/act", step, key).code == 200
        second = self.say("/trainer/act", step, key)
        assert second.code == 409 and "Iemand anders" in told(second)["error"]
        assert self.live.room.place.phase == "open"

    def test_the_secret_lasts_through_a_restart(self):
        self.act("next")
        from avgrisk.workshop.live import Live

        again = Live(self.store, self.id)
        assert again.room.place.phase == "open"
        assert told(self.ask("/trainer/known", self.secret))["known"]

    def test_an_unknown_action_is_refused(self):
        assert self.act("erase").code == 400

    def test_nobody_sees_results_before_the_lock(self):
        keys = [self.joined() for _ in range(6)]
        self.act("next")
        for key in keys:
            self.say("/phone/vote", VOTE, key)
        for phase in ("open", "locked"):
            assert self.live.room.place.phase == phase
            for role in ("phone", "wall", "trainer"):
                state = json.loads(self.live.state(role, "nl"))
                assert not {"spread", "score", "story", "ending"} & set(state), (role, phase)
            self.act("next")
        assert json.loads(self.live.state("wall", "nl"))["spread"][0]["grants"] == [0, 6, 0, 0, 0]

    def test_a_stream_tells_what_is_now(self):
        got = []
        with contextlib.suppress(HTTPTimeoutError):
            self.fetch(
                "/wall/stream",
                headers={"Cookie": f"avgrisk={self.live.room.link}"},
                streaming_callback=got.append,
                request_timeout=0.5,
            )
        said = b"".join(got).decode()
        assert said.startswith("retry: ") and '"phase": "lobby"' in said
