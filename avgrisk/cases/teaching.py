"""The teaching moments of a case: which events they show, and the question to the room."""

from dataclasses import dataclass

from avgrisk.cases.case_base import load_case
from avgrisk.core import shipped
from avgrisk.core.labels import label
from avgrisk.core.languages import spoken, written
from avgrisk.core.records import InputError


@dataclass(frozen=True, slots=True)
class Moment:
    """One teaching moment: `events` are numbers of the replay from 1; empty = before the first.

    `opens` is the first of them that no earlier moment told: its question is asked just before.
    """

    number: int
    events: tuple[int, ...]
    opens: int
    title: str
    question: str

    @property
    def step(self) -> int:
        """The event with which all of it is told; 0 = before the first."""
        return max(self.events, default=0)

    def heading(self, lang: str = "nl") -> str:
        """Number and title in words."""
        return label("explorer.moment", lang, number=self.number, title=self.title)


def moments(case: str, lang: str = "nl") -> tuple[Moment, ...]:
    """The teaching moments of a case, in order; none for a case that nobody made into a lesson.

    Source: datasets/moments.csv, a didactic choice. An unknown case or language is an InputError.

    >>> [(moment.opens, moment.step) for moment in moments("ing-2014")][:5]
    [(0, 0), (1, 1), (2, 3), (4, 4), (7, 10)]
    """
    load_case(case)
    if lang not in spoken():
        raise InputError("lang", lang, ", ".join(spoken()))
    found, told = [], 0
    for row in shipped.rows("moments.csv"):
        if row["case"] != case:
            continue
        events = tuple(int(event) for event in row["events"].split(";") if event)
        opens = min((event for event in events if event > told), default=told)
        title, question = row[f"title_{written(lang)}"], row[f"question_{written(lang)}"]
        found.append(Moment(int(row["moment"]), events, opens, title, question))
        told = found[-1].step
    return tuple(found)


def moment(case: str, number: int, lang: str = "nl") -> Moment:
    """One teaching moment by its number; an unknown one is an InputError."""
    found = {moment.number: moment for moment in moments(case, lang)}
    if number not in found:
        raise InputError("moment", number, ", ".join(map(str, found)), "error.moment")
    return found[number]


def opened(case: str, step: int, lang: str = "nl") -> Moment | None:
    """The last moment that opens with this step or before it, or None where there is none."""
    past = [moment for moment in moments(case, lang) if moment.opens <= step]
    return past[-1] if past else None
