"""The project's own files: in step with each other, and free of the machine they were made on."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version

import avgrisk
from tests import ROOT

# The five packages that environment.yml is about.
FIXED = ("jupyterlab", "pandas", "statsmodels", "ipywidgets", "nbval")
LAYOUT = ("avgrisk", "datasets", "notebooks", "tests", "environment.yml", "README.md")
PUBLIC_HOSTS = {"pypi.org", "files.pythonhosted.org"}


@pytest.fixture(scope="module")
def pyproject() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def lock() -> dict:
    return tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def claimed(pyproject) -> dict[str, SpecifierSet]:
    """What pyproject.toml claims, by package: dependencies, extras and the test group."""
    extras = pyproject["project"]["optional-dependencies"].values()
    lines = [
        *pyproject["project"]["dependencies"],
        *(line for extra in extras for line in extra if not line.startswith("avgrisk[")),
        *pyproject["dependency-groups"]["test"],
    ]
    return {r.name: r.specifier for r in map(Requirement, lines)}


@pytest.fixture(scope="module")
def environment() -> dict:
    return yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def conda_specs(environment) -> list[str]:
    return [line for line in environment["dependencies"] if isinstance(line, str)]


def specifier(conda_spec: str) -> tuple[str, SpecifierSet]:
    """Name and bounds of a conda line such as "pandas >=2.2,<4"."""
    name, _, bounds = conda_spec.partition(" ")
    return name, SpecifierSet(bounds)


def tracked() -> list[Path]:
    """The files under version control; outside a checkout there are none to look at."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout: no list of tracked files")
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("name", LAYOUT)
def test_layout_is_the_one_agreed(name):
    assert (ROOT / name).exists()


@pytest.mark.parametrize("name", FIXED)
def test_environment_yml_has_the_bounds_of_pyproject(name, conda_specs, claimed):
    assert dict(map(specifier, conda_specs))[name] == claimed[name]


def test_environment_yml_and_pyproject_ask_for_the_same_python(conda_specs, pyproject):
    wanted = SpecifierSet(pyproject["project"]["requires-python"])
    assert dict(map(specifier, conda_specs))["python"] == wanted


def test_environment_yml_names_only_the_five_and_then_this_package(environment, conda_specs):
    assert environment["channels"] == ["conda-forge"]
    assert {specifier(line)[0] for line in conda_specs} == {*FIXED, "python", "pip"}
    (pip,) = [line["pip"] for line in environment["dependencies"] if isinstance(line, dict)]
    assert [line.partition("[")[0] for line in pip] == ["-e ."]


def test_environment_yml_reads_as_conda_reads_it(conda_specs):
    rattler = pytest.importorskip("rattler")
    for line in conda_specs:
        parsed = rattler.MatchSpec(line, strict=True)
        assert parsed.name.normalized == specifier(line)[0]


def test_the_conda_recipe_asks_for_what_pip_installs(pyproject):
    rattler = pytest.importorskip("rattler")
    recipe = yaml.safe_load((ROOT / "conda" / "recipe.yaml").read_text(encoding="utf-8"))
    project = pyproject["project"]
    assert recipe["context"]["version"] == project["version"]
    asked = recipe["requirements"]["run"]
    for line in (*asked, *recipe["requirements"]["host"]):
        assert rattler.MatchSpec(line, strict=True).name
    wanted = {r.name: r.specifier for r in map(Requirement, project["dependencies"])}
    wanted["python"] = SpecifierSet(project["requires-python"])
    assert dict(map(specifier, asked)) == wanted
    entry = project["scripts"]["avgrisk"]
    assert recipe["build"]["python"]["entry_points"] == [f"avgrisk = {entry}"]


def test_lock_keeps_to_every_claim(lock, claimed):
    locked: dict[str, list[Version]] = {}
    for package in lock["package"]:
        if "version" in package:
            locked.setdefault(package["name"], []).append(Version(package["version"]))
    for name, bounds in claimed.items():
        assert locked.get(name), f"{name} is not in uv.lock: run make lock"
        for version in locked[name]:
            assert version in bounds, f"{name} {version} is outside {bounds}: run make lock"


def test_lock_is_for_the_same_python(lock, pyproject):
    assert lock["requires-python"] == pyproject["project"]["requires-python"]


def test_lock_names_no_host_but_the_public_index():
    text = (ROOT / "uv.lock").read_text(encoding="utf-8")
    hosts = {urlsplit(url).netloc for url in re.findall(r"\w+://[^\"'\s]+", text)}
    assert hosts == PUBLIC_HOSTS


def test_the_package_knows_its_version(pyproject):
    assert avgrisk.__version__ == pyproject["project"]["version"]


def test_every_folder_of_code_is_a_package():
    folders = {path.parent for path in (ROOT / "avgrisk").rglob("*.py")}
    bare = [str(f.relative_to(ROOT)) for f in folders if not (f / "__init__.py").exists()]
    assert not bare, "without __init__.py these would be missing from the wheel"


def test_every_shipped_file_is_package_data(pyproject):
    data = pyproject["tool"]["setuptools"]["package-data"]["avgrisk.datasets"]
    suffixes = {Path(pattern).suffix for pattern in data} | {".py"}
    lost = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.is_relative_to(ROOT / "datasets") and path.suffix not in suffixes
    ]
    assert not lost, "these files would be missing from the wheel"
    patterns = pyproject["tool"]["setuptools"]["package-data"]["avgrisk"]
    suffixes = {Path(pattern).suffix for pattern in patterns} | {".py"}
    lost = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.is_relative_to(ROOT / "avgrisk")
        and "share" not in path.parts
        and path.suffix not in suffixes
    ]
    assert not lost, "these files would be missing from the wheel"


def test_no_tracked_file_names_a_folder_of_the_machine_it_was_made_on():
    homes = r"(?<![\w.:/~$}{)*-])/(?:home|Users|root|work|farm|tmp/ipykernel_\d+)/[\w.]"
    pattern = re.compile(f"{homes}|{re.escape(str(ROOT))}/" if len(ROOT.parts) > 2 else homes)
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}")
    assert not found


def test_a_page_opens_in_the_browser(page):
    page.set_content("<main><h1>Mag het?</h1></main>")
    assert page.get_by_role("heading").inner_text() == "Mag het?"
