"""DPV: a record of processing activities in the words of the Data Privacy Vocabulary.

Held against version 2.2 of the vocabulary; terms of version 1 that it dropped are read too.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from avgrisk.register.readers.exports.documents import Record, article, joined, listed, named, text

NAME = "DPV"
#: What a processing is called, by the end of its type; a service is one where DPV says so.
TYPES = frozenset(("PersonalDataHandling", "Process", "PersonalDataProcess", "ProcessingActivity"))
SERVICE = "dpv#Service", "dpv:Service"
#: What a processing has that only groups others.
PARTS = ("hasProcess", "hasPersonalDataProcess", "hasPersonalDataHandling", "hasService")
#: Field -> the ends of the properties that tell it.
TOLD = {
    "title": ("title", "label", "name", "prefLabel"),
    "purpose_statement": ("hasPurpose",),
    "data_categories": ("hasPersonalData", "hasPersonalDataCategory", "hasData"),
    "data_subjects": ("hasDataSubject",),
    "recipient": ("hasRecipient", "hasRecipientThirdParty", "hasRecipientDataController",
                  "hasThirdParty", "hasDataImporter"),
    "legal_basis": ("hasLegalBasis",),
    "controller": ("hasDataController", "hasJointDataControllers", "hasController"),
    "processor": ("hasDataProcessor", "hasDataSubProcessor", "hasProcessor"),
    "retention": ("hasStorageCondition", "hasStorageDuration", "hasDuration"),
    "number": ("identifier",),
    "description": ("description", "comment"),
}  # fmt: skip
#: Blocks within blocks that are followed.
DEPTH = 6
#: What a node is called, the best name first.
LABELS = ("title", "label", "prefLabel", "name", "description", "hasDuration", "value")


def matches(document: Any) -> bool:
    """Whether a document has a node that is a processing."""
    return any(map(_is_processing, _nodes(_graph(document))))


def _graph(document: Any) -> Any:
    """Where the nodes of a document stand."""
    return document.get("@graph", document) if isinstance(document, dict) else document


def records(document: Any) -> list[Record]:
    """A row a processing, a record within a record too; one that only groups others gives none, and
    is theirs as to who is responsible."""
    document = _graph(document)
    nodes = sorted(_nodes(document), key=len)  # a node goes before what only refers to it
    known = {text(node["@id"]): node for node in nodes if isinstance(node.get("@id"), str)}
    owners = dict(_owners(nodes, known))
    found = []
    for node in _nodes(document):
        if _is_processing(node) and not _only_groups(node):
            record = _record(node, known)
            owner = owners.get(text(node.get("@id")), "")
            found.append({**record, "controller": record["controller"] or owner})
    return found


def _owners(
    nodes: list[Mapping[str, Any]], known: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, str]]:
    """The address of a part of a processing, and who is responsible for the whole."""
    for node in nodes:
        parts = [part for key in node if _end(key) in PARTS for part in listed(node[key])]
        owner = _record(node, known)["controller"] if parts else ""
        for part in parts:
            address = text(part.get("@id")) if isinstance(part, dict) else text(part)
            if address and owner:
                yield address, owner


def _only_groups(node: Mapping[str, Any]) -> bool:
    """Whether a processing has parts, and no purpose or data of its own."""
    ends = {_end(key) for key in node}
    own = {*TOLD["purpose_statement"], *TOLD["data_categories"]}
    return not ends.isdisjoint(PARTS) and ends.isdisjoint(own)


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
    found = map(text, listed(node.get("@type", [])))
    return any(_end(kind) in TYPES or kind.endswith(SERVICE) for kind in found)


def _record(node: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> Record:
    found: Record = dict.fromkeys(TOLD, "")
    for key, value in node.items():
        for field, ends in TOLD.items():
            if _end(key) in ends and field != "legal_basis":
                found[field] = joined([found[field], *_words(value, known)])
            elif _end(key) in ends:
                said = (article(word) for word in _words(value, known, plain=False))
                found[field] = joined([found[field], *map(named, said)])
    found["title"] = found["title"] or named(_own_address(node))
    return found


def _own_address(node: Mapping[str, Any]) -> str:
    """The address of a node, "" where it has none of its own."""
    address = text(node.get("@id"))
    return "" if address.startswith("_:") else address


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
            labels = _labels(node, depth)
            address = _own_address(value) or next(map(text, listed(node.get("@type", ""))), "")
            yield labels[0] if labels else named(address) if plain else address
    elif text(value):
        yield named(text(value)) if plain else text(value)


def _labels(node: Mapping[str, Any], depth: int) -> list[str]:
    """What a node is called, the best name first."""
    keys = [key for end in LABELS for key in node if _end(key) == end and depth]
    return [word for key in keys for word in _words(node[key], {}, True, depth - 1)]
