"""What a Dutch reader meets anywhere: no key of ours, no decimal point, no statistician's word."""

from __future__ import annotations

import html
import json
import re
import shutil

import openpyxl
import pytest

from avgrisk.cases.case_base import case_ids, load_case
from avgrisk.cases.teaching import moments
from avgrisk.cli.main import main
from avgrisk.core import labels
from avgrisk.core.records import ProposedUse
from avgrisk.explorer.scenario import slow_views, standing, state, views
from avgrisk.explorer.scenario.scenario_file import Scenario
from avgrisk.figures.lesson_cards import moment_card, outcome_card, plan_card, reading_card
from avgrisk.reports.a4 import a4_html
from avgrisk.reports.replay_page import replay_html
from avgrisk.scoring.score import score
from tests import ROOT
from tests.lists import each

EVERY = (*case_ids(), *case_ids(illustrations=True))

#: An English key as our tables have it: user.location, purpose_statement, axis.legal.
KEY = re.compile(r"\b[a-z]+_[a-z_]{2,}\b|\b(?:user|x_nl|reading|level|answer|legal|fig)\.[a-z_.]+")

#: Decimals with a point. Thousands (431.000) and the version of the package are no decimals.
POINT = re.compile(r"(?<![\d.])\d+\.\d{1,2}(?![\d.])")

#: Words that only a statistician has, each with the words that must stand beside it.
JARGON = {
    "doorrekening": None,
    "trekking": "intrekking|trekkings",
    "aanjager": None,
    "rangmarge": None,
    "hoedersrol": None,
    "vrijbrief": None,
    "log-odds": "schaal waarop de delen",
    "gunfactor": "hoeveel men",
}

#: What is quoted as others wrote it or must be typed so: titles of sources, addresses, the vector,
#: what a file may hold.
QUOTED = re.compile(
    r"<style>.*?</style>|<script.*?</script>|<li>[^<]*<br><a.*?</li>|<a .*?</a>|https?://\S+"
    r"|Toegestaan: [^;<]*;|AVGR:\S+|\[AVGR[^\]]*\]|avgrisk \d\S*|scenario\.json",
    re.S,
)


#: Labels that explain the keys of a file, which are English.
EITHER = frozenset({"workshop.column.may"})


def plain(markup: str) -> str:
    """The words of a page, without tags and without what is quoted."""
    return html.unescape(re.sub(r"<[^>]+>", " ", QUOTED.sub(" ", markup)))


#: Levels as the example register itself writes them: its cells are shown as they are.
OWN = frozenset(
    KEY.findall((ROOT / "datasets/registers/voorbeeldregister.csv").read_text(encoding="utf-8"))
)


def wrong(text: str) -> list[str]:
    """The keys and decimal points in a text, each with what stands around it."""
    found = [hit for hit in KEY.finditer(text) if hit[0] not in OWN]
    found += POINT.finditer(text)
    return [text[max(0, hit.start() - 40) : hit.end() + 30] for hit in found]


@pytest.mark.slow
@each("case", EVERY)
def test_the_screens_of_a_case_are_in_dutch(case):
    given = load_case(case)
    result = score(given.use)
    here = state.State((Scenario("", given.use),))
    later, offers = slow_views.slow(here)
    shown = [figure.markup for figure in (*views.live(here, result).values(), *later.values())]
    shown += [offer.more for offer in offers]
    shown += [reading_card(reading).markup for reading in result.readings.values()]
    shown += [plan_card(given).markup, outcome_card(given).markup]
    shown += [moment_card(given, moment.number).markup for moment in moments(case)]
    assert wrong(plain(" ".join(shown))) == []


@pytest.mark.slow
@each("case", EVERY)
def test_the_pages_of_a_case_are_in_dutch(case):
    assert wrong(plain(replay_html(case) + a4_html(load_case(case).use))) == []


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    """The report and the workbook of the example register."""
    folder = tmp_path_factory.mktemp("register")
    given = ROOT / "datasets" / "registers" / "voorbeeldregister.csv"
    for name in ("report.html", "report.xlsx"):
        with pytest.raises(SystemExit):
            main(["score", str(given), "--out", str(folder / name)])
    return folder


def test_the_report_of_a_register_is_in_dutch(register):
    assert wrong(plain((register / "report.html").read_text(encoding="utf-8"))) == []


def test_the_workbook_of_a_register_says_in_dutch_what_it_is(register):
    """The table itself has the columns that docs/REGISTER.md promises to whoever reads it again."""
    about = openpyxl.load_workbook(register / "report.xlsx").worksheets[1]
    cells = [cell.value for row in about.iter_rows() for cell in row]
    assert wrong(" ".join(str(value) for value in cells if isinstance(value, str))) == []


def test_the_notebooks_show_a_reader_no_key_and_no_decimal_point():
    """What is shown and what is printed; a check, shut behind its fold, speaks the keys it drives."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if "probe" in cell["metadata"].get("tags", ()):
                continue
            for output in cell.get("outputs", ()):
                shown = "".join(output.get("data", {}).get("text/html", ""))
                assert wrong(plain(shown)) == [], path.name
                assert wrong("".join(output.get("text", ""))) == [], path.name


#: Commands that speak to a person; what they write for machines (csv, json) keeps its keys.
SPOKEN = (
    ("replay", "ing-2014"),
    ("vagueness", "het doen van relevante commerciële aanbiedingen"),
    ("read", "De bank laat winkeliers aanbiedingen doen aan klanten op basis van hun betalingen"),
    ("check", "voorbeeldregister.csv"),
    ("score", "voorbeeldregister.csv"),
    ("score", "bestaat-niet.csv"),
    ("replay", "bestaat-niet"),
    ("cases",),
    ("score", "leeg.csv"),
    ("score", "voorbeeldregister.csv", "--sector", "blorf"),
    ("score", "voorbeeldregister.csv", "--index", "9"),
    ("score", "voorbeeldregister.csv", "--seed", "blorf"),
    ("score", "voorbeeldregister.csv", "--out", "uit.pdf"),
    ("score", "voorbeeldregister.csv", "--engine", "blorf"),
    ("vagueness", "--file", "bestaat-niet.txt"),
    ("notebooks", "leeg.csv"),
    ("workshop", "serve", "bestaat-niet.yaml"),
    ("score",),
    ("score", "--blorf"),
    ("blorf",),
    ("replay", "ing-2014", "blorf"),
)

#: Words that a sentence hardly does without, and that the other language does not have.
OTHERS = {
    "nl": re.compile(r"\b(?:the|and|with|which|not|no|cannot|such|from|invalid|missing)\b", re.I),
    "en": re.compile(r"\b(?:het|een|niet|wordt|worden|zijn|ook|maar|bestaat|klanten?)\b", re.I),
}

#: What is said as somebody wrote it: between quotation marks of any kind, names of files, of a paper.
AS_WRITTEN = re.compile(
    r"\"[^\"]*\"|'[^'\n]*'|‘[^’]*’|“[^”]*”|--[\w-]+|\S*(?:blorf|bestaat-niet)\S*|Follow the\b"
)


@pytest.mark.parametrize("command", SPOKEN, ids=lambda command: "-".join(command)[-24:])
def test_the_terminal_speaks_dutch(command, capsys, tmp_path, monkeypatch):
    """Standard output and errors; ids of cases, options and names of files are typed so."""
    (tmp_path / "leeg.csv").touch()
    shutil.copy(ROOT / "datasets" / "registers" / "voorbeeldregister.csv", tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        main([*command, "--lang", "nl"])
    told = capsys.readouterr()
    said = re.sub(r"--[\w-]+|\S+\.(?:csv|xlsx|json|html|yaml)\b", " ", told.out + told.err)
    assert wrong(QUOTED.sub(" ", said)) == []
    assert said.strip()
    assert OTHERS["nl"].findall(AS_WRITTEN.sub(" ", said)) == []


@pytest.mark.parametrize("command", SPOKEN, ids=lambda command: "-".join(command)[-24:])
def test_the_terminal_speaks_english(command, capsys, tmp_path, monkeypatch):
    """The same in English: no Dutch but what is quoted, as the cells of a Dutch register are."""
    (tmp_path / "leeg.csv").touch()
    shutil.copy(ROOT / "datasets" / "registers" / "voorbeeldregister.csv", tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        main([*command, "--lang", "en"])
    told = capsys.readouterr()
    own = [] if command[-1] == "voorbeeldregister.csv" else [told.out]
    assert OTHERS["en"].findall(AS_WRITTEN.sub(" ", " ".join([*own, *_errors(told.err)]))) == []


def _errors(told: str) -> list[str]:
    """The lines on standard error that do not name the columns of a register."""
    return [line for line in told.splitlines() if "columns" not in line]


@pytest.mark.parametrize("lang", OTHERS)
def test_no_label_speaks_the_other_language(lang):
    """Keys a user types stand between quotation marks, after -- or after an =."""
    skipped = re.compile(r"\w+=\S+|\{[^}]*\}|[\w.]+\([^)]*\)|language\.name|\bno-\w+")
    for key, words in labels.table().items():
        said = skipped.sub(" ", AS_WRITTEN.sub(" ", words[lang]))
        found = OTHERS[lang].findall(said)
        assert not found or key in EITHER, f"{key}: {words[lang]}"


@pytest.mark.parametrize("case", EVERY)
def test_the_page_of_a_case_is_in_english(case):
    """Titles and publishers of sources are as they were printed; the A4 shows one's own texts."""
    shown = plain(replay_html(case, "en"))
    assert OTHERS["en"].findall(AS_WRITTEN.sub(" ", shown)) == []


def test_a_statisticians_word_is_replaced_or_explained_where_it_stands():
    for key, words in labels.table().items():
        for word, beside in JARGON.items():
            said = words["nl"].lower()
            if word in said:
                assert beside and re.search(beside, said), f"{key}: {words['nl']}"


def test_an_empty_form_has_no_score_and_says_what_is_needed():
    empty = ProposedUse()
    shown = views.live(state.State(), score(empty))
    assert shown["strip"].text.startswith("Nog geen score")
    assert not re.search(r"\d", shown["strip"].text)
    assert shown["bars"].markup == shown["axes"].markup == ""


@pytest.mark.parametrize("left_out", standing.NEEDED)
def test_each_of_organisation_data_and_use_is_needed(left_out):
    use = ProposedUse(sector="bank", data_categories=("adres",), proposed_use="reclame van derden")
    assert standing.open_parts(use) == ()
    empty = () if left_out == "data_categories" else ""
    assert standing.open_parts(use.replace(**{left_out: empty})) == (left_out,)


def test_no_green_while_a_word_about_data_is_unread():
    use = load_case("bol-aanbevelingen").use
    assert score(use).band == "green" and not standing.waits(score(use))
    unread = use.replace(data_categories=(*use.data_categories, "blorf"), data_sensitivity=None)
    held = score(unread)
    assert held.band != "green" or standing.waits(held)
    assert "blorf" in views.live(state.State((Scenario("", unread),)), held)["strip"].text


def test_no_green_while_a_recipient_is_unread_until_somebody_says_who_it_is():
    use = load_case("bol-aanbevelingen").use.replace(purpose_distance=None, recipient=None)
    unread = use.replace(recipient_words="Blorfzwam BV")
    held = score(unread)
    assert held.band != "green" and "unread_recipient" in held.flags
    assert held.value > 20 or standing.waits(held)
    now = state.State((Scenario("", unread),))
    assert "Blorfzwam BV" in " ".join(figure.text for figure in views.live(now, held).values())
    chosen = state.edit(now, "recipient", "own").use
    assert chosen.recipient_words == "" and "unread_recipient" not in score(chosen).flags


def test_thousands_keep_their_point_and_decimals_get_a_comma():
    assert labels.label("figure.students", "nl", value="10.000") == "10.000 studenten"
    shown = labels.label("figure.aware_pct", "nl", value="0.53 (0.50–0.55)")
    assert shown.startswith("0,53 (0,50–0,55)")
