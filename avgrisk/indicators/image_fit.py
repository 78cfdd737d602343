"""Does a use fit this kind of organisation? A suggestion from its sector, the data, the use and how
logical people would find it as its text tells it.

Three questions to tables: are the data logical for the core task and needed for this use, is the
use part of, next to or outside what the organisation is for, and do the data stay inside? The
answers multiply; of the two about the data the lower leads. What a reader that learned from labels
makes of the text (`vocabulary.deal`) is added to that as log-odds. Numbers stand in
taxonomy/fit_rules.csv and needed.csv, kinds of organisation in sectors.csv; docs/MEASURED.md says
what the suggestion is worth.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from avgrisk.core.shipped import rule
from avgrisk.indicators import data_named
from avgrisk.indicators.cell_columns import Cells, Filled, Ranges, mean
from avgrisk.indicators.data_need import need
from avgrisk.indicators.facts import collected_facts, family_numbers, filled, number_of, rule_column
from avgrisk.indicators.fit_passing import kept
from avgrisk.indicators.fit_places import core, family_fit, grade
from avgrisk.indicators.meaning import FIELDS, Meaning, meaning
from avgrisk.indicators.relations import organisation
from avgrisk.indicators.uses import Uses
from avgrisk.vocabulary import sectors, taxonomy
from avgrisk.vocabulary.data_words import categories

#: No fit is nearer to 0 or 1 than this where it is pooled.
SURE = 0.02
#: The fields that tell a use, and whether people gave the data for it.
WANTED = (*FIELDS, "collected_for", "collected_for_key")


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
    found_data = uses.by_words("fit of data", data_named.FIELDS, _data_fit)
    each = zip(("data_logical", "data_needed"), found_data, strict=True)
    levels = [(uses.level(name), found) for name, found in each]
    logical, needed = (
        np.where(sector >= 0, np.where(given.known, given.ranges, found), np.nan)
        for given, found in levels
    )
    data = np.fmin(logical, needed)
    task, asked = uses.by_words("fit of use", WANTED, _use_fit)
    task = np.where(sector >= 0, task, np.nan)
    left, natural = kept(uses, sector, use)
    left = np.where(sector >= 0, left, 1.0)
    unread = np.isnan(task[0])
    found = _known(task, "use.unknown") * _known(data, "data.unknown") * left
    found[2] = np.where(unread, 1.0, found[2])
    found = np.where(unread & np.isnan(data[0]), np.nan, found)
    found = _pooled(found, use.deal["image_fit"])
    return Fit(found, logical, needed, task, left, {"asked": asked, "natural": natural})


def _known(ranges: Ranges, otherwise: str) -> np.ndarray:
    """A range, or what the table says where it is unknown."""
    return np.where(np.isnan(ranges[0]), rule_column(otherwise), ranges)


def _pooled(table: Ranges, felt: Ranges) -> Ranges:
    """The fit by the tables and how logical readers of labelled texts find the text, as log-odds;
    the tables alone where the text says too little. What lifts the fit counts for less than what
    lowers it: a storm called low costs more than a daily use called high."""
    both = rule("fit.table").mode * _odds(table) + rule("fit.felt").mode * _odds(felt)
    found = 1 / (1 + np.exp(-both))
    lifted = table + rule("fit.lift").mode * (found - table)
    with np.errstate(invalid="ignore"):
        found = np.where(found[1] > table[1], lifted, found)
    return np.where(np.isnan(found), table, found)


def _odds(fit: Ranges) -> Ranges:
    """Log-odds of a fit that is never quite 0 or 1."""
    part = np.clip(fit, SURE, 1 - SURE)
    return np.asarray(np.log(part / (1 - part)))


def _data_fit(uses: Uses) -> tuple[Ranges, Ranges]:
    """Are the data logical for the core task, by category; and are they needed for this use, by
    category and family of use, NaN where the family cannot be told."""
    sector, use = organisation(uses), meaning(uses)
    by_key = family_numbers(uses, "proposed_use_key")

    def part(line: np.ndarray) -> Ranges:
        read, said = _by_confidence(
            lambda family: need(sector, family, line), use.family, use.confidence
        )
        # What is left of the confidence says nothing against the data.
        by_words = np.where(said > 0, np.minimum(read + 1 - np.minimum(said, 1), 1), np.nan)
        return np.where(by_key >= 0, need(sector, by_key, line), by_words)

    logical = _over_categories(
        uses, lambda line: _grades()(sector, line), np.where(sector >= 0, 1, np.nan)
    )
    return logical, _over_categories(uses, part)


def _over_categories(
    uses: Uses, part: Callable[[np.ndarray], Ranges], unread: np.ndarray | float = np.nan
) -> Ranges:
    """A part of the fit over all categories: the lowest beside the mean of all, NaN where none is
    named or known; `part` tells it of one category a row. An item that nobody knows counts as one
    more, which may be anything, where `unread` is 1."""
    found_data, codes_of = data_named.named(uses)
    cells, named = Cells(found_data, codes_of), [facts.named for facts in found_data]
    longest = max(map(len, named), default=0)
    numbers = number_of("categories")
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
    least = np.where(open_, np.fmin(least, rule_column("data.unknown")), least)
    total, count = np.where(open_, total + rule_column("data.unknown"), total), count + open_
    weight = rule("data.lowest").mode
    with np.errstate(invalid="ignore"):
        mixed = weight * least + (1 - weight) * total / np.maximum(count, 1)
    return np.where((count > 0) & np.isfinite(least[0]), mixed, np.nan)


@cache
def _grades() -> Filled:
    """How logical a category is, by the places of the sector and the category."""
    kinds = sectors.table().values()
    return Filled.of(kinds, categories(), lambda one, key: rule(f"data.{grade(one, key)}"))


@cache
def _family_fits() -> Filled:
    """How far a family is what an organisation is for, by the places of sector and family."""
    return Filled.of(sectors.table().values(), taxonomy.families(), family_fit)


def _use_fit(uses: Uses) -> tuple[Ranges, np.ndarray]:
    """Is the use what this organisation is for: by its key, else by what its text suggests; and
    where people gave the data for just this."""
    sector, use = organisation(uses), meaning(uses)
    given, read = family_numbers(uses, "proposed_use_key"), use.family
    by_key = _family_fits()(sector, given)
    by_words = _weighed(sector, read, use)
    key = np.where(given >= 0, given, read[0])
    unread = np.where(filled(uses, "proposed_use"), rule_column("use.unread"), np.nan)
    fit = np.where(given >= 0, by_key, np.where(read[0] >= 0, by_words, unread))
    odd = (
        use.further
        & (use.doubt <= rule("nature.doubt").mode)
        & (given < 0)
        & (use.named_further | ~(core()(sector, np.maximum(read[0], 0))[0] == 1))
    )
    fit = np.where(odd & (read[0] >= 0), np.fmin(fit, rule_column("use.further")), fit)
    asked = rule_column("use.adjacent")
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
    return np.array([np.minimum(low, mode), mode, np.minimum(np.maximum(high + rest, mode), 1)])


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
