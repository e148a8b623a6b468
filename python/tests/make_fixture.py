"""Writes test/fixtures/pytorch/*.safetensors: networks of PyTorch that know one sentence by heart.

    python python/tests/make_fixture.py

It uses nothing of this project, as another program would: only the names of the format.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn

FOLDER = Path(__file__).resolve().parents[2] / "test/fixtures/pytorch"
SENTENCE = "the hidden state remembers what the network has read.\n"
CELLS: dict[str, Callable[..., nn.RNNBase]] = {"tanh": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}


def write(cell: str, hidden: int, layers: int = 1, steps: int = 400) -> None:
    torch.manual_seed(1)
    # Not in code point order: the ids are the file's own.
    characters = "".join(dict.fromkeys(SENTENCE))
    vocabulary = len(characters) + 1
    model = nn.ModuleDict(
        {
            "rnn": CELLS[cell](vocabulary, hidden, num_layers=layers, batch_first=True),
            "output": nn.Linear(hidden, vocabulary),
        }
    )
    ids = torch.tensor([[0] + [characters.index(character) + 1 for character in SENTENCE * 3]])
    inputs = nn.functional.one_hot(ids[:, :-1], vocabulary).float()
    optimizer = torch.optim.Adam(model.parameters(), 0.01)
    for _ in range(steps):
        states, _ = model["rnn"](inputs)
        loss = nn.functional.cross_entropy(model["output"](states).flatten(0, 1), ids[:, 1:].flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    card = {"date": "2026-11-26", "writtenBy": f"PyTorch {torch.__version__}", "steps": steps}
    metadata = {"format": "pt", "cell": cell, "characters": characters, "card": json.dumps(card)}
    layers_name = "" if layers == 1 else f"-{layers}-layers"
    save_file(model.state_dict(), FOLDER / f"{cell}{layers_name}.safetensors", metadata)
    print(f"{cell}, {layers} layers: loss {float(loss.detach()):.4f}")


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    write("gru", 24)
    write("lstm", 16, layers=2)
