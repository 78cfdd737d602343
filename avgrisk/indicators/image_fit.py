"""Does a use fit this kind of organisation? A suggestion from its sector, the data and the use.

Three questions: are the data logical for the core task and needed for this use, is the use part of,
next to or outside what the organisation is for, and do the data stay inside? The answers multiply;
of the two about the data the lower leads. Numbers stand in taxonomy/fit_rules.csv and needed.csv,
kinds of organisation in sectors.csv; docs/MEASURED.md says what the suggestion is worth.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from avgrisk.core.levels import label_key, level_range, named, nearest
from avgrisk.core.records import ProposedUse, Reason
from avgrisk.core.shipped import rule
from avgrisk.indicators import data_named
from avgrisk.indicators.data_need import about_need, need
from avgrisk.indicators.facts import (
    Filled,
    collected_facts,
    family_numbers,
    filled,
    number_of,
    sector_numbers,
)
from avgrisk.indicators.fit_places import family_fit, grade, place
from avgrisk.indicators.meaning import Meaning, meaning, row_of, words_of
from avgrisk.indicators.meaning_words import of_family, of_level
from avgrisk.indicators.relations import organisation, receiver_numbers, sector_of, usual_recipients
from avgrisk.indicators.uses import Cells, Ranges, Uses, mean
from avgrisk.vocabulary import sectors, taxonomy
from avgrisk.vocabulary.data_words import categories
from avgrisk.vocabulary.sectors import Sector


@dataclass(frozen=True, slots=True)
class Fit:
    """A suggested image fit per row: ranges in [0, 1], 1 = good, shape (3, rows); NaN = unknown.

    `data_logical`: are the data logical for the core task. `data_needed`: are they needed for this
    use. `use_fit`: is the use what this organisation is for. `kept`: what is left of the fit after
    passing on; 1 = all stays inside.
    `said` holds what the sentences need: whether people gave the data for this use (`asked`), and
    whether passing on is to be expected (`natural`).
    """

    fit: Ranges
    data_logical: Ranges
    data_needed: Ranges
    use_fit: Ranges
    kept: Ranges
    said: Mapping[str, np.ndarray]


def suggest(uses: Uses) -> Fit:
    """The suggested image fit of proposed uses.

    Sector and use known: in full. Sector only: the part that the data decide, with the high end at
    1. No sector: nothing. A given level of `data_logical`, `data_needed` or `recipient` goes before
    what is found.
    """
    sector = organisation(uses)
    use = meaning(uses)
    logical = np.where(sector >= 0, _data_logical(uses, sector), np.nan)
    needed = np.where(sector >= 0, _data_needed(uses, sector, use), np.nan)
    data = np.fmin(logical, needed)
    task, asked = _use_fit(uses, sector, use)
    task = np.where(sector >= 0, task, np.nan)
    kept, natural = _kept(uses, sector, use)
    kept = np.where(sector >= 0, kept, 1.0)
    unread = np.isnan(task[0])
    found = _known(task, "use.unknown") * _known(data, "data.unknown") * kept
    found[2] = np.where(unread, 1.0, found[2])
    found = np.where(unread & np.isnan(data[0]), np.nan, found)
    return Fit(found, logical, needed, task, kept, {"asked": asked, "natural": natural})


def _known(ranges: Ranges, otherwise: str) -> np.ndarray:
    """A range, or what the table says where it is unknown."""
    return np.where(np.isnan(ranges[0]), _column(otherwise), ranges)


@cache
def _column(name: str) -> np.ndarray:
    """A number of the table as a column of one row."""
    part = rule(name)
    return np.array([[part.low], [part.mode], [part.high]])


def _data_logical(uses: Uses, sector: np.ndarray) -> Ranges:
    """Are the data logical for the core task: as given, else by category."""
    found = _over_categories(
        uses, lambda line: _grades()(sector, line), np.where(sector >= 0, 1, np.nan)
    )
    given = uses.level("data_logical")
    return np.where(given.known, given.ranges, found)


def _data_needed(uses: Uses, sector: np.ndarray, use: Meaning) -> Ranges:
    """Are the data needed for this use: as given, else by category and family of use; NaN where
    the family cannot be told."""
    by_key = family_numbers(uses, "proposed_use_key")

    def part(line: np.ndarray) -> Ranges:
        read, said = _by_confidence(
            lambda family: need(sector, family, line), use.family, use.confidence
        )
        # What is left of the confidence says nothing against the data.
        by_words = np.where(said > 0, np.minimum(read + 1 - np.minimum(said, 1), 1), np.nan)
        return np.where(by_key >= 0, need(sector, by_key, line), by_words)

    given = uses.level("data_needed")
    return np.where(given.known, given.ranges, _over_categories(uses, part))


def _over_categories(
    uses: Uses, part: Callable[[np.ndarray], Ranges], unread: np.ndarray | float = np.nan
) -> Ranges:
    """A part of the fit over all categories: the lowest beside the mean of all, NaN where none is
    named or known; `part` tells it of one category a row. An item that nobody knows counts as one
    more, which may be anything, where `unread` is 1."""
    found_data, codes_of = data_named.named(uses)
    cells, named = Cells(found_data, codes_of), [facts.named for facts in found_data]
    longest = max(map(len, named), default=0)
    numbers = _category_numbers()
    codes = np.full((longest, len(named)), -1, dtype=np.intp)
    for at, keys in enumerate(named):
        codes[: len(keys), at] = [numbers[key] for key in keys]
    least, total = np.full((3, uses.rows), np.inf), np.zeros((3, uses.rows))
    for line in codes:  # one category after the other, so that a sum never depends on its company
        ranges = part(cells.spread(line))
        least = np.fmin(least, ranges)
        total = np.where(np.isnan(ranges), total, total + ranges)
    count = cells.spread(np.array([len(keys) for keys in named]))
    open_ = cells.spread(np.array([bool(facts.unmatched) for facts in found_data])) & (unread == 1)
    open_ &= count > 0
    least = np.where(open_, np.fmin(least, _column("data.unknown")), least)
    total, count = np.where(open_, total + _column("data.unknown"), total), count + open_
    weight = rule("data.lowest").mode
    with np.errstate(invalid="ignore"):
        mixed = weight * least + (1 - weight) * total / np.maximum(count, 1)
    return np.where((count > 0) & np.isfinite(least[0]), mixed, np.nan)


@cache
def _category_numbers() -> dict[str, int]:
    return {key: place for place, key in enumerate(categories())}


@cache
def _grades() -> Filled:
    """How logical a category is, by the places of the sector and the category."""
    kinds, keys = tuple(sectors.table().values()), tuple(categories())
    return Filled(
        (len(kinds), len(keys)), lambda one, key: rule(f"data.{grade(kinds[one], keys[key])}")
    )


@cache
def _family_fits() -> Filled:
    """How far a family is what an organisation is for, by the places of sector and family."""
    kinds, keys = tuple(sectors.table().values()), tuple(taxonomy.families())
    return Filled((len(kinds), len(keys)), lambda one, key: family_fit(kinds[one], keys[key]))


@cache
def _core() -> Filled:
    """1 where a family is a core purpose of an organisation, else 0."""
    kinds, keys = tuple(sectors.table().values()), tuple(taxonomy.families())
    return Filled(
        (len(kinds), len(keys)), lambda one, key: float(place(kinds[one], keys[key]) == "core")
    )


@cache
def _natural_recipients() -> np.ndarray:
    """Whether handing data to the second kind of organisation is natural for the first."""
    kinds, numbers = sectors.table(), number_of("sectors")
    found = np.zeros((len(kinds) + 1, len(kinds) + 1), dtype=bool)  # last, so for -1: nobody
    for place_, sector in enumerate(kinds.values()):
        found[place_, [numbers[key] for key in sector.natural_recipients]] = True
    return found


def _use_fit(uses: Uses, sector: np.ndarray, use: Meaning) -> tuple[Ranges, np.ndarray]:
    """Is the use what this organisation is for: by its key, else by what its text suggests; and
    where people gave the data for just this."""
    given, read = family_numbers(uses, "proposed_use_key"), use.family
    by_key = _family_fits()(sector, given)
    by_words = _weighed(sector, read, use)
    key = np.where(given >= 0, given, read[0])
    unread = np.where(filled(uses, "proposed_use"), _column("use.unread"), np.nan)
    fit = np.where(given >= 0, by_key, np.where(read[0] >= 0, by_words, unread))
    odd = (
        use.further
        & (use.doubt <= rule("nature.doubt").mode)
        & (given < 0)
        & ~(_core()(sector, np.maximum(read[0], 0))[0] == 1)
    )
    fit = np.where(odd & (read[0] >= 0), np.fmin(fit, _column("use.further")), fit)
    asked = _column("use.adjacent")
    with np.errstate(invalid="ignore"):
        wanted = (mean(fit) < mean(asked)) & (key >= 0) & (_collected_for(uses) == key)
    wanted &= ~(use.further & (given < 0))
    return np.where(wanted, asked, fit), wanted


def _collected_for(uses: Uses) -> np.ndarray:
    """The family of use that people gave the data for, -1 when that cannot be told."""
    given = family_numbers(uses, "collected_for_key")
    facts = collected_facts(uses)
    read = np.where(facts.sure("family"), facts.keys("family")[0], -1)
    return np.where(given >= 0, given, read)


def _weighed(sector: np.ndarray, keys: np.ndarray, use: Meaning) -> Ranges:
    """The fit over the candidates of a text, by their confidence; what is left may be anything, and
    of a text that is not sure it is what texts without a known purpose mostly are."""
    (low, mode, high), said = _by_confidence(
        lambda family: _family_fits()(sector, family), keys, use.confidence
    )
    rest = 1 - np.minimum(said, 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mode = np.where(use.sure, mode / said, mode + rest * rule("use.unread").mode)
    return np.array(
        [
            np.minimum(low, mode),
            mode,
            np.minimum(np.maximum(high + rest, mode), 1),
        ]
    )


def _by_confidence(
    part: Callable[[np.ndarray], Ranges], keys: np.ndarray, sure: np.ndarray
) -> tuple[Ranges, np.ndarray]:
    """What `part` tells of one family a row, times the confidence in it, added up over the
    candidates of a text; and the confidence in all of them."""
    rows = keys.shape[1]
    total, said = np.zeros((3, rows)), np.zeros(rows)
    for key, confidence in zip(keys, sure, strict=True):
        total = np.where(key >= 0, total + part(key) * confidence, total)
        said = said + confidence
    return total, said


def _kept(uses: Uses, sector: np.ndarray, use: Meaning) -> tuple[Ranges, np.ndarray]:
    """What is left of the fit when data go to others, and where that is to be expected."""
    level = _recipient(uses, use)
    natural = _natural(uses, sector, use) | _space(uses, sector, use, level)
    whole = rule("passed_on.weight").mode
    weight = np.where(natural, whole * rule("passed_on.natural").mode, whole)
    with np.errstate(invalid="ignore"):
        stays = ~(level[2] > 0)
    return np.where(stays, 1.0, 1 - weight * level[::-1]), natural & ~stays


def _recipient(uses: Uses, use: Meaning) -> Ranges:
    """How far the data go, 0 own organisation - 1 public: as given, as read, or by the nature of a
    family of use that cannot do without others; NaN where nothing is said."""
    given, facts = uses.level("recipient"), use.facts
    sure, reach = facts.one("recipient_confidence"), facts.best("recipient")[0]
    read = np.array([reach * sure, np.where(facts.sure("recipient"), reach, reach * sure), reach])
    family = family_numbers(uses, "proposed_use_key")
    with np.errstate(invalid="ignore"):
        told = np.where(reach > 0, read, _by_nature()[:, family])
        told = np.fmax(told, use.levels["recipient"])
    named = filled(uses, "recipient_words")
    found = np.where(given.known, np.where(named, np.fmax(given.ranges, told), given.ranges), told)
    return np.where(usual_recipients(uses), _column("recipient.usual"), found)


@cache
def _by_nature() -> np.ndarray:
    """Per family of use how far data go in it, where it cannot do without others; else NaN."""
    found = [each.recipient for each in taxonomy.families().values()]
    ends = [(p.low, p.mode, p.high) if p and p.low > 0 else (np.nan,) * 3 for p in found]
    return np.array([*ends, (np.nan,) * 3]).T


def _natural(uses: Uses, sector: np.ndarray, use: Meaning) -> np.ndarray:
    """Whether handing over is to be expected: for a core purpose, or to such a recipient."""
    given = family_numbers(uses, "proposed_use_key")
    family = np.where(given >= 0, given, use.family[0])
    core = _core()(sector, family)[0] == 1
    other = sector_numbers(uses, "recipient_sector")
    by_words = np.where(
        receiver_numbers(uses) >= 0,
        receiver_numbers(uses),
        use.facts.one("receiver").astype(np.intp),
    )
    other = np.where(filled(uses, "recipient_sector"), other, by_words)
    sold = number_of("families")["sharing.data"]
    natural = _natural_recipients()[sector, other] & ~use.named_further
    return (core & (family != sold) & ~use.named_further) | natural


def _space(uses: Uses, sector: np.ndarray, use: Meaning, level: Ranges) -> np.ndarray:
    """Whether an organisation that lives from advertising only offers space: others reach people
    through it and receive no data."""
    given = family_numbers(uses, "proposed_use_key")
    family = np.where(given >= 0, given, use.family[0])
    offers = family == number_of("families")[sectors.SPACE]
    with np.errstate(invalid="ignore"):
        return offers & _advertising()[sector] & (level[1] <= named("recipient")["via_us"])


@cache
def _advertising() -> np.ndarray:
    """Whether each kind of organisation lives from advertising; last, so for -1: nobody."""
    return np.array([*(each.lives_from_advertising for each in sectors.table().values()), False])


def reasons(use: ProposedUse, asked: bool, natural: bool) -> tuple[Reason, ...]:
    """Why a use fits its organisation or not: about the data, the use, and passing on."""
    sector = sector_of(use)
    if sector is None:
        return (_no_sector(use.sector),)
    return (
        *_about_people(use, sector),
        *_about_all_data(use, sector),
        *about_need(use, sector, _family(use)),
        *_about_this_use(use, sector),
        *([Reason("fit.use.collected")] if asked else []),
        *_about_passing_on(use, sector),
        *([Reason("fit.passed.natural", (("sector", sector.phrase),))] if natural else []),
    )


def _about_all_data(use: ProposedUse, sector: Sector) -> list[Reason]:
    given = level_range("data_logical", use.data_logical)
    if given is not None:
        level = label_key("data_logical", nearest("data_logical", given.mode))
        return [Reason("fit.data.given", (("level", f"@{level}"),))]
    return [_about_data(sector, key) for key in data_named.facts_of(use).named]


def _about_data(sector: Sector, category: str) -> Reason:
    name = grade(sector, category)
    values = (("data", f"@data.{category}"), ("sector", sector.phrase))
    return Reason(f"fit.data.{name}", values, weight=1 - rule(f"data.{name}").mode)


def _about_people(use: ProposedUse, sector: Sector) -> list[Reason]:
    """Whom the use is about, where it is judged by another relation than that to customers."""
    own = sectors.find(use.sector) if use.sector else None
    if sector is own:
        return []
    return [Reason("fit.people", (("sector", sector.phrase),))]


def _family(use: ProposedUse) -> str:
    """The family of use by its key, else the likeliest by what its words suggest, else ""."""
    if use.proposed_use_key:
        return taxonomy.family(use.proposed_use_key).key
    place_ = int(meaning(words_of(use)).family[0, 0])
    return tuple(taxonomy.families())[place_] if place_ >= 0 else ""


def _about_this_use(use: ProposedUse, sector: Sector) -> list[Reason]:
    """The use by its key, else by what its words suggest."""
    if use.proposed_use_key:
        return [_about_use(sector, _family(use))]
    found, key = meaning(words_of(use)), _family(use)
    if not key:
        return [Reason("fit.use.unread" if use.proposed_use else "fit.use.unknown")]
    words = of_family(use, key)
    quote = Reason("fit.use.read", (("words", words.quoted),), words.span)
    further = [Reason("fit.use.further")] if bool(found.further[0]) else []
    return [_about_use(sector, key), quote, *further]


def _about_use(sector: Sector, family: str) -> Reason:
    values = (("use", f"@fit.family.{family}"), ("sector", sector.phrase))
    weight = 1 - family_fit(sector, family).mode
    return Reason(f"fit.use.{place(sector, family)}", values, weight=weight)


def _about_passing_on(use: ProposedUse, sector: Sector) -> list[Reason]:
    """Who receives the data, and where that was read."""
    uses = row_of(use)
    level = _recipient(uses, meaning(uses))[:, 0].tolist()
    if not level[1] > 0:
        return []
    given = level_range("recipient", use.recipient)
    if given is not None and not use.recipient_words:
        shown = label_key("recipient", nearest("recipient", given.mode))
        values = (("recipient", f"@{shown}"), ("sector", sector.phrase))
        return [Reason("fit.passed.given", values, weight=given.mode)]
    words = of_level(use, "recipient")
    quoted = words.quoted or use.recipient_words
    if not quoted:
        return []
    values = (("words", quoted), ("sector", sector.phrase))
    return [Reason("fit.passed.read", values, words.span, level[1])]


def _no_sector(text: str) -> Reason:
    """Why nothing can be said: no kind of organisation, or one that no table knows."""
    if not text:
        return Reason("sector.missing")
    for like in sectors.near(text, 1):
        return Reason("sector.near", (("text", text), ("name", f"@sector.{like.key}")))
    return Reason("sector.not_found", (("text", text),))
