"""A scored register for the tools it came from: DPV (JSON-LD) and a csv for CISO Assistant."""

from collections.abc import Mapping

import pandas as pd

from avgrisk.core.labels import label
from avgrisk.core.levels import choices
from avgrisk.figures.markup import number
from avgrisk.register.readers.mapping import WORDS
from avgrisk.register.report_data import Report

#: The words of the Data Privacy Vocabulary (W3C DPVCG, version 2), and ours for the score.
CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "dct": "http://purl.org/dc/terms/",
    "avgrisk": "urn:avgrisk:",
}
#: Field -> the property that tells it, and the type of what it names.
TOLD = {
    "purpose_statement": ("dpv:hasPurpose", "dpv:Purpose"),
    "data_categories": ("dpv:hasPersonalData", "dpv:PersonalData"),
    "special_data": ("dpv:hasPersonalData", "dpv:SpecialCategoryPersonalData"),
    "data_subjects": ("dpv:hasDataSubject", "dpv:DataSubject"),
    "recipient": ("dpv:hasRecipient", "dpv:Recipient"),
    "processor": ("dpv:hasDataProcessor", "dpv:DataProcessor"),
    "controller": ("dpv:hasDataController", "dpv:DataController"),
    "retention": ("dpv:hasStorageCondition", "dpv:StorageDuration"),
}
SCORES = ("score", "score_low", "score_high", "band", "vector")
#: What the importer of CISO Assistant reads of a processing.
CISO = ("ref_id", "name", "description", "labels")


def linked(report: Report) -> dict[str, object]:
    """The register as a record of processing activities in DPV: `@context` and `@graph`, a process
    a row, each with its score as a risk."""
    whole = f"avgrisk:{report.assessed.register.digest[:16]}"
    nodes = [
        _process(report, row, f"{whole}-{row + 1}") for row in range(len(report.assessed.titles))
    ]
    record = {
        "@id": whole,
        "@type": "dpv:RecordsOfActivities",
        "dct:title": report.source,
        "dct:hasPart": [{"@id": node["@id"]} for node in nodes],
    }
    return {"@context": CONTEXT, "@graph": [record, *nodes]}


def _process(report: Report, row: int, address: str) -> dict[str, object]:
    cells = _cells(report, row)
    node: dict[str, object] = {
        "@id": address,
        "@type": "dpv:PersonalDataProcess",
        "dct:identifier": cells.get("number", ""),
        "dct:title": report.assessed.titles[row],
    }
    for field, (key, kind) in TOLD.items():
        if said := cells.get(field):
            told = {"@type": kind, "dct:title": said}
            node[key] = [node[key], told] if key in node else told
    frame = report.assessed.uses.frame
    basis = str(frame["legal_basis"].iat[row] if "legal_basis" in frame else "")
    if basis in choices("legal_basis"):
        letter = "abcdef"[choices("legal_basis").index(basis)]
        node["dpv:hasLegalBasis"] = {"@id": f"eu-gdpr:A6-1-{letter}"}
    scores = report.assessed.scores.iloc[row]
    told = {f"avgrisk:{name}": scores[name] for name in SCORES if not pd.isna(scores[name])}
    node["dpv:hasRisk"] = {"@type": "dpv:Risk", **told}
    return {key: value for key, value in node.items() if value}


def _cells(report: Report, row: int) -> Mapping[str, str]:
    """What a row says of every field, in the words of the register; several columns together."""
    register, found = report.assessed.register, dict[str, str]()
    for name, what in register.fields.items():
        field, cell = what.removesuffix(WORDS), register.rows[name].iat[row].strip()
        if field and cell:
            found[field] = f"{found[field]}; {cell}" if field in found else cell
    return found


def ciso_table(report: Report, lang: str = "nl") -> pd.DataFrame:
    """The register for the importer of CISO Assistant: the score stands in the description, the
    band in a label."""
    scores, rows = report.assessed.scores, []
    for row, title in enumerate(report.assessed.titles):
        cells, score = _cells(report, row), scores.iloc[row]
        said = [cells.get("purpose_statement", "")]
        if not pd.isna(score["score"]):
            low, high = (number(score[name], lang) for name in ("score_low", "score_high"))
            band = label(f"band.{score['band']}", lang)
            said.append(f"avgrisk: {number(score['score'], lang)} ({low}–{high}), {band}")
        labels = "" if pd.isna(score["band"]) else f"avgrisk:{score['band']}"
        told = "\n".join(part for part in said if part)
        rows.append((cells.get("number", ""), title, told, labels))
    return pd.DataFrame(rows, columns=list(CISO), dtype=str)
