"""The site of documentation: built offline, no dead link, nothing from elsewhere, four steps a reader."""

from __future__ import annotations

import importlib.util
import re
import sys
from urllib.parse import unquote

import pytest

from avgrisk.cases.case_base import load_case
from avgrisk.core.labels import LANGUAGES
from tests import ROOT

pytest.importorskip("zensical")


@pytest.fixture(scope="module")
def website():
    spec = importlib.util.spec_from_file_location("website_build", ROOT / "website" / "build.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def html(website, tmp_path_factory):
    """The site with two cases, in both languages."""
    out = tmp_path_factory.mktemp("website")
    cases = [load_case("ing-2014"), load_case("barclays-2013")]
    for lang in LANGUAGES:
        website.build(lang, cases, out)
    return out / "html"


@pytest.mark.slow
@pytest.mark.xdist_group("website")  # where the site is built
def test_every_link_leads_to_a_page_and_nothing_is_fetched_from_elsewhere(html):
    pages = [path for path in html.rglob("*.html") if path.name != "404.html"]
    assert len(pages) > 60
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"<(?:script|img|iframe)[^>]+src=.?https?:", text), page
        assert not re.search(r"<link[^>]+rel=.?stylesheet[^>]+href=.?https?:", text), page
        for link in re.findall(r"(?:href|src)=\"?([^\"> ]+)", text):
            place = unquote(re.split("[#?]", link)[0])
            if place and not re.match(r"[a-z]+:", place):
                assert (page.parent / place).exists(), (page, link)


@pytest.mark.slow
@pytest.mark.xdist_group("website")  # where the site is built
def test_every_picture_of_a_screen_is_shown(html):
    for lang in LANGUAGES:
        page = (html / lang / "screens.html").read_text(encoding="utf-8")
        for picture in (ROOT / "docs" / "images").glob(f"*-{lang}.png"):
            assert f"docs/images/{picture.name}" in page, picture.name


@pytest.mark.slow
def test_a_dead_link_stops_the_build(website, tmp_path, monkeypatch):
    def assemble(lang, cases, pages):
        pages.mkdir(parents=True)
        (pages / "index.md").write_text("# A\n\n[b](nowhere.md)\n", encoding="utf-8")
        yield {"A": "index.md"}

    monkeypatch.setattr(website, "assemble", assemble)
    with pytest.raises(SystemExit) as stopped:
        website.build("en", [], tmp_path)
    assert "does not exist" in str(stopped.value.code)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_reader_has_four_steps_in_each_language(website, lang):
    for reader in website.READERS:
        text = (ROOT / "website" / lang / f"{reader}.md").read_text(encoding="utf-8")
        heads = re.findall(r"^# (.+)$", re.sub(r"```.*?```", "", text, flags=re.S), re.M)
        assert len(heads) == len(website.STEPS), reader
