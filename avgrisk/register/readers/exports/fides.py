"""Fides: systems with their privacy declarations, in yaml or json (fideslang)."""

from collections.abc import Mapping
from typing import Any

from avgrisk.register.readers.exports.documents import Record, blocks, joined, listed, named, text

NAME = "Fides"


def matches(document: Any) -> bool:
    """Whether a document holds systems with privacy declarations."""
    return isinstance(document, dict) and any(
        "privacy_declarations" in system for system in blocks(document.get("system"))
    )


def records(document: Any) -> list[Record]:
    """A row a privacy declaration; a system without any gives none."""
    owner = joined(
        text(each.get("name")) or text(each.get("fides_key"))
        for each in blocks(document.get("organization"))
    )
    return [
        _record(system, declaration, owner)
        for system in blocks(document["system"])
        for declaration in blocks(system.get("privacy_declarations", []))
    ]


def _record(system: Mapping[str, Any], said: Mapping[str, Any], owner: str) -> Record:
    name = text(system.get("name")) or text(system.get("fides_key"))
    own, use = text(said.get("name")), named(text(said.get("data_use")))
    return {
        "title": joined([name, own or use]),
        "purpose_statement": own if " " in own else joined([use, own]),
        "proposed_use": joined([use, own]),
        "collected_for": own if " " in own else "",
        "data_categories": text(said.get("data_categories")),
        "data_subjects": joined(named(text(each)) for each in listed(said.get("data_subjects"))),
        "recipient": _recipient(said),
        "legal_basis": text(said.get("legal_basis_for_processing")),
        "retention": text(said.get("retention_period")),
        "department": _department(system),
        "controller": owner,
        "description": text(system.get("description")),
    }


def _department(system: Mapping[str, Any]) -> str:
    """The department that a system is of; the schema fills in "Not defined"."""
    name = text(system.get("administrating_department"))
    return "" if name == "Not defined" else name


def _recipient(said: Mapping[str, Any]) -> str:
    """Third parties by name; where none are named, whether there are any."""
    shared = said.get("data_shared_with_third_parties")
    if text(said.get("third_parties")):
        return text(said["third_parties"])
    return {True: "third parties", False: "none"}.get(shared, "") if type(shared) is bool else ""
