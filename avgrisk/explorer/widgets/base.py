"""What every screen of widgets shares: the rules of the page, its controls, what is sent anew."""

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import anywidget
import ipywidgets as widgets

from avgrisk.core.labels import label
from avgrisk.core.languages import choices
from avgrisk.figures.markup import TextTwin
from avgrisk.figures.style import TOKENS, rules

#: Labels above their control, in columns that wrap.
CONTROLS = Path(__file__).with_name("controls.css")

#: What our own controls are made of: rules, and what their scripts have in common.
PARTS, SHARED = (Path(__file__).with_name(name) for name in ("parts.css", "parts.js"))

_IMPORT = re.compile(r'^import .*/parts\.js";$', re.M)


def _text(script: Path) -> str:
    return script.read_text(encoding="utf-8")


class Ours(anywidget.AnyWidget):
    """A control of our own: its script and style sheet stand beside its module under the same name,
    or are those of what it is a kind of.

    `then` is told what somebody did. `heard` gets every message of the page: a record, or
    {"said": a word}; what a page sends is not believed.
    """

    #: What comes before its own style sheet.
    SHEETS: tuple[Path, ...] = (TOKENS, PARTS)

    def __init_subclass__(cls, **more: Any) -> None:
        home = Path(str(sys.modules[cls.__module__].__file__))
        script, style = home.with_suffix(".js"), home.with_suffix(".css")
        made = cls.__name__ == cls.__mro__[1].__name__  # by traitlets, whenever a trait is added
        if not made and script.exists():
            cls._esm = _IMPORT.sub(lambda _: _text(SHARED), _text(script))
        if not made and style.exists():
            cls._css = rules(*cls.SHEETS, style)
        super().__init_subclass__(**more)

    def __init__(self, then: Callable[..., Any] = lambda *_: None, **traits: Any):
        super().__init__(**traits)
        self.then = then
        self.on_msg(
            lambda _, content, buffers: self.heard(
                content if isinstance(content, dict) else {"said": content}, buffers
            )
        )

    def heard(self, content: dict[str, Any], buffers: Any) -> None:
        """A message of the page."""


class Ourselves:
    """True within `with`: it is we who move the controls, and no wish of a reader."""

    now = False

    def __enter__(self) -> None:
        self.now = True

    def __exit__(self, *_: object) -> None:
        self.now = False

    def unless(self, do: Callable[[Any], None]) -> Callable[[Any], None]:
        """A handler of a control that does nothing where it was we who moved it."""

        def handler(change: Any) -> None:
            if not self.now:
                do(change)

        return handler


Widget = TypeVar("Widget", bound=widgets.DOMWidget)


class Screen(TextTwin, widgets.VBox):
    """A block of widgets that is one screen, with all its words where there is no widget."""

    def __init__(self, children: Iterable[widgets.Widget], *classes: str, **traits: Any):
        super().__init__(list(children), **traits)
        classed(self, "avgrisk-explorer", *classes)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """The widget, and its words for a web page and a check of the notebook."""
        return super()._repr_mimebundle_(**kwargs) | {"text/plain": self.text}


def styles(*sheets: Path) -> widgets.HTML:
    """The rules of the page and those of these style sheets, as a widget without size."""
    hidden = widgets.Layout(display="none")
    return widgets.HTML(f"<style>{rules(TOKENS, CONTROLS, *sheets)}</style>", layout=hidden)


def classed(widget: Widget, *names: str) -> Widget:
    """The widget itself, now with these classes."""
    for name in names:
        widget.add_class(name)
    return widget


def button(
    icon: str = "", words: str = "", then: Callable[[], None] | None = None
) -> widgets.Button:
    """A button of ours, with a sign or words; `then` is what it does when pressed."""
    made = classed(widgets.Button(icon=icon, description=words), "avgrisk-act")
    if then is not None:
        made.on_click(lambda _: then())
    return made


def bar(parts: Iterable[widgets.Widget], *names: str) -> widgets.Box:
    """Widgets beside one another, on more lines where they must."""
    return classed(widgets.Box(list(parts)), "avgrisk-bar", *names)


def switch(**traits: Any) -> widgets.ToggleButtons:
    """A few choices beside one another, each as wide as its words."""
    style = {"button_width": "auto", "description_width": "auto"}
    return widgets.ToggleButtons(style=style, **traits)


def language_switch() -> widgets.ToggleButtons:
    """The languages of a screen, still without words."""
    return classed(switch(), "avgrisk-lang")


def put(widget: widgets.HTML, value: str) -> None:
    """Only what changed is sent."""
    if widget.value != value:
        widget.value = value


def show(widget: widgets.DOMWidget, visible: bool) -> None:
    """Put a widget on the page or take it off."""
    display = None if visible else "none"
    if widget.layout.display != display:
        widget.layout.display = display


def choose_language(widget: widgets.ToggleButtons, lang: str) -> None:
    """The languages by their names, this one chosen."""
    choose(widget, choices(), lang, label("scenario.language", lang))


def choose(widget: Any, options: list[tuple[str, Any]], value: Any, name: str = "") -> None:
    """Send name, options and value together, so that no other value is shown in between."""
    with widget.hold_sync():
        widget.description = name or widget.description
        if tuple(widget.options) != tuple(options):
            widget.options = options
        if widget.value != value:
            widget.value = value
