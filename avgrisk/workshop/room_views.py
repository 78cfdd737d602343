"""What each screen may see of a room now: nothing of a part's answers before they are locked."""

from collections.abc import Sequence
from typing import Any

from avgrisk.core.labels import LANGUAGES, label
from avgrisk.core.records import READINGS
from avgrisk.core.wording import number
from avgrisk.workshop.kept import FEWEST, Room, Vote
from avgrisk.workshop.phases import END, LOBBY, forward, shown
from avgrisk.workshop.session_file import Item, Part, own_items
from avgrisk.workshop.spread import MAY, STEPS, Spread, spread
from avgrisk.workshop.told import plan_told, score_told, story

Votes = Sequence[tuple[str, Vote]]


def phone(room: Room, lang: str, block: int) -> dict[str, Any]:
    """What every phone of a block gets: the plan while it is judged, the split once it is shown."""
    state = _common(room)
    part = part_of(room)
    if part is None or room.place.phase == END:
        return state
    state["items"] = [_plan(item, lang, room) for item in own_items(part, block)]
    state["judgements"] = room.plan.judgements
    return state


def wall(room: Room, lang: str, people: int, voted: int, votes: Votes) -> dict[str, Any]:
    """What the projector shows. `votes` are looked at only where the spread may be shown."""
    state = _common(room) | {"people": people, "voted": voted, "code": room.code}
    part = part_of(room)
    if part is None or room.place.phase == END:
        return state
    first = part.items[0]
    told = plan_told(first, lang, room.plan.masked)
    state["question"] = {"title": told.title, "lead": told.lead}
    if part.is_round:
        text = label("workshop.round", lang, count=len(part.items))
        title = label("workshop.round_title", lang)
        state["question"] = {"title": title, "lead": text, "round": True}
    if shown("spread", room.place.phase):
        state["spread"] = _featured(part, votes, lang)
    if not part.is_round and shown("score", room.place.phase):
        state["score"] = _score(first, lang)
    if not part.is_round and shown("story", room.place.phase):
        state["story"] = story(first, lang)
        state["story"]["why"] = part.why[LANGUAGES.index(lang)]
    return state


def trainer(
    room: Room, lang: str, people: int, voted: int, votes: Votes, address: str
) -> dict[str, Any]:
    """What the trainer sees: the projector's view, the whole plan, a prompt to talk, the notes."""
    state = wall(room, lang, people, voted, votes)
    part = part_of(room)
    state |= {"address": address, "link": room.link, "then": _then(room, lang)}
    if part is None or room.place.phase == END:
        key = END if room.place.phase == END else LOBBY
        program = [_named(part, lang, room) for part in room.plan.parts]
        return state | {"prompt": label(f"workshop.prompt.{key}", lang), "program": program}
    state["plan"] = [_plan(item, lang, room) for item in part.items[:1]]
    state["prompt"] = _prompt(room, part, lang)
    state["notes"] = part.notes
    state["own_notes"] = room.notes.get(room.place.part, "")
    state["minutes"] = part.minutes
    return state


def _then(room: Room, lang: str) -> str:
    """What the next step does, in words; empty at the end."""
    rounds = tuple(part.is_round for part in room.plan.parts)
    place = forward(room.place, rounds, room.furthest)
    if place == room.place:
        return ""
    key = place.phase if place.part == room.place.part else "part"
    return label(f"workshop.then.{key}", lang)


def _named(part: Part, lang: str, room: Room) -> list[str]:
    """A part by name and minutes, for the trainer who looks ahead; a masked case stays masked."""
    title = label("workshop.program.round", lang)
    if not part.is_round:
        title = plan_told(part.items[0], lang, room.plan.masked).title
    minutes = label("workshop.minutes", lang, minutes=part.minutes) if part.minutes else ""
    return [title, minutes]


def _score(item: Item, lang: str) -> dict[str, Any]:
    """The score with its margin and band, and the same in words."""
    found = score_told(item)
    band = label(f"band.{found['band']}", lang)
    low, high = (number(found[end], lang, 0) for end in ("low", "high"))
    told = label("workshop.screen.scored", lang, band=band.lower(), low=low, high=high)
    return found | {"told": told}


def part_of(room: Room) -> Part | None:
    """The part the room is at, None in the lobby."""
    return room.plan.parts[room.place.part] if room.place.part >= 0 else None


def _common(room: Room) -> dict[str, Any]:
    return {
        "room": room.id,
        "step": room.step,
        "part": room.place.part + 1,
        "parts": len(room.plan.parts),
        "phase": room.place.phase,
    }


def _plan(item: Item, lang: str, room: Room) -> dict[str, Any]:
    told = plan_told(item, lang, room.plan.masked)
    return {"id": item.id, "title": told.title, "rows": [list(row) for row in told.rows]}


def _prompt(room: Room, part: Part, lang: str) -> str:
    """What to ask the room now: the session's own words at the spread, else a standing prompt."""
    own = part.discuss[LANGUAGES.index(lang)]
    if own and room.place.phase == "spread":
        return own
    kind = "round" if part.is_round else "case"
    return label(f"workshop.prompt.{kind}.{room.place.phase}", lang)


def _featured(part: Part, votes: Votes, lang: str) -> list[dict[str, Any]]:
    """The split over a case; of a round the most and the least granted and the most divided."""
    found = spreads(part, votes)
    if not part.is_round:
        one = found.get(part.items[0].id)
        return [_split(one, "", "", lang)] if one else [{"few": FEWEST}]
    if not found:
        return [{"few": FEWEST}]
    titles = {item.id: item.titles[LANGUAGES.index(lang)] for item in part.items}
    by_risk = sorted(found, key=lambda id: found[id].against or 0)
    rest = by_risk[1:-1] or by_risk
    divided = max(rest, key=lambda id: found[id].divided)
    named = {"most": by_risk[0], "divided": divided, "least": by_risk[-1]}
    return [_split(found[id], titles[id], f"workshop.{key}", lang) for key, id in named.items()]


def spreads(part: Part, votes: Votes) -> dict[str, Spread]:
    """The split of every item that five people or more voted on."""
    by_item: dict[str, list[Vote]] = {item.id: [] for item in part.items}
    for _, vote in votes:
        if vote.item in by_item:
            by_item[vote.item].append(vote)
    found = {id: spread(given) for id, given in by_item.items()}
    return {id: split for id, split in found.items() if split is not None}


def _split(found: Spread, title: str, key: str, lang: str) -> dict[str, Any]:
    return {
        "kicker": label(key, lang) if key else "",
        "title": title,
        "grants": list(found.grants),
        "unsure": found.unsure,
        "may": list(found.may),
        "people": found.people,
        "told": told_spread(found, lang),
    }


def told_spread(found: Spread, lang: str) -> str:
    """A split in one sentence."""
    grants = ", ".join(
        f"{label(f'workshop.grant.{step}', lang).lower()} {count}"
        for step, count in enumerate(found.grants, 1)
    )
    may = ", ".join(
        f"{label(f'workshop.may.{answer}', lang).lower()} {count}"
        for answer, count in zip(MAY, found.may[:-1], strict=True)
    )
    unknown = found.may[-1]
    return label(
        "workshop.split", lang, grants=grants, unsure=found.unsure, may=may, unknown=unknown
    )


def words(lang: str) -> dict[str, str]:
    """The words that scripts put on screen, by their short key."""
    keys = (
        *(f"grant.{step}" for step in range(STEPS + 1)),
        *(f"may.{answer}" for answer in (*MAY, "unknown")),
        *(f"judge.{name}" for name in READINGS),
        "ask.grant",
        "ask.may",
        *(f"screen.{key}" for key in _SCREEN),
    )
    return {key: label(f"workshop.{key}", lang) for key in keys}


_SCREEN = (
    "part", "voted", "voted_of", "people", "few", "kept", "saved", "half", "closed",
    "offline", "no_store", "lobby", "locked", "watch", "thanks", "next", "done", "score", "beside",
    "ending", "weighing", "prior", "room_index", "heavier", "time_up", "gone", "who", "again", "of",
    "open", "not", "yes", "mark", "shut", "spread", "story", "end", "little", "much",
)  # fmt: skip
