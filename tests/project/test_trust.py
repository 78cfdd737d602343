"""What others judge a project by: its citation, forms, recipes and paper, in step with the code."""

from __future__ import annotations

import re
import shlex
import tomllib

import click
import pytest
import yaml

from avgrisk.cli.main import cli
from tests import ROOT
from tests.lists import each

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SOURCE = PROJECT["urls"]["Source"]
FORMS = [
    ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml"
    for name in ("bug", "case", "translation", "word")
]
PAPER = (ROOT / "paper" / "paper.md").read_text(encoding="utf-8")


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_citation_and_catalogue_tell_the_version_and_the_home_of_the_project():
    citation, catalogue = (
        yaml.safe_load(read("CITATION.cff")),
        yaml.safe_load(read("publiccode.yaml")),
    )
    assert {citation["version"], catalogue["softwareVersion"]} == {PROJECT["version"]}
    assert citation["repository-code"] == catalogue["url"] == SOURCE
    assert citation["license"][0] == catalogue["legal"]["license"] == PROJECT["license"]
    for lang in catalogue["localisation"]["availableLanguages"]:
        told = catalogue["description"][lang]
        assert (
            len(told["shortDescription"]) <= 150 <= len(told["longDescription"])
            and told["features"]
        )


@pytest.mark.parametrize("name", ["SECURITY.md", ".github/ISSUE_TEMPLATE/config.yml"])
def test_an_address_of_the_project_is_the_one_of_pyproject(name):
    found = re.findall(r"https://github\.com/[\w./-]+", read(name))
    assert found and all(address.startswith(SOURCE) for address in found)


def test_what_pre_commit_runs_is_what_the_lock_has():
    locked = {p["name"]: p.get("version") for p in tomllib.loads(read("uv.lock"))["package"]}
    pinned = re.findall(r'"([\w-]+)==([\w.]+)"', read(".pre-commit-config.yaml"))
    assert pinned and all(locked[name] == version for name, version in pinned)


@pytest.mark.parametrize(
    "path", sorted((ROOT / ".github").rglob("*.yml")), ids=lambda path: path.name
)
def test_what_github_reads_is_yaml_and_a_step_does_one_thing(path):
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    for job in read.get("jobs", {}).values():
        assert job["runs-on"] and job["timeout-minutes"]
        for step in job["steps"]:
            assert ("run" in step) != ("uses" in step), step
            assert "uses" not in step or re.search(r"@[0-9a-f]{40}$", step["uses"]), step


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_for_something_and_has_its_names_once(path):
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    names = [part["id"] for part in asked]
    assert len(set(names)) == len(names) and all(part["attributes"]["label"] for part in asked)
    assert any(part.get("validations", {}).get("required") for part in asked)


def commands(text):
    """Every command of ours in a page, as words."""
    flat = re.sub(r"\s+", " ", text)
    return [shlex.split(code)[1:] for code in re.findall(r"`(avgrisk [^`]+)`", flat)]


def test_the_paper_has_the_length_that_is_asked():
    body = PAPER.split("---", 2)[2]
    assert 750 <= len(body.split()) <= 1250


PAGES = [PAPER, *(path.read_text(encoding="utf-8") for path in (ROOT / "website").glob("*/*.md"))]
TOLD = {" ".join(words): words for page in PAGES for words in commands(page)}


@each("words", TOLD.values())
def test_a_command_of_a_page_is_one_of_ours(words):
    command, given = cli, list(words)
    context = click.Context(cli)
    while isinstance(command, click.Group) and given:
        command = command.get_command(context, given.pop(0))
        assert command is not None, words
    command.make_context(command.name, given)  # refuses what it does not know


def test_what_the_paper_cites_is_in_its_list():
    listed = set(re.findall(r"@\w+\{(\w+),", read("paper/paper.bib")))
    assert set(re.findall(r"@(\w+\d{2,4}|wp203)", PAPER)) == listed


def test_a_target_of_a_page_is_one_of_the_makefile():
    makefile = read("Makefile")
    for name in ("CONTRIBUTING.md", "SECURITY.md", "paper/paper.md"):
        for target in re.findall(r"`make\s+([\w-]+)", read(name)):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), (name, target)


def test_a_recipe_of_contributing_names_files_and_tests_that_are_there():
    recipes = read("CONTRIBUTING.md").split("## To add")[1].split("\n## ")[0]
    named = re.findall(r"`((?:tests|datasets|avgrisk|docs|notebooks)/[^`<*: ]+)`", recipes)
    ran = re.findall(r"(tests/[\w/.]+)", recipes)
    assert len(ran) >= 6
    assert [name for name in {*named, *ran} if not (ROOT / name).exists()] == []
