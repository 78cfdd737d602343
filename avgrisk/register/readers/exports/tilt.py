"""TILT: what a controller tells people of its processing, as json or yaml."""

from collections.abc import Iterator, Mapping
from typing import Any

from avgrisk.register.readers.exports.documents import Record, article, blocks, joined, text

NAME = "TILT"


def matches(document: Any) -> bool:
    """Whether a document tells which data are disclosed, and by whom."""
    return (
        isinstance(document, dict)
        and isinstance(document.get("dataDisclosed"), list)
        and isinstance(document.get("controller"), dict)
    )


def records(document: Any) -> list[Record]:
    """A row a purpose, with all data that are disclosed for it; data without a purpose have a row
    of their own."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for entry in blocks(document["dataDisclosed"]):
        for purpose in list(_purposes(entry)) or [""]:
            found.setdefault(purpose, []).append(entry)
    owner = text(document["controller"].get("name"))
    abroad = joined(
        text(each.get("country")) for each in blocks(document.get("thirdCountryTransfers", []))
    )
    return [
        {**_record(purpose, entries), "controller": owner, "transfer": abroad}
        for purpose, entries in found.items()
    ]


def _purposes(entry: Mapping[str, Any]) -> Iterator[str]:
    for purpose in blocks(entry.get("purposes", [])):
        said = [text(purpose.get("purpose")), text(purpose.get("description"))]
        if any(said):
            yield ": ".join(part for part in said if part)


def _record(purpose: str, entries: list[Mapping[str, Any]]) -> Record:
    data = joined(text(each.get("category")) for each in entries)
    return {
        "title": purpose.partition(":")[0] or data,
        "purpose_statement": purpose,
        "data_categories": data,
        "recipient": joined(said for each in entries for said in _recipients(each)),
        "legal_basis": joined(said for each in entries for said in _bases(each)),
        "retention": joined(said for each in entries for said in _kept(each)),
    }


def _recipients(entry: Mapping[str, Any]) -> Iterator[str]:
    for who in blocks(entry.get("recipients", [])):
        yield ", ".join(part for part in (text(who.get("name")), text(who.get("category"))) if part)


def _bases(entry: Mapping[str, Any]) -> Iterator[str]:
    for basis in blocks(entry.get("legalBases", [])):
        yield article(text(basis.get("reference"))) or text(basis.get("description"))
    for interest in blocks(entry.get("legitimateInterests", [])):
        if interest.get("exists") is True:
            yield "legitimate interest"


def _kept(entry: Mapping[str, Any]) -> Iterator[str]:
    for storage in blocks(entry.get("storage", [])):
        for span in blocks(storage.get("temporal", [])):
            yield text(span.get("description")) or text(span.get("ttl"))
        yield text(storage.get("purposeConditional"))
