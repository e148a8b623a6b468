"""Runs a module with a TCPStore that does not need libuv: `without_libuv.py MODULE ARGUMENTS`.

Debian builds PyTorch without libuv. `torchrun` and the processes that it starts open their store with the default,
which needs it, whatever USE_LIBUV says. This replaces the default; everything else is PyTorch's own:

    export USE_LIBUV=0
    without_libuv.py torch.distributed.run --nproc_per_node 2 without_libuv.py hidden_state_trainer DATA --out MODEL
"""

from __future__ import annotations

import functools
import runpy
import sys
from typing import Any

import torch.distributed

distributed: Any = torch.distributed


def main() -> None:
    distributed.TCPStore = functools.partial(distributed.TCPStore, use_libuv=False)
    # It has imported the name before.
    vars(sys.modules["torch.distributed.rendezvous"])["TCPStore"] = distributed.TCPStore
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
