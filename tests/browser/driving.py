"""How the browser tests drive a page: open, type, move, read, and overhear what it should not do."""

from __future__ import annotations

import contextlib
import itertools
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, TimeoutError, expect

from avgrisk.core.labels import LANGUAGES, label
from avgrisk.core.records import ProposedUse
from avgrisk.explorer.scenario.scenario_file import Scenario, to_json
from avgrisk.explorer.scenario.use_fields import TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from serving import App, Lab

#: Milliseconds until a test gives up waiting: for an answer, for a page or a notebook. Patience
#: costs nothing where all is well, and on a busy machine the answer comes late.
WAIT, LONG = 60_000, 240_000
#: Milliseconds after which a click is given once more.
AGAIN = 10_000

#: Milliseconds without a change after which a page is at rest: longer than the explorer's own pause
#: (advice, saving, after half a second), and for what needs no more than an answer.
REST, SHORT_REST = 700, 200

#: A number for each file that is opened, so that what is said of one is not taken for another's.
OPENED = itertools.count(1)

#: Where the explorer stands on a page.
HOME = ".avgrisk-scenario"

#: How many code cells there are, how many have run, and the first error if there is one.
PROGRESS = """() => {
  const cells = jupyterapp.shell.currentWidget.content.widgets.filter(c => c.model.type === "code");
  const outputs = cells.flatMap(c => c.model.sharedModel.outputs);
  const bad = outputs.find(o => o.output_type === "error");
  return {all: cells.length, run: cells.filter(c => c.model.executionCount).length,
          busy: cells.some(c => c.promptNode && c.promptNode.textContent.includes("*")),
          error: bad ? bad.ename + ": " + bad.evalue : ""};
}"""

#: Waits until nothing below an element has changed for a while.
STILL = """(home, quiet) => new Promise(done => {
  const end = () => { watcher.disconnect(); done(); };
  let timer = setTimeout(end, quiet);
  const watcher = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(end, quiet); });
  const what = {subtree: true, childList: true, characterData: true, attributes: true};
  watcher.observe(home, what);
})"""

#: For what JupyterLab might do otherwise: in the app, and in notebook 03.
BOTH = pytest.mark.parametrize("desk", ("app", "lab"), indirect=True)

#: Every panel in view at once, as on paper: what a test looks for may stand under any tab.
OPEN = """
  .avgrisk-away.avgrisk-away { display: grid !important; }
  .avgrisk-app .avgrisk-one, .avgrisk-app .avgrisk-one > .avgrisk-tab { overflow: visible !important; }
  .avgrisk-app .avgrisk-one > .avgrisk-tab { flex: none !important; }
  .avgrisk-app.avgrisk-app, .avgrisk-app .avgrisk-one { height: auto !important; }
"""

#: Waits until what was asked of a page is drawn.
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

FOLD = "() => document.querySelectorAll('details[open]').forEach(part => { part.open = false; })"
IDLE = "() => jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"

#: What is said on the console whatever we do; Voilà refuses its own farewell of a page that is
#: left (403), so its kernel stays until it is culled.
NOT_OURS = ("favicon", "ResizeObserver loop", "voila/api/shutdown")


#: A plan of which every control moves the score.
START = ProposedUse(
    sector="supermarket",
    purpose_statement="Wij kunnen uw gegevens gebruiken voor betere diensten en aanbiedingen.",
    collected_for="Sparen met de klantenkaart",
    proposed_use="Aanbiedingen van merken tonen op grond van eerdere aankopen",
    data_categories=("user.behavior.purchase_history",),
    recipient="via_us",
    control="terms",
    value_returned="token",
    identifiability="indirect",
)


@dataclass
class Overheard:
    """What a page did that a user does not see: requests, messages, errors, dialogs."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def listen(self, page: Any) -> Any:
        """Listen to a page from now on; the page comes back."""
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda socket: self.requests.append(socket.url))
        page.on("pageerror", lambda error: self.errors.append(f"pageerror: {error}"))
        page.on("console", self._said)
        page.on("dialog", self._asked)
        return page

    @property
    def hosts(self) -> set[str | None]:
        """Every host that was asked for something."""
        web = ("http", "ws")
        return {urlsplit(url).hostname for url in self.requests if url.startswith(web)}

    def forget(self) -> None:
        """Start anew; requests are kept."""
        self.errors.clear()
        self.dialogs.clear()

    def quiet(self) -> None:
        """Fails when something happened that should not."""
        assert self.errors == [], f"errors on the console of the browser: {self.errors}"
        assert self.dialogs == [], "a dialog opened"
        assert self.hosts == {"127.0.0.1"}, "another host was asked for something"

    def _said(self, message: Any) -> None:
        told = f"{message.text} {message.location.get('url', '')}"
        if message.type == "error" and not any(word in told for word in NOT_OURS):
            self.errors.append(told)

    def _asked(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


@dataclass(frozen=True)
class Opened:
    """A page, what it did unseen, and (a notebook) how running it went."""

    page: Any
    heard: Overheard
    result: Any


class Pages:
    """Pages by name that stay open from test to test, each in a context of its own."""

    def __init__(self, browser: Any):
        self.browser, self.kept = browser, {}

    def take(self, name: str, height: int, opens: Callable[[Any], Any]) -> Opened:
        """The page of this name; the first time `opens` gets it, 1280 px wide, and tells how it went."""
        if name not in self.kept:
            context = self.browser.new_context(
                locale="nl-NL", viewport={"width": 1280, "height": height}
            )
            heard = Overheard()
            try:
                page = heard.listen(context.new_page())
                self.kept[name] = Opened(page, heard, opens(page))
            except BaseException:
                context.close()
                raise
        return self.kept[name]

    def close(self) -> None:
        """Close them all, also one that is broken; who asks for one again gets it anew."""
        for opened in self.kept.values():
            with contextlib.suppress(Error):
                opened.page.context.close()
        self.kept.clear()


def open_app(page: Any, app: App, as_drawn: bool = False) -> Any:
    """The app on a page, with its question in view and every panel open, unless `as_drawn`."""
    page.goto(app.address, wait_until="domcontentloaded", timeout=LONG)
    page.wait_for_selector(f"{HOME} .avgrisk-ask textarea", timeout=LONG)
    page.wait_for_selector(f"{HOME} .avgrisk-tabs button", timeout=LONG)
    if not as_drawn:
        page.add_style_tag(content=OPEN)
    page.wait_for_selector(f"{HOME} .avgrisk-fields textarea", state="attached", timeout=LONG)
    return page


def go(page: Any, place: str) -> None:
    """Open a place of the app, in Dutch, whatever language the test before left it in."""
    names = "|".join(re.escape(label(place, lang)) for lang in LANGUAGES)
    page.get_by_role("button", name=re.compile(f"^({names})$")).click(timeout=WAIT)
    # A button that is drawn anew at that moment does not hear a click.
    for patience in (AGAIN, AGAIN, WAIT):
        page.get_by_role("button", name=label("language.name", "nl")).click(timeout=WAIT)
        with contextlib.suppress(TimeoutError if patience < WAIT else ()):
            page.get_by_role("button", name=label(place, "nl"), exact=True).wait_for(
                timeout=patience
            )
            return


def new_plan(page: Any) -> None:
    """An empty plan in Dutch at a desk, whatever the test before left in view."""
    page.set_viewport_size({"width": 1280, "height": 800})
    go(page, "app.one")
    page.get_by_role("button", name=label("one.new"), exact=True).click()
    page.locator(".avg-pin", has_text=label("standing.none")).wait_for(timeout=WAIT)
    expect(page.locator(".avgrisk-chip")).to_have_count(0)  # those of the plan before
    page.locator(".avgrisk-examples button").first.wait_for(timeout=WAIT)


def open_notebook(page: Any, lab: Lab, name: str) -> dict:
    """Open a notebook, run all its cells, and return how that went."""
    # A kernel beforehand: otherwise two start, and only one cell runs.
    kernel = {"name": "python3"}
    lab.ask("api/sessions", {"path": name, "name": name, "type": "notebook", "kernel": kernel})
    address = f"{lab.address}/lab/tree/{name}?token={lab.token}&reset"
    page.goto(address, wait_until="domcontentloaded", timeout=LONG)
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=LONG)
    page.wait_for_function(IDLE, timeout=LONG)
    page.add_style_tag(content=OPEN)
    return run_all(page)


def run_all(page: Any) -> dict:
    """Run every cell of the notebook in view, and return how that went."""
    page.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_function(
        f"() => {{ const p = ({PROGRESS})(); return p.error || (p.run === p.all && !p.busy); }}",
        timeout=LONG,
    )
    return page.evaluate(PROGRESS)


def still(home: Any, quiet: int = REST) -> None:
    """Wait until a part of a page is at rest: drawn, and unchanged for so many milliseconds."""
    home.page.evaluate(DRAWN)
    home.evaluate(STILL, quiet, timeout=WAIT)


class Desk:
    """One scenario explorer on a page, by the words on its controls, in the language it shows."""

    def __init__(self, page: Any, server: str, lang: str = "nl"):
        self.page, self.server, self.lang = page, server, lang
        self.home = page.locator(HOME).first

    def say(self, key: str, **values: object) -> str:
        """A label in the language of the screen."""
        return label(key, self.lang, **values)

    def button(self, key: str) -> Any:
        """A button by its label."""
        return self.home.get_by_role("button", name=self.say(key), exact=True)

    def field(self, name: str) -> Any:
        """A field of the form: where one types, or its chosen radio button."""
        return self.block(name).locator("textarea, input:not([type=radio]), input:checked").first

    def choose(self, name: str, at: int) -> str:
        """Take a level by its place, -1 is the last; its words come back."""
        radios = self.block(name).locator("input[type=radio]")
        radio = radios.nth(at if at >= 0 else radios.count() + at)
        radio.check()
        return radio.locator("xpath=..").inner_text()

    def block(self, name: str) -> Any:
        """A field with its label and what it says of its value."""
        return self.labelled(f"scenario.field.{name}")

    def labelled(self, key: str) -> Any:
        """A control with the label that stands over it."""
        title = self.page.get_by_text(self.say(key), exact=True)
        return self.home.locator(".avgrisk-field", has=title)

    def type(self, name: str, text: str) -> None:
        """Put a text in a field and leave it, as a person does."""
        where = self.field(name)
        where.fill(text)
        where.dispatch_event("change")
        if name not in TEXTS:
            where.press("Enter")

    @property
    def score(self) -> str:
        """The score as it stands on the strip."""
        return self.home.locator(".avg-big").first.inner_text()

    def wait_score(self, differs: str) -> str:
        """Wait until the score is another one; it comes back."""
        changed = (
            "([home, old]) => {"
            " const now = home.querySelector('.avg-big');"
            " return now && now.textContent !== old; }"
        )
        self.until(changed, differs, f"the score stays {differs}")
        return self.score

    def until(self, test: str, value: object = None, otherwise: str = "") -> None:
        """Wait until a JavaScript test on (this explorer, value) holds, or say what is wrong."""
        home = self.home.element_handle()
        try:
            self.page.wait_for_function(test, arg=[home, value], timeout=WAIT)
        except TimeoutError:
            pytest.fail(otherwise or f"in vain waited for {test} with {value!r}", pytrace=False)

    def reads(self, words: str, gone: bool = False) -> None:
        """Wait until these words are on screen, or no longer."""
        test = "([home, words]) => home.innerText.includes(words)"
        if gone:
            self.until(test.replace("=> ", "=> !"), words, f"still on screen: {words!r}")
        else:
            self.until(test, words, f"not on screen: {words!r}")

    def still(self, quiet: int = REST) -> None:
        """Wait until the explorer is at rest."""
        still(self.home, quiet)

    def answered(self) -> None:
        """Wait until everything typed so far was answered: the kernel works in order."""
        for view in ("strict", "letter"):
            words = self.say(f"explorer.view.{view}")
            self.home.get_by_role("button", name=words).click()
            self.reads(f"{self.say('axis.legal')} ({words})")

    def put(self, *uses: ProposedUse, names: tuple[str, ...] = ()) -> None:
        """Open a file with these uses, as people do, and wait until all that shows them is in place."""
        titles = names or ("",) * len(uses)
        rows = [Scenario(name, use) for name, use in zip(titles, uses, strict=True)]
        file = f"proef-{next(OPENED)}.json"
        self.upload(to_json(rows).encode(), file)
        self.reads(self.say("scenario.loaded", count=len(uses), file=file))
        self.answered()  # the line comes first, pictures and controls each in a message of its own

    def unfold(self) -> None:
        """Open everything that opens."""
        closed = "home => home.querySelectorAll('details:not([open]) > summary')"
        self.home.evaluate(f"{closed}.forEach(part => part.click())")

    def upload(self, content: bytes, name: str = "proef.json") -> None:
        """Open a file with this content."""
        file = {"name": name, "mimeType": "application/json", "buffer": content}
        with self.page.expect_file_chooser(timeout=WAIT) as chooser:
            self.home.locator(".widget-upload").click()
        chooser.value.set_files([file])

    def clear(self) -> None:
        """Dutch, the law by the letter, everything folded, and one scenario: START."""
        if self.home.get_attribute("lang") == "en":
            self.lang = "en"
        self.speak("nl")
        self.put(START)
        self.page.evaluate(FOLD)

    def speak(self, lang: str) -> None:
        """Switch the language on screen."""
        self.home.get_by_role("button", name=label("language.name", lang)).click()
        self.lang = lang
        self.reads(self.say("scenario.field.proposed_use"))  # no word for whose data it is

    def saved(self) -> dict:
        """What the button that saves gives: the content of the file."""
        self.button("scenario.save").click()
        self.answered()  # a link that was saved before stands there until then
        link = self.home.locator("a[download]")
        with self.page.expect_download(timeout=WAIT) as download:
            link.click()
        return json.loads(open(download.value.path(), encoding="utf-8").read())
