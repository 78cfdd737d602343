"""Who does the work on a large register: this process, or a cluster that Dask knows."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from avgrisk.core.extras import needed
from avgrisk.core.records import InputError

#: How often a piece may be begun again after the worker that had it was lost.
AGAIN = 10
#: How long a scheduler is waited for.
PATIENCE = "10s"
#: Workers on this machine: processes that nobody else can reach. Dask has no way to be without its
#: page of figures, nor older versions without those of the workers; they stand on the machine's own
#: address too.
LOCAL = {
    "host": "127.0.0.1",
    "dashboard_address": "127.0.0.1:0",
    "worker_dashboard_address": "127.0.0.1:0",
    "processes": True,
    "threads_per_worker": 1,
}


#: Does one thing to many items; results come in any order.
Engine = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]


def on_cluster(client: Any, work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
    """The results as workers of a Dask cluster give them; what a lost worker had is done by
    another. Workers see the same files under the same names as this process; only what `work`
    returns, a few numbers, comes back."""
    from distributed import as_completed

    futures = client.map(work, list(items), pure=False, retries=0)
    try:
        for future in as_completed(futures, loop=client.loop):
            yield future.result()
            future.release()
    finally:
        client.cancel(futures)


@contextmanager
def engine(name: str, scheduler: str = "") -> Iterator[Engine]:
    """The engine of this name; "dask" without a scheduler starts workers on this machine, which
    listen on the machine itself only."""
    if name == "pandas":
        yield map
        return
    needed("dask", "distributed")
    import dask
    from distributed import Client, LocalCluster

    with dask.config.set({"distributed.scheduler.allowed-failures": AGAIN}):
        if scheduler:
            try:
                client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
            except (OSError, ValueError):
                raise InputError("scheduler", scheduler, "", "error.scheduler") from None
            with client:
                yield partial(on_cluster, client)
            return
        with LocalCluster(**LOCAL) as local, Client(local, set_as_default=False) as client:
            yield partial(on_cluster, client)
