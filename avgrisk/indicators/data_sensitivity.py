"""How sensitive are the data: the most sensitive category, what piles up, who can be recognised."""

import dataclasses
from collections.abc import Sequence

import numpy as np

from avgrisk.core.levels import level_range, shown
from avgrisk.core.records import ProposedUse, Range, Reading, Reason
from avgrisk.indicators import data_named
from avgrisk.indicators.cell_columns import UNKNOWN_COLUMN, Cells
from avgrisk.indicators.column import MEASURED, UNKNOWN_STATUS, Column
from avgrisk.indicators.data_named import DataFacts, groups, numbers
from avgrisk.indicators.facts import by_place
from avgrisk.indicators.meaning import FIELDS as MEANING
from avgrisk.indicators.meaning import meaning, words_of
from avgrisk.indicators.relations import people_numbers
from avgrisk.indicators.uses import Uses
from avgrisk.vocabulary import natures
from avgrisk.vocabulary.data_words import Matches, categories, match
from avgrisk.vocabulary.hints import Said, read_use

NAME = "data_sensitivity"
FIELDS = (*MEANING, "identifiability")
FACETS = ("category", "identifiability")


def column(uses: Uses) -> Column:
    """Data sensitivity in [0, 1], 1 = most sensitive (METHOD.md section 5).

    The maximum over the categories as people feel them, of the list and of what the use names
    besides, plus .1 for each further group of data beyond the second and what the people concerned
    add (at most 1), times half (nobody can be recognised) to whole. Data that are not named further
    ("persoonsgegevens") count only where nothing else is named. An item that nobody knows stands at
    0|.5|1 among the others. No category found: unknown, with the words nobody knows.
    """
    found, codes = data_named.named(uses)
    base = np.array([part.base for part in found]).reshape(-1, 3).T[:, codes]
    raised = np.array([part.raised for part in found])[codes] + _added(uses)
    level, read = uses.level("identifiability"), _identifiability_read(uses)
    blank = np.array(numbers("identifiability_blank"))[:, None]
    said = np.where(np.isnan(read[0]), blank, read)
    times = share(np.where(level.known, level.ranges, said))
    known = ~np.isnan(base[0])
    value = np.minimum(1.0, base + raised) * times
    return Column(
        np.where(known, value, UNKNOWN_COLUMN),
        np.where(known, MEASURED, UNKNOWN_STATUS),
        unmatched=(Cells([";".join(part.unmatched) for part in found], codes),),
        parts={"category": base, "identifiability": times},
        flags=np.array([part.flags for part in found], dtype=np.int64)[codes],
    )


def _added(uses: Uses) -> np.ndarray:
    """What the people concerned add."""
    return by_place("people", "sensitivity")[people_numbers(uses)]


def _identifiability_read(uses: Uses) -> np.ndarray:
    """What the words say of it, in the use or in the list of data; NaN where nothing."""
    cells = uses.cells("data_categories", ())
    each = [_said_of(words) for words in cells.distinct]
    return np.fmin(meaning(uses).levels["identifiability"], cells.spread(np.array(each).T))


def _said_of(words: tuple[str, ...]) -> tuple[float, float, float]:
    said = read_use("; ".join(words)).natures if words else ()
    parts = [natures.natures()[s.key].levels.get("identifiability") for s in said]
    lows = [part for part in parts if part is not None]
    if not lows:
        return np.nan, np.nan, np.nan
    return min(lows, key=lambda part: part.mode).ends


def share(identifiability: np.ndarray) -> np.ndarray:
    """What is left of sensitivity at an identifiability in [0, 1]: the floor at 0, all at 1."""
    floor = numbers("identifiability_floor")[1]
    return floor + (1 - floor) * identifiability


def explain(use: ProposedUse, column: Column) -> Reading:
    """The reading of one use in words."""
    facts = data_named.facts_of(use)
    if not facts.keys:
        nothing = (Reason("sensitivity.nothing_named"),)
        reasons = _unread(facts.unmatched) or nothing
        return Reading(NAME, reasons=reasons, unmatched=facts.unmatched)
    base, level = (Range(*column.parts[name][:, 0].tolist()) for name in FACETS)
    return Reading(
        NAME,
        reasons=(*_unread(facts.unmatched), *_reasons(use, facts, base, level)),
        unmatched=facts.unmatched,
        facets=(("sensitivity.category", base), ("sensitivity.identifiability", level)),
    )


def _reasons(use: ProposedUse, facts: DataFacts, base: Range, level: Range) -> tuple[Reason, ...]:
    counted = facts.named or facts.keys
    return (
        _leading(counted, base),
        *_piled(groups(counted), base),
        *_people(use),
        _identifiability(use, level),
        *(_besides(said) for said in data_named.said_in(use)),
        *_words([match(text) for text in use.data_categories], facts.keys),
    )


def _besides(said: Said) -> Reason:
    """What the text of the use names besides the list."""
    values = (("words", said.words), ("category", f"@data.{said.key}"))
    return Reason("sensitivity.said", values, said.span if said.span[1] else None)


def _people(use: ProposedUse) -> tuple[Reason, ...]:
    weight = float(_added(words_of(use))[0])
    shown = (("value", f"{weight:.2f}"),)
    return (Reason("sensitivity.people", shown, weight=weight),) if weight else ()


def _identifiability(use: ProposedUse, level: Range) -> Reason:
    given = level_range("identifiability", use.identifiability)
    told = meaning(words_of(use)).levels["identifiability"][:, 0]
    said = _said_of(use.data_categories)
    if given is None and np.isnan(told[0]) and np.isnan(said[0]):
        return Reason("sensitivity.identifiability_blank")
    mode = given.mode if given is not None else float(np.fmin(told[1], said[1]))
    values = (("level", shown("identifiability", mode)), ("times", f"{level.mode:.2f}"))
    if given is not None:
        return Reason("sensitivity.times", values)
    texts = ("; ".join(use.data_categories), use.proposed_use, use.title)
    words = [s.words for text in texts for s in read_use(text).natures if _hides(s)]
    return Reason("sensitivity.times_read", (*values, ("words", ", ".join(dict.fromkeys(words)))))


def _hides(said: Said) -> bool:
    """Whether a nature says how far people can be recognised."""
    return "identifiability" in natures.natures()[said.key].levels


def _leading(keys: Sequence[str], base: Range) -> Reason:
    lead = max(keys, key=lambda key: (categories()[key].range.mode, categories()[key].range.mean))
    values = (("category", f"@data.{lead}"), ("value", f"{base.mode:.2f}"))
    return Reason("sensitivity.leads", values, weight=base.mode)


def _piled(found: Sequence[str], base: Range) -> tuple[Reason, ...]:
    """A reason for each group of data beyond the free ones, where it still adds anything."""
    if base.mode >= 1:
        return ()
    step = numbers("further_group")[1]
    return tuple(
        Reason(
            "sensitivity.piled",
            (("group", f"@group.{group}"), ("value", f"{step:.2f}")),
            weight=step,
        )
        for group in found[int(numbers("groups_free")[1]) :]
    )


def _words(found: Sequence[Matches], keys: Sequence[str]) -> tuple[Reason, ...]:
    """Why each word stands for its category; keys and labels speak for themselves."""
    return tuple(
        dataclasses.replace(each.reason, span=None)
        for one in found
        for each in one.categories
        if each.reason.key != "data.given" and each.key in keys
    )


def _unread(unmatched: Sequence[str]) -> tuple[Reason, ...]:
    return tuple(Reason("sensitivity.unmatched", (("words", part),)) for part in unmatched)
