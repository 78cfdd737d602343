"""Where a room stands: its part, and what of that part it may see; pure steps, nothing kept."""

from dataclasses import dataclass

#: Of a part, in order: voting, votes closed, how the room split, the score, what really happened.
PHASES = ("open", "locked", "spread", "score", "story")

#: Before the first part, and after the last: how many are there, and what the room's weights are.
LOBBY, END = "lobby", "end"


@dataclass(frozen=True, slots=True)
class Place:
    """Part number from 0 (-1 in the lobby) and phase."""

    part: int
    phase: str


START = Place(-1, LOBBY)


def shown(phase: str, at: str) -> bool:
    """Whether a room in phase `at` may see what belongs to `phase` of the same part.

    >>> shown("spread", "locked"), shown("spread", "score")
    (False, True)
    """
    return at in PHASES and PHASES.index(at) >= PHASES.index(phase)


def later(one: str, other: str) -> str:
    """The later of two phases of a part."""
    return max(one, other, key=PHASES.index)


def forward(place: Place, rounds: tuple[bool, ...], furthest: dict[int, str]) -> Place:
    """One step on. A part that was here before comes back as far as it was revealed; a part of
    vignettes (`rounds`) has no score of its own and no story.

    >>> forward(Place(0, "open"), (False,), {}), forward(Place(0, "story"), (False,), {}).phase
    (Place(part=0, phase='locked'), 'end')
    """
    if place.phase == END:
        return place
    steps = phases_of(place.part, rounds)
    if place.phase in steps and place.phase != steps[-1]:
        return Place(place.part, steps[steps.index(place.phase) + 1])
    if place.part + 1 == len(rounds):
        return Place(place.part, END)
    following = place.part + 1
    return Place(following, furthest.get(following, PHASES[0]))


def backward(place: Place, rounds: tuple[bool, ...], furthest: dict[int, str]) -> Place:
    """One step back. Votes do not open again once their spread was shown.

    >>> backward(Place(0, "spread"), (False,), {0: "spread"})
    Place(part=0, phase='locked')
    """
    if place.phase == LOBBY:
        return place
    if place.phase == END:
        return Place(place.part, phases_of(place.part, rounds)[-1])
    at = PHASES.index(place.phase)
    revealed = shown("spread", furthest.get(place.part, PHASES[0]))
    if at > (1 if revealed else 0):
        return Place(place.part, PHASES[at - 1])
    if place.part == 0:
        return START
    before = place.part - 1
    return Place(before, furthest.get(before, PHASES[0]))


def phases_of(part: int, rounds: tuple[bool, ...]) -> tuple[str, ...]:
    """The phases of a part; none in the lobby."""
    if part < 0:
        return ()
    return PHASES[:3] if rounds[part] else PHASES
