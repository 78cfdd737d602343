"""An index in a file: back to the bit, and nothing hostile gets in."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import avgrisk
from avgrisk.core.records import InputError
from avgrisk.scoring.index import Scale, Term
from avgrisk.scoring.index_file import LARGEST, VERSIONS, load_index

finite = st.floats(-1e6, 1e6)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_shipped_index_comes_back_as_it_was(tmp_path, version):
    avgrisk.save_index(load_index(version), tmp_path / "index.csv")
    assert load_index(tmp_path / "index.csv") == load_index(version)
    assert load_index(str(tmp_path / "index.csv")) == load_index(version)


@given(values=st.lists(finite, min_size=9, max_size=9), ends=st.tuples(finite, finite))
def test_any_numbers_come_back_to_the_bit(tmp_path_factory, values, ends):
    base = load_index()
    cells = np.add.outer(values, values)
    np.fill_diagonal(cells, np.abs(values))
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
