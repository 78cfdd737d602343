"""Which control of one plan does what: each makes another state, and the explorer goes there."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from avgrisk.explorer.scenario import state, use_fields
from avgrisk.explorer.scenario.drawn import Drawn
from avgrisk.explorer.scenario.panel import Panel
from avgrisk.explorer.scenario.state import State


class Explorer(Protocol):
    """What the controls need: the panel they stand on, the state in view, what they set going."""

    panel: Panel
    drawn: Drawn
    state: State

    def change(self, new: State) -> None: ...
    def take(self, name: str, content: bytes) -> None: ...
    def begin(self) -> None: ...
    def save(self) -> None: ...
    def restore(self) -> None: ...


#: What the buttons do that only make another state.
ACTS: dict[str, Callable[[State], State]] = {
    "undo": state.undo,
    "redo": state.redo,
    "add": state.add,
    "remove": state.remove,
}


def connect(explorer: Explorer) -> None:
    """Connect every control of the panel."""
    part, to = explorer.panel, partial(_to, explorer)
    for name, widget in part.fields.items():
        widget.observe(to(partial(_edited, widget, name)), "value")
    for widget, make in (
        (part.called, lambda now: state.rename(now, part.called.value)),
        (part.pick, lambda now: state.select(now, part.pick.value or 0)),
        (part.views, lambda now: state.look(now, part.views.value)),
        (part.language, lambda now: state.speak(now, part.language.value)),
    ):
        widget.observe(to(make), "value")
    for name, act in ACTS.items():
        part.buttons[name].on_click(to(act))
    for reading, button in part.confirms.items():
        button.on_click(to(partial(_confirmed, reading)))
    part.upload.observe(partial(_uploaded, explorer), "value")
    for name, work in (
        ("new", explorer.begin),
        ("save", explorer.save),
        ("restore", explorer.restore),
    ):
        part.buttons[name].on_click(partial(_pressed, work))


def _to(explorer: Explorer, make: Callable[[State], State]) -> Callable[[object], None]:
    """A handler that goes to the state that `make` gives, unless we moved the control."""

    def handler(_: object) -> None:
        if not explorer.drawn.busy:
            explorer.change(make(explorer.state))

    return handler


def _pressed(work: Callable[[], None], _: object) -> None:
    work()


def _edited(widget: object, field: str, now: State) -> State:
    return state.edit(now, field, use_fields.read(widget, field))


def _confirmed(reading: str, now: State) -> State:
    return state.confirm(now, reading)


def _uploaded(explorer: Explorer, _: object) -> None:
    files = explorer.panel.upload.value
    explorer.panel.upload.value = ()  # so that the same file can be opened again
    for item in files:
        explorer.take(str(item["name"]), bytes(item["content"]))
