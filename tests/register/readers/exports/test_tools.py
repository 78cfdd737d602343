"""Exports of other tools: files of our own in the schema that each tool publishes."""

from __future__ import annotations

import csv
import json

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avgrisk.cli.score_command import run
from avgrisk.core.records import InputError
from avgrisk.register.readers.exports import tools
from avgrisk.register.readers.exports.documents import named, without_tags
from avgrisk.register.readers.reading import read_register
from avgrisk.register.report_data import Options
from avgrisk.register.row_uses import proposed_uses


def answer(value):
    return {"value": value, "lastEditedAt": "2026-01-05T10:00:00.000Z"}


#: MinBZK/par-dpia-form, schemas/assessment-output.v2.schema.json, questions of urn:nl:dpia:3.0.
PAR_DPIA = {
    "$schema": "https://github.com/MinBZK/par-dpia-form/blob/main/schemas/assessment-output.v2.schema.json",
    "metadata": {"urn": "urn:nl:dpia:3.0", "createdAt": "2026-01-05T10:00:00.000Z"},
    "answers": {
        "2.1": [
            {"_index": 0, "2.1.1": answer("BSN"), "2.1.2": answer("Inwoners"),
             "2.1.4": answer("nationaal identificatienummer"),
             "2.1.5": answer("Een uitkering aanvragen")},
            {"_index": 1, "2.1.1": answer("E-mailadres"), "2.1.2": answer("Inwoners"),
             "2.1.4": answer("gewoon")},
        ],
        "3.1": [
            {"_index": 0, "3.1.1": answer("Controle op fraude"),
             "3.1.2": answer("Bestanden koppelen"), "3.1.3": answer(["2.1.1[0]"])},
            {"_index": 1, "3.1.1": answer("Nieuwsbrief"), "3.1.3": answer(["E-mailadres"])},
        ],
        "5.1": [
            {"_index": 0, "5.1.1": answer("Onterechte uitkeringen opsporen")},
            {"_index": 1, "5.1.1": answer("Inwoners op de hoogte houden")},
        ],
        "6.1.1[0]": [
            {"_index": 0, "6.1.1.1": answer("Gemeente Voorbeeldstad"),
             "6.1.1.2": answer(["Verwerkingsverantwoordelijke"])},
            {"_index": 1, "6.1.1.1": answer("UWV"), "6.1.1.2": answer(["Ontvanger"])},
        ],
        "11.1.1[0]": [{"_index": 0, "11.1.1.1": answer("Rechtsgrond taak van algemeen belang")}],
        "11.1.1[1]": [{"_index": 0, "11.1.1.1": answer("Rechtsgrond toestemming")}],
        "12.1.2": [{"_index": 0, "12.1.2.1": answer(["3.1.1[0]"]), "12.1.2.4": answer(
            "Type bijzondere persoonsgegevens: Gegevens over gezondheid")}],
        "13.1.1[0]": [{"_index": 0, "13.1.1.4": answer("Beoordelen van het recht op bijstand")}],
    },
}  # fmt: skip

#: LINCnil/pia, the export of an analysis, questions of pia_architecture.json.
CNIL_PIA = {
    "pia": {"id": 1, "name": "Vidéosurveillance", "status": 0, "author_name": "Prénom Nom"},
    "answers": [
        {"pia_id": 1, "reference_to": 121, "id": 1,
         "data": {"text": "<p>Images <b>vidéo</b></p><p>plaque</p>", "gauge": None, "list": []}},
        {"pia_id": 1, "reference_to": 211, "id": 2,
         "data": {"text": "Sécurité des locaux &amp; des biens", "gauge": None, "list": []}},
        {"pia_id": 1, "reference_to": 212, "id": 3,
         "data": {"text": "intérêt légitime", "gauge": None, "list": []}},
        {"pia_id": 1, "reference_to": 321, "id": 4,
         "data": {"text": None, "gauge": None, "list": ["vol"]}},
    ],
    "evaluations": [], "measures": [], "comments": [],
}  # fmt: skip

#: ethyca/fideslang, System and PrivacyDeclaration.
FIDES = """
organization:
  - fides_key: shop
    name: Webshop Voorbeeld
system:
  - fides_key: mailing
    name: Mailing
    description: Sends mail
    system_type: Service
    privacy_declarations:
      - name: Send a newsletter that people asked for
        data_categories: [user.contact.email, user.name]
        data_use: marketing.communications.email
        data_subjects: [customer]
        legal_basis_for_processing: Consent
        data_shared_with_third_parties: false
      - name: profiles
        data_categories: [user.behavior.purchase_history]
        data_use: marketing.advertising.profiling
        data_subjects: [customer]
        legal_basis_for_processing: Legitimate interests
        data_shared_with_third_parties: true
        third_parties: Data brokers
"""

#: Transparency-Information-Language/schema, tilt-schema.json.
TILT = {
    "meta": {"_id": "1", "name": "Fietsverhuur", "version": 1, "language": "nl"},
    "controller": {"name": "Fietsverhuur B.V.", "country": "NL"},
    "dataDisclosed": [
        {"_id": "a", "category": "E-mailadres",
         "purposes": [{"purpose": "Nieuwsbrief", "description": "Eens per maand nieuws sturen"}],
         "legalBases": [{"reference": "GDPR-6-1-a", "description": "Toestemming"}],
         "legitimateInterests": [{"exists": False, "reasoning": ""}],
         "recipients": [{"name": "Mailbedrijf", "category": "verwerker"}],
         "storage": [{"temporal": [{"description": "tot afmelding", "ttl": "P1Y"}]}]},
        {"_id": "b", "category": ["Naam"],
         "purposes": [{"purpose": "Nieuwsbrief", "description": "Eens per maand nieuws sturen"},
                      {"purpose": "Verhuur", "description": "Een fiets verhuren"}],
         "legalBases": [{"reference": "GDPR-6-1-b", "description": ""}], "recipients": []},
    ],
    "thirdCountryTransfers": [{"country": "US"}],
}  # fmt: skip

#: W3C DPV 2, a record of processing activities.
DPV = {
    "@context": {"dpv": "https://w3id.org/dpv#", "pd": "https://w3id.org/dpv/pd#",
                 "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#", "dct": "http://purl.org/dc/terms/"},
    "@graph": [
        {"@id": "ex:shop", "@type": "dpv:DataController", "dct:title": "Webshop Voorbeeld"},
        {"@id": "ex:news", "@type": "dpv:Process", "dct:title": "Newsletter",
         "dpv:hasPurpose": {"@id": "ex:purpose"}, "dpv:hasPersonalData": [{"@id": "pd:EmailAddress"}],
         "dpv:hasLegalBasis": {"@id": "eu-gdpr:A6-1-a"}, "dpv:hasDataController": {"@id": "ex:shop"},
         "dpv:hasRecipient": {"@type": "dpv:ThirdParty", "dct:title": "Data brokers"}},
        {"@id": "ex:purpose", "@type": "dpv:DirectMarketing",
         "dct:title": {"@value": "Send a monthly newsletter", "@language": "en"}},
    ],
}  # fmt: skip


#: The same as a register whose whole names who is responsible, in Turtle.
TURTLE = """
@prefix dpv: <https://w3id.org/dpv#> .
@prefix pd: <https://w3id.org/dpv/pd#> .
@prefix eu-gdpr: <https://w3id.org/dpv/legal/eu/gdpr#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<whole> a dpv:Process ; dct:title "All we do" ; dpv:hasDataController <shop> ;
    dpv:hasProcess <news>, <profiles> .
<shop> a dpv:DataController ; skos:prefLabel "Webshop Voorbeeld"@nl .
<news> a dpv:PersonalDataProcess ; dct:title "Newsletter" ;
    dpv:hasPurpose [ a dpv:DirectMarketing ; dct:description "Send a monthly newsletter"@en ] ;
    dpv:hasPersonalData pd:EmailAddress, pd:Name ;
    dpv:hasLegalBasis eu-gdpr:A6-1-a-explicit-consent ;
    dpv:hasStorageCondition [ a dpv:StorageDuration ; dpv:hasDuration "P1Y" ] ;
    dct:created "no date"^^<http://www.w3.org/2001/XMLSchema#date> .
<profiles> a dpv:Service ; dpv:hasPurpose dpv:PersonalisedAdvertising ;
    dpv:hasPersonalData [ a pd:PurchasesAndSpendingHabit ] ;
    dpv:hasRecipientThirdParty [ a dpv:ThirdParty ; dct:title "Data brokers" ] ;
    dpv:hasLegalBasis dpv:LegitimateInterestOfController .
"""


def uses(document, tmp_path, suffix=".json"):
    path = tmp_path / f"r{suffix}"
    path.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
    read = read_register(path)
    return read, proposed_uses(read.rows, read.fields).frame


def test_par_dpia_gives_a_row_a_processing_and_the_purpose_of_collection(tmp_path):
    read, found = uses(PAR_DPIA, tmp_path)
    assert read.rows["title"].tolist() == ["Controle op fraude", "Nieuwsbrief"]
    assert found["purpose_statement"].tolist()[0] == "Onterechte uitkeringen opsporen"
    assert found["collected_for"].tolist()[0] == "Beoordelen van het recht op bijstand"
    assert found["data_categories"].tolist() == [
        "BSN; BSN; Gegevens over gezondheid",
        "E-mailadres",
    ]
    assert found["recipient"].tolist() == ["government", ""]
    assert found["legal_basis"].tolist() == ["public_task", "consent"]
    assert found["sector"].tolist() == ["municipality", ""]


def test_a_cnil_pia_gives_a_row_in_plain_words(tmp_path):
    read, found = uses(CNIL_PIA, tmp_path)
    assert read.rows["title"].tolist() == ["Vidéosurveillance"]
    assert found["purpose_statement"].tolist() == ["Sécurité des locaux & des biens"]
    assert found["data_categories"].tolist() == ["Images vidéo plaque"]
    assert found["legal_basis"].tolist() == ["legitimate_interest"]


def test_fides_gives_a_row_a_declaration(tmp_path):
    read, found = uses(FIDES, tmp_path, ".yml")
    assert read.rows["title"].tolist() == [
        "Mailing; Send a newsletter that people asked for", "Mailing; profiles"
    ]  # fmt: skip
    assert found["data_categories"].tolist()[0] == "user.contact.email; user.name"
    assert found["recipient"].tolist() == ["own", "others"]
    assert found["legal_basis"].tolist() == ["consent", "legitimate_interest"]
    assert found["sector"].tolist() == ["webshop", "webshop"]


#: intuitem/ciso-assistant-community, a processing with what belongs to it, a sheet a kind.
CISO = {
    "Processing": [["ref_id", "name", "description", "dpia_required"],
                   ["P1", "Payroll", "Paying staff every month", True]],
    "Purposes": [["name", "description", "legal_basis"],
                 ["Salary payment", "Pay salaries", "privacy_contract"]],
    "Personal data": [["name", "category", "retention"],
                      ["Bank details", "privacy_bank_account", "5 years"],
                      ["Sick leave", "privacy_health_data", "2 years"]],
    "Data recipients": [["name", "category"], ["Tax office", "privacy_tax_authority"]],
    "Data contractors": [["name", "relationship_type", "country"], ["Host", "processor", "NL"]],
}  # fmt: skip


def test_a_workbook_of_ciso_assistant_is_one_processing(tmp_path):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in CISO.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(tmp_path / "r.xlsx")
    read = read_register(tmp_path / "r.xlsx")
    found = proposed_uses(read.rows, read.fields).frame
    assert found["purpose_statement"].tolist() == ["Salary payment: Pay salaries"]
    assert found["data_categories"].tolist() == [
        "Bank details: bank account; Sick leave: health data"
    ]
    assert found["legal_basis"].tolist() == ["contract"]
    assert found["recipient"].tolist() == ["government"]


def test_tilt_gives_a_row_a_purpose_with_all_its_data(tmp_path):
    read, found = uses(TILT, tmp_path)
    assert read.rows["title"].tolist() == ["Nieuwsbrief", "Verhuur"]
    assert found["data_categories"].tolist() == ["E-mailadres; Naam", "Naam"]
    assert found["legal_basis"].tolist() == ["", "contract"], "two bases are none"
    assert read.rows["transfer"].tolist() == ["US", "US"]


def test_dpv_gives_a_row_a_processing_with_what_it_refers_to(tmp_path):
    read, found = uses(DPV, tmp_path, ".jsonld")
    assert read.rows["title"].tolist() == ["Newsletter"]
    assert found["purpose_statement"].tolist() == ["Send a monthly newsletter"]
    assert found["data_categories"].tolist() == ["Email address"]
    assert found["recipient"].tolist() == ["others"] and found["sector"].tolist() == ["webshop"]
    assert found["legal_basis"].tolist() == ["consent"]


def test_turtle_gives_the_same_rows_and_parts_are_of_the_whole(tmp_path, capsys):
    pytest.importorskip("rdflib")
    read, found = uses(TURTLE, tmp_path, ".ttl")
    assert read.rows["title"].tolist() == ["Newsletter", "profiles"]
    assert found["purpose_statement"].tolist() == [
        "Send a monthly newsletter", "Personalised advertising"
    ]  # fmt: skip
    assert found["data_categories"][0] == "Email address; Name"
    assert found["recipient"].tolist() == ["", "others"]
    assert found["legal_basis"].tolist() == ["consent", "legitimate_interest"]
    assert found["sector"].tolist() == ["webshop", "webshop"]
    assert read.rows["retention"].tolist() == ["P1Y", ""]
    assert not capsys.readouterr().err, "a date that is none is no traceback"


def test_turtle_without_rdflib_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr("avgrisk.core.extras.find_spec", lambda name: None)
    with pytest.raises(InputError) as caught:
        uses(TURTLE, tmp_path, ".ttl")
    assert caught.value.key == "error.extra" and caught.value.allowed == "avgrisk[rdf]"


@pytest.mark.parametrize(
    "text", ["", "<a> <b> <c>", "@prefix x: <http://x/> . x:a x:b x:c .", "[" * 5_000, "\x00",
             "@prefix a: <http://127.0.0.1:9/> . <a> a:b <http://127.0.0.1:9/remote> ."]
)  # fmt: skip
def test_other_turtle_is_refused_in_one_line_and_nothing_is_fetched(text, tmp_path, monkeypatch):
    pytest.importorskip("rdflib")

    def fetched(*_, **__):
        raise AssertionError("nothing is fetched")

    monkeypatch.setattr("socket.socket.connect", fetched)
    with pytest.raises(InputError) as caught:
        uses(text, tmp_path, ".ttl")
    assert caught.value.allowed.key in ("error.turtle", "error.tool", "error.empty")


@pytest.mark.parametrize("suffix", [".json", ".yaml"])
@pytest.mark.parametrize("document", [{}, [], {"a": 1}, [1, "x"], "text", {"system": [{}]}, None])
def test_anything_else_is_one_line_that_names_what_is_read(document, suffix, tmp_path):
    with pytest.raises(InputError) as caught:
        uses(json.dumps(document), tmp_path, suffix)
    assert caught.value.allowed.key == "error.tool"
    assert "CNIL PIA" in dict(caught.value.allowed.values)["tools"]


@pytest.mark.parametrize(
    "text", ["a: &x [1]\nb: *x", "[" * 50 + "]" * 50, "a: 1\na: 2", "a: !!python/object:os.x {}",
             "x: " + "1:59:" * 9000 + "1", "- 1\n" * 200_000, "a: [", "\x00"]
)  # fmt: skip
def test_hostile_yaml_is_refused_at_once(text, tmp_path):
    with pytest.raises(InputError):
        uses(text, tmp_path, ".yaml")


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["pia", "answers", "system", "privacy_declarations", "dataDisclosed", "@id",
                         "controller", "@type", "@graph", "metadata", "urn", "3.1", "value", "name"]),
        inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(
    document=st.sampled_from([PAR_DPIA, CNIL_PIA, TILT, DPV]),
    place=st.integers(0, 3),
    value=PLAIN,
)
def test_whatever_stands_in_an_export_it_is_read_or_refused(document, place, value):
    broken = {**document, list(document)[place % len(document)]: value}
    for tool in tools.TOOLS:
        if tool.matches(broken):
            assert all(
                isinstance(cell, str) for row in tool.records(broken) for cell in row.values()
            )


def test_a_report_in_json_is_a_record_in_dpv_that_reads_back(tmp_path):
    path, out = tmp_path / "r.csv", tmp_path / "uit.json"
    lines = ["Nr;Naam;Doel;Persoonsgegevens;Ontvangers;Grondslag;Organisatie"]
    lines += ["1;Nieuws;Nieuws sturen;e-mail, naam;Mailchimp;toestemming;Gemeente A"]
    lines += ["2;Tips;Tips geven;NAW;Adverteerders;gerechtvaardigd belang;Gemeente A"]
    path.write_text("\n".join(lines), encoding="utf-8")
    run(path, Options(out=out), lambda line: None, "nl")
    document = json.loads(out.read_text(encoding="utf-8"))
    record, *processes = document["@graph"]
    assert record["dct:hasPart"] == [{"@id": node["@id"]} for node in processes]
    assert processes[0]["dpv:hasRisk"]["avgrisk:band"] in ("green", "amber", "red")
    first, again = read_register(path), read_register(out)
    for field in ("purpose_statement", "data_categories", "legal_basis", "recipient", "sector"):
        one, other = (proposed_uses(r.rows, r.fields).frame[field] for r in (first, again))
        assert one.tolist() == other.tolist(), field


def test_a_score_goes_back_to_ciso_assistant_beside_its_processing(tmp_path):
    path, out = tmp_path / "r.csv", tmp_path / "uit.ciso.csv"
    path.write_text("Nr;Naam;Doel;Gegevens\nP1;=cmd;Nieuws sturen;e-mail\n", encoding="utf-8")
    run(path, Options(out=out), lambda line: None, "en")
    with out.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["ref_id"] == "P1" and row["name"] == "'=cmd"
    assert row["description"].startswith("Nieuws sturen\navgrisk: ")
    assert row["labels"] in ("avgrisk:green", "avgrisk:amber", "avgrisk:red")


def test_words_of_keys_and_of_html():
    assert named("dpv:AcademicResearch") == "Academic research"
    assert without_tags("<p>a</p><p>b &lt; c</p>") == "a b < c"
