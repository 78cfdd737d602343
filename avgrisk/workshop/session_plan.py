"""A session made to measure: real cases and pairs near a kind of organisation, and vignettes."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from avgrisk.cases.case_base import case_ids, load_case, teaching_pairs
from avgrisk.core import shipped
from avgrisk.core.labels import label
from avgrisk.core.records import InputError, ProposedUse
from avgrisk.vocabulary.sectors import find
from avgrisk.workshop import vignettes
from avgrisk.workshop.session_file import KEEP_DAYS, SessionPlan, parse_session, written
from avgrisk.workshop.vignette_design import Design, design

#: How many vignettes a session has, and about how many kinds of organisation beside its own.
VIGNETTES, OTHERS = 16, 3

#: Kinds that vignettes are about beside the session's own, in this order.
CONTRAST = ("bank", "municipality", "hospital", "supermarket", "telecom")


class Planned(NamedTuple):
    """A session with the design of its vignettes."""

    plan: SessionPlan
    design: Design


def plan_session(
    minutes: int = 45, sector: str = "bank", masked: bool = True, seed: int = 1
) -> Planned:
    """A session of 45, 90 or 180 minutes for a kind of organisation, by key or in words.

    Cases near that kind come first, half of them with a murmur at most. Vignettes are about it too
    where it is one of workshop/vignette_data.csv. Raises InputError for other minutes or kinds.
    """
    shape = _shape(minutes)
    found = find(sector)
    if found is None:
        raise InputError("sector", sector, ", ".join(vignettes.kinds()), "error.workshop_sector")
    own = (found.key,) if found.key in vignettes.kinds() else ()
    others = [kind for kind in CONTRAST if kind not in own][:OTHERS]
    chosen = design((*own, *others), VIGNETTES, VIGNETTES // int(shape["vignettes"]), seed)
    parts = [*_cases(found.key, shape), _round(chosen, int(shape["vignette_minutes"]))]
    data: dict[str, Any] = {
        "session": 1,
        "title_nl": label("workshop.title", "nl", sector=found.label("nl")),
        "title_en": label("workshop.title", "en", sector=found.label("en")),
        "minutes": minutes,
        "sector": found.key,
        "masked": masked,
        "judgements": shape["judgements"] == "true",
        "keep_days": KEEP_DAYS,
        "design": _told(chosen),
        "parts": parts,
    }
    return Planned(parse_session(written(data)), chosen)


def near(sector: str) -> list[str]:
    """The real cases, nearest kind of organisation first; then as the case base has them."""
    home = find(sector)

    def distance(id: str) -> int:
        other = find(load_case(id).sector_key)
        if home is None or other is None:
            return 3
        if other.key == home.key:
            return 0
        return 1 if other.group == home.group else 2

    return sorted(case_ids(), key=distance)


def _shape(minutes: int) -> dict[str, str]:
    rows = {row["minutes"]: row for row in shipped.rows("workshop/minutes.csv")}
    if str(minutes) not in rows:
        raise InputError("minutes", minutes, ", ".join(rows), "error.workshop_minutes")
    return rows[str(minutes)]


def _cases(sector: str, shape: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Pairs and cases as entries of the file: nearest first, no case twice."""
    ranks = {id: rank for rank, id in enumerate(near(sector))}
    used: set[str] = set()
    minutes = int(shape["case_minutes"])
    pairs = sorted(teaching_pairs(), key=lambda pair: min(ranks[pair.first], ranks[pair.second]))
    for pair in pairs:
        if len(used) < 2 * int(shape["pairs"]) and not used & {pair.first, pair.second}:
            used |= {pair.first, pair.second}
            yield {"pair": [pair.first, pair.second], "minutes": 2 * minutes}
    left = [id for id in ranks if id not in used]
    for id in _mixed(left)[: int(shape["cases"])]:
        yield {"case": id, "minutes": minutes}


def _mixed(ids: list[str]) -> list[str]:
    """By turns one that met a storm and one that was accepted, in the order given."""
    ends = {id: load_case(id).outcome for id in ids}
    stormy = [id for id in ids if (end := ends[id]) and not end.accepted]
    calm = [id for id in ids if (end := ends[id]) and end.accepted]
    return [id for turn in zip(stormy, calm, strict=False) for id in turn]


def _round(chosen: Design, minutes: int) -> dict[str, Any]:
    """The vignettes as an entry of the file."""
    items = [
        {
            "id": f"v{number:02d}",
            "block": block,
            "title_nl": vignettes.title(vignette, "nl"),
            "title_en": vignettes.title(vignette, "en"),
            "text_nl": vignettes.text(vignette, "nl"),
            "text_en": vignettes.text(vignette, "en"),
            "use": _fields(vignettes.use_of(vignette)),
        }
        for number, (vignette, block) in enumerate(
            zip(chosen.vignettes, chosen.blocks, strict=True), start=1
        )
    ]
    return {"vignettes": items, "minutes": minutes}


#: The fields of a use that a vignette sets; its words stand beside it already.
_SET = (
    "sector", "identifiability", "value_returned", "control", "image_fit", "trust", "vagueness",
    "purpose_distance",
)  # fmt: skip


def _fields(use: ProposedUse) -> dict[str, Any]:
    return {"data_categories": list(use.data_categories)} | {
        name: getattr(use, name) for name in _SET
    }


def _told(chosen: Design) -> dict[str, float]:
    """What the design is worth, as it stands in the file: D-efficiency beside random designs."""
    median, best = chosen.random
    return {
        "efficiency": round(chosen.efficiency, 3),
        "random_median": round(median, 3),
        "random_best": round(best, 3),
        "could_be": chosen.pool,
        "blocks": 1 + max(chosen.blocks),
    }
