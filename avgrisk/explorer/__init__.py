"""What a notebook shows: cards without widgets, and the widgets that connect controls to them.

Names are loaded when first used, so that the cards cost no import of ipywidgets.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from avgrisk.core.extras import needed

if TYPE_CHECKING:
    from avgrisk.cases.replay import what_ifs as what_ifs
    from avgrisk.cases.teaching import Moment as Moment
    from avgrisk.cases.teaching import moments as moments
    from avgrisk.explorer.coder import CaseCoder as CaseCoder
    from avgrisk.explorer.hand_boxes import Hands as Hands
    from avgrisk.explorer.hand_boxes import hands as hands
    from avgrisk.explorer.register.register_desk import RegisterDesk as RegisterDesk
    from avgrisk.explorer.replay.pairs import TwinExplorer as TwinExplorer
    from avgrisk.explorer.replay.presenter import present as present
    from avgrisk.explorer.replay.replay_desk import ReplayDesk as ReplayDesk
    from avgrisk.explorer.replay.replay_explorer import ReplayExplorer as ReplayExplorer
    from avgrisk.explorer.scenario.scenario_explorer import ScenarioExplorer as ScenarioExplorer
    from avgrisk.explorer.workshop.planner import WorkshopPlanner as WorkshopPlanner
    from avgrisk.explorer.workshop.planner import program_card as program_card
    from avgrisk.figures.article import article_card as article_card
    from avgrisk.figures.coding_cards import agreement_card as agreement_card
    from avgrisk.figures.coding_cards import item_card as item_card
    from avgrisk.figures.compare import grants as grants
    from avgrisk.figures.compare import side_by_side as side_by_side
    from avgrisk.figures.folded import folded as folded
    from avgrisk.figures.lesson_cards import limits_card as limits_card
    from avgrisk.figures.lesson_cards import moment_card as moment_card
    from avgrisk.figures.lesson_cards import outcome_card as outcome_card
    from avgrisk.figures.lesson_cards import plan_card as plan_card
    from avgrisk.figures.lesson_cards import questions_card as questions_card
    from avgrisk.figures.lesson_cards import reading_card as reading_card
    from avgrisk.figures.lines_card import lines_card as lines_card
    from avgrisk.figures.show_of_hands import room as room
    from avgrisk.figures.table_card import table_card as table_card

#: Where each public name lives.
_HOME = {
    "CaseCoder": "explorer.coder",
    "Hands": "explorer.hand_boxes",
    "Moment": "cases.teaching",
    "RegisterDesk": "explorer.register.register_desk",
    "ReplayDesk": "explorer.replay.replay_desk",
    "ReplayExplorer": "explorer.replay.replay_explorer",
    "ScenarioExplorer": "explorer.scenario.scenario_explorer",
    "TwinExplorer": "explorer.replay.pairs",
    "WorkshopPlanner": "explorer.workshop.planner",
    "agreement_card": "figures.coding_cards",
    "article_card": "figures.article",
    "folded": "figures.folded",
    "grants": "figures.compare",
    "hands": "explorer.hand_boxes",
    "item_card": "figures.coding_cards",
    "limits_card": "figures.lesson_cards",
    "lines_card": "figures.lines_card",
    "moment_card": "figures.lesson_cards",
    "moments": "cases.teaching",
    "outcome_card": "figures.lesson_cards",
    "plan_card": "figures.lesson_cards",
    "present": "explorer.replay.presenter",
    "program_card": "explorer.workshop.planner",
    "questions_card": "figures.lesson_cards",
    "reading_card": "figures.lesson_cards",
    "room": "figures.show_of_hands",
    "side_by_side": "figures.compare",
    "table_card": "figures.table_card",
    "what_ifs": "cases.replay",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'avgrisk.explorer' has no attribute {name!r}")
    if _HOME[name].startswith("explorer."):
        needed("lab", "ipywidgets", "anywidget")
    value = getattr(import_module(f"avgrisk.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]
