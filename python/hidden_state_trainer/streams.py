"""The corpus as parallel streams.

The text is a ring; the streams start evenly spread on it and read on, so that a hidden state always carries over
from the characters just before. Where they are follows from the step alone.
"""

from __future__ import annotations

import torch
from torch import Tensor


class Streams:
    """Batches of the streams `first` .. `first + count - 1` of `total`: the part of one process."""

    def __init__(self, ids: Tensor, total: int, length: int, seed: int, first: int, count: int) -> None:
        self._ids = ids
        self._length = length
        generator = torch.Generator().manual_seed(seed)
        start = int(torch.randint(len(ids), (1,), generator=generator))
        streams = torch.arange(first, first + count)
        self._places = (start + streams * len(ids) // total).unsqueeze(1) + torch.arange(length + 1)

    def batch(self, step: int) -> tuple[Tensor, Tensor]:
        """What the streams read in this step and what comes next, both [count][length]."""
        window = self._ids[(self._places + step * self._length) % len(self._ids)]
        return window[:, :-1], window[:, 1:]


def output_mask(rate: float, total: int, hidden: int, seed: int, step: int) -> Tensor | None:
    """Dropout for all streams [total][hidden]: the same for any number of processes. None without dropout."""
    if rate == 0:
        return None
    generator = torch.Generator().manual_seed(seed * 1_000_003 + step)
    return (torch.rand(total, hidden, generator=generator) >= rate) / (1 - rate)
