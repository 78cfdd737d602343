"""The English twins say what the Dutch notebooks say, in English, and are what the tool writes."""

from __future__ import annotations

import ast
import copy
import html
import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from avgrisk.vocabulary.language import function_words, language
from tests.lists import each
from tests.notebooks import english

EVERY = english.every()
#: Words that are Dutch and no English: none of them belongs in a twin.
DUTCH = function_words("nl") - function_words("en") - {"die", "ten", "want"}
#: Notebook 04 reads a register in Dutch, whose own words stay.
REGISTER = "04_register"

twins = each("words", EVERY)


def prose(notebook) -> list:
    """The cells of prose."""
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]


def shown(cell) -> str:
    """What a code cell shows, in words: what it prints, and its pictures as text and as a page."""
    found = []
    for out in cell.outputs:
        found += [out.get("text", ""), *out.get("data", {}).values()]
    bare = re.sub("<style>.*?</style>|<[^>]*>", " ", "\n".join(found), flags=re.DOTALL)
    return html.unescape(bare)


def dutch_words(text: str) -> set[str]:
    """The words of a text that are Dutch and no English; what stands between ` is code, and a case
    and an article keep their own names."""
    told = re.sub("`[^`]*`|mijn bonus|klantverwachting en avg", "", text.lower())
    return {word for word in re.findall(r"[^\W\d_]+", told) if word in DUTCH}


def test_every_notebook_has_its_english_and_nothing_else_lies_there():
    dutch = sorted(path.stem for path in english.HOME.glob("*.ipynb"))
    assert [words.dutch for words in EVERY] == dutch, (
        f"make {english.WORDS.name}/<notebook>.yaml for a new notebook, with name, names, texts, "
        "keep and prose; python -m tests.notebooks.english gives the lines to fill in"
    )
    lying = sorted(path.name for path in (english.HOME / "en").glob("*.ipynb"))
    assert lying == sorted(words.path.name for words in EVERY)


@twins
def test_nothing_is_missing_stale_or_left_over(words):
    found = english.missing(english.read(words.source_path), words)
    if found:
        told = "\n".join(f"- {line}" for line in found)
        pytest.fail(f"{words.words_path.relative_to(english.ROOT)}:\n{told}", pytrace=False)


@twins
def test_the_twin_is_what_the_tool_writes(words):
    stored = copy.deepcopy(english.read(words.path))
    for cell in stored.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    written = english.twin(english.read(words.source_path), words)
    assert nbformat.writes(stored) == nbformat.writes(written), (
        f"run: python -m tests.notebooks.execute en/{words.name}"
    )


@twins
def test_ids_are_there_once_each(words):
    ids = [cell.id for cell in english.read(words.source_path).cells]
    assert len(ids) == len(set(ids))


class Nameless(ast.NodeTransformer):
    """Code without its own names and texts: what is left must not depend on the language."""

    def visit_Name(self, node):
        return ast.copy_location(ast.Name("_", node.ctx), node)

    def visit_keyword(self, node):
        node.value = self.visit(node.value)
        node.arg = "_" if node.arg else None
        return node

    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant("_"), node) if isinstance(node.value, str) else node


@twins
def test_the_code_is_the_same_but_for_names_and_texts(words):
    pairs = zip(english.read(words.source_path).cells, english.read(words.path).cells, strict=True)
    for dutch, made in pairs:
        if dutch.cell_type == "code":
            bare = [ast.dump(Nameless().visit(ast.parse(cell.source))) for cell in (dutch, made)]
            assert bare[0] == bare[1], made.source


@twins
def test_the_prose_names_the_same_numbers(words):
    """Decimals are written 0,87 in Dutch and 0.87 in English: digits are compared."""
    pairs = zip(english.read(words.source_path).cells, english.read(words.path).cells, strict=True)
    for dutch, made in pairs:
        if dutch.cell_type == "markdown":
            numbers = [sorted(re.findall(r"\d+", cell.source)) for cell in (dutch, made)]
            assert numbers[0] == numbers[1], made.source


@twins
def test_the_prose_reads_as_english(words):
    for cell in prose(english.read(words.path)):
        assert dutch_words(cell.source) == set(), cell.source
        if len(cell.source.split()) > 6:
            assert language(cell.source) == "en", cell.source


@twins
def test_the_code_and_what_it_shows_have_no_dutch_in_them(words):
    for cell in english.read(words.path).cells:
        if cell.cell_type == "code":
            told = " ".join(english.own_texts(cell.source) - {"en"})
            assert dutch_words(told) == set(), cell.source
            if words.name != REGISTER:
                assert dutch_words(shown(cell)) == set(), cell.source


def test_the_twin_of_the_register_says_that_its_words_stay_dutch():
    (words,) = (words for words in EVERY if words.name == REGISTER)
    assert "a Dutch register" in "".join(words.prose["r002"])


@pytest.fixture
def small():
    """A notebook of two cells, and its English."""
    notebook = new_notebook()
    notebook.cells = [
        new_markdown_cell("# De zaak", id="a"),
        new_code_cell('zaak = "de kern"  # nu', id="b"),
    ]
    words = english.English(
        "klein",
        "small",
        names={"zaak": "case"},
        texts={"de kern": "the core", "nu": "now"},
        prose={"a": (english.mark("# De zaak"), "# The case")},
    )
    return notebook, words


def test_a_twin_has_the_english_and_keeps_ids_and_tags(small):
    notebook, words = small
    notebook.cells[1].metadata["tags"] = ["probe"]
    made = english.twin(notebook, words)
    assert english.missing(notebook, words) == []
    assert [cell.source for cell in made.cells] == ["# The case", 'case = "the core"  # now']
    assert [cell.id for cell in made.cells] == ["a", "b"]
    assert made.cells[1].metadata["tags"] == ["probe"]
    assert notebook.cells[0].source == "# De zaak", "the Dutch one stays as it was"


def test_a_text_with_quotes_stays_code(small):
    _, words = small
    words.texts["de kern"] = 'the "core"'
    assert ast.literal_eval(english.translated('"de kern"', words)) == 'the "core"'


@pytest.mark.parametrize(
    "cell, source, told",
    [
        (0, "# De andere zaak", f"of: '{english.mark('# De andere zaak')}'"),
        (1, 'zaak = "de kern"  # nu\nwie = zaak', "names: add 'wie: "),
        (1, 'zaak = "de kern", "slot"  # nu', "texts: add 'slot: "),
        (1, 'zaak = "de kern"', "delete 'nu'"),
        (1, '"de kern"  # nu', "names: delete zaak"),
        (1, 'import case\nzaak = "de kern"  # nu', "another English word for case"),
    ],
    ids=["Dutch changed", "name", "text", "comment gone", "name gone", "two meanings"],
)
def test_a_change_in_the_dutch_is_told_with_what_to_do(small, cell, source, told):
    notebook, words = small
    notebook.cells[cell].source = source
    (line,) = english.missing(notebook, words)
    assert told in line


def test_a_cell_that_comes_or_goes_is_told(small):
    notebook, words = small
    first = notebook.cells.pop(0)
    assert english.missing(notebook, words) == [
        "prose: delete a: the notebook has no such cell of prose"
    ]
    notebook.cells = [first, *notebook.cells, new_markdown_cell("Nog iets.", id="c")]
    (line,) = english.missing(notebook, words)
    assert f"  c:\n    of: '{english.mark('Nog iets.')}'\n      # Nog iets." in line
