"""From a row of a register to the use it stands for, and to its score after a change."""

from dataclasses import dataclass

from avgrisk.core.records import ProposedUse
from avgrisk.indicators.measure import measure
from avgrisk.register.assess import Assessed
from avgrisk.register.quick_wins import kinds
from avgrisk.scoring.index import RiskIndex
from avgrisk.scoring.score import RiskScore, score


@dataclass(frozen=True)
class Changed:
    """What became of a row in the explorer: the use, and its score by the register's index."""

    use: ProposedUse
    score: RiskScore


def use_of(assessed: Assessed, row: int) -> ProposedUse:
    """The use a row stands for, with the name of the activity and of the controller for the eye.

    It has the row's own score. A rejected row cannot stand for a use: then an InputError may come.
    """
    cells = assessed.uses.frame.iloc[row].to_dict()
    known = {name: None if cell != cell else cell for name, cell in cells.items()}
    known["title"] = " ".join(assessed.titles[row].split())
    columns = (name for name, what in assessed.register.fields.items() if what == "controller")
    named = [str(assessed.register.rows[name].iloc[row]) for name in columns][:1]
    known["controller"] = " ".join(" ".join(named).split())
    return _told_apart(ProposedUse().replace(**known))


def _told_apart(use: ProposedUse) -> ProposedUse:
    """Each kind of data by itself, however they were put in one cell, where that reads the same."""
    apart = use.replace(data_categories=kinds(";".join(use.data_categories)))
    one, other = (measure("data_sensitivity", part) for part in (use, apart))
    return apart if (one.range, one.flags) == (other.range, other.flags) else use


def changed(use: ProposedUse, index: RiskIndex) -> Changed:
    """A use with its score."""
    return Changed(use, score(use, index))
