"""Dask: the same bytes as this process for any number of workers; a lost worker loses nothing."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from avgrisk.cli.score_command import run
from avgrisk.core import extras
from avgrisk.core.records import InputError
from avgrisk.register.large import engines, parts
from avgrisk.register.report_data import Options
from tests.register.large.test_bulk import mess, score, small_numbers

distributed = pytest.importorskip("distributed")

# Together, so that one cluster does for all.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("dask")]


@pytest.fixture(scope="module")
def cluster():
    """Workers that are processes, on this machine only."""
    with distributed.LocalCluster(n_workers=1, **engines.LOCAL) as local:
        yield local


@pytest.fixture
def register(tmp_path, monkeypatch):
    small_numbers(monkeypatch)
    path = tmp_path / "r.csv"
    path.write_text(mess(), encoding="cp1252", newline="")
    return path


def on(cluster, path, out):
    return score(path, out, engine="dask", scheduler=cluster.scheduler_address)


def workers(cluster):
    with distributed.Client(cluster, set_as_default=False) as client:
        return client.run(os.getpid)


@pytest.mark.parametrize("count", [1, 2])
def test_any_number_of_workers_gives_the_bytes_of_one_process(cluster, register, tmp_path, count):
    cluster.scale(count)
    with distributed.Client(cluster, set_as_default=False) as client:
        client.wait_for_workers(count)
    for form in ("csv", "parquet"):
        one, two = tmp_path / f"een.{form}", tmp_path / f"dask.{form}"
        *here, in_pieces = score(register, one)
        *there, on_cluster = on(cluster, register, two)
        assert in_pieces and on_cluster and here == there
        assert one.read_bytes() == two.read_bytes()
        rejected = [out.with_suffix(".rejected.csv").read_bytes() for out in (one, two)]
        assert rejected[0] == rejected[1]


def slow_piece(job, piece):
    """A piece that takes a while, so that a worker can be lost in its midst."""
    time.sleep(0.4)
    return parts.score_piece(job, piece)


def test_a_worker_killed_in_mid_run_loses_nothing(cluster, register, tmp_path, monkeypatch):
    from avgrisk.register.large import bulk

    cluster.scale(2)
    with distributed.Client(cluster, set_as_default=False) as client:
        client.wait_for_workers(2)
    one, two = tmp_path / "een.csv", tmp_path / "dask.csv"
    score(register, one)
    monkeypatch.setattr(bulk, "score_piece", slow_piece)
    pids = list(workers(cluster).values())
    result: list = []
    thread = threading.Thread(target=lambda: result.append(on(cluster, register, two)))
    thread.start()
    folder, end = tmp_path / ".dask.csv.parts", time.monotonic() + 60
    while not list(folder.glob("*.npz")):
        assert time.monotonic() < end
        time.sleep(0.01)
    left = len(list(folder.glob("*.npz")))
    os.kill(pids[0], signal.SIGKILL)
    thread.join(timeout=120)
    assert result and result[0][2], "the run went on without the worker"
    assert left < 7, "it was killed in mid-run"
    assert pids[0] not in workers(cluster).values()
    assert one.read_bytes() == two.read_bytes()


def test_rows_never_come_to_the_client(cluster, register, tmp_path, monkeypatch):
    """What a piece gives back is counts and a sample of scores, whatever its rows hold."""
    import pickle

    sent: list = []
    own = engines.on_cluster

    def watched(*arguments):
        for result in own(*arguments):
            sent.append(result)
            yield result

    monkeypatch.setattr(engines, "on_cluster", watched)
    on(cluster, register, tmp_path / "uit.csv")
    assert len(sent) > 14
    assert "Tips" not in repr(sent) and "Verwerking" not in repr(sent)
    assert max(len(pickle.dumps(part)) for part in sent) < 2_000


def test_own_workers_listen_on_this_machine_only():
    import psutil

    with engines.engine("dask") as engine:
        assert sorted(engine(abs, [-1, -2])) == [1, 2]
        family = [psutil.Process(), *psutil.Process().children(recursive=True)]
        heard = {
            line.laddr.ip
            for one in family
            for line in one.net_connections("tcp")
            if line.status == psutil.CONN_LISTEN
        }
    assert heard == {"127.0.0.1"}


@pytest.mark.parametrize(
    ("options", "key"),
    [
        ({"scheduler": "tcp://127.0.0.1:1"}, "error.scheduler"),
        ({"scheduler": "geen adres"}, "error.scheduler"),
    ],
)
def test_no_scheduler_is_told(register, tmp_path, options, key, monkeypatch):
    monkeypatch.setattr(engines, "PATIENCE", "1s")
    with pytest.raises(InputError) as caught:
        run(register, Options(out=tmp_path / "uit.csv", engine="dask", **options), print)
    assert caught.value.key == key


def test_a_page_is_not_made_on_a_cluster(register, tmp_path):
    with pytest.raises(InputError) as caught:
        run(register, Options(out=tmp_path / "uit.html", engine="dask"), print)
    assert caught.value.key == "error.out_format"


def test_without_dask_one_line_names_the_extra(register, tmp_path, monkeypatch):
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    with pytest.raises(InputError) as caught:
        run(register, Options(out=tmp_path / "uit.csv", engine="dask"), print)
    assert caught.value.key == "error.extra" and "avgrisk[dask]" in caught.value.allowed
