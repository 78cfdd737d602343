"""par-dpia-form: the Dutch government's DPIA (Rijksmodel) as json, version 2 of its output.

Answers stand under the number of their question; those that repeat are lists with `_index`, and
what repeats within one of these has that index behind its number ("6.1.1[0]").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from avgrisk.register.readers.exports.documents import Record, blocks, joined, text

NAME = "par-dpia-form"
_PLACE = re.compile(r"([\d.]+)\[(\d+)\]")
#: Parties that receive data, and the one that is responsible.
RECEIVES = ("derde", "ontvanger", "verwerker", "sub-verwerker")
RESPONSIBLE = ("verwerkingsverantwoordelijke", "gezamenlijke verwerkingsverantwoordelijke")


def matches(document: Any) -> bool:
    """Whether a document is a filled in DPIA of this form."""
    if not isinstance(document, dict) or not isinstance(document.get("answers"), dict):
        return False
    about = document.get("metadata")
    urn = text(about.get("urn")) if isinstance(about, dict) else ""
    return urn.startswith("urn:nl:dpia") or "assessment-output" in text(document.get("$schema"))


def records(document: Any) -> list[Record]:
    """A row a processing of question 3.1, with the original purpose that registers lack."""
    answers = _Answers(document["answers"])
    return [_record(answers, index, block) for index, block in answers.repeated("3.1")]


def _record(answers: _Answers, index: int, block: Mapping[str, Any]) -> Record:
    data = answers.chosen(block.get("3.1.3"), "2.1.1") or answers.all("2.1", "2.1.1")
    kept = [each for _, each in answers.repeated("2.1") if _value(each.get("2.1.1")) in data]
    parties = list(answers.within("6.1.1", index))
    return {
        "title": _value(block.get("3.1.1")),
        "description": _value(block.get("3.1.2")),
        "purpose_statement": joined(_values(answers.within("5.1.1", index), "5.1.1")),
        "collected_for": joined(
            _values(answers.within("13.1.1", index), "13.1.1.4") or _values(kept, "2.1.5")
        ),
        "data_categories": joined(data),
        "special_data": joined([*map(_special, kept), *answers.kinds(_value(block.get("3.1.1")))]),
        "data_subjects": joined(_values(kept, "2.1.2")),
        "recipient": joined(_party(each) for each in parties if _plays(each, RECEIVES)),
        "legal_basis": joined(_values(answers.within("11.1.1", index), "11.1.1.1")),
        "retention": joined(_values(answers.within("10.1.1", index), "10.1.1.4")),
        "controller": joined(
            _values((each for each in parties if _plays(each, RESPONSIBLE)), "6.1.1.1")
            or answers.all("20.1", "20.1.1")
            or [_value(answers.answers.get("19.4.1"))]
        ),
    }


def _value(answer: Any) -> str:
    return text(answer.get("value")) if isinstance(answer, dict) else ""


def _values(repeated: Iterable[Mapping[str, Any]], part: str) -> list[str]:
    return [_value(each.get(part)) for each in repeated]


def _plays(party: Mapping[str, Any], roles: tuple[str, ...]) -> bool:
    said = [role.strip() for role in _value(party.get("6.1.1.2")).lower().split(";")]
    return any(role in roles for role in said)


def _party(party: Mapping[str, Any]) -> str:
    return f"{_value(party.get('6.1.1.1'))} ({_value(party.get('6.1.1.2'))})".strip()


def _special(data: Mapping[str, Any]) -> str:
    """Data that the form calls special or criminal, or a national number."""
    kind = _value(data.get("2.1.4")).lower()
    return _value(data.get("2.1.1")) if kind and kind not in ("gewoon", "gevoelig") else ""


class _Answers:
    """The answers of a form by the number of their question."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.answers = answers

    def repeated(self, number: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """The repetitions of a question, each with its index."""
        for place, block in enumerate(blocks(self.answers.get(number))):
            index = block.get("_index")
            yield (index if isinstance(index, int) else place), block

    def of(self, number: str, index: int, part: str) -> Iterator[str]:
        """The answers to a part of a question within the repetition of this index."""
        for at, block in self.repeated(number):
            if at == index:
                yield _value(block.get(part))

    def within(self, number: str, index: int) -> Iterator[Mapping[str, Any]]:
        """What repeats within the processing of this index."""
        yield from blocks(self.answers.get(f"{number}[{index}]", []))
        for at, block in self.repeated(number.rpartition(".")[0]):
            if at == index:
                nested = block.get(number)
                found = list(blocks(nested)) if isinstance(nested, list) else []
                own = any(key.startswith(number) for key in block)
                yield from found or ([block] if own else [])

    def all(self, number: str, part: str) -> list[str]:
        """The answers to a part in every repetition."""
        return [said for _, block in self.repeated(number) if (said := _value(block.get(part)))]

    def kinds(self, processing: str) -> Iterator[str]:
        """The kinds of special data of a processing, as question 12.1.2 lists them."""
        for _, each in self.repeated("12.1.2"):
            if processing and processing in self.chosen(each.get("12.1.2.1"), "3.1.1"):
                yield _value(each.get("12.1.2.4")).partition(": ")[2]

    def chosen(self, answer: Any, part: str) -> list[str]:
        """What was ticked: words, or the places of answers elsewhere in the form."""
        value = answer.get("value") if isinstance(answer, dict) else None
        places = value if isinstance(value, list) else [value] if isinstance(value, str) else []
        found = []
        for place in map(text, places):
            match = _PLACE.fullmatch(place)
            if match is None:
                found.append(place)
            else:
                found += self.of(part.rpartition(".")[0], int(match[2]), match[1])
        return [each for each in found if each]
