"""Each server and each page is opened once for all browser tests; pages tell what nobody sees."""

from __future__ import annotations

import pytest

from avgrisk.cases.case_base import load_case
from avgrisk.cli.main import main
from avgrisk.core.labels import LANGUAGES
from avgrisk.reports.a4 import a4_html
from tests.browser import serving
from tests.browser.driving import Desk, Pages, new_plan, open_app, open_notebook

REGISTER = serving.ROOT / "datasets" / "registers" / "voorbeeldregister.csv"

#: Notebooks are looked at in long slices.
TALL = 1640


@pytest.fixture(scope="session")
def app(tmp_path_factory):
    """The app, in a folder of its own."""
    with serving.serve_app(tmp_path_factory.mktemp("app")) as running:
        yield running


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """JupyterLab on copies of the notebooks."""
    with serving.serve_lab(tmp_path_factory.mktemp("lab")) as running:
        yield running


@pytest.fixture(scope="session")
def pages(browser):
    """The pages that stay open for all tests of this process."""
    found = Pages(browser)
    yield found
    found.close()


@pytest.fixture
def whole_pages(pages, second_try):
    """The pages that stay open; at a second try all of them are opened anew."""
    if second_try:
        pages.close()
    return pages


@pytest.fixture
def app_page(whole_pages, app):
    """The app on one page for all: each page more is a kernel more."""
    return whole_pages.take("the app", 900, lambda page: open_app(page, app))


@pytest.fixture
def visited(whole_pages, app):
    """The app as a visitor has it, one tab in view: an empty plan, in Dutch; it was quiet."""
    opened = whole_pages.take("visited", 800, lambda page: open_app(page, app, as_drawn=True))
    new_plan(opened.page)
    yield opened.page
    opened.heard.quiet()


@pytest.fixture
def notebook(whole_pages, lab):
    """Opens a notebook in JupyterLab and runs all its cells, once for all tests."""
    return lambda name: whole_pages.take(name, TALL, lambda page: open_notebook(page, lab, name))


@pytest.fixture(params=("app",))
def desk(request):
    """The explorer as it stands at START, in the app; under BOTH (driving) in notebook 03 as well.

    A test that uses it fails when the page reports an error, opens a dialog or, ever since it was
    opened, asked another host.
    """
    if request.param == "app":
        opened = request.getfixturevalue("app_page")
    else:
        opened = request.getfixturevalue("notebook")("03_verken.ipynb")
        assert not opened.result["error"], f"notebook 03: {opened.result['error']}"
    found = Desk(opened.page, request.param)
    found.clear()
    opened.heard.forget()
    yield found
    opened.heard.quiet()


@pytest.fixture(scope="session")
def handed_out(tmp_path_factory):
    """What is handed out, in both languages: A4, replay and register as <name>-<lang>.html."""
    folder = tmp_path_factory.mktemp("pages")
    for lang in LANGUAGES:
        sheet = a4_html(load_case("ing-2014").use, lang)
        (folder / f"a4-{lang}.html").write_text(sheet, encoding="utf-8")
        made = {"replay": ["replay", "ing-2014"], "register": ["score", str(REGISTER)]}
        for name, command in made.items():
            out = str(folder / f"{name}-{lang}.html")
            with pytest.raises(SystemExit) as ended:
                main([*command, "--lang", lang, "--out", out])
            assert ended.value.code in (0, 3)  # 3: a row of the example is refused
    return folder
