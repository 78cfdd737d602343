"""A room as it is: a trainer, a projector and three phones, from the door to the page taken home."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
import sys
import urllib.request

import pytest
from playwright.sync_api import expect

from avgrisk.core.labels import label
from avgrisk.workshop.kept import Vote
from avgrisk.workshop.session_file import own_items, written
from avgrisk.workshop.store import Store
from tests.browser.auditing import audit
from tests.browser.driving import SHORT_REST, WAIT, Overheard, still
from tests.browser.pictures import look
from tests.workshop.rooms import DATA, PLAN


class Room:
    """A served session: its folder, and the addresses that its terminal showed."""

    def __init__(self, folder):
        self.folder, self.port, self.keys = folder, "0", {}
        (folder / "s.yaml").write_text(written(DATA), encoding="utf-8")
        self.start()

    def start(self):
        command = [sys.executable, "-m", "avgrisk", "workshop", "serve", "s.yaml"]
        self.server = subprocess.Popen(
            [*command, "--port", self.port],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        text = ""
        while "avgrisk workshop erase" not in text:
            line = self.server.stdout.readline()
            assert line, text
            text += line
        self.keys |= dict(re.findall(r"http://\S+/(wall|trainer)\S*#(\S+)", text))
        self.port = re.search(r"http://127\.0\.0\.1:(\d+)/wall", text)[1]

    @property
    def home(self):
        return f"http://127.0.0.1:{self.port}"

    def end(self, how=signal.SIGTERM):
        self.server.send_signal(how)
        self.server.wait()
        self.server.stdout.close()

    def opened(self):
        """Its first question opens, by the trainer's own hand."""
        store = Store.at(self.folder / "s.db")
        room = store.rooms()[0]
        store.close()
        body = json.dumps({"action": "next", "step": room.step}).encode()
        headers = {"Origin": self.home, "Cookie": f"avgrisk={self.keys['trainer']}"}
        asked = urllib.request.Request(f"{self.home}/trainer/act", body, headers)
        urllib.request.urlopen(asked, timeout=30).close()


@pytest.fixture
def room(tmp_path):
    """A room that is open until the test ends."""
    found = Room(tmp_path)
    yield found
    found.end()


class Screens:
    """The five screens of a room in one browser, each on its own."""

    def __init__(self, browser, room):
        self.browser, self.room, self.heard = browser, room, []
        self.contexts = []
        self.wall = self.open(f"/wall?lang=nl#{room.keys['wall']}", 1920, 1080)
        self.trainer = self.open(f"/trainer?lang=nl#{room.keys['trainer']}", 1280, 900)
        self.small = self.open(f"/?lang=nl#{room.keys['wall']}", 360, 740)
        self.english = self.open(f"/?lang=en#{room.keys['wall']}", 390, 844)
        self.flaky = self.open(f"/?lang=nl#{room.keys['wall']}", 412, 900)

    def open(self, path, width, height):
        size = {"width": width, "height": height}
        context = self.browser.new_context(viewport=size, reduced_motion="reduce")
        self.contexts.append(context)
        heard = Overheard()
        page = heard.listen(context.new_page())
        self.heard.append(heard)
        page.goto(self.room.home + path)
        return page

    def close(self):
        for context in self.contexts:
            context.close()

    def key(self, name):
        self.trainer.bring_to_front()
        self.trainer.locator("#desk").wait_for(timeout=WAIT)
        self.trainer.keyboard.press(name)

    def phase(self, name):
        self.wall.wait_for_selector(f"#room[data-phase={name}]", timeout=WAIT)

    @property
    def phones(self):
        return (self.small, self.english, self.flaky)


@pytest.fixture
def screens(browser, room):
    found = Screens(browser, room)
    yield found
    found.close()


def others_vote(room, part, count=4):
    """People whose phones we need not see vote as well."""
    store = Store.at(room.folder / "s.db")
    id = store.rooms()[0].id
    for number in range(count):
        own = store.join(id, f"other {number}")
        for item in own_items(PLAN.parts[part], own):
            assert store.vote(id, f"other {number}", Vote(item.id, 1 + number % 5, "no"))
    store.close()


def choose(page, grant, may):
    page.get_by_role("radio", name=grant, exact=True).first.check()
    page.locator("#may").get_by_role("radio", name=may, exact=True).check()


def reads(page, words):
    page.get_by_text(words).first.wait_for(timeout=WAIT)


@pytest.mark.slow
def test_a_room_from_the_door_to_the_page_taken_home(screens, room, tmp_path):
    s = screens
    for page in s.phones:
        page.locator("#wait").wait_for(timeout=WAIT)
    reads(s.wall, label("workshop.screen.people", "nl", n=3))
    clean(s, "lobby")

    s.key("Space")
    for page in s.phones:
        page.locator("#ask").wait_for(timeout=WAIT)
    assert "ING" not in s.small.inner_text("#ask"), "masked"
    reads(s.english, "Would you go along with it?")
    choose(s.small, "Liever niet", "Betwist")
    choose(s.english, "Certainly not", "No")
    for page, lang in ((s.small, "nl"), (s.english, "en")):
        reads(page, label("workshop.screen.saved", lang))

    # One phone loses the network, votes, is closed and opened again, and is counted all the same.
    s.flaky.context.set_offline(True)
    choose(s.flaky, "Zeker wel", "Ja")
    reads(s.flaky, label("workshop.screen.kept", "nl"))
    s.flaky.context.set_offline(False)
    s.flaky.reload()
    reads(s.flaky, label("workshop.screen.saved", "nl"))
    expect(s.flaky.get_by_role("radio", name="Zeker wel", exact=True)).to_be_checked()
    reads(s.trainer, label("workshop.screen.voted", "nl", n=3, of=3))
    s.wall.locator("#number", has_text="3").wait_for(timeout=WAIT)
    assert not s.wall.locator("text.column").count(), "no column before the lock"
    clean(s, "open")

    others_vote(room, 0)
    s.key("t")
    s.wall.locator("#clock", has_text=re.compile(r"^4:\d\d$")).wait_for(timeout=WAIT)
    s.key("t")
    s.key("l")
    s.phase("locked")
    s.key("b")
    s.phase("open")
    s.key("l")
    for page in s.phones:
        page.locator("#wait").wait_for(timeout=WAIT)
    s.key("r")
    s.phase("spread")
    s.wall.locator("#fields .person").nth(6).wait_for(timeout=WAIT)
    expect(s.wall.locator("#fields .person")).to_have_count(7)
    reads(s.trainer, "Wie gunt het?")
    s.key("r")
    s.phase("score")
    s.wall.locator(".strip-needle").wait_for(timeout=WAIT)
    clean(s, "score")
    s.key("r")
    s.phase("story")
    reads(s.wall, label("outcome.3", "nl"))
    clean(s, "story")
    assert s.wall.evaluate("document.documentElement.scrollHeight <= innerHeight")

    for _ in range(10):  # the pair goes by without a vote
        s.key("Space")
    s.key("Space")
    s.phase("open")
    reads(s.wall, label("workshop.round_title", "nl"))
    grants = {"nl": ("Twijfel", "Zeker niet"), "en": ("In doubt", "Certainly not")}
    for page, lang in ((s.small, "nl"), (s.english, "en")):
        reads(page, label("workshop.screen.of", lang, n=1, of=2))
        assert "<b>" in page.inner_text("#plan"), "a text stays a text"
        for grant in grants[lang]:
            page.get_by_role("radio", name=grant, exact=True).first.check()
            page.locator("#after").click()
        reads(page, label("workshop.screen.again", lang))
    others_vote(room, 3, 12)
    s.key("l")
    s.key("r")
    s.phase("spread")
    s.key("Space")
    s.phase("end")
    s.wall.locator(".last").wait_for(timeout=WAIT)
    reads(s.small, label("workshop.screen.thanks", "nl"))
    clean(s, "end")
    for heard in s.heard:
        assert heard.hosts == {"127.0.0.1"}

    out = tmp_path / "rapport.html"
    command = [sys.executable, "-m", "avgrisk", "workshop", "report", "s.db", "--out", str(out)]
    subprocess.run(command, cwd=room.folder, check=True, capture_output=True)
    s.small.goto(out.as_uri())
    reads(s.small, "Krippendorff")
    assert audit(s.small) == []


@pytest.mark.slow
def test_a_wrong_code_says_so_and_hostile_texts_stay_texts(browser, room):
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="nl-NL")
    page = context.new_page()
    page.goto(f"{room.home}/")
    page.fill("#code", "AAAAAA")
    page.keyboard.press("Enter")
    reads(page, label("workshop.refused.code", "nl"))
    assert audit(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    store = Store.at(room.folder / "s.db")
    page.fill("#code", store.rooms()[0].code.lower())
    store.close()
    page.keyboard.press("Enter")
    page.locator("#wait").wait_for(timeout=WAIT)
    context.close()


@pytest.mark.slow
def test_a_phone_carries_on_when_the_server_dies_and_is_one_person_in_three_tabs(browser, room):
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="nl-NL")
    room.opened()
    tabs = [context.new_page() for _ in range(3)]
    for tab in tabs:
        tab.goto(f"{room.home}/#{room.keys['wall']}")
        tab.locator("#ask").wait_for(timeout=WAIT)
    choose(tabs[0], "Zeker niet", "Nee")
    reads(tabs[0], label("workshop.screen.saved", "nl"))
    for tab in tabs[1:]:
        tab.locator("[name=grant][value='1']:checked").wait_for(state="attached", timeout=WAIT)
    room.end(signal.SIGKILL)
    choose(tabs[1], "Twijfel", "Betwist")
    reads(tabs[1], label("workshop.screen.kept", "nl"))
    reads(tabs[1], label("workshop.screen.offline", "nl"))
    room.start()
    reads(tabs[1], label("workshop.screen.saved", "nl"))
    store = Store.at(room.folder / "s.db")
    kept = [(vote.grant, vote.may) for _, vote in store.votes(store.rooms()[0].id)]
    store.close()
    assert kept == [(3, "disputed")]
    context.close()


@pytest.mark.slow
def test_a_phone_on_3g_sleeps_wakes_waits_for_a_locked_store_and_votes_anew(browser, room):
    room.opened()
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="nl-NL")
    phone, trainer = context.new_page(), context.new_page()
    slow = {"offline": False, "latency": 400, "downloadThroughput": 50_000}
    network = context.new_cdp_session(phone)
    network.send("Network.emulateNetworkConditions", slow | {"uploadThroughput": 30_000})
    phone.goto(f"{room.home}/#{room.keys['wall']}")
    phone.locator("#ask").wait_for(timeout=WAIT)
    assert 0.8 < phone.evaluate(ON_3G) < 10, "a first question on 3G"
    phone.locator("#may").get_by_role("radio", name="Nee", exact=True).check()
    reads(phone, label("workshop.screen.half", "nl"))

    other = sqlite3.connect(room.folder / "s.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    phone.get_by_role("radio", name="Zeker niet", exact=True).first.check()
    reads(phone, label("workshop.refused.store", "nl"))
    other.execute("ROLLBACK")
    other.close()
    reads(phone, label("workshop.screen.saved", "nl"))

    context.set_offline(True)
    phone.evaluate(SEEN, "hidden")
    context.set_offline(False)
    trainer.goto(f"{room.home}/trainer#{room.keys['trainer']}")
    trainer.locator("#desk").wait_for(timeout=WAIT)
    reads(trainer, label("workshop.screen.voted", "nl", n=1, of=1))
    trainer.keyboard.press("l")
    reads(trainer, label("workshop.screen.shut", "nl"))
    phone.evaluate(SEEN, "visible")
    reads(phone, label("workshop.screen.locked", "nl"))

    trainer.click("#reset")
    trainer.get_by_role("button", name=label("workshop.trainer.yes", "nl")).click()
    phone.locator("#ask").wait_for(timeout=WAIT)
    expect(phone.locator("input:checked")).to_have_count(0, timeout=WAIT)  # nobody has voted
    context.close()


#: The seconds that what came takes on 3G, one thing after the other: no clock, so no busy machine
#: counts.
ON_3G = """() => ["navigation", "resource"].flatMap(kind => performance.getEntriesByType(kind))
  .reduce((sum, part) => sum + 0.4 + part.transferSize / 50000, 0)"""

#: A phone that goes to sleep, or wakes.
SEEN = """how => {
  Object.defineProperty(document, "visibilityState", {value: how, configurable: true});
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def clean(screens, moment):
    """Nothing grave for axe on any screen, nothing too wide, and a picture to be looked at."""
    pages = {"wall": screens.wall, "trainer": screens.trainer, "phone": screens.small}
    for name, page in pages.items():
        still(page.locator("body"), SHORT_REST)
        look(page, f"workshop-{moment}-{name}")
        assert audit(page) == [], f"{name} at {moment}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
