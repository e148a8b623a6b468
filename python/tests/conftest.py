"""Fixtures: a small corpus, and how to run the programs of the project."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
import torch

from hidden_state_trainer.files import Corpus, HeldOutText

ROOT = Path(__file__).resolve().parents[2]
LINE = "the quick brown fox jumps over the lazy dog, and the dog does not mind.\n"

torch.set_num_threads(1)


@pytest.fixture
def corpus() -> Corpus:
    """Id 0 is not in the vocabulary."""
    characters = "".join(sorted(set(LINE)))
    ids = torch.tensor([0] + [characters.index(character) + 1 for character in LINE * 60])
    context, held_out = ids[1:73], ids[73:500]
    return Corpus(characters, ids, [HeldOutText(context, held_out), HeldOutText(context[:0], held_out[:200])])


@pytest.fixture(scope="session")
def node() -> str:
    """The project's Node."""
    found = next((str(path) for path in ROOT.glob("node_modules/node-*/bin/node*")), shutil.which("node"))
    if found is None or not (ROOT / "build/engine-plain.wasm").exists():
        pytest.skip("Node or the built engine is missing: run `npm run build`")
    return found


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """For processes that import the package. Debian builds PyTorch without libuv."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "python"), "OMP_NUM_THREADS": "1", "USE_LIBUV": "0"}
