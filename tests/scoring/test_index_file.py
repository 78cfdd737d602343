"""An index in a file: back to the bit, and nothing hostile gets in."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import avgrisk
from avgrisk.core.labels import explain
from avgrisk.core.records import InputError
from avgrisk.scoring.index import Scale, Term
from avgrisk.scoring.index_file import LARGEST, VERSIONS, load_index

finite = st.floats(-100, 100)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_shipped_index_comes_back_as_it_was(tmp_path, version):
    avgrisk.save_index(load_index(version), tmp_path / "index.csv")
    assert load_index(tmp_path / "index.csv") == load_index(version)
    assert load_index(str(tmp_path / "index.csv")) == load_index(version)


@pytest.mark.parametrize("name", ["mine", "mine.csv"])
def test_a_folder_is_told_from_an_unknown_version(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    for given_as in (folder, str(folder)):
        with pytest.raises(InputError) as error:
            load_index(given_as)
        assert explain(error.value, "nl").startswith(
            f"{name} kan niet worden gelezen: het is een map"
        )


@given(values=st.lists(finite, min_size=9, max_size=9), ends=st.tuples(finite, finite))
def test_any_numbers_come_back_to_the_bit(tmp_path_factory, values, ends):
    base = load_index()
    cells = np.outer(values, values)
    assume(ends[0] != ends[1])
    index = dataclasses.replace(
        base,
        version="mine-1",
        terms=(*(dataclasses.replace(t, mean=v) for t, v in zip(base.terms, values, strict=False)),
               Term('how "odd", a name', values[7], abs(values[8]), None, "a\tground; with, marks")),
        covariance=tuple(map(tuple, cells.tolist())),
        extras=(Scale('how "odd", a name', *ends),),
        basis="survey",
    )  # fmt: skip
    path = tmp_path_factory.mktemp("index") / "index.csv"
    avgrisk.save_index(index, path)
    assert load_index(path) == index


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "",
        lambda text: "part,name\n",
        lambda text: text.replace("1.6", "nan", 1),
        lambda text: text.replace("1.6", "1e999", 1),
        lambda text: text.replace("1.6", "=1+1", 1),
        lambda text: text.replace("index,scored,,2", "index,scored,,9"),
        lambda text: text.replace("index,scored,,2", "index,scored,,-1"),
        lambda text: text.replace("index,version,,2", "index,version,,../../x"),
        lambda text: text.replace("index,basis,,prior", "index,basis,,magic"),
        lambda text: text.replace("vagueness,sd,0.4", "vagueness,sd,-0.4"),
        lambda text: text.replace("term,vagueness", "term,nonsense"),
        lambda text: text + "term,vagueness,mean,2\n",
        lambda text: text + "covariance,vagueness,vagueness,1\n",
        lambda text: text.replace("threshold", "threshhold"),
        lambda text: text[: len(text) // 2],
        lambda text: "\x00" + text,
        lambda text: text + "x" * LARGEST,
    ],
)
def test_a_broken_file_is_one_error_that_names_it(tmp_path, change):
    path = tmp_path / "index.csv"
    avgrisk.save_index(load_index(), path)
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_index(path)
    for lang in ("nl", "en"):
        assert "index.csv" in avgrisk.explain(error.value, lang)


def test_bytes_that_are_no_text_and_no_file_are_errors_too(tmp_path):
    (tmp_path / "index.csv").write_bytes(b"\xff\xfe\x00")
    for name in ("index.csv", "nowhere.csv"):
        with pytest.raises(InputError) as error:
            load_index(tmp_path / name)
        assert name in avgrisk.explain(error.value, "en")
    with pytest.raises(InputError):
        avgrisk.save_index(load_index(), tmp_path / "index.xlsx")
    with pytest.raises(InputError):
        avgrisk.save_index(load_index(), tmp_path / "no" / "folder" / "index.csv")


def changed(path, old, new):
    avgrisk.save_index(load_index(), path)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("bands,red,,50.0", "bands,red,,10.0", "bands"),
        ("bands,amber", "bands,blauw", "bands"),
        ("bands,green,,0.0", "bands,green,,5.0", "bands"),
        ("vagueness,mean,", "vagueness,mean,-1e300", "odds"),
        ("value_gap,floor,0.0", "value_gap,floor,5.0", "floor"),
        ("margin,low,,0.1", "margin,low,,0.95", "margin"),
        ("margin,low,,0.1", "margin,low,,5", "margin"),
        ("reference,vagueness,,0.5", "reference,vagueness,,7", "share"),
        ("threshold,2,,", "threshold,2,,-", "thresholds"),
        ("index,version,,2", "index,version,,1", "name"),
        ("vagueness,mean,", "vagueness,mean,1", "name"),
    ],
)
def test_every_number_has_its_range_and_order_and_the_line_is_told(old, new, rule, tmp_path):
    path = changed(tmp_path / "index.csv", old, new)
    with pytest.raises(InputError) as error:
        load_index(path)
    told = avgrisk.explain(error.value, "nl")
    assert error.value.allowed.key == f"index.rule.{rule}"
    assert "Regel" in told and any(character.isdigit() for character in str(error.value.value))


@given(
    place=st.integers(0, 60),
    value=st.one_of(
        st.floats(allow_nan=True, allow_infinity=True).map(repr),
        st.sampled_from(["", "-1", "1e300", "-0.0", "0", "1", "=1+1", "1:59", "٣", "x" * 50, '"']),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    ),
)
def test_whatever_stands_in_a_cell_the_file_scores_or_is_refused(tmp_path_factory, place, value):
    path = tmp_path_factory.mktemp("index") / "index.csv"
    avgrisk.save_index(dataclasses.replace(load_index(), version="mine"), path)
    lines = path.read_text(encoding="utf-8").splitlines()
    row = 2 + place % (len(lines) - 2)
    lines[row] = ",".join([*lines[row].split(",")[:3], value])
    path.write_text("\n".join(lines), encoding="utf-8")
    try:
        index = load_index(path)
    except InputError:
        return
    found = avgrisk.score(avgrisk.ProposedUse(vagueness=0.5, control="opt_in"), index)
    assert 0 <= found.interval[0] <= found.value <= found.interval[1] <= 100


def test_two_indices_of_one_name_have_other_vectors(tmp_path):
    one = dataclasses.replace(load_index(), version="mine")
    first, *others = one.terms
    two = dataclasses.replace(one, terms=(dataclasses.replace(first, mean=2.5), *others))
    vectors = [avgrisk.score(avgrisk.ProposedUse(), index).vector for index in (one, two)]
    assert vectors[0] != vectors[1] and all(vector.startswith("AVGR:mine.") for vector in vectors)
    assert all(str(avgrisk.from_vector(vector)) == vector for vector in vectors)
