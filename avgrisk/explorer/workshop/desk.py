"""A workshop on one desk: plan it and take the file along, rehearse it, look back on rooms."""

from collections.abc import Callable
from pathlib import Path

import anywidget
import ipywidgets as widgets
import traitlets

from avgrisk.core.labels import explain, label
from avgrisk.core.records import InputError
from avgrisk.explorer.register.saver import Saver
from avgrisk.explorer.widgets import base
from avgrisk.explorer.widgets.base import bar, classed
from avgrisk.explorer.widgets.names import Names
from avgrisk.explorer.workshop.planner import WorkshopPlanner
from avgrisk.explorer.workshop.practice import Practice
from avgrisk.explorer.workshop.rooms import kept_rooms, room_card
from avgrisk.figures.markup import esc
from avgrisk.workshop.database import StoreFailed
from avgrisk.workshop.report import report_html

#: How the desk looks beside what every screen has.
STYLE = Path(__file__).with_suffix(".css")


class Here(anywidget.AnyWidget):
    """Whether the page is shown on the machine that it runs on: only there a rehearsal is seen."""

    _esm = Path(__file__).with_name("here.js")
    local = traitlets.Bool(False).tag(sync=True)


class WorkshopDesk(base.Screen):
    """Plan, rehearse, look back. `lang` is the language, `folder` where rooms are looked for.

    It starts no server that others reach: a rehearsal listens on this machine only, and for a real
    room it says the command. `text` is what the screen says.
    """

    lang = traitlets.Unicode("nl")
    planner: WorkshopPlanner
    rooms: widgets.Dropdown
    room: widgets.HTML
    taken: widgets.Button

    def __init__(self, lang: str = "nl", folder: str | Path = "."):
        self.folder, self.practice = Path(folder), Practice()
        self.saver, self.here = Saver(), Here()
        self.language, self.names = base.language_switch(), Names()
        top, self.body = bar([self.language], "avgrisk-top"), widgets.VBox()
        shown = [base.styles(base.PARTS, STYLE), top, self.body, self.saver, self.here, self.names]
        super().__init__(shown, "avgrisk-scenario", "avgrisk-workshop", lang=lang)
        self._make()
        self.observe(self._spoke, "lang")
        self.language.observe(self._pressed, "value")
        self.here.observe(lambda _: self._ready(), "local")

    @property
    def text(self) -> str:
        """What is on screen, in words."""
        parts = [self._say(key) for key in ("title", "lead")]
        return "\n".join([*parts, self.planner.text, self.said, self.looked]).strip()

    def rehearse(self) -> None:
        """Start a rehearsal of the session on the desk, and show where its screens are."""
        assert self.planner.session is not None
        try:
            found = self.practice.start(self.planner.session.plan, self.lang)
        except (InputError, OSError) as error:
            self._tell(_why(error, self.lang))
            return
        links = [("trainer", found.trainer), ("wall", found.wall), ("phone", found.phone)]
        shown = " ".join(
            f'<a class="avgrisk-press" target="_blank" rel="noopener noreferrer"'
            f' href="{esc(address)}">{esc(self._say(f"open_{name}"))}</a>'
            for name, address in links
        )
        self._tell(self._say("rehearsing"), f'<p class="avgrisk-links">{shown}</p>')
        self._ready()

    def end(self) -> None:
        """End the rehearsal."""
        self.practice.stop()
        self._tell(self._say("ended"))
        self._ready()

    def look(self) -> None:
        """Show what the chosen room said so far; pressed again, it is followed."""
        if self.rooms.value is None:
            return
        try:
            found = room_card(self.rooms.value.session(), self.lang)
        except (InputError, StoreFailed) as error:
            told = _why(error, self.lang)
            self.room.value, self.looked = f'<p role="alert">{esc(told)}</p>', told
            return
        self.room.value, self.looked = found.markup, found.text
        self.taken.disabled = False

    def take(self) -> None:
        """Download the page to take home."""
        session = self.rooms.value.session()
        page = report_html(session.back, self.lang, session.opened)
        self.saver.save(f"workshop-{session.opened}.html", "text/html", page.encode())

    def again(self) -> None:
        """Look once more which rooms there are."""
        found = kept_rooms(self.folder)
        base.choose(self.rooms, [(kept.named(self.lang), kept) for kept in found], None)
        self.rooms.value = found[0] if found else None
        self.none.value = "" if found else f"<p>{esc(self._say('no_rooms'))}</p>"
        self.looking.disabled = not found
        self.taken.disabled = True

    def _make(self, was: WorkshopPlanner | None = None) -> None:
        """Everything in the language of the moment; a plan that was made stands there again."""
        self.planner = WorkshopPlanner(self.lang, self.folder, self.saver)
        self.planner.observe(lambda _: self._ready(), "session")
        self.practise = self._button("rehearse", self.rehearse)
        self.stopped = self._button("end", self.end)
        self.screens, self.said, self.looked = classed(widgets.HTML(), "avgrisk-live"), "", ""
        self.rooms = classed(widgets.Dropdown(description=self._say("room")), "avgrisk-field")
        self.looking = self._button("look", self.look)
        self.taken = self._button("take", self.take)
        self.room, self.none = widgets.HTML(), widgets.HTML()
        self.body.children = (
            _part(self._words("h2", "title", "lead"), self.planner),
            _part(
                self._words("h3", "rehearsal", "rehearsal_how"),
                bar([self.practise, self.stopped]),
                self.screens,
            ),
            _part(self._words("h3", "serve", "serve_how")),
            _part(
                self._words("h3", "back", "back_how"),
                *(self.none, self.rooms, bar([self.looking, self.taken]), self.room),
            ),
        )
        base.choose_language(self.language, self.lang)
        self.names.name, self.names.lang = self._say("title"), self.lang
        if was is not None:
            self.planner.take_over(was)
        self.again()
        self._ready()

    def _ready(self) -> None:
        """What can be pressed: a rehearsal needs a session, and a browser on this machine."""
        self.practise.disabled = not (self.planner.session and self.here.local)
        base.show(self.stopped, self.practice.going)

    def _tell(self, line: str, more: str = "") -> None:
        self.said = line
        self.screens.value = f"<p>{esc(line)}</p>{more}"

    def _pressed(self, change: dict) -> None:
        if change["new"]:
            self.lang = change["new"]

    def _spoke(self, _: dict) -> None:
        links, said = self.screens.value if self.practice.going else "", self.said
        self._make(self.planner)
        if links:
            self.screens.value, self.said = links, said

    def _words(self, tag: str, title: str, text: str) -> widgets.HTML:
        told = f"<{tag}>{esc(self._say(title))}</{tag}><p>{esc(self._say(text), 600)}</p>"
        return classed(widgets.HTML(told), "avgrisk-words")

    def _button(self, key: str, work: Callable[[], None]) -> widgets.Button:
        return base.button(words=self._say(key), then=work)

    def _say(self, key: str) -> str:
        return label(f"workshop.planner.{key}", self.lang)


def _why(error: Exception, lang: str) -> str:
    return explain(error, lang) if isinstance(error, InputError) else str(error)


def _part(*shown: widgets.Widget) -> widgets.VBox:
    """A part of the desk, on a card of its own."""
    return classed(widgets.VBox(list(shown)), "avgrisk-card")
