"""DPV: a record of processing activities in the words of the Data Privacy Vocabulary (JSON-LD)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from avgrisk.register.readers.exports.documents import Record, article, joined, named, text

NAME = "DPV"
#: What a processing is called, by the end of its type.
TYPES = frozenset(("PersonalDataHandling", "Process", "PersonalDataProcess", "ProcessingActivity"))
#: Field -> the ends of the properties that tell it.
TOLD = {
    "title": ("title", "label", "name", "prefLabel"),
    "purpose_statement": ("hasPurpose",),
    "data_categories": ("hasPersonalData", "hasPersonalDataCategory", "hasData"),
    "data_subjects": ("hasDataSubject",),
    "recipient": ("hasRecipient", "hasThirdParty", "hasRecipientThirdParty"),
    "legal_basis": ("hasLegalBasis",),
    "controller": ("hasDataController", "hasController"),
    "processor": ("hasDataProcessor", "hasProcessor"),
    "retention": ("hasStorageCondition", "hasStorageDuration", "hasDuration"),
    "number": ("identifier",),
    "description": ("description", "comment"),
}
#: Blocks within blocks that are followed.
DEPTH = 6
LABELS = ("title", "label", "name", "prefLabel", "description")


def matches(document: Any) -> bool:
    """Whether a document has a node that is a processing."""
    return any(map(_is_processing, _nodes(_graph(document))))


def _graph(document: Any) -> Any:
    """Where the nodes of a document stand."""
    return document.get("@graph", document) if isinstance(document, dict) else document


def records(document: Any) -> list[Record]:
    """A row a processing, a record within a record too."""
    document = _graph(document)
    nodes = sorted(_nodes(document), key=len)  # a node goes before what only refers to it
    known = {text(node["@id"]): node for node in nodes if isinstance(node.get("@id"), str)}
    return [_record(node, known) for node in _nodes(document) if _is_processing(node)]


def _nodes(value: Any, depth: int = DEPTH) -> Iterator[Mapping[str, Any]]:
    """Every block that has a type or an address."""
    if isinstance(value, dict):
        yield value
    if depth:
        inner = value.values() if isinstance(value, dict) else value
        for part in inner if isinstance(value, (dict, list)) else ():
            if isinstance(part, (dict, list)):
                yield from _nodes(part, depth - 1)


def _end(key: str) -> str:
    return key.rsplit("#")[-1].rsplit("/")[-1].rsplit(":")[-1]


def _is_processing(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type", [])
    found = kinds if isinstance(kinds, list) else [kinds]
    return any(_end(text(kind)) in TYPES for kind in found)


def _record(node: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> Record:
    found: Record = dict.fromkeys(TOLD, "")
    for key, value in node.items():
        for field, ends in TOLD.items():
            if _end(key) in ends and field != "legal_basis":
                found[field] = joined([found[field], *_words(value, known)])
            elif _end(key) in ends:
                said = (article(word) for word in _words(value, known, plain=False))
                found[field] = joined([found[field], *map(named, said)])
    found["title"] = found["title"] or named(text(node.get("@id")))
    return found


def _words(
    value: Any, known: Mapping[str, Mapping[str, Any]], plain: bool = True, depth: int = DEPTH
) -> Iterator[str]:
    """What a value says: its own words, the label of the node it refers to, else its address."""
    if isinstance(value, list):
        for part in value if depth else ():
            yield from _words(part, known, plain, depth - 1)
    elif isinstance(value, dict):
        if "@value" in value:
            yield text(value["@value"])
        else:
            node = known.get(text(value.get("@id")), value)
            labels = [word for key in node if _end(key) in LABELS
                      for word in _words(node[key], {}, True, depth - 1) if depth]  # fmt: skip
            address = text(value.get("@id")) or text(node.get("@type"))
            yield labels[0] if labels else named(address) if plain else address
    elif text(value):
        yield named(text(value)) if plain else text(value)
