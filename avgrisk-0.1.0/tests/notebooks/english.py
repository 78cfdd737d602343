"""The English twin of a notebook, made from the Dutch one and datasets/notebooks/<its name>.yaml.

The Dutch notebook is the only one that is written by hand. Its yaml holds the English: a text for
each cell of prose, by the cell's id, with the mark of the Dutch it translates; the English of each
name and text in the code; and what stays as it is. What is missing, with lines to fill in:
python -m tests.notebooks.english
"""

from __future__ import annotations

import ast
import copy
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import yaml

from tests import ROOT

HOME = ROOT / "notebooks"
WORDS = ROOT / "datasets" / "notebooks"

#: A comment, a text between double quotes, or a name. The notebooks write no other quotes outside
#: the braces of an f-string (a test says so), so this reads their code on every Python alike.
_PIECE = re.compile(
    r"""(?P<comment>\#[^\n]*)|(?P<f>f?)"(?P<text>(?:[^"\\\n]|\\.)*)"|(?P<name>[^\W\d]\w*)"""
)
_BRACES = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True)
class English:
    """The English of one notebook; `prose` is by cell id: (mark of the Dutch, English)."""

    dutch: str
    name: str
    names: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    keep: frozenset[str] = frozenset()
    prose: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def words_path(self) -> Path:
        """The file with the English."""
        return WORDS / f"{self.dutch}.yaml"

    @property
    def source_path(self) -> Path:
        """The Dutch notebook."""
        return HOME / f"{self.dutch}.ipynb"

    @property
    def path(self) -> Path:
        """Where the twin is written."""
        return HOME / "en" / f"{self.name}.ipynb"


def load(path: Path) -> English:
    """The English of one notebook from its yaml."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return English(
        dutch=path.stem,
        name=data["name"],
        names=data["names"],
        texts=data["texts"],
        keep=frozenset(map(str, data["keep"])),
        prose={id: (str(cell["of"]), cell["en"].strip()) for id, cell in data["prose"].items()},
    )


def every() -> list[English]:
    """The English of every notebook that has some, in order."""
    return [load(path) for path in sorted(WORDS.glob("*.yaml"))]


def mark(text: str) -> str:
    """What changes when the Dutch changes: eight signs of its hash."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def twin(dutch: nbformat.NotebookNode, english: English) -> nbformat.NotebookNode:
    """The notebook in English, not yet run; ids, tags and all else as in the Dutch one.

    Prose without a translation stays Dutch: `missing` tells of it.
    """
    made = copy.deepcopy(dutch)
    for cell in made.cells:
        if cell.cell_type == "markdown":
            cell.source = english.prose.get(cell.id, ("", cell.source))[1]
        else:
            cell.source = translated(cell.source, english)
            cell.outputs, cell.execution_count = [], None
    return made


def translated(code: str, english: English) -> str:
    """Code with the English of its names, texts and comments.

    >>> words = English("", "", names={"zaak": "case"}, texts={"nl": "en", "de zaak": "the case"})
    >>> translated('zaak = "nl"  # de zaak', words)
    'case = "en"  # the case'
    >>> translated('print(f"{zaak:<9} zaak", "zaak")', words)
    'print(f"{case:<9} zaak", "zaak")'
    """

    def piece(found: re.Match[str]) -> str:
        if found["name"]:
            return english.names.get(found["name"], found["name"])
        if found["comment"]:
            said = found["comment"].lstrip("# ")
            return found["comment"].replace(said, english.texts.get(said, said))
        if found["f"]:
            return _BRACES.sub(lambda part: _renamed(part[0], english.names), found[0])
        said = english.texts.get(found["text"])
        return found[0] if said is None else json.dumps(said, ensure_ascii=False)

    return _PIECE.sub(piece, code)


def _renamed(code: str, names: dict[str, str]) -> str:
    """The inside of an f-string: names only, its own texts (between ') stay."""
    quoted = re.compile(r"'[^']*'|[^\W\d]\w*")
    return quoted.sub(lambda found: names.get(found[0], found[0]), code)


def missing(dutch: nbformat.NotebookNode, english: English) -> list[str]:
    """What the yaml lacks or has too much, each as a sentence that says what to do."""
    return [*_prose_missing(dutch, english), *_code_missing(dutch, english)]


def _prose_missing(dutch: nbformat.NotebookNode, english: English) -> Iterator[str]:
    cells = {cell.id: cell.source for cell in dutch.cells if cell.cell_type == "markdown"}
    for id, source in cells.items():
        of, _ = english.prose.get(id, ("", ""))
        if not of:
            yield f"prose: add the English of cell {id}:\n{skeleton(id, source)}"
        elif of != mark(source):
            yield (
                f"prose: the Dutch of cell {id} changed. Mend its English, then write "
                f"of: '{mark(source)}'. The Dutch now:\n{source}"
            )
    for id in english.prose.keys() - cells.keys():
        yield f"prose: delete {id}: the notebook has no such cell of prose"


def _code_missing(dutch: nbformat.NotebookNode, english: English) -> Iterator[str]:
    code = [cell.source for cell in dutch.cells if cell.cell_type == "code"]
    names = set().union(*map(own_names, code))
    texts = set().union(*map(own_texts, code))
    for name in sorted(names - english.names.keys()):
        yield f"names: add '{name}: <English>' (the same word twice where it is English already)"
    for text in sorted(texts - english.texts.keys() - english.keep):
        yield f"texts: add '{text}: <English>', or add it to keep if it is a key and no Dutch"
    for name in sorted(english.names.keys() - names):
        yield f"names: delete {name}: the notebook gives nothing that name"
    for text in sorted((english.texts.keys() | english.keep) - texts):
        yield f"texts or keep: delete {text!r}: it does not stand in the code"
    for name in sorted(_clashing(code, english)):
        yield f"names: choose another English word for {name}: it has two meanings in the code"
    for text in sorted(english.texts.keys() & english.keep):
        yield f"keep: delete {text!r}: it stands under texts as well"


def _clashing(code: list[str], english: English) -> set[str]:
    """English names that two things in the code would bear."""
    used = {
        node.id for cell in code for node in ast.walk(ast.parse(cell)) if isinstance(node, ast.Name)
    }
    imported = {
        alias.asname or alias.name
        for cell in code
        for node in ast.walk(ast.parse(cell))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    given = list(english.names.values())
    others = (used | imported) - english.names.keys()
    return {name for name in given if given.count(name) > 1 or name in others}


def own_names(code: str) -> set[str]:
    """The names that code gives: variables, and columns named as keywords of assign().

    >>> sorted(own_names("a, b = f(x)\\nt = t.assign(kolom=a)"))
    ['a', 'b', 'kolom', 't']
    """
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "assign":
            found |= {keyword.arg for keyword in node.keywords if keyword.arg}
    return found


def own_texts(code: str) -> set[str]:
    """The texts and comments of code as they stand there; of an f-string nothing.

    >>> sorted(own_texts('f("a", f"{b} c")  # en d'))
    ['a', 'en d']
    """
    found = set()
    for piece in _PIECE.finditer(code):
        if piece["comment"]:
            found.add(piece["comment"].lstrip("# "))
        elif piece["text"] and not piece["f"]:
            found.add(piece["text"])
    return found


def skeleton(id: str, dutch: str) -> str:
    """An entry to fill in, with the Dutch as a comment."""
    said = "".join(f"      # {line}".rstrip() + "\n" for line in dutch.splitlines())
    return f"  {id}:\n    of: '{mark(dutch)}'\n{said}    en: |\n      ...\n"


def read(path: Path) -> nbformat.NotebookNode:
    """A notebook as it is stored."""
    return nbformat.read(path, as_version=4)


def main() -> int:
    """Tell for each notebook what its English lacks; 1 when something is missing."""
    found = 0
    for english in every():
        for line in missing(read(english.source_path), english):
            print(f"{english.words_path.relative_to(ROOT)}: {line}")
            found += 1
    print(f"{found} to mend; then: python -m tests.notebooks.execute" if found else "all there")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
