"""What a notebook shows: cards without widgets, and the widgets that connect controls to them.

Names are loaded when first used, so that the cards cost no import of ipywidgets.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from avgrisk.explorer.cards import (
        limits_card,
        moment_card,
        outcome_card,
        plan_card,
        questions_card,
        reading_card,
    )
    from avgrisk.explorer.coder import CaseCoder, agreement_card, item_card
    from avgrisk.explorer.compare import grants, side_by_side
    from avgrisk.explorer.hand_boxes import Hands, hands
    from avgrisk.explorer.hand_count import room
    from avgrisk.explorer.register_desk import RegisterDesk
    from avgrisk.explorer.replay import ReplayExplorer
    from avgrisk.explorer.replay_desk import ReplayDesk
    from avgrisk.explorer.scenario import ScenarioExplorer
    from avgrisk.explorer.teaching import Moment, moments
    from avgrisk.explorer.twins import TwinExplorer, what_ifs

#: Where each public name lives.
_HOME = {
    "CaseCoder": "coder",
    "Hands": "hand_boxes",
    "Moment": "teaching",
    "RegisterDesk": "register_desk",
    "ReplayDesk": "replay_desk",
    "ReplayExplorer": "replay",
    "ScenarioExplorer": "scenario",
    "TwinExplorer": "twins",
    "agreement_card": "coder",
    "grants": "compare",
    "hands": "hand_boxes",
    "item_card": "coder",
    "limits_card": "cards",
    "moment_card": "cards",
    "moments": "teaching",
    "outcome_card": "cards",
    "plan_card": "cards",
    "questions_card": "cards",
    "reading_card": "cards",
    "room": "hand_count",
    "side_by_side": "compare",
    "what_ifs": "twins",
}

__all__ = [
    "CaseCoder",
    "Hands",
    "Moment",
    "RegisterDesk",
    "ReplayDesk",
    "ReplayExplorer",
    "ScenarioExplorer",
    "TwinExplorer",
    "agreement_card",
    "grants",
    "hands",
    "item_card",
    "limits_card",
    "moment_card",
    "moments",
    "outcome_card",
    "plan_card",
    "questions_card",
    "reading_card",
    "room",
    "side_by_side",
    "what_ifs",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'avgrisk.explorer' has no attribute {name!r}")
    value = getattr(import_module(f"avgrisk.explorer.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]
