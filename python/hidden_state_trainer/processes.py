"""One process, or several that `torchrun` started: on one machine or on many."""

from __future__ import annotations

import os
from dataclasses import dataclass

import torch
from torch import Tensor, distributed


@dataclass(frozen=True)
class Processes:
    """This process is number `rank` of `count`."""

    rank: int
    count: int
    device: torch.device

    @property
    def is_first(self) -> bool:
        return self.rank == 0

    def from_first(self, value: float) -> float:
        """The value of the first process, in all: so that they decide the same."""
        if self.count == 1:
            return value
        shared = torch.tensor([value], dtype=torch.float64, device=self.device)
        distributed.broadcast(shared, src=0)
        return float(shared)

    def mean(self, value: float) -> float:
        if self.count == 1:
            return value
        shared = torch.tensor([value], dtype=torch.float64, device=self.device)
        distributed.all_reduce(shared)
        return float(shared) / self.count

    def gather(self, own: Tensor, dimension: int) -> Tensor:
        """The tensors of all processes, joined."""
        if self.count == 1:
            return own
        parts = [torch.empty_like(own) for _ in range(self.count)]
        distributed.all_gather(parts, own.contiguous())
        return torch.cat(parts, dimension)


def join_processes(device: str) -> Processes:
    """`device`: auto, cpu or cuda."""
    has_cuda = torch.cuda.is_available() if device == "auto" else device == "cuda"
    count = int(os.environ.get("WORLD_SIZE", "1"))
    local = int(os.environ.get("LOCAL_RANK", "0"))
    chosen = torch.device("cuda", local) if has_cuda else torch.device("cpu")
    if has_cuda:
        torch.cuda.set_device(chosen)
    if count > 1:
        distributed.init_process_group("nccl" if has_cuda else "gloo")
    return Processes(int(os.environ.get("RANK", "0")), count, chosen)


def leave_processes(processes: Processes) -> None:
    if processes.count > 1:
        distributed.destroy_process_group()
