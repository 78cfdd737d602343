"""Does a use fit this kind of organisation? A suggestion from its sector, the data and the use.

Three questions: are the data logical for the core task, is the use part of, next to or outside what
the organisation is for, and do the data stay inside? The answers multiply. Numbers stand in
taxonomy/fit_rules.csv, kinds of organisation in sectors.csv; docs/MEASURED.md says what the
suggestion is worth.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from avgrisk.core.levels import label_key, level_range, named, nearest
from avgrisk.core.records import Level, ProposedUse, Range, Reason
from avgrisk.core.shipped import rule
from avgrisk.vocabulary import hints, sectors, taxonomy
from avgrisk.vocabulary.data_words import GENERIC, Category, categories, match
from avgrisk.vocabulary.hints import Hint
from avgrisk.vocabulary.sectors import Sector

ALL = Range.point(1)


@dataclass(frozen=True, slots=True)
class Fit:
    """A suggested image fit: ranges in [0, 1], 1 = good; None where nothing is known.

    `data_logical`: are the data logical for the core task. `use_fit`: is the use what this
    organisation is for. `kept`: what is left of the fit after passing on; 1 = all stays inside.
    """

    fit: Range | None = None
    data_logical: Range | None = None
    use_fit: Range | None = None
    kept: Range = ALL
    reasons: tuple[Reason, ...] = ()


def image_fit(
    sector: str,
    data_categories: Sequence[str] | str = (),
    proposed_use: str = "",
    collected_for: str = "",
    recipient: Level = None,
) -> Fit:
    """The suggested fit of a use that is described by words or keys.

    >>> library = image_fit("bibliotheek", ["user.behavior.media_consumption"], "doorverkopen")
    >>> library.data_logical.mode, library.fit.mode < 0.25
    (1.0, True)
    """
    key = proposed_use if proposed_use in taxonomy.families() else ""
    use = ProposedUse(
        sector=sector,
        data_categories=data_categories,  # type: ignore[arg-type]
        proposed_use="" if key else proposed_use,
        proposed_use_key=key,
        collected_for=collected_for,
        recipient=recipient,
    )
    return suggest(use)


def suggest(use: ProposedUse) -> Fit:
    """The suggested image fit of a proposed use.

    Sector and use known: in full. Sector only: the part that the data decide, with the high end at
    1. No sector: nothing. A given level of `data_logical` or `recipient` goes before what is found.
    """
    sector = sectors.find(use.sector) if use.sector else None
    if sector is None:
        return Fit(reasons=(_no_sector(use.sector),))
    read = hints.read_use(use.proposed_use or use.title)
    logical, said = _data_logical(use, sector)
    task, told = _use_fit(use, sector, read.family)
    kept, passed = _kept(use, sector, read)
    reasons = (*said, *told, *passed)
    if logical is None and task is None:
        return Fit(kept=kept, reasons=reasons)
    return Fit(_together(logical, task, kept), logical, task, kept, reasons)


def data_logical(sector: Sector, keys: Iterable[str]) -> Range | None:
    """How logical data are for the core task of a kind of organisation, in [0, 1].

    None without a category. The least logical category counts beside the mean of all.

    >>> data_logical(sectors.find("bank"), ["x_nl.payment_transactions"]).mode
    1.0
    """
    grades = [rule(f"data.{grade(sector, key)}") for key in keys]
    if not grades:
        return None
    return Range(*(_lowest_and_mean([getattr(g, part) for g in grades]) for part in _PARTS))


@lru_cache(maxsize=65536)
def grade(sector: Sector, category: str) -> str:
    """How logical a category is: essential, expected, possible, near, far or far_special.

    The nearest of the category and those above it that the sector's row names decides. A category
    above one that is named is possible; one of the same kind as what is usual, and
    no more sensitive, is near.
    """
    for key in _line(category):
        for name in ("essential", "expected", "possible"):
            if key in getattr(sector, f"{name}_data"):
                return name
    usual = (*sector.essential_data, *sector.expected_data)
    if any(key.startswith(category + ".") for key in usual):
        return "possible"
    known = categories()
    if any(_akin(known[key], known[category]) for key in usual):
        return "near"
    return "far_special" if known[category].flags else "far"


def _akin(usual: Category, data: Category) -> bool:
    """Whether a category is of the same kind as a usual one and no more sensitive.

    Of the same kind: the same branch of the tree, or the same group where one of them has no
    branch of its own (our additions to fideslang).
    """
    branch = _line(data.key)[-2:][0] == _line(usual.key)[-2:][0]
    loose = not (data.parent and usual.parent)
    group = loose and data.group != "" and data.group == usual.group
    return (branch or group) and data.range.mode <= usual.range.mode


@lru_cache(maxsize=4096)
def place(sector: Sector, family: str) -> str:
    """Where a family of use stands to what a kind of organisation is for.

    Returns core, adjacent, alien or outside.
    """
    for key in _line(family):
        for name in ("core", "adjacent", "alien"):
            if key in getattr(sector, f"{name}_purposes") and _inherits(name, key, family):
                return name
    return "outside"


def _inherits(name: str, key: str, family: str) -> bool:
    """Whether a family stands where one above it stands; for the good places only when close."""
    close = rule("use.inherits").mode
    return name == "alien" or key == family or taxonomy.family_distance(key, family) <= close


@lru_cache(maxsize=4096)
def family_fit(sector: Sector, family: str) -> Range:
    """How far a family of use is what a kind of organisation is for, in [0, 1], 1 = what for.

    Outside of core, adjacent and alien purposes: 1 - the distance to the nearest core purpose.
    """
    where = place(sector, family)
    if where != "outside":
        return rule(f"use.{where}")
    near = min(taxonomy.family_distance(core, family) for core in sector.core_purposes)
    doubt, best = rule("use.outside").mode, rule("use.adjacent").mode
    value = min(1 - near, best)
    return Range(max(value - doubt, 0), value, min(value + doubt, 1))


_PARTS = ("low", "mode", "high")


def _together(logical: Range | None, task: Range | None, kept: Range) -> Range:
    """The three answers as one, their product: each can spoil the fit by itself."""
    data, purpose = logical or rule("data.unknown"), task or rule("use.unknown")
    low, mode, high = (
        getattr(purpose, part) * getattr(data, part) * getattr(kept, part) for part in _PARTS
    )
    return Range(low, mode, 1.0 if task is None else high)


def _data_logical(use: ProposedUse, sector: Sector) -> tuple[Range | None, list[Reason]]:
    """Are the data logical for the core task: as given, else by category, with a sentence each."""
    given = level_range("data_logical", use.data_logical)
    if given is not None:
        level = label_key("data_logical", nearest("data_logical", given.mode))
        return given, [Reason("fit.data.given", (("level", f"@{level}"),))]
    found = dict.fromkeys(key for text in use.data_categories for key in match(text).keys)
    named = [key for key in found if key != GENERIC]
    reasons = [_about_data(sector, key) for key in named]
    return data_logical(sector, named), reasons


def _about_data(sector: Sector, category: str) -> Reason:
    name = grade(sector, category)
    values = (("data", f"@data.{category}"), ("sector", sector.phrase))
    return Reason(f"fit.data.{name}", values, weight=1 - rule(f"data.{name}").mode)


def _use_fit(use: ProposedUse, sector: Sector, hint: Hint) -> tuple[Range | None, list[Reason]]:
    """Is the use what this organisation is for: by its key, else by what its text suggests."""
    if use.proposed_use_key:
        key = taxonomy.family(use.proposed_use_key).key
        fit, reasons = family_fit(sector, key), [_about_use(sector, key)]
    elif hint.candidates:
        key, fit = hint.key, _weighed(sector, hint)
        quote = Reason("fit.use.read", (("words", ", ".join(hint.words)),), hint.span)
        reasons = [_about_use(sector, key), quote]
    elif use.proposed_use:
        return rule("use.unread"), [Reason("fit.use.unread")]
    else:
        return None, [Reason("fit.use.unknown")]
    asked = rule("use.adjacent")
    if fit.mean < asked.mean and _collected_for(use) == key:
        return asked, [*reasons, Reason("fit.use.collected")]
    return fit, reasons


def _collected_for(use: ProposedUse) -> str:
    """The family of use that people gave the data for, "" when that cannot be told."""
    if use.collected_for_key:
        return taxonomy.family(use.collected_for_key, "collected_for_key").key
    hint = hints.read_use(use.collected_for).family if use.collected_for else Hint()
    return hint.key if hint.sure else ""


def _weighed(sector: Sector, hint: Hint) -> Range:
    """The fit over the candidates of a text, by their confidence; what is left may be anything."""
    fits = [(family_fit(sector, key), sure) for key, sure in hint.candidates]
    said = min(sum(sure for _, sure in fits), 1)
    low, mode, high = (sum(getattr(f, part) * sure for f, sure in fits) for part in _PARTS)
    mode /= sum(sure for _, sure in fits)
    return Range(min(low, mode), mode, min(max(high + 1 - said, mode), 1))


def _about_use(sector: Sector, family: str) -> Reason:
    values = (("use", f"@fit.family.{family}"), ("sector", sector.phrase))
    weight = 1 - family_fit(sector, family).mode
    return Reason(f"fit.use.{place(sector, family)}", values, weight=weight)


def _kept(use: ProposedUse, sector: Sector, read: hints.UseHints) -> tuple[Range, list[Reason]]:
    """What is left of the fit when data go to others: from the field, else from the text."""
    level, reason = _recipient(use, sector, read.recipient)
    if level is None or level.high == 0:
        return ALL, []
    weight = rule("passed_on.weight").mode
    family = use.proposed_use_key or read.family.key
    if _natural(use, sector, read.recipient, family):
        weight *= rule("passed_on.natural").mode
        reason = [*reason, Reason("fit.passed.natural", (("sector", sector.phrase),))]
    left = (1 - weight * getattr(level, part) for part in reversed(_PARTS))
    return Range(*left), reason


def _recipient(use: ProposedUse, sector: Sector, hint: Hint) -> tuple[Range | None, list[Reason]]:
    """How far the data go, 0 own organisation - 1 public, with where that was read."""
    given = level_range("recipient", use.recipient)
    if given is not None:
        if given.mode == 0:
            return given, []
        level = label_key("recipient", nearest("recipient", given.mode))
        values = (("recipient", f"@{level}"), ("sector", sector.phrase))
        return given, [Reason("fit.passed.given", values, weight=given.mode)]
    if not hint.key or named("recipient")[hint.key] == 0:
        return _by_nature(use.proposed_use_key), []
    reach = named("recipient")[hint.key]
    likely = reach if hint.sure else reach * hint.confidence
    values = (("words", ", ".join(hint.words)), ("sector", sector.phrase))
    reason = Reason("fit.passed.read", values, hint.span, likely)
    return Range(reach * hint.confidence, likely, reach), [reason]


def _by_nature(family: str) -> Range | None:
    """How far data go in a family of use that cannot do without others, else None."""
    recipient = taxonomy.family(family).recipient if family else None
    return recipient if recipient is not None and recipient.low > 0 else None


def _natural(use: ProposedUse, sector: Sector, hint: Hint, family: str) -> bool:
    """Whether handing over is to be expected: for a core purpose, or to such a recipient."""
    where = place(sector, family) if family else ""
    if where == "core" and family != "sharing.data":
        return True
    text = use.recipient_sector or " ".join(hint.words)
    other = sectors.find(text) if text else None
    return other is not None and other.key in sector.natural_recipients


def _no_sector(text: str) -> Reason:
    """Why nothing can be said: no kind of organisation, or one that no table knows."""
    if not text:
        return Reason("sector.missing")
    for like in sectors.near(text, 1):
        return Reason("sector.near", (("text", text), ("name", f"@sector.{like.key}")))
    return Reason("sector.not_found", (("text", text),))


def _line(key: str) -> list[str]:
    """A dotted key and those above it, nearest first."""
    parts = key.split(".")
    return [".".join(parts[:size]) for size in range(len(parts), 0, -1)]


def _lowest_and_mean(values: Sequence[float]) -> float:
    weight = rule("data.lowest").mode
    return weight * min(values) + (1 - weight) * sum(values) / len(values)
