"""How many threads PyTorch uses on a CPU. More threads are not always faster: on a small virtual machine, two were 100 times slower."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import torch

#: Steps measured with each number of threads, after one that is not measured.
STEPS = 3
#: More threads are given up as soon as one step takes this many times as long as with one thread.
HOPELESS = 3.0
#: Seconds after which no further step is measured with a number of threads.
PATIENCE = 2.0


def faster_threads(
    step: Callable[[], None],
    candidates: tuple[int, ...],
    use: Callable[[int], None] = torch.set_num_threads,
    now: Callable[[], float] = time.perf_counter,
) -> int:
    """The candidate with the shortest step, in use afterwards. The first candidate is measured first and wins a tie."""
    best, best_seconds = candidates[0], float("inf")
    for threads in candidates:
        use(threads)
        seconds = shortest_step(step, HOPELESS * best_seconds, now)
        if seconds < best_seconds:
            best, best_seconds = threads, seconds
    use(best)
    return best


def shortest_step(step: Callable[[], None], limit: float, now: Callable[[], float]) -> float:
    """In seconds, without the first step, which prepares more. A step above the limit ends the measurement."""
    times: list[float] = []
    while len(times) <= STEPS and sum(times) < PATIENCE and (not times or times[-1] <= limit):
        start = now()
        step()
        times.append(now() - start)
    return min(times[1:] or times)


def candidates_here() -> tuple[int, ...]:
    """One thread, and all cores that this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    cores = len(usable(0)) if usable else os.cpu_count() or 1
    return (1, cores) if cores > 1 else (1,)
