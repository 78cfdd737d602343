"""What the scenario explorer knows: scenarios, the one in view, language, and the way back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from avgrisk.core.records import LEVEL_FIELDS, READINGS, TEXT_FIELDS, InputError, ProposedUse
from avgrisk.explorer.scenario.scenario_file import MOST, NAME, Scenario, plain
from avgrisk.figures.markup import language
from avgrisk.indicators.measure import measure
from avgrisk.scoring.legal import VIEWS
from avgrisk.scoring.levers import levers, settings
from avgrisk.vocabulary import sectors

#: Steps that can be undone.
DEPTH = 200

#: What a new value takes with it: a reading confirmed or coded for what stood there before.
CLEARS: dict[str, tuple[str, ...]] = {
    "purpose_statement": ("vagueness",),
    "proposed_use": ("proposed_use_key", "tree", "domain", "purpose_distance", "image_misfit"),
    "proposed_use_key": ("tree", "domain", "purpose_distance", "image_misfit"),
    "collected_for_key": ("tree", "domain", "purpose_distance"),
    "collected_for": ("collected_for_key", "tree", "domain", "purpose_distance"),
    "recipient": ("purpose_distance", "recipient_words"),
    "recipient_words": ("purpose_distance",),
    "inferred": ("purpose_distance",),
    "data_categories": ("data_sensitivity",),
    "identifiability": ("data_sensitivity",),
    "data_subjects": ("purpose_distance", "data_sensitivity", "control_gap"),
    "image_fit": ("image_misfit",),
    "trust": ("trust_gap",),
    "value_returned": ("value_gap",),
    "control": ("control_gap",),
}

Kept = tuple[tuple[Scenario, ...], int]


@dataclass(frozen=True, slots=True)
class State:
    """One to six scenarios with one in view; `past` and `future` hold what undo and redo need.

    `last` names the last change, so that letters typed in one field are one step back.
    """

    scenarios: tuple[Scenario, ...] = (Scenario(),)
    active: int = 0
    lang: str = "nl"
    view: str = "letter"
    past: tuple[Kept, ...] = ()
    future: tuple[Kept, ...] = ()
    last: str = ""

    @property
    def scenario(self) -> Scenario:
        """The scenario in view."""
        return self.scenarios[self.active]

    @property
    def use(self) -> ProposedUse:
        """The proposed use in view."""
        return self.scenario.use


def edit(state: State, field: str, value: Any) -> State:
    """Another value of one field of the use in view; letters in one text are one step back."""
    if field in TEXT_FIELDS:
        value = plain(str(value))
    changes = {name: _empty(name) for name in CLEARS.get(field, ())}
    use = state.use
    if field == "sector" and sectors.find(value) != sectors.find(use.sector):
        # Without what hung on the organisation: its image, its trust, the data logical
        # there
        gone = ("controller", "image_fit", "data_logical", "trust", "image_misfit", "trust_gap")
        use = use.replace(**{name: _empty(name) for name in gone})
    changed = use.replace(**changes, **{field: value})
    if getattr(changed, field) == getattr(state.use, field):
        return state
    typed = field in TEXT_FIELDS or field == "data_categories"
    return _put(state, replace(state.scenario, use=changed), field, joins=typed)


def plan(state: State, use: ProposedUse) -> State:
    """Another plan in the place of the one in view; undo takes it back."""
    if use == state.use:
        return state
    return _put(state, Scenario("", use), "plan")


def rename(state: State, name: str) -> State:
    """Another name for the scenario in view."""
    return _put(state, replace(state.scenario, name=plain(name, NAME)), "name", joins=True)


def confirm(state: State, reading: str) -> State:
    """Take over a suggested reading as it stands; what is not a suggestion stays as it is."""
    if reading not in READINGS:
        raise InputError("reading", reading, ", ".join(READINGS))
    found = measure(reading, state.use)
    if found.status != "suggested":
        return state
    use = state.use.replace(**{reading: found.range})
    return _put(state, replace(state.scenario, use=use), f"confirm.{reading}")


def apply_lever(state: State, *keys: str) -> State:
    """Pull one or more levers of levers.csv on the use in view; an unknown one is an InputError."""
    known = {lever.key: lever for lever in levers()}
    use = state.use
    for key in keys:
        if key not in known:
            raise InputError("lever", key, ", ".join(known))
        use = use.replace(**settings(use, known[key]))
    return _put(state, replace(state.scenario, use=use), f"lever.{'+'.join(keys)}")


def add(state: State, name: str = "") -> State:
    """A copy of the scenario in view, put at the end and into view; six at most."""
    if len(state.scenarios) >= MOST:
        return state
    copy = replace(state.scenario, name=plain(name, NAME) or state.scenario.name)
    return _keep(state, (*state.scenarios, copy), len(state.scenarios), "add")


def remove(state: State) -> State:
    """Without the scenario in view; the last one stays."""
    if len(state.scenarios) == 1:
        return state
    left = state.scenarios[: state.active] + state.scenarios[state.active + 1 :]
    return _keep(state, left, max(0, state.active - 1), "remove")


def select(state: State, place: int) -> State:
    """Another scenario in view; a place that is not there is the nearest one."""
    return replace(state, active=max(0, min(len(state.scenarios) - 1, place)), last="")


def fill(state: State, scenarios: Sequence[Scenario]) -> State:
    """Scenarios from a file in the place of what stood there; undo brings that back."""
    if not 0 < len(scenarios) <= MOST:
        raise InputError("scenarios", len(scenarios), f"1-{MOST}")
    return _keep(state, tuple(scenarios), 0, "fill")


def look(state: State, view: str) -> State:
    """Another view of the law: "letter" or "strict"."""
    if view not in VIEWS:
        raise InputError("view", view, ", ".join(VIEWS))
    return replace(state, view=view)


def speak(state: State, lang: str) -> State:
    """The other language; an unknown one is an InputError."""
    return replace(state, lang=language(lang))


def reword(state: State, use: ProposedUse) -> State:
    """The plan in view in other words, which is no step by itself."""
    return replace(state, scenarios=_instead(state, replace(state.scenario, use=use)))


def undo(state: State) -> State:
    """One step back; at the start nothing happens."""
    return _moved(state, "past", "future")


def redo(state: State) -> State:
    """One step forward again; at the end nothing happens."""
    return _moved(state, "future", "past")


def _moved(state: State, way: str, other: str) -> State:
    """One step along a way, `past` or `future`; what stood in view lies on the other."""
    if not getattr(state, way):
        return state
    *left, (scenarios, active) = getattr(state, way)
    kept = (*getattr(state, other), (state.scenarios, state.active))
    ways: dict[str, Any] = {way: tuple(left), other: kept}
    return replace(state, scenarios=scenarios, active=active, last="", **ways)


def _instead(state: State, scenario: Scenario) -> tuple[Scenario, ...]:
    """The scenarios with this one in the place of the one in view."""
    at = state.active
    return (*state.scenarios[:at], scenario, *state.scenarios[at + 1 :])


def _put(state: State, scenario: Scenario, what: str, joins: bool = False) -> State:
    """One step with this scenario in view; none where nothing changed."""
    if scenario == state.scenario:
        return state
    return _keep(state, _instead(state, scenario), state.active, what, joins)


def _keep(
    state: State, scenarios: tuple[Scenario, ...], active: int, what: str, joins: bool = False
) -> State:
    """The new scenarios, with the old ones put away unless this only goes on with the last step."""
    past = state.past
    if not (joins and what == state.last):
        past = (*past, (state.scenarios, state.active))[-DEPTH:]
    return replace(state, scenarios=scenarios, active=active, past=past, future=(), last=what)


def _empty(name: str) -> object:
    return None if name in LEVEL_FIELDS else ""
