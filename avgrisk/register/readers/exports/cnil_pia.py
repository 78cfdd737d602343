"""CNIL PIA: an analysis of one processing as json, its answers by the number of the question."""

from typing import Any

from avgrisk.register.readers.exports.documents import Record, blocks, text, without_tags
from avgrisk.register.readers.values import is_yes_or_no

NAME = "CNIL PIA"
#: Question -> field (pia_architecture.json of the tool).
QUESTIONS = {
    111: "description",
    121: "data_categories",
    211: "purpose_statement",
    212: "legal_basis",
    215: "retention",
    226: "processor",
    227: "transfer",
}


def matches(document: Any) -> bool:
    """Whether a document is an analysis, or a list of them."""
    found = list(blocks(document))
    return bool(found) and all(
        isinstance(each.get("pia"), dict) and isinstance(each.get("answers"), list)
        for each in found
    )


def records(document: Any) -> list[Record]:
    """A row an analysis. What the purposes are is asked twice: where the second question, whether
    they are legitimate, has no answer or a plain yes, the description counts. Who receives the data
    the tool asks among the data."""
    return [_record(each) for each in blocks(document)]


def _record(analysis: Any) -> Record:
    said = dict.fromkeys(QUESTIONS.values(), "")
    for answer in blocks(analysis["answers"]):
        number, data = answer.get("reference_to"), answer.get("data")
        if str(number).isdigit() and int(str(number)) in QUESTIONS and isinstance(data, dict):
            said[QUESTIONS[int(str(number))]] = without_tags(data.get("text"))
    if not said["purpose_statement"] or is_yes_or_no(said["purpose_statement"].rstrip(" .!")):
        said["purpose_statement"] = said["description"]
    return {"title": text(analysis["pia"].get("name")), **said}
